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

const NAME_EVERY = 460;
const NAMES_APART = 110;
const STRAIGHT = 0.2; // radians

/** Yield where street names fit along nearly straight stretches, again after a while. */
export function* streetNameSpots(groups, view, measured) {
  const taken = [];
  for (const { streets } of groups) {
    for (const street of streets) {
      const name = oneLine(street.name, 24);
      if (!name) continue;
      let last = null;
      for (const spot of straightStretches(street.line, view, measured(name) + 24)) {
        const tooSoon = last !== null && Math.hypot(last.x - spot.x, last.y - spot.y) < NAME_EVERY;
        if (tooSoon || taken.some((t) => Math.hypot(t.x - spot.x, t.y - spot.y) < NAMES_APART)) continue;
        last = spot;
        taken.push(spot);
        yield { ...spot, name };
      }
    }
  }
}

/** Yield the middles {x, y, angle} of stretches at least so long that hardly bend. */
function* straightStretches(line, view, atLeast) {
  const at = (i) => [line[2 * i] * view.k + view.ox, line[2 * i + 1] * view.k + view.oy];
  const count = line.length / 2;
  for (let from = 0, to = 1; to < count; to += 1) {
    const [ax, ay] = at(from);
    const [bx, by] = at(to - 1);
    const [cx, cy] = at(to);
    const angle = Math.atan2(cy - ay, cx - ax);
    const piece = Math.atan2(cy - by, cx - bx);
    if (Math.abs(Math.atan2(Math.sin(piece - angle), Math.cos(piece - angle))) > STRAIGHT) {
      from = to - 1;
      if (Math.hypot(cx - bx, cy - by) < atLeast) continue;
    } else if (Math.hypot(cx - ax, cy - ay) < atLeast) continue;
    const [sx, sy] = at(from);
    from = to;
    const x = (sx + cx) / 2;
    const y = (sy + cy) / 2;
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const turned = Math.atan2(cy - sy, cx - sx);
    yield { x, y, angle: Math.abs(turned) > Math.PI / 2 ? turned + Math.PI : turned };
  }
}
