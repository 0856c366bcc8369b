// Draws the running duty on the ground: must-visit points and must-patrol lines, done or still due,
// and the grids of a joint operation. Part of the ground's bitmap: it costs later frames nothing.

import { fitted } from "./labels.js";
import { pathOf } from "./ground_shapes.js";
import { fontFamily } from "./symbols.js";
import { oneLine } from "./texts.js";
import { tokens } from "./tokens.js";

const LINES_FROM = 10.5;
const POINTS_FROM = 11.2;
const NAMES_FROM = 15.5;
const NAME_WIDTH = 200;

export class GroundDuty {
  constructor() {
    this.duties = [];
    this.rings = new Map();
    this.done = new Set();
    this.operations = [];
  }

  /** Take what lies where: the city's patrol duties and grids (bigscreen.viewmodels.map_base). */
  setData({ patrol, grids }) {
    this.duties = patrol.map((duty) => ({
      ...duty,
      isLine: duty.line.length > 2,
      path: duty.line.length > 2 ? pathOf([duty.line], false) : null,
    }));
    this.rings = new Map(grids.map((grid) => [grid.id, pathOf([grid.ring], true)]));
  }

  /** Take what was done in this shift and what runs now (bigscreen.viewmodels.map_duty). */
  setDuty({ done, operations }) {
    this.done = new Set(done);
    this.operations = operations;
  }

  /** Return the names of the operations in a grid, as one line. */
  operationsIn(gridId) {
    return this.operations.filter(({ grids }) => grids.includes(gridId)).map(({ name }) => oneLine(name, 24)).join(" · ");
  }

  /** What is drawn, for diagnosis and tests. */
  summary() {
    return { due: this.duties.filter(({ id }) => !this.done.has(id)).map(({ id }) => id), done: [...this.done], operations: this.operations };
  }

  /** Outline the grids of operations: a context in world units from the ground's origin. */
  drawOperations(ctx, view, scale) {
    const outlined = new Set(this.operations.flatMap(({ grids }) => grids));
    ctx.setLineDash([(14 * scale) / view.k, (7 * scale) / view.k]);
    for (const id of outlined) {
      const ring = this.rings.get(id);
      if (ring === undefined) continue;
      ctx.lineWidth = (2.6 * scale) / view.k;
      ctx.strokeStyle = tokens.operation;
      ctx.stroke(ring);
    }
    ctx.setLineDash([]);
  }

  /** Draw the lines to patrol: solid when done, dashed while due; a context in world units. */
  drawLines(ctx, view, scale) {
    if (view.detail < LINES_FROM) return;
    ctx.lineCap = "butt";
    for (const { id, path } of this.duties.filter(({ isLine }) => isLine)) {
      const isDone = this.done.has(id);
      ctx.lineWidth = ((isDone ? 2.4 : 2) * scale) / view.k;
      ctx.setLineDash(isDone ? [] : [(5 * scale) / view.k, (5 * scale) / view.k]);
      ctx.strokeStyle = isDone ? tokens.patrolDone : tokens.patrolDue;
      ctx.globalAlpha = 0.75;
      ctx.stroke(path);
    }
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
  }

  /**
   * Draw the points to visit: a filled diamond when done, a hollow one while due; in pixels.
   * Returns the boxes {x, y, width, height} of what was written, by their middles.
   */
  drawPoints(ctx, view, scale) {
    const written = [];
    if (view.detail < POINTS_FROM) return written;
    const r = (view.detail < 14 ? 5 : 7) * scale;
    for (const { id, name, line, isLine } of this.duties) {
      const x = line[0] * view.k + view.ox;
      const y = line[1] * view.k + view.oy;
      if (!isLine) diamond(ctx, x, y, r, this.done.has(id), scale);
      if (view.detail < NAMES_FROM) continue;
      const width = nameBeside(ctx, oneLine(name, 24), x + 1.6 * r, y, scale);
      written.push({ x: x + 0.3 * r + width / 2, y, width: width + 2.6 * r, height: 18 * scale });
    }
    return written;
  }
}

function diamond(ctx, x, y, r, isDone, scale) {
  ctx.beginPath();
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y);
  ctx.lineTo(x, y + r);
  ctx.lineTo(x - r, y);
  ctx.closePath();
  ctx.lineWidth = 1.5 * scale;
  ctx.fillStyle = isDone ? tokens.patrolDone : tokens.ground;
  ctx.strokeStyle = isDone ? tokens.patrolDone : tokens.patrolDue;
  ctx.fill();
  ctx.stroke();
}

function nameBeside(ctx, name, x, y, scale) {
  const font = `400 ${12.5 * scale}px ${fontFamily}`;
  const shown = fitted(ctx, font, name, NAME_WIDTH * scale);
  ctx.font = font;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 3 * scale;
  ctx.strokeStyle = tokens.ground;
  ctx.strokeText(shown, x, y);
  ctx.fillStyle = tokens.gridName;
  ctx.fillText(shown, x, y);
  return ctx.measureText(shown).width;
}
