// Paints units on a real GPU: one point sprite a unit, its picture looked up in an atlas of looks.

import { HEADING_FROM, lookOf, SpriteDrawer } from "./sprites.js";

const ATLAS_EDGE = 2048;
const FLOATS_PER_UNIT = 4; // screen x, screen y, atlas column, atlas row

const VERTEX_SHADER = `
  attribute vec4 unit;
  uniform vec2 half_size;
  uniform float edge;
  varying vec2 cell;
  void main() {
    gl_Position = vec4(unit.x / half_size.x - 1.0, 1.0 - unit.y / half_size.y, 0.0, 1.0);
    gl_PointSize = edge;
    cell = unit.zw;
  }`;

const FRAGMENT_SHADER = `
  precision highp float;
  uniform sampler2D atlas;
  uniform float share;
  varying vec2 cell;
  void main() {
    gl_FragColor = texture2D(atlas, (cell + gl_PointCoord) * share);
  }`;

export class WebglPainter {
  /** `onLost` is called when the GPU has taken the context away twice: time to paint without it. */
  constructor(container, onLost) {
    this.kind = "webgl";
    this.canvas = document.createElement("canvas");
    this.above = document.createElement("canvas");
    for (const canvas of [this.canvas, this.above]) {
      canvas.className = "live-canvas";
      container.append(canvas);
    }
    this.ctx = this.above.getContext("2d");
    this.gl = this.canvas.getContext("webgl", { antialias: false, premultipliedAlpha: true });
    this.losses = 0;
    this.canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      this.losses += 1;
      this.ready = false;
      if (this.losses >= 2) onLost();
    });
    this.canvas.addEventListener("webglcontextrestored", () => this.#prepare());
    this.#prepare();
  }

  remove() {
    this.canvas.remove();
    this.above.remove();
  }

  /** Draw all units of a frame and return a 2D context, in device pixels, for what lies above. */
  paint(frame, camera, radius) {
    const width = Math.round(camera.width * camera.pixelRatio);
    const height = Math.round(camera.height * camera.pixelRatio);
    this.#fit(width, height, camera);
    this.ctx.clearRect(0, 0, width, height);
    if (!this.ready) return this.ctx;
    const gl = this.gl;
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (frame !== null && frame.count > 0) this.#draw(frame, camera, radius * camera.pixelRatio);
    return this.ctx;
  }

  #fit(width, height, camera) {
    if (this.canvas.width === width && this.canvas.height === height) return;
    for (const canvas of [this.canvas, this.above]) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${camera.width}px`;
      canvas.style.height = `${camera.height}px`;
    }
  }

  #prepare() {
    const gl = this.gl;
    this.program = linked(gl);
    gl.useProgram(this.program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
      gl.texParameteri(gl.TEXTURE_2D, side, gl.NEAREST);
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    const unit = gl.getAttribLocation(this.program, "unit");
    gl.enableVertexAttribArray(unit);
    gl.vertexAttribPointer(unit, FLOATS_PER_UNIT, gl.FLOAT, false, 0, 0);
    this.rows = new Float32Array(0);
    this.radius = 0;
    this.ready = true;
  }

  #draw(frame, camera, radius) {
    const gl = this.gl;
    if (radius !== this.radius) this.#emptyAtlas(radius);
    if (this.rows.length < frame.count * FLOATS_PER_UNIT) {
      this.rows = new Float32Array(frame.count * FLOATS_PER_UNIT * 2);
    }
    const drawn = this.#fill(frame, camera);
    gl.uniform2f(gl.getUniformLocation(this.program, "half_size"),
      gl.drawingBufferWidth / 2, gl.drawingBufferHeight / 2);
    gl.uniform1f(gl.getUniformLocation(this.program, "edge"), this.drawer.edge);
    gl.uniform1f(gl.getUniformLocation(this.program, "share"), this.drawer.edge / ATLAS_EDGE);
    gl.bufferData(gl.ARRAY_BUFFER, this.rows.subarray(0, drawn * FLOATS_PER_UNIT), gl.DYNAMIC_DRAW);
    gl.drawArrays(gl.POINTS, 0, drawn);
  }

  #fill(frame, camera) {
    const withHeading = camera.detail >= HEADING_FROM;
    const k = camera.k * camera.pixelRatio;
    const ox = camera.ox * camera.pixelRatio;
    const oy = camera.oy * camera.pixelRatio;
    const rows = this.rows;
    let at = 0;
    for (let row = 0; row < frame.count; row += 1) {
      const cell = this.#cellOf(lookOf(frame, row, withHeading));
      // A sprite's middle pixel sits on the point: half a pixel in, as the stamps do it.
      rows[at] = Math.round(frame.x[row] * k + ox) + 0.5;
      rows[at + 1] = Math.round(frame.y[row] * k + oy) + 0.5;
      rows[at + 2] = cell % this.columns;
      rows[at + 3] = Math.floor(cell / this.columns);
      at += FLOATS_PER_UNIT;
    }
    return frame.count;
  }

  #emptyAtlas(radius) {
    const gl = this.gl;
    this.radius = radius;
    this.drawer = new SpriteDrawer(radius);
    this.columns = Math.floor(ATLAS_EDGE / this.drawer.edge);
    this.cells = new Map();
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, ATLAS_EDGE, ATLAS_EDGE, 0, gl.RGBA,
      gl.UNSIGNED_BYTE, null);
  }

  /** Return the atlas cell of a look, drawing it there the first time; a full atlas starts anew. */
  #cellOf(look) {
    const known = this.cells.get(look);
    if (known !== undefined) return known;
    if (this.cells.size >= this.columns * this.columns) this.#emptyAtlas(this.radius);
    const cell = this.cells.size;
    this.cells.set(look, cell);
    const gl = this.gl;
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, (cell % this.columns) * this.drawer.edge,
      Math.floor(cell / this.columns) * this.drawer.edge, gl.RGBA, gl.UNSIGNED_BYTE,
      this.drawer.draw(look));
    return cell;
  }
}

function linked(gl) {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX_SHADER], [gl.FRAGMENT_SHADER, FRAGMENT_SHADER]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
      throw new Error(`map shader: ${gl.getShaderInfoLog(shader)}`);
    }
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`map shader: ${gl.getProgramInfoLog(program)}`);
  }
  return program;
}
