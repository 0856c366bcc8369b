// The strokes of labels: their text, the frames of marks, the line to a symbol far off.

/** Write one line of text. */
export function write(ctx, font, colour, words, x, y) {
  ctx.font = font;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = colour;
  ctx.fillText(words, x, y);
}

/** Frame a mark of a label: a thin box that is neither a force's colour nor a level's. */
export function outlineMark(ctx, left, top, width, height, colour, s) {
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 3 * s);
  ctx.lineWidth = s;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** Tie a label that had to stand far off to its symbol. */
export function tie(ctx, x, y, box, colour, s) {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top), box.bottom));
  ctx.lineWidth = s;
  ctx.globalAlpha = 0.7;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.globalAlpha = 1;
}
