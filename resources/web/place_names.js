// Writes the names of grids, areas and times above the units, where no symbol that matters covers them.

import { tokens } from "./tokens.js";

/** How far a name gives way to symbols, in heights of its own: up and down, the nearest first. */
const SHIFTS = [0, -1.4, 1.4, -2.8, 2.8, -4.2, 4.2];

export class PlaceNames {
  constructor() {
    this.shifts = new Map();
  }

  /**
   * Write `names` (with x, y on the screen, width, height, words, colour, font); those without
   * words are written already. `symbols` are the circles {x, y, radius} they give way to. Labels
   * are asked to spare what is written.
   */
  draw(ctx, names, symbols, places) {
    const written = names.filter(({ words }) => words === undefined).map((name) => boxOf(name, 0));
    for (const name of names.filter(({ words }) => words !== undefined)) {
      const key = `${name.words}/${name.font}`;
      const held = this.shifts.get(key) ?? 0;
      const shift = [held, ...SHIFTS].find((one) => isClear(boxOf(name, one), symbols, written)) ?? 0;
      this.shifts.set(key, shift);
      const box = boxOf(name, shift);
      written.push(box);
      places.spare(name.x, name.y + shift * name.height, name.width, name.height);
      write(ctx, name, name.y + shift * name.height);
    }
    if (this.shifts.size > 500) this.shifts.clear();
  }
}

function boxOf({ x, y, width, height }, shift) {
  const middle = y + shift * height;
  return { left: x - width / 2, right: x + width / 2, top: middle - height / 2, bottom: middle + height / 2 };
}

function isClear(box, symbols, written) {
  const covered = symbols.some(({ x, y, radius }) => {
    const dx = Math.max(box.left - x, 0, x - box.right);
    const dy = Math.max(box.top - y, 0, y - box.bottom);
    return dx * dx + dy * dy < radius * radius;
  });
  return !covered && written.every(
    (other) =>
      box.right <= other.left || box.left >= other.right || box.bottom <= other.top || box.top >= other.bottom,
  );
}

function write(ctx, { x, words, colour, font, height }, y) {
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = height * 0.2;
  ctx.strokeStyle = tokens.ground;
  ctx.globalAlpha = 0.85;
  ctx.strokeText(words, x, y);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colour;
  ctx.fillText(words, x, y);
}
