// Spreads the units that stand on one spot, so that each can be read and clicked.

import { rowOf } from "./frame.js";
import { fitted, textWidth } from "./labels.js";
import { drawUnit, fontFamily } from "./symbols.js";
import { tokens } from "./tokens.js";

const IN_A_CIRCLE = 10;
const MOST = 60;
const ROW = 30;
const LABEL_WIDTH = 150;
const EDGE = 12;

export class Heap {
  constructor() {
    this.close();
  }

  /** Spread units by number; `pinned` ones stay until somebody closes them. */
  open(numbers, pinned) {
    this.numbers = numbers;
    this.pinned = pinned;
    this.area = null;
  }

  close() {
    this.numbers = [];
    this.pinned = false;
    this.area = null;
  }

  get isOpen() {
    return this.numbers.length > 0;
  }

  /** Tell whether a place on the screen belongs to the heap as it was drawn last. */
  holds(x, y, margin) {
    const { area } = this;
    return area !== null && x > area.left - margin && x < area.right + margin && y > area.top - margin && y < area.bottom + margin;
  }

  /** Draw the heap over everything; `wordsOf` and `badgeOf` name a unit. Returns what can be hit. */
  draw(ctx, camera, picture, { wordsOf, badgeOf }) {
    const { frame } = picture;
    const units = this.numbers.map((number) => ({ number, row: frame === null ? -1 : rowOf(frame, number) })).filter(({ row }) => row >= 0);
    if (units.length < 2) {
      this.close();
      return [];
    }
    const s = camera.symbolScale;
    const font = `500 ${14 * s}px ${fontFamily}`;
    const at = { x: frame.x[units[0].row] * camera.k + camera.ox, y: frame.y[units[0].row] * camera.k + camera.oy };
    const shown = units.slice(0, MOST).map((unit) => ({ ...unit, words: fitted(ctx, font, wordsOf(unit), LABEL_WIDTH * s) }));
    const placed = shown.length <= IN_A_CIRCLE ? inCircle(shown, s) : inColumns(shown, s, camera.height);
    for (const unit of placed) unit.width = textWidth(ctx, font, unit.words);
    this.area = areaOf(placed, at, camera, s);
    const { dx, dy } = this.area;
    ground(ctx, this.area, s);
    ctx.lineWidth = 1.4 * s;
    ctx.strokeStyle = tokens.textFaint;
    ctx.beginPath();
    for (const { x, y } of placed) {
      ctx.moveTo(at.x, at.y);
      ctx.lineTo(at.x + x + dx, at.y + y + dy);
    }
    ctx.stroke();
    const targets = [];
    for (const { number, row, words, width, x, y, toLeft } of placed) {
      const [cx, cy] = [at.x + x + dx, at.y + y + dy];
      const look = { symbol: frame.symbol[row], status: frame.status[row], heading: 255, fade: frame.fade[row] };
      if (number === picture.selected || number === picture.hovered) halo(ctx, cx, cy, 15 * s, s);
      drawUnit(ctx, cx, cy, 9.5 * s, look, badgeOf(number));
      ctx.font = font;
      ctx.textAlign = toLeft ? "right" : "left";
      ctx.textBaseline = "middle";
      ctx.fillStyle = tokens.text;
      ctx.fillText(words, cx + (toLeft ? -16 : 16) * s, cy + s);
      const left = toLeft ? cx - 18 * s - width : cx - 14 * s;
      targets.push({ kind: "unit", number, spread: true, box: { left, right: left + width + 32 * s, top: cy - 14 * s, bottom: cy + 14 * s } });
    }
    if (units.length > MOST) {
      ctx.textAlign = "center";
      ctx.fillStyle = tokens.textDim;
      ctx.fillText(`+${units.length - MOST}`, at.x + dx, this.area.bottom - 12 * s);
    }
    return targets;
  }
}

/** Around the spot: the upper half of the list on the right, going down, the rest on the left. */
function inCircle(units, s) {
  const right = Math.ceil(units.length / 2);
  const radius = Math.max(44, (ROW * right) / 2.2) * s;
  return units.map((unit, index) => {
    const toLeft = index >= right;
    const many = toLeft ? units.length - right : right;
    const step = toLeft ? index - right : index;
    const y = (step - (many - 1) / 2) * ROW * s;
    const x = Math.max(30 * s, Math.sqrt(Math.max(0, radius * radius - y * y)));
    return { ...unit, x: toLeft ? -x : x, y, toLeft };
  });
}

/** In columns on both sides of the spot, as many as the height of the view asks for. */
function inColumns(units, s, height) {
  const rows = Math.max(4, Math.min(Math.ceil(units.length / 2), Math.floor((height - 80) / (ROW * s))));
  return units.map((unit, index) => {
    const column = Math.floor(index / rows);
    const many = Math.min(rows, units.length - column * rows);
    const y = ((index % rows) - (many - 1) / 2) * ROW * s;
    const outward = (46 + Math.floor(column / 2) * (LABEL_WIDTH + 44)) * s;
    const toLeft = column % 2 === 1;
    return { ...unit, x: toLeft ? -outward : outward, y, toLeft };
  });
}

/** The box around it all, and how far (dx, dy) it has to move to lie inside the view. */
function areaOf(placed, at, camera, s) {
  const lefts = placed.map(({ x, width, toLeft }) => at.x + x - (toLeft ? width + 20 * s : 16 * s));
  const rights = placed.map(({ x, width, toLeft }) => at.x + x + (toLeft ? 16 * s : width + 20 * s));
  const box = {
    left: Math.min(at.x, ...lefts) - EDGE * s,
    right: Math.max(at.x, ...rights) + EDGE * s,
    top: Math.min(at.y, ...placed.map(({ y }) => at.y + y - ROW * s * 0.5)) - EDGE * s,
    bottom: Math.max(at.y, ...placed.map(({ y }) => at.y + y + ROW * s * 0.5)) + EDGE * s,
  };
  const dx = Math.max(0, 4 - box.left) - Math.max(0, box.right - (camera.width - 4));
  const dy = Math.max(0, 4 - box.top) - Math.max(0, box.bottom - (camera.height - 4));
  return { left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy, dx, dy };
}

function ground(ctx, { left, right, top, bottom }, s) {
  ctx.beginPath();
  ctx.roundRect(left, top, right - left, bottom - top, 10 * s);
  ctx.globalAlpha = 0.9;
  ctx.fillStyle = tokens.scrim;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = s;
  ctx.strokeStyle = tokens.gridLine;
  ctx.stroke();
}

function halo(ctx, x, y, radius, s) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = 2 * s;
  ctx.strokeStyle = tokens.text;
  ctx.stroke();
}
