// Places labels beside their symbols so that none overlaps another, a symbol, or the map's edge.

/** How far, in label heights, the outer tries stand off; a line then ties label to symbol. */
const OUTER_RINGS = [1.6, 3, 4.6, 6.5, 9, 12];
const OUTER_STEPS = 12;
const EDGE = 4;
/** How many places beside a symbol and in the first rings are tried before a quiet name is covered. */
const QUIET_TRIES = 8 + 3 * OUTER_STEPS;

/** Returns free places one after the other; call `reset` at the start of each picture. */
export class LabelPlaces {
  constructor() {
    this.taken = [];
    this.quiet = [];
    this.remembered = new Map();
  }

  reset(camera) {
    this.width = camera.width;
    this.height = camera.height;
    this.taken.length = 0;
    this.quiet.length = 0;
    if (this.remembered.size > 2000) this.remembered.clear();
  }

  /** Keep labels off a round symbol. */
  block(x, y, radius) {
    this.taken.push({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  }

  /** Keep labels off the name of a grid, as long as there is room elsewhere nearby. */
  spare(x, y, width, height) {
    this.quiet.push({ left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 });
  }

  /**
   * Return a free box {left, top, right, bottom, far} of this size near (x, y), or null.
   * The place a label had in the last picture (by key) is tried first, so that labels stay put.
   */
  place(key, x, y, width, height, gap, outer) {
    const tries = nearBoxes(x, y, width, height, gap);
    if (outer) tries.push(...farBoxes(x, y, width, height));
    const last = this.remembered.get(key);
    if (last !== undefined && last < tries.length) tries.unshift({ ...tries[last], index: last });
    const taken = this.#near(tries, this.taken);
    const box =
      this.#firstFree(tries.slice(0, QUIET_TRIES), outer, [...taken, ...this.quiet]) ??
      (outer ? this.#firstFree(tries, outer, taken) : null);
    if (box === null) return null;
    this.remembered.set(key, box.index);
    this.taken.push(box);
    return box;
  }

  /** The obstacles any of these boxes could meet, pushed inside the edge or not. */
  #near(tries, obstacles) {
    const left = Math.min(...tries.map((one) => one.left));
    const right = Math.max(...tries.map((one) => one.right));
    const top = Math.min(...tries.map((one) => one.top));
    const bottom = Math.max(...tries.map((one) => one.bottom));
    const across = Math.max(0, EDGE - left) + Math.max(0, right - this.width + EDGE);
    const down = Math.max(0, EDGE - top) + Math.max(0, bottom - this.height + EDGE);
    return obstacles.filter(
      (other) =>
        other.right > left - across && other.left < right + across &&
        other.bottom > top - down && other.top < bottom + down,
    );
  }

  #firstFree(tries, outer, obstacles) {
    for (const one of tries) {
      const box = this.#inside(one, outer);
      if (box !== null && isFree(box, obstacles)) return box;
    }
    return null;
  }

  /** A label that matters is pushed inside the edge; another one has to fit where it stands. */
  #inside(box, push) {
    if (box.right - box.left > this.width - 2 * EDGE) return null;
    const dx = Math.max(0, EDGE - box.left) - Math.max(0, box.right - (this.width - EDGE));
    const dy = Math.max(0, EDGE - box.top) - Math.max(0, box.bottom - (this.height - EDGE));
    if (!push && (dx !== 0 || dy !== 0)) return null;
    return { ...box, left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy };
  }
}

function isFree(box, obstacles) {
  return obstacles.every(
    (other) =>
      box.right <= other.left || box.left >= other.right || box.bottom <= other.top || box.top >= other.bottom,
  );
}

function nearBoxes(x, y, width, height, gap) {
  const middle = y - height / 2;
  const centre = x - width / 2;
  return [
    [x + gap, y - gap - height * 0.55],
    [x + gap, middle],
    [x + gap, y + gap * 0.2],
    [x - gap - width, y - gap - height * 0.55],
    [x - gap - width, middle],
    [x - gap - width, y + gap * 0.2],
    [centre, y - gap - height],
    [centre, y + gap],
  ].map(([left, top], index) => boxAt(left, top, width, height, index, false));
}

function farBoxes(x, y, width, height) {
  const boxes = [];
  for (const ring of OUTER_RINGS) {
    for (let step = 0; step < OUTER_STEPS; step += 1) {
      const angle = -Math.PI / 4 + (step * 2 * Math.PI) / OUTER_STEPS;
      const left = x + Math.cos(angle) * (height * ring + width / 2) - width / 2;
      const top = y + Math.sin(angle) * height * ring * 1.6 - height / 2;
      boxes.push(boxAt(left, top, width, height, 8 + boxes.length, true));
    }
  }
  return boxes;
}

function boxAt(left, top, width, height, index, far) {
  return { left, top, right: left + width, bottom: top + height, index, far };
}

const widths = new Map();

/** Return the width of a text in a font, remembered; digits count alike so that clocks do not jitter. */
export function textWidth(ctx, font, value) {
  const key = `${font}|${value.replace(/\d/g, "0")}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 4000) widths.clear();
    ctx.font = font;
    width = ctx.measureText(value.replace(/\d/g, "0")).width;
    widths.set(key, width);
  }
  return width;
}

/** Return the text, cut with an ellipsis if it is wider than `most` pixels. */
export function fitted(ctx, font, value, most) {
  if (textWidth(ctx, font, value) <= most) return value;
  const characters = Array.from(value);
  while (characters.length > 1 && textWidth(ctx, font, `${characters.join("")}…`) > most) characters.pop();
  return `${characters.join("")}…`;
}
