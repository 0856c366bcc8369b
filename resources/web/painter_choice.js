// Chooses how units are painted: by the GPU where there is a real one, else by stamping pixels.

import { StampPainter } from "./painter_stamp.js";
import { WebglPainter } from "./painter_webgl.js";

const SOFTWARE_GPU = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Return the name of the GPU that WebGL would use, or "" when there is none or only a pretended one. */
export function hardwareGpu() {
  const gl = document.createElement("canvas").getContext("webgl");
  if (gl === null) return "";
  const told = gl.getExtension("WEBGL_debug_renderer_info");
  const name = told ? gl.getParameter(told.UNMASKED_RENDERER_WEBGL) : "";
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return SOFTWARE_GPU.test(name) ? "" : name;
}

/** Return a painter; `wanted` is "auto", "stamp" or "webgl". `onLost` as WebglPainter has it. */
export function choosePainter(container, wanted, onLost) {
  const useGpu = wanted === "webgl" || (wanted === "auto" && hardwareGpu() !== "");
  return useGpu ? new WebglPainter(container, onLost) : new StampPainter(container);
}

/** Return one line for the log: which painter, and on what. */
export function painterLine(painter) {
  return painter.kind === "webgl" ? `webgl: ${hardwareGpu() || "software rendering"}` : "stamp: no GPU";
}
