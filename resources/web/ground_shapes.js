// Geometry of the ground: paths from flat coordinate lists, and where names find room.

import { oneLine } from "./texts.js";

/** Return one path of many flat lists x0, y0, x1, y1 …; closed ones are rings. */
export function pathOf(lines, closed) {
  const path = new Path2D();
  for (const line of lines) {
    path.moveTo(line[0], line[1]);
    for (let i = 2; i + 1 < line.length; i += 2) path.lineTo(line[i], line[i + 1]);
    if (closed) path.closePath();
  }
  return path;
}

/** Return where the name of a grid fits inside both the grid and the view, or null. */
export function gridNameSpot(ring, view, nameWidth) {
  const points = [];
  for (let i = 0; i + 1 < ring.length; i += 2) points.push([ring[i] * view.k + view.ox, ring[i + 1] * view.k + view.oy]);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const left = Math.max(Math.min(...xs), view.margin.x);
  const right = Math.min(Math.max(...xs), view.width - view.margin.x);
  const top = Math.max(Math.min(...ys), view.margin.y);
  const bottom = Math.min(Math.max(...ys), view.height - view.margin.y);
  if (right - left < nameWidth * 1.15 || bottom - top < 30) return null;
  for (const down of [0.16, 0.24, 0.34, 0.5, 0.66]) {
    const y = top + Math.max(18, (bottom - top) * down);
    for (const across of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const x = left + (right - left) * across;
      if (inside(points, x - nameWidth / 2, y) && inside(points, x + nameWidth / 2, y)) return { x, y };
    }
  }
  return null;
}

function inside(points, x, y) {
  let odd = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i, i += 1) {
    const [ax, ay] = points[i];
    const [bx, by] = points[j];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) odd = !odd;
  }
  return odd;
}

/** Yield where street names fit along a straight piece in view, no two close to each other. */
export function* streetNameSpots(groups, view, measured) {
  const taken = [];
  for (const { streets } of groups) {
    for (const street of streets) {
      const name = oneLine(street.name, 24);
      if (!name) continue;
      const spot = longestPiece(street.line, view, measured(name) + 24);
      if (spot === null || taken.some((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < 120)) continue;
      taken.push(spot);
      yield { ...spot, name };
    }
  }
}

function longestPiece(line, view, atLeast) {
  let best = null;
  let bestLength = atLeast;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const ax = line[i] * view.k + view.ox;
    const ay = line[i + 1] * view.k + view.oy;
    const bx = line[i + 2] * view.k + view.ox;
    const by = line[i + 3] * view.k + view.oy;
    const length = Math.hypot(bx - ax, by - ay);
    const x = (ax + bx) / 2;
    const y = (ay + by) / 2;
    if (length <= bestLength || x < 0 || y < 0 || x > view.width || y > view.height) continue;
    bestLength = length;
    const angle = Math.atan2(by - ay, bx - ax);
    best = { x, y, angle: Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle };
  }
  return best;
}
