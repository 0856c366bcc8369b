// The colours of the page: the program's design tokens, in the look it wears. The only place in the
// page that knows any. Identity (police, chengguan, joint) and state are never mixed.

const answer = await fetch("/tokens.json");

export const tokens = Object.freeze(await answer.json());

/** Give the style sheet the same colours, as custom properties. */
export function publishTokens(root) {
  for (const [name, value] of Object.entries(tokens)) {
    if (typeof value === "string") root.style.setProperty(`--${name}`, value);
  }
}
