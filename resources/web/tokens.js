// The colours of the map, the only place in the page that names any. Mirrors the program's theme.
// Identity (police, chengguan, joint) and state (levels, on time, overdue) are never mixed.

export const tokens = Object.freeze({
  ground: "#081222",
  scrim: "#060D1A",
  panel: "#0B1628",
  row: "#0F1D33",
  chosen: "#16305A",
  line: "#1B2B45",
  text: "#EAF2FF",
  textDim: "#9DB2D0",
  textFaint: "#7F95B5",

  block: "#0A1729",
  green: "#0A1E27",
  water: "#0F2A4A",
  waterEdge: "#17395F",
  street1: "#1B3152",
  street2: "#152742",
  street3: "#101F37",
  streetName: "#6E86A8",
  gridFill: "#5B7FB5",
  gridLine: "#3B5580",
  gridName: "#7F98BE",
  patrolDue: "#9DB2D0",
  patrolDone: "#3F8F80",
  operation: "#C6D3E6",

  // Identity by tint code: police, second police shade, chengguan, joint (both), auxiliary.
  tints: Object.freeze(["#2F80FF", "#63A4FF", "#FFC21A", "#2F80FF", "#8FA3C0"]),
  outlines: Object.freeze(["#DCE9FF", "#EAF2FF", "#FFF3CC", "#FFFFFF", "#C6D3E6"]),
  jointSecond: "#FFC21A",
  ink: "#06122B",

  // State.
  levels: Object.freeze({ 1: "#FF4D5E", 2: "#FF8F3F", 3: "#B79CFF", 4: "#8AA0BF" }),
  onTime: "#2BD4A8",
  overdue: "#FF4D5E",
  enRoute: "#FFFFFF",
  onScene: "#FF8F3F",
  offDuty: "#5F7696",
});

/** Give the style sheet the same colours, as custom properties. */
export function publishTokens(root) {
  for (const [name, value] of Object.entries(tokens)) {
    if (typeof value === "string") root.style.setProperty(`--${name}`, value);
  }
}
