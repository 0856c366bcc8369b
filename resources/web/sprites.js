// Pre-rendered unit symbols, drawn once for each look that occurs and kept by one small number.

import { HEADING_UNKNOWN } from "./frame.js";
import { drawUnit, reachOf } from "./symbols.js";

/** From this level of detail on there is room for the tick that shows where a unit is heading. */
export const HEADING_FROM = 14.5;

const HEADING_STEPS = 24;
const FADE_STEPS = 4;
const STATUSES = 8;

/** The look of a row as one number below LOOKS; headings and fades that look alike share one. */
export function lookOf(frame, row, withHeading) {
  const fade = frame.fade[row];
  const fadeStep = fade === 0 ? 0 : 1 + (((fade - 1) * (FADE_STEPS - 1)) >> 8);
  let turn = 0;
  if (withHeading && frame.heading[row] !== HEADING_UNKNOWN) {
    turn = 1 + (Math.round((frame.heading[row] * HEADING_STEPS) / 255) % HEADING_STEPS);
  }
  const status = frame.status[row] & (STATUSES - 1);
  return ((frame.symbol[row] * STATUSES + status) * FADE_STEPS + fadeStep) * (HEADING_STEPS + 1) + turn;
}

export const LOOKS = 256 * STATUSES * FADE_STEPS * (HEADING_STEPS + 1);

/** Take a look number apart into the codes drawUnit understands. */
export function codesOf(look) {
  const turn = look % (HEADING_STEPS + 1);
  const rest = Math.floor(look / (HEADING_STEPS + 1));
  const fadeStep = rest % FADE_STEPS;
  const more = Math.floor(rest / FADE_STEPS);
  return {
    symbol: Math.floor(more / STATUSES),
    status: more % STATUSES,
    fade: fadeStep === 0 ? 0 : 96 + ((fadeStep - 1) * 159) / (FADE_STEPS - 2),
    heading: turn === 0 ? HEADING_UNKNOWN : ((turn - 1) * 255) / HEADING_STEPS,
  };
}

/** Draws looks at one radius (device pixels) into small canvases. */
export class SpriteDrawer {
  constructor(radius) {
    this.radius = radius;
    this.reach = reachOf(radius);
    this.edge = 2 * this.reach + 1;
    this.canvas = new OffscreenCanvas(this.edge, this.edge);
    this.ctx = this.canvas.getContext("2d", { willReadFrequently: true });
  }

  /** Draw a look and leave it in `this.canvas`. */
  draw(look) {
    this.ctx.clearRect(0, 0, this.edge, this.edge);
    const middle = this.reach + 0.5;
    drawUnit(this.ctx, middle, middle, this.radius, codesOf(look));
    return this.canvas;
  }

  /** Return a look's pixels as RGBA, one 32-bit number each. */
  pixels(look) {
    this.draw(look);
    const image = this.ctx.getImageData(0, 0, this.edge, this.edge);
    return new Uint32Array(image.data.buffer);
  }
}

/** Body radius of ordinary units in CSS pixels: smaller when there are many or far out. */
export function bodyRadius(camera, count) {
  const crowd = count > 4000 ? 0.62 : count > 1200 ? 0.8 : 1;
  const near = camera.detail >= 16.5 ? 1.25 : 1;
  return 6.2 * crowd * near * camera.symbolScale;
}
