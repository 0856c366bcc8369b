// The live layer: pulls frames at its own pace, paints them, and says what was clicked.

import { cameraOf } from "./camera.js";
import { decodeFrame } from "./frame.js";
import { UnitIndex } from "./hit.js";
import { Overlay } from "./overlay.js";
import { choosePainter, painterLine } from "./painter_choice.js";
import { StampPainter } from "./painter_stamp.js";
import { Pointer } from "./pointer.js";
import { bodyRadius } from "./sprites.js";

/** Least time between two paints of moving units: at most 30 a second. */
const FRAME_MS = 1000 / 30 - 2;
/** How long to wait for the program's wake-up call before asking again by ourselves. */
const IDLE_MS = 400;
const AFTER_ERROR_MS = 500;
/** An answer that does not come: give up and ask again. */
const PATIENCE_MS = 4000;

export const BigscreenLiveLayer = L.Layer.extend({
  /** options: `painter` "auto", "stamp" or "webgl". Events: unit, box, incident, ground, painted, incidents, duty. */
  initialize(options) {
    L.setOptions(this, options);
    this.picture = { frame: null, incidents: [], names: {}, candidates: [], group: new Set(), calls: new Set(), selected: null, hovered: null };
    this.overlay = new Overlay();
    this.index = new UnitIndex();
    this.symbolScale = 1;
    this.paints = 0;
    this.paintMs = 0;
    this.pulledAt = performance.now();
    this.clockOffsetMs = Date.now() - this.pulledAt;
    this.versions = { sequence: -1, incidents: -1, names: -1, duty: -1 };
  },

  onAdd(map) {
    this.map = map;
    this.container = document.createElement("div");
    this.container.className = "live-layer";
    map.getContainer().append(this.container);
    this.painter = choosePainter(this.container, this.options.painter ?? "auto", () => this.paintWithoutGpu());
    map.on("move zoom resize viewreset", this.requestPaint, this);
    this.pointer = new Pointer(this, map);
    this.clockTimer = setInterval(() => {
      if (this.picture.incidents.length > 0) this.requestPaint();
    }, 1000);
    this.running = true;
    this.pullForever();
  },

  onRemove(map) {
    this.running = false;
    clearInterval(this.clockTimer);
    map.off(null, null, this);
    this.painter.remove();
    this.container.remove();
  },

  painterLine() {
    return painterLine(this.painter);
  },

  paintWithoutGpu() {
    this.painter.remove();
    this.painter = new StampPainter(this.container);
    this.fire("painter", { line: this.painterLine() });
    this.requestPaint();
  },

  /** Hub time in milliseconds since the epoch, run on between frames unless it stands. */
  nowMs() {
    return this.clockOffsetMs + (this.still ? this.pulledAt : performance.now());
  },

  /** Let hub time stand at that of the newest frame: a replay's does not run by itself. */
  setStill(still) {
    this.still = still;
  },

  /** Ask for the next frame now: the program calls this when something has changed. */
  wake() {
    this.wakeAsked = true;
    this.woken?.();
  },

  async pullForever() {
    while (this.running) {
      const began = performance.now();
      let wait = IDLE_MS;
      try {
        if (await this.pull()) {
          await this.nextPaint();
          wait = 0;
        }
      } catch (error) {
        console.warn(`live layer: ${error.message}`);
        wait = AFTER_ERROR_MS;
      }
      if (wait > 0) await this.wakeOr(wait);
      const left = FRAME_MS - (performance.now() - began);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    }
  },

  /** Wait for a wake-up call, at most this long; a call that came during the last pull counts. */
  async wakeOr(wait) {
    if (!this.wakeAsked) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, wait);
        this.woken = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wakeAsked = false;
    this.woken = null;
  },

  /** Fetch a frame; return whether there was a new one. */
  async pull() {
    const answer = await fetched(`/live/units?since=${this.versions.sequence}`);
    const frame = decodeFrame(await answer.arrayBuffer());
    if (frame.unchanged) return false;
    await this.pullTexts(frame); // first, so that a frame and its cases appear together
    this.versions.sequence = frame.sequence;
    this.pulledAt = performance.now();
    this.clockOffsetMs = frame.hubTimeMs - this.pulledAt;
    this.picture.frame = frame;
    this.picture.selected = frame.selected;
    this.map.getContainer().classList.toggle("feed-lost", frame.linkLost);
    return true;
  },

  async pullTexts(frame) {
    if (frame.namesVersion !== this.versions.names) {
      const { version, units } = await (await fetched("/live/names")).json();
      this.versions.names = version;
      this.picture.names = units;
    }
    if (frame.incidentsVersion !== this.versions.incidents) {
      const { version, incidents } = await (await fetched("/live/incidents")).json();
      this.versions.incidents = version;
      this.picture.incidents = incidents;
      this.fire("incidents", { incidents });
    }
    if (frame.dutyVersion !== this.versions.duty) {
      const duty = await (await fetched("/live/duty")).json();
      this.versions.duty = duty.version;
      this.picture.calls = new Set(duty.calls ?? []);
      this.fire("duty", { duty });
    }
  },

  requestPaint() {
    this.nextPaint();
  },

  /** Paint at the next animation frame, once however often asked; resolves when done. */
  nextPaint() {
    this.painting ??= new Promise((resolve) => {
      requestAnimationFrame(() => {
        this.painting = null;
        if (this.running) this.paint();
        resolve();
      });
    });
    return this.painting;
  },

  paint() {
    const began = performance.now();
    const camera = cameraOf(this.map, this.symbolScale);
    const { frame } = this.picture;
    this.radius = bodyRadius(camera, frame?.count ?? 0);
    const ctx = this.painter.paint(frame, camera, this.radius);
    this.overlay.draw(ctx, camera, this.picture, this.nowMs());
    this.index.invalidate(frame, camera);
    this.paints += 1;
    this.paintMs += performance.now() - began;
    this.fire("painted", { sequence: this.versions.sequence });
  },

  setCandidates(candidates) {
    this.picture.candidates = candidates;
    this.requestPaint();
  },

  /** Show a selection at once, before the program's next frame confirms it. */
  select(unit, incident) {
    this.picture.selected = unit;
    for (const row of this.picture.incidents) row.selected = row.id === incident;
    this.requestPaint();
  },

  setScale(factor) {
    this.symbolScale = factor;
    this.requestPaint();
  },

  /** Mark the units that were chosen together. */
  setGroup(numbers) {
    this.picture.group = new Set(numbers);
    this.requestPaint();
  },

  /** Tell whether a unit is one of those that are spread now. */
  isOfHeap(number) {
    return this.overlay.heap.numbers.includes(number);
  },
});

async function fetched(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`${address}: status ${answer.status}`);
  return answer;
}
