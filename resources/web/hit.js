// Finds what lies under the pointer. Units are sorted into screen cells once per picture, on demand.

import { rowOf } from "./frame.js";

const CELL = 48;

export class UnitIndex {
  constructor() {
    this.frame = null;
  }

  /** Forget the cells; they are built again at the next question. */
  invalidate(frame, camera) {
    this.frame = frame;
    this.camera = camera;
    this.built = false;
  }

  /** Return the number of the unit nearest to (x, y) within `reach` CSS pixels, or null. */
  nearest(x, y, reach) {
    let best = null;
    for (const found of this.#near(x, y, reach)) {
      if (best === null || found.square <= best.square) best = found;
    }
    return best?.number ?? null;
  }

  /** Return the numbers of all units within `reach` CSS pixels of (x, y), lowest first. */
  within(x, y, reach) {
    return [...this.#near(x, y, reach)].map(({ number }) => number).sort((a, b) => a - b);
  }

  /** Return the numbers of all units in a box on the screen, lowest first. */
  inside({ left, top, right, bottom }) {
    const { frame, camera } = this;
    const numbers = [];
    for (let unit = 0; unit < (frame?.count ?? 0); unit += 1) {
      const x = frame.x[unit] * camera.k + camera.ox;
      const y = frame.y[unit] * camera.k + camera.oy;
      if (x >= left && x <= right && y >= top && y <= bottom) numbers.push(frame.number[unit]);
    }
    return numbers;
  }

  /** Return where a unit stands on the screen; nothing for one that is not in the picture. */
  placeOf(number) {
    const { frame, camera } = this;
    const row = frame === null ? -1 : rowOf(frame, number);
    return row < 0 ? {} : { x: frame.x[row] * camera.k + camera.ox, y: frame.y[row] * camera.k + camera.oy };
  }

  *#near(x, y, reach) {
    if (this.frame === null) return;
    if (!this.built) this.#build();
    const { frame, camera } = this;
    for (let row = Math.floor((y - reach) / CELL); row <= (y + reach) / CELL; row += 1) {
      for (let column = Math.floor((x - reach) / CELL); column <= (x + reach) / CELL; column += 1) {
        for (const unit of this.#cell(column, row)) {
          const dx = frame.x[unit] * camera.k + camera.ox - x;
          const dy = frame.y[unit] * camera.k + camera.oy - y;
          const square = dx * dx + dy * dy;
          if (square <= reach * reach) yield { number: frame.number[unit], square };
        }
      }
    }
  }

  #cell(column, row) {
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return [];
    const cell = row * this.columns + column;
    return this.order.subarray(this.starts[cell], this.starts[cell + 1]);
  }

  /** Counting sort of visible rows by cell: `order` holds rows, `starts` where each cell begins. */
  #build() {
    const { frame, camera } = this;
    this.built = true;
    this.columns = Math.max(1, Math.ceil(camera.width / CELL));
    this.rows = Math.max(1, Math.ceil(camera.height / CELL));
    const cellOf = new Int32Array(frame.count);
    this.starts = new Int32Array(this.columns * this.rows + 1);
    for (let unit = 0; unit < frame.count; unit += 1) {
      const column = Math.floor((frame.x[unit] * camera.k + camera.ox) / CELL);
      const row = Math.floor((frame.y[unit] * camera.k + camera.oy) / CELL);
      const inside = column >= 0 && row >= 0 && column < this.columns && row < this.rows;
      cellOf[unit] = inside ? row * this.columns + column : -1;
      if (inside) this.starts[cellOf[unit] + 1] += 1;
    }
    for (let cell = 1; cell < this.starts.length; cell += 1) this.starts[cell] += this.starts[cell - 1];
    this.order = new Int32Array(this.starts[this.starts.length - 1]);
    const next = this.starts.slice();
    for (let unit = 0; unit < frame.count; unit += 1) {
      if (cellOf[unit] >= 0) this.order[next[cellOf[unit]]++] = unit;
    }
  }
}

/** Return the topmost of the overlay's targets at (x, y), or null. */
export function targetAt(targets, x, y) {
  for (let i = targets.length - 1; i >= 0; i -= 1) {
    const target = targets[i];
    const hit = target.box
      ? x >= target.box.left && x <= target.box.right && y >= target.box.top && y <= target.box.bottom
      : (target.x - x) ** 2 + (target.y - y) ** 2 <= target.radius ** 2;
    if (hit) return target;
  }
  return null;
}
