// Draws what lies on the ground of one case or unit: the areas that can be reached within some
// minutes along the city's streets, and the way a unit has come. Part of the ground's bitmap.

import { pathOf } from "./ground_shapes.js";
import { fontFamily } from "./symbols.js";
import { oneLine } from "./texts.js";
import { tokens } from "./tokens.js";

/** Where an area's label may stand on its outline: the outermost point in these directions. */
const DIRECTIONS = [[0.8, -1], [-0.8, -1], [1, 0.2], [-1, 0.2], [0.8, 1], [-0.8, 1]];
const LABEL_INSET = 30;

/** The areas of a case: {areas: [{label, rings}], note: null | {x, y, words}}, as map_reach gives them. */
export class GroundReach {
  constructor() {
    this.setData(null);
  }

  setData(data) {
    this.note = data?.note ?? null;
    // The widest first, so that the smaller ones lie on it.
    this.areas = (data?.areas ?? [])
      .map(({ label, rings }) => ({ label: oneLine(label, 40), rings, path: pathOf(rings, true) }))
      .reverse();
  }

  /** What is drawn, for diagnosis and tests. */
  summary() {
    return { areas: this.areas.map(({ label }) => label).reverse(), note: this.note?.words ?? "" };
  }

  /** Fill and outline the areas; the context is in world units from the ground's origin. */
  draw(ctx, view, scale) {
    ctx.lineJoin = "round";
    for (const { path } of this.areas) {
      ctx.fillStyle = tokens.onTime;
      ctx.globalAlpha = 0.075;
      ctx.fill(path, "evenodd");
      ctx.globalAlpha = 0.8;
      ctx.lineWidth = (1.4 * scale) / view.k;
      ctx.setLineDash([(5 * scale) / view.k, (4 * scale) / view.k]);
      ctx.strokeStyle = tokens.onTime;
      ctx.stroke(path);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  /** Yield the labels {x, y, words, colour, font} in pixels of the view. */
  *labels(view, scale) {
    const font = `500 ${15 * scale}px ${fontFamily}`;
    for (const { label, rings } of this.areas) {
      const spot = outermost(rings, view, LABEL_INSET * scale);
      if (spot !== null) yield { ...spot, words: label, colour: tokens.onTime, font };
    }
    if (this.note !== null) {
      const x = this.note.x * view.k + view.ox;
      const y = this.note.y * view.k + view.oy + 44 * scale;
      yield { x, y, words: oneLine(this.note.words, 80), colour: tokens.textDim, font };
    }
  }
}

/** The way of a unit: {tint, lines: [[x, y, …]], ticks: [{x, y, words}]}, the newest place last. */
export class GroundTrack {
  constructor() {
    this.data = null;
  }

  setData(data) {
    this.data = data;
  }

  summary() {
    return this.data === null ? null : { lines: this.data.lines.length, ticks: this.data.ticks.map(({ words }) => words) };
  }

  /** Draw the way, the older the fainter; the context is in world units from the ground's origin. */
  draw(ctx, view, scale) {
    if (this.data === null) return;
    const { lines, tint } = this.data;
    const total = lines.reduce((sum, line) => sum + line.length, 0);
    let passed = 0;
    ctx.lineJoin = "round";
    ctx.lineCap = "round";
    ctx.strokeStyle = tokens.tints[tint];
    ctx.lineWidth = (3 * scale) / view.k;
    for (const line of lines) {
      for (const piece of piecesOf(line)) {
        ctx.globalAlpha = 0.3 + (0.65 * (passed + piece.end)) / total;
        ctx.stroke(pathOf([piece.line], false));
      }
      passed += line.length;
    }
    ctx.globalAlpha = 1;
    for (const { x, y } of this.data.ticks) {
      ctx.beginPath();
      ctx.arc(x, y, (3.6 * scale) / view.k, 0, 2 * Math.PI);
      ctx.fillStyle = tokens.ground;
      ctx.fill();
      ctx.lineWidth = (1.8 * scale) / view.k;
      ctx.strokeStyle = tokens.tints[tint];
      ctx.stroke();
    }
  }

  *labels(view, scale) {
    const font = `500 ${13 * scale}px ${fontFamily}`;
    for (const { x, y, words } of this.data?.ticks ?? []) {
      yield { x: x * view.k + view.ox, y: y * view.k + view.oy - 14 * scale, words, colour: tokens.textDim, font };
    }
  }
}

const PIECES = 12;

/** Cut a line into pieces, so that each can be fainter than the next. */
function* piecesOf(line) {
  const count = line.length / 2;
  const pieces = Math.min(PIECES, count - 1);
  for (let piece = 0; piece < pieces; piece += 1) {
    const from = Math.floor((piece * (count - 1)) / pieces);
    const to = Math.floor(((piece + 1) * (count - 1)) / pieces);
    yield { line: line.slice(2 * from, 2 * to + 2), end: 2 * to };
  }
}

/** Return the first outermost point of some rings that lies inside the view, or null. */
function outermost(rings, view, inset) {
  for (const [dx, dy] of DIRECTIONS) {
    let best = null;
    let furthest = -Infinity;
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i += 2) {
        const reach = ring[i] * dx + ring[i + 1] * dy;
        if (reach > furthest) {
          furthest = reach;
          best = { x: ring[i] * view.k + view.ox, y: ring[i + 1] * view.k + view.oy };
        }
      }
    }
    if (best !== null && isInside(best, view, inset)) return best;
  }
  return null;
}

function isInside({ x, y }, view, inset) {
  return (
    x > view.margin.x + 2 * inset && x < view.width - view.margin.x - 2 * inset &&
    y > view.margin.y + inset && y < view.height - view.margin.y - inset
  );
}
