// Pre-rendered incident triangles: two thousand of them are drawn in a few milliseconds.

import { drawIncident } from "./symbols.js";

/** Half the edge of a sprite in sizes of the triangle: halo and echelon plate included. */
const REACH = 2.3;

export class IncidentSprites {
  constructor() {
    this.sprites = new Map();
  }

  /** Draw an incident that is not selected on a context in CSS pixels; its alpha is the context's. */
  draw(ctx, x, y, size, pixelRatio, incident) {
    const { level, drill, echelon } = incident;
    const key = `${level}/${drill}/${echelon}/${size}/${pixelRatio}`;
    let sprite = this.sprites.get(key);
    if (sprite === undefined) {
      if (this.sprites.size > 200) this.sprites.clear();
      sprite = made(size, pixelRatio, incident);
      this.sprites.set(key, sprite);
    }
    const edge = sprite.width / pixelRatio;
    // On whole device pixels, or the picture would be blurred.
    const left = Math.round((x - edge / 2) * pixelRatio) / pixelRatio;
    const top = Math.round((y - edge / 2) * pixelRatio) / pixelRatio;
    ctx.drawImage(sprite, left, top, edge, edge);
  }
}

function made(size, pixelRatio, incident) {
  const edge = 2 * Math.ceil(size * REACH * pixelRatio);
  const canvas = new OffscreenCanvas(edge, edge);
  const ctx = canvas.getContext("2d");
  ctx.scale(pixelRatio, pixelRatio);
  drawIncident(ctx, edge / 2 / pixelRatio, edge / 2 / pixelRatio, size, { ...incident, selected: false });
  return canvas;
}
