// Draws the city's own ground under everything else: water, green, blocks, streets, grids, the
// running duty (ground_duty.js), what can be reached and where a unit was (ground_reach.js).
// Names that symbols must not cover are only placed here; the live layer writes them.
// One opaque picture, larger than the view, drawn anew when the view leaves it or the zoom changes.
// It is shown as a finished bitmap: a drawing canvas would cost a millisecond of every later frame.

import { detailOf } from "./camera.js";
import { GroundDuty } from "./ground_duty.js";
import { GroundReach, GroundTrack } from "./ground_reach.js";
import { fontFamily } from "./symbols.js";
import { fitted } from "./labels.js";
import { oneLine } from "./texts.js";
import { tokens } from "./tokens.js";
import { gridNameSpot, pathOf, streetNameSpots } from "./ground_shapes.js";

const PADDING = 0.25;
const STREET_NAMES_FROM = 15.5;
const OPERATION_WIDTH = 190;

/** A street by rank: [width in CSS pixels at detail 14, from which detail on it is drawn]. */
const STREET_STYLE = { 1: [5, 0], 2: [3, 11], 3: [1.6, 12.8] };

export class Ground {
  constructor(map) {
    this.map = map;
    this.data = null;
    this.duty = new GroundDuty();
    this.reach = new GroundReach();
    this.track = new GroundTrack();
    this.names = []; // what is to be written where: world units; the size in CSS pixels
    this.onDrawn = () => {};
    this.parts = new Set();
    this.symbolScale = 1;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "ground-canvas";
    map.getPane("tilePane").append(this.canvas);
    this.shown = this.canvas.getContext("bitmaprenderer");
    this.paper = new OffscreenCanvas(1, 1);
    this.ctx = this.paper.getContext("2d", { alpha: false });
    map.on("moveend zoomend resize viewreset", () => this.draw());
    map.on("move", () => {
      if (this.drawn && !this.drawn.bounds.contains(this.map.getPixelBounds())) this.draw();
    });
  }

  /** Take the city's geometry (bigscreen.viewmodels.map_base) and draw it. */
  setData(data) {
    this.data = {
      origin: data.origin,
      blocks: pathOf(data.blocks, true),
      water: pathOf(data.water, true),
      green: pathOf(data.green, true),
      streets: Object.entries(data.streets).map(([rank, streets]) => ({
        rank: Number(rank),
        path: pathOf(streets.map((street) => street.line), false),
        streets,
      })),
      grids: data.grids.map((grid) => ({ ...grid, path: pathOf([grid.ring], true) })),
    };
    this.duty.setData(data);
    this.draw();
  }

  /** Take how far the running duty is, and draw it. */
  setDuty(duty) {
    this.duty.setDuty(duty);
    this.draw();
  }

  /** Take the areas around a case (bigscreen.viewmodels.map_reach), null for none, and draw them. */
  setReach(data) {
    this.reach.setData(data);
    this.draw();
  }

  /** Take where a unit was (bigscreen.viewmodels.map_track), null for none, and draw it. */
  setTrack(data) {
    this.track.setData(data);
    this.draw();
  }

  /** Switch a part on or off: "streets", "grids", "patrol", "operations", "reach", "track". */
  show(part, shown) {
    if (shown) this.parts.add(part);
    else this.parts.delete(part);
    this.draw();
  }

  setScale(factor) {
    this.symbolScale = factor;
    this.draw();
  }

  draw() {
    const view = this.#fit();
    if (view === null) return;
    this.#drawOn(view);
    this.shown.transferFromImageBitmap(this.paper.transferToImageBitmap());
    this.onDrawn();
  }

  #drawOn(view) {
    const { ctx } = this;
    this.names.length = 0;
    ctx.setTransform(view.pixelRatio, 0, 0, view.pixelRatio, 0, 0);
    ctx.fillStyle = tokens.ground;
    ctx.fillRect(0, 0, view.width, view.height);
    if (this.data === null) return;
    const scale = view.k * view.pixelRatio;
    ctx.setTransform(scale, 0, 0, scale, view.ox * view.pixelRatio, view.oy * view.pixelRatio);
    if (this.parts.has("streets")) this.#drawCity(view);
    if (this.parts.has("grids")) this.#drawGrids(view);
    if (this.parts.has("operations")) this.duty.drawOperations(ctx, view, this.symbolScale);
    if (this.parts.has("patrol")) this.duty.drawLines(ctx, view, this.symbolScale);
    if (this.parts.has("reach")) this.reach.draw(ctx, view, this.symbolScale);
    if (this.parts.has("track")) this.track.draw(ctx, view, this.symbolScale);
    ctx.setTransform(view.pixelRatio, 0, 0, view.pixelRatio, 0, 0);
    if (this.parts.has("streets") && view.detail >= STREET_NAMES_FROM) this.#nameStreets(view);
    if (this.parts.has("patrol")) {
      for (const box of this.duty.drawPoints(ctx, view, this.symbolScale)) this.names.push(this.#inWorld(box, view));
    }
    if (this.parts.has("grids")) this.#nameGrids(view);
    for (const part of ["reach", "track"]) {
      if (!this.parts.has(part)) continue;
      for (const label of this[part].labels(view, this.symbolScale)) this.#name(label, view);
    }
  }

  /** Lay the canvas around the view; return where world units (from the origin) fall on it. */
  #fit() {
    const { map } = this;
    const size = map.getSize();
    if (size.x === 0 || size.y === 0) return null;
    const pixelRatio = window.devicePixelRatio || 1;
    const margin = { x: Math.ceil(size.x * PADDING), y: Math.ceil(size.y * PADDING) };
    const width = size.x + 2 * margin.x;
    const height = size.y + 2 * margin.y;
    this.paper.width = Math.round(width * pixelRatio);
    this.paper.height = Math.round(height * pixelRatio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    const corner = map.getPixelBounds().min.subtract([margin.x, margin.y]);
    L.DomUtil.setPosition(this.canvas, corner.subtract(map.getPixelOrigin()));
    this.drawn = { bounds: L.bounds(corner, corner.add([width, height])) };
    const zoom = map.getZoom();
    const k = (256 * 2 ** zoom) / 2 ** 32;
    const [originX, originY] = this.data?.origin ?? [0, 0];
    const detail = detailOf(zoom, this.symbolScale);
    return { detail, k, width, height, pixelRatio, margin, ox: originX * k - corner.x, oy: originY * k - corner.y };
  }

  #drawCity(view) {
    const { ctx, data } = this;
    fill(ctx, data.green, tokens.green);
    fill(ctx, data.blocks, tokens.block);
    fill(ctx, data.water, tokens.water);
    stroke(ctx, data.water, tokens.waterEdge, this.symbolScale / view.k);
    const growth = Math.min(6, Math.max(0.5, 2 ** (0.62 * (view.detail - 14)))) * this.symbolScale;
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    for (const { rank, path } of [...data.streets].sort((a, b) => b.rank - a.rank)) {
      const [width, from] = STREET_STYLE[rank] ?? STREET_STYLE[3];
      if (view.detail >= from) stroke(ctx, path, tokens[`street${rank}`] ?? tokens.street3, (width * growth) / view.k);
    }
  }

  #drawGrids(view) {
    const { ctx } = this;
    this.data.grids.forEach((grid, index) => {
      ctx.globalAlpha = 0.035 + 0.018 * ((index * 4) % 6);
      fill(ctx, grid.path, tokens.gridFill);
      ctx.globalAlpha = 1;
      stroke(ctx, grid.path, tokens.gridLine, (1.5 * this.symbolScale) / view.k);
    });
  }

  #nameGrids(view) {
    const { ctx } = this;
    const big = `500 ${16 * this.symbolScale}px ${fontFamily}`;
    const small = `500 ${13 * this.symbolScale}px ${fontFamily}`;
    for (const grid of this.data.grids) {
      const name = oneLine(grid.name, 24);
      const running = this.parts.has("operations") ? this.duty.operationsIn(grid.id) : "";
      const below = fitted(ctx, small, running, OPERATION_WIDTH * this.symbolScale);
      ctx.font = big;
      const spot = gridNameSpot(grid.ring, view, ctx.measureText(name).width);
      if (spot === null) continue;
      this.#name({ ...spot, words: name, colour: tokens.gridName, font: big }, view);
      if (!below) continue;
      const y = spot.y + 20 * this.symbolScale;
      this.#name({ x: spot.x, y, words: below, colour: tokens.operation, font: small }, view);
    }
  }

  /** Note down a name that the live layer writes, above all symbols. */
  #name({ x, y, words, colour, font }, view) {
    this.ctx.font = font;
    const { width } = this.ctx.measureText(words);
    const box = { x, y, width, height: 18 * this.symbolScale };
    this.names.push({ ...this.#inWorld(box, view), words, colour, font });
  }

  #inWorld(box, view) {
    const [originX, originY] = this.data.origin;
    return { ...box, x: (box.x - view.ox) / view.k + originX, y: (box.y - view.oy) / view.k + originY };
  }

  #nameStreets(view) {
    const { ctx } = this;
    ctx.font = `400 ${12 * this.symbolScale}px ${fontFamily}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = tokens.streetName;
    const measured = (name) => ctx.measureText(name).width;
    for (const spot of streetNameSpots(this.data.streets, view, measured)) {
      ctx.save();
      ctx.translate(spot.x, spot.y);
      ctx.rotate(spot.angle);
      ctx.fillText(spot.name, 0, 0);
      ctx.restore();
    }
  }
}

function fill(ctx, path, colour) {
  ctx.fillStyle = colour;
  ctx.fill(path);
}

function stroke(ctx, path, colour, width) {
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke(path);
}

/** The layers below by the part they switch. */
export const groundLayers = new Map();

/** A Leaflet layer that only switches one part of the ground, so that the layer control can. */
export const GroundLayer = L.Layer.extend({
  initialize(ground, part) {
    this.ground = ground;
    this.part = part;
    groundLayers.set(part, this);
  },
  onAdd(map) {
    this.ground.show(this.part, true);
    map.fire("partchange", { part: this.part, shown: true });
  },
  onRemove(map) {
    this.ground.show(this.part, false);
    map.fire("partchange", { part: this.part, shown: false });
  },
});
