// Paints units without a GPU: copies pre-rendered pixels into one image, then puts it on the canvas.
// Ten thousand units take about two milliseconds; the canvas API draws the same in thirty.

import { HEADING_FROM, LOOKS, lookOf, SpriteDrawer } from "./sprites.js";

/** Edge pixels fainter than this are left out. */
const FAINTEST = 10;

export class StampPainter {
  constructor(container) {
    this.kind = "stamp";
    this.canvas = document.createElement("canvas");
    this.canvas.className = "live-canvas";
    container.append(this.canvas);
    this.ctx = this.canvas.getContext("2d", { willReadFrequently: true });
    this.image = null;
    this.stamps = new Array(LOOKS);
    this.stampKey = "";
  }

  remove() {
    this.canvas.remove();
  }

  /** Draw all units of a frame and return a 2D context, in device pixels, for what lies above. */
  paint(frame, camera, radius) {
    const width = Math.round(camera.width * camera.pixelRatio);
    const height = Math.round(camera.height * camera.pixelRatio);
    this.#fit(width, height, camera);
    if (width === 0 || height === 0) return this.ctx;
    this.#useStamps(radius * camera.pixelRatio, width);
    this.pixels.fill(0);
    if (frame !== null) this.#stampAll(frame, camera, width, height);
    this.ctx.putImageData(this.image, 0, 0);
    return this.ctx;
  }

  #fit(width, height, camera) {
    if (this.canvas.width === width && this.canvas.height === height && this.image !== null) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.canvas.style.width = `${camera.width}px`;
    this.canvas.style.height = `${camera.height}px`;
    this.image = new ImageData(Math.max(1, width), Math.max(1, height));
    this.pixels = new Int32Array(this.image.data.buffer); // signed: the engine keeps those unboxed
  }

  #useStamps(radius, width) {
    const key = `${radius}/${width}`;
    if (key === this.stampKey) return;
    this.stampKey = key;
    this.width = width;
    this.drawer = new SpriteDrawer(radius);
    this.stamps = new Array(LOOKS);
  }

  #stampAll(frame, camera, width, height) {
    const { x, y, count } = frame;
    const withHeading = camera.detail >= HEADING_FROM;
    const k = camera.k * camera.pixelRatio;
    const ox = camera.ox * camera.pixelRatio;
    const oy = camera.oy * camera.pixelRatio;
    const { reach, edge } = this.drawer;
    const { pixels, stamps } = this;
    for (let row = 0; row < count; row += 1) {
      const left = Math.round(x[row] * k + ox) - reach;
      const top = Math.round(y[row] * k + oy) - reach;
      if (left < -2 * reach || top < -2 * reach || left >= width || top >= height) continue;
      const look = lookOf(frame, row, withHeading);
      const stamp = stamps[look] ?? this.#makeStamp(look);
      if (left < 0 || top < 0 || left + edge > width || top + edge > height) {
        this.#stampClipped(stamp, left, top, height);
        continue;
      }
      const at = top * width + left;
      const { offsets, values } = stamp;
      for (let i = 0; i < offsets.length; i += 1) pixels[at + offsets[i]] = values[i];
    }
  }

  #stampClipped(stamp, left, top, height) {
    const { offsets, values } = stamp;
    for (let i = 0; i < offsets.length; i += 1) {
      const down = Math.floor(offsets[i] / this.width);
      const across = left + offsets[i] - down * this.width;
      if (across < 0 || across >= this.width || top + down < 0 || top + down >= height) continue;
      this.pixels[(top + down) * this.width + across] = values[i];
    }
  }

  /**
   * A stamp: offsets from its top left pixel, and RGBA values. Edge pixels replace what is below
   * instead of mixing with it: that is fast, and sets overlapping symbols apart by a fine seam.
   */
  #makeStamp(look) {
    const source = this.drawer.pixels(look);
    const { edge } = this.drawer;
    const offsets = [];
    const values = [];
    for (let i = 0; i < source.length; i += 1) {
      if (source[i] >>> 24 < FAINTEST) continue;
      offsets.push(Math.floor(i / edge) * this.width + (i % edge));
      values.push(source[i]);
    }
    const stamp = { offsets: Int32Array.from(offsets), values: Int32Array.from(values) };
    this.stamps[look] = stamp;
    return stamp;
  }
}
