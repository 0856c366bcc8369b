// Draws the lines between cases and units: straight to those sent, bent to those recommended.

import { tokens } from "./tokens.js";

const TINT_JOINT = 3;

/** Draw the links of units (with x, y and links) at symbol scale `s`. */
export function drawLinks(ctx, raised, s) {
  for (const unit of raised) {
    for (const link of unit.links) {
      ctx.lineWidth = (link.isChosen ? 2.6 : link.candidate ? 1.6 : 3) * s;
      const dash = link.candidate && !link.isChosen ? [4 * s, 6 * s] : [8 * s, 6 * s];
      const colours = link.tint === TINT_JOINT ? [tokens.tints[TINT_JOINT], tokens.jointSecond] : [tokens.tints[link.tint]];
      const pattern = colours.length === 2 ? [dash[0], dash[0] + 2 * dash[1]] : dash;
      ctx.globalAlpha = link.candidate && !link.isChosen ? 0.7 : 0.95;
      colours.forEach((colour, index) => {
        ctx.setLineDash(pattern);
        ctx.lineDashOffset = -index * (dash[0] + dash[1]);
        ctx.strokeStyle = colour;
        ctx.beginPath();
        ctx.moveTo(unit.x, unit.y);
        if (link.candidate) ctx.quadraticCurveTo(...bend(unit, link.to), link.to.x, link.to.y);
        else ctx.lineTo(link.to.x, link.to.y);
        ctx.stroke();
      });
    }
  }
  ctx.setLineDash([]);
  ctx.lineDashOffset = 0;
  ctx.globalAlpha = 1;
}

/** The control point that bends a line gently to one side. */
function bend(from, to) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return [(from.x + to.x) / 2 - dy * 0.14, (from.y + to.y) / 2 + dx * 0.14];
}
