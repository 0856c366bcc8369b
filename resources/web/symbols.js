// Draws the symbols of units and incidents on a 2D context: shape repeats what colour says.

import { tokens } from "./tokens.js";
import { HEADING_UNKNOWN } from "./frame.js";

const SHAPE_SQUARE = 1;
const SHAPE_SPLIT = 2;
const SHAPE_RING = 3;
const SHAPE_CROSS = 4;
const TINT_SECOND_POLICE = 1;

const ASSIGNED = 1;
const EN_ROUTE = 2;
const ON_SCENE = 3;
const OFF_DUTY = 4;

/** Half the edge of the box a symbol of radius r needs, status ring and heading tick included. */
export function reachOf(r) {
  return Math.ceil(r * 1.9 + 2);
}

/**
 * Draw a unit at (cx, cy) with body radius r.
 * `look`: symbol, status, heading and fade codes of the frame; `badge` one character or "".
 */
export function drawUnit(ctx, cx, cy, r, look, badge = "") {
  const tint = look.symbol >> 4;
  const shape = look.symbol & 15;
  ctx.save();
  ctx.translate(cx, cy);
  ctx.globalAlpha = look.status === OFF_DUTY ? 0.55 : 1 - 0.62 * (look.fade / 255);
  drawHeading(ctx, r, look.heading, tint);
  drawBody(ctx, r, shape, tint, look.status === OFF_DUTY);
  drawMark(ctx, r, shape, tint, badge);
  drawStatusRing(ctx, r, look.status, shape);
  ctx.restore();
}

function outline(ctx, r, shape) {
  ctx.beginPath();
  if (shape === SHAPE_SQUARE) ctx.roundRect(-r * 0.92, -r * 0.92, r * 1.84, r * 1.84, r * 0.38);
  else if (shape === SHAPE_CROSS) cross(ctx, r);
  else ctx.arc(0, 0, shape === SHAPE_RING ? r * 0.72 : r, 0, 2 * Math.PI);
}

function cross(ctx, r) {
  const arm = r * 0.36;
  const corners = [[-arm, -r], [arm, -r], [arm, -arm], [r, -arm], [r, arm], [arm, arm],
    [arm, r], [-arm, r], [-arm, arm], [-r, arm], [-r, -arm], [-arm, -arm]];
  const turned = corners.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);
  ctx.moveTo(...turned[0]);
  for (const corner of turned.slice(1)) ctx.lineTo(...corner);
  ctx.closePath();
}

function drawBody(ctx, r, shape, tint, offDuty) {
  outline(ctx, r, shape);
  if (shape === SHAPE_RING) {
    ctx.fillStyle = tokens.ground;
    ctx.fill();
    ctx.lineWidth = Math.max(1.4, r * 0.3);
    ctx.strokeStyle = tokens.tints[tint];
    ctx.stroke();
    return;
  }
  ctx.fillStyle = offDuty ? tokens.row : tokens.tints[tint];
  ctx.fill();
  if (shape === SHAPE_SPLIT && !offDuty) {
    ctx.beginPath();
    ctx.arc(0, 0, r, -Math.PI / 2, Math.PI / 2);
    ctx.fillStyle = tokens.jointSecond;
    ctx.fill();
    outline(ctx, r, shape);
  }
  ctx.lineWidth = Math.max(1, r * 0.18);
  ctx.strokeStyle = offDuty ? tokens.tints[tint] : tokens.outlines[tint];
  ctx.stroke();
}

/** The mark that tells two forces of one family apart: their badge when there is room, else a dot. */
function drawMark(ctx, r, shape, tint, badge) {
  if (badge && r >= 9 && shape !== SHAPE_RING && shape !== SHAPE_CROSS) {
    ctx.font = `600 ${Math.round(r * 1.15)}px ${fontFamily}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = tint === 2 ? tokens.ink : tokens.enRoute;
    if (shape === SHAPE_SPLIT) return;
    ctx.fillText(badge, 0, r * 0.06);
  } else if (tint === TINT_SECOND_POLICE && shape === 0) {
    ctx.beginPath();
    ctx.arc(0, 0, r * 0.34, 0, 2 * Math.PI);
    ctx.fillStyle = tokens.ink;
    ctx.fill();
  }
}

function drawHeading(ctx, r, heading, tint) {
  if (heading === HEADING_UNKNOWN) return;
  const turn = (heading / 255) * 2 * Math.PI;
  ctx.save();
  ctx.rotate(turn);
  ctx.beginPath();
  ctx.moveTo(0, -r * 1.75);
  ctx.lineTo(r * 0.5, -r * 0.85);
  ctx.lineTo(-r * 0.5, -r * 0.85);
  ctx.closePath();
  ctx.fillStyle = tokens.outlines[tint];
  ctx.fill();
  ctx.restore();
}

function drawStatusRing(ctx, r, status, shape) {
  if (status !== ASSIGNED && status !== EN_ROUTE && status !== ON_SCENE) return;
  const ring = r * 1.42;
  ctx.beginPath();
  if (shape === SHAPE_SQUARE) ctx.roundRect(-ring * 0.95, -ring * 0.95, ring * 1.9, ring * 1.9, r * 0.6);
  else ctx.arc(0, 0, ring, 0, 2 * Math.PI);
  ctx.lineWidth = Math.max(1.3, r * (status === ON_SCENE ? 0.32 : 0.22));
  ctx.setLineDash(status === ASSIGNED ? [r * 0.5, r * 0.4] : []);
  ctx.strokeStyle = status === ON_SCENE ? tokens.onScene : tokens.enRoute;
  ctx.stroke();
}

/**
 * Draw an incident's triangle with its level as a numeral. `look`: level, selected, drill (hollow
 * and dashed: nobody is in need), echelon (its numeral on a plate beside it, "" for none).
 */
export function drawIncident(ctx, cx, cy, size, look) {
  const { level, selected: strong, drill } = look;
  const colour = tokens.levels[level] ?? tokens.levels[4];
  const alpha = ctx.globalAlpha;
  ctx.save();
  ctx.translate(cx, cy);
  ctx.beginPath();
  ctx.arc(0, 0, size * (strong ? 2.1 : 1.7), 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.globalAlpha = alpha * (strong ? 0.28 : 0.18);
  ctx.fill();
  ctx.globalAlpha = alpha;
  if (strong) {
    ctx.lineWidth = size * 0.12;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.moveTo(0, -size);
  ctx.lineTo(size * 0.95, size * 0.7);
  ctx.lineTo(-size * 0.95, size * 0.7);
  ctx.closePath();
  ctx.lineJoin = "round";
  ctx.lineWidth = size * 0.2;
  ctx.setLineDash(drill ? [size * 0.34, size * 0.26] : []);
  ctx.strokeStyle = drill ? colour : tokens.enRoute;
  ctx.fillStyle = drill ? tokens.scrim : colour;
  ctx.stroke();
  ctx.fill();
  ctx.font = `700 ${Math.round(size * 0.9)}px ${fontFamily}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = drill ? colour : tokens.onLevel;
  ctx.fillText(levelNumerals[level] ?? "", 0, size * 0.22);
  ctx.setLineDash([]);
  if (look.echelon) drawEchelon(ctx, size, look.echelon);
  ctx.restore();
}

/** The plate of the echelon that was called in, at the triangle's upper right. */
function drawEchelon(ctx, size, numeral) {
  ctx.beginPath();
  ctx.roundRect(size * 0.5, -size * 1.5, size * 1.3, size * 1.1, size * 0.2);
  ctx.fillStyle = tokens.text;
  ctx.fill();
  ctx.lineWidth = size * 0.1;
  ctx.strokeStyle = tokens.ground;
  ctx.stroke();
  ctx.font = `700 ${Math.round(size * 0.85)}px ${fontFamily}`;
  ctx.fillStyle = tokens.ground;
  ctx.fillText(numeral, size * 1.15, -size * 0.92);
}

export const levelNumerals = Object.freeze({ 1: "I", 2: "II", 3: "III", 4: "IV" });

export const fontFamily = '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';
