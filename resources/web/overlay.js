// Draws what lies above the units: links, incidents, units that matter now, and all labels.

import { rowOf } from "./frame.js";
import { Heap } from "./heap.js";
import { IncidentSprites } from "./incident_sprites.js";
import { outlineMark, tie, write } from "./label_strokes.js";
import { fitted, LabelPlaces, textWidth } from "./labels.js";
import { drawLinks } from "./links.js";
import { PlaceNames } from "./place_names.js";
import { drawIncident, drawUnit, fontFamily } from "./symbols.js";
import { clock, minutes, oneLine } from "./texts.js";
import { tokens } from "./tokens.js";

const TITLE_WIDTH = 330;
const NAMES_FROM = 15.5;
const MOST_NAMES = 220;
/** With more open cases than this the map stays calm: only the gravest push their labels far off. */
const CROWD = 18;
/** Of more cases or busy units than this only the gravest are named: the others have no room. */
const MOST_LABELS = 160;
const RANKS = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"];

export class Overlay {
  constructor() {
    this.places = new LabelPlaces();
    this.targets = [];
    this.groundNames = [];
    this.placeNames = new PlaceNames();
    this.heap = new Heap();
    this.incidentSprites = new IncidentSprites();
  }

  /**
   * Draw on a context in device pixels. `picture`: frame, incidents, names, candidates, selected,
   * hovered, group, calls (units in need); `nowMs` hub time. `groundNames` are written so that no symbol that matters
   * covers them. Leaves `targets`: what a click can hit, the topmost last.
   */
  draw(ctx, camera, picture, nowMs) {
    this.ctx = ctx;
    this.camera = camera;
    this.picture = picture;
    this.nowMs = nowMs;
    this.s = camera.symbolScale;
    this.targets = [];
    this.places.reset(camera);
    ctx.save();
    ctx.scale(camera.pixelRatio, camera.pixelRatio);
    const incidents = picture.incidents.map((incident) => ({ incident, ...this.#screen(incident) }));
    const raised = this.#raisedUnits(incidents);
    this.#outlineGroup();
    drawLinks(ctx, raised, this.s);
    this.#nameGround(incidents, raised);
    this.#drawIncidents(incidents);
    for (const unit of raised) this.#drawRaised(unit);
    const crowded = incidents.length > CROWD;
    incidents.forEach((placed, index) => {
      const { selected } = placed.incident;
      if (index < MOST_LABELS || selected) this.#labelIncident(placed, index < CROWD || selected);
    });
    raised.forEach((unit, index) => {
      const matters = unit.selected || unit.hovered || unit.rank > 0;
      if (index < MOST_LABELS || matters) this.#labelRaised(unit, !crowded || matters);
    });
    if (camera.detail >= NAMES_FROM) this.#labelOthers(new Set(raised.map((u) => u.number)));
    const wordsOf = ({ number, row }) => `${this.#nameOf(number)[0]}${this.#ageOf(row)}`;
    const badgeOf = (number) => this.#nameOf(number)[1];
    if (this.heap.isOpen) this.targets.push(...this.heap.draw(ctx, camera, picture, { wordsOf, badgeOf }));
    ctx.restore();
  }

  #nameGround(incidents, raised) {
    const { s } = this;
    const names = this.groundNames.map((name) => ({ ...name, ...this.#screen(name) }));
    const symbols = [
      ...incidents.map(({ x, y }) => ({ x, y, radius: 22 * s })),
      ...raised.map(({ x, y }) => ({ x, y, radius: 14 * s })),
    ];
    this.placeNames.draw(this.ctx, names, symbols, this.places);
  }

  /** Frame the units that were chosen together: one path, however many there are. */
  #outlineGroup() {
    const { ctx, s } = this;
    const { frame, group } = this.picture;
    if (frame === null || group.size === 0) return;
    const edge = 22 * s;
    ctx.beginPath();
    for (const number of group) {
      const row = rowOf(frame, number);
      if (row < 0) continue;
      const { x, y } = this.#screen({ x: frame.x[row], y: frame.y[row] });
      if (this.#isVisible(x, y, edge)) ctx.rect(x - edge / 2, y - edge / 2, edge, edge);
    }
    ctx.lineWidth = 1.8 * s;
    ctx.strokeStyle = tokens.text;
    ctx.stroke();
  }

  #screen(place) {
    return { x: place.x * this.camera.k + this.camera.ox, y: place.y * this.camera.k + this.camera.oy };
  }

  #isVisible(x, y, margin) {
    return x > -margin && y > -margin && x < this.camera.width + margin && y < this.camera.height + margin;
  }

  /** Collect the units that are assigned, recommended, selected or under the pointer, each once. */
  #raisedUnits(incidents) {
    const { frame, candidates, selected, hovered } = this.picture;
    const raised = new Map();
    if (frame === null) return [];
    const raise = (number, more) => {
      const row = rowOf(frame, number);
      if (row < 0) return;
      const known = raised.get(number) ?? { number, row, links: [], ...this.#screen({ x: frame.x[row], y: frame.y[row] }) };
      raised.set(number, { ...known, ...more, links: [...known.links, ...(more.links ?? [])] });
    };
    for (const placed of incidents) {
      for (const unit of placed.incident.units) {
        raise(unit.number, { sinceMs: unit.since_ms, links: [{ to: placed, tint: unit.tint, candidate: false }] });
      }
    }
    const chosen = incidents.find((placed) => placed.incident.selected);
    for (const { number, rank, chosen: isChosen } of candidates) {
      const row = rowOf(frame, number);
      const links = chosen && row >= 0 ? [{ to: chosen, tint: frame.symbol[row] >> 4, candidate: true, isChosen }] : [];
      raise(number, { rank, links });
    }
    if (selected !== null) raise(selected, { selected: true });
    if (hovered !== null) raise(hovered, { hovered: true });
    for (const number of this.picture.calls ?? []) raise(number, { calls: true });
    return [...raised.values()].map((unit, index) => standOff(unit, incidents, index, 28 * this.s));
  }

  #drawIncidents(incidents) {
    const size = 13 * this.s;
    for (let i = incidents.length - 1; i >= 0; i -= 1) {
      const { incident, x, y } = incidents[i];
      if (!this.#isVisible(x, y, size * 3)) continue;
      this.ctx.globalAlpha = incident.dim ? 0.35 : incident.open ? 1 : 0.5;
      if (incident.selected) drawIncident(this.ctx, x, y, size, incident);
      else this.incidentSprites.draw(this.ctx, x, y, size, this.camera.pixelRatio, incident);
      this.ctx.globalAlpha = 1;
      this.places.block(x, y, size * 1.1);
      this.targets.push({ kind: "incident", id: incident.id, x, y, radius: size * 1.4 });
    }
  }

  #drawRaised(unit) {
    const { ctx, s, picture } = this;
    const { frame } = picture;
    const radius = 10 * s;
    if (!this.#isVisible(unit.x, unit.y, radius * 3)) return;
    if (unit.selected) {
      ctx.beginPath();
      ctx.arc(unit.x, unit.y, radius * 1.95, 0, 2 * Math.PI);
      ctx.fillStyle = tokens.text;
      ctx.globalAlpha = 0.16;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.lineWidth = 2 * s;
      ctx.strokeStyle = tokens.text;
      ctx.stroke();
    }
    if (unit.calls) this.#ringForHelp(unit.x, unit.y, radius);
    const { row } = unit;
    const look = { symbol: frame.symbol[row], status: frame.status[row], heading: frame.heading[row], fade: frame.fade[row] };
    drawUnit(ctx, unit.x, unit.y, radius, look, this.#nameOf(unit.number)[1]);
    this.places.block(unit.x, unit.y, radius * 1.1);
    this.targets.push({ kind: "unit", number: unit.number, x: unit.x, y: unit.y, radius: radius * 1.4, moved: unit.moved === true });
  }

  /** Two red rings and a red ground: nothing else on the map looks like a unit that calls for help. */
  #ringForHelp(x, y, radius) {
    const { ctx, s } = this;
    ctx.fillStyle = tokens.overdue;
    ctx.strokeStyle = tokens.overdue;
    ctx.lineWidth = 3 * s;
    for (const [reach, alpha] of [[2.9, 0.25], [2.1, 0.35]]) {
      ctx.beginPath();
      ctx.arc(x, y, radius * reach, 0, 2 * Math.PI);
      ctx.globalAlpha = alpha;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.stroke();
    }
  }

  #labelIncident({ incident, x, y }, mayStandOff) {
    const { ctx, s } = this;
    if (!this.#isVisible(x, y, 13 * s)) return;
    const font = `400 ${15 * s}px ${fontFamily}`;
    const bold = `600 ${15 * s}px ${fontFamily}`;
    const gap = 10 * s;
    const ink = incident.dim ? tokens.textFaint : tokens.text;
    const title = fitted(ctx, font, oneLine(incident.title), TITLE_WIDTH * s);
    const time = incident.open ? clock(this.nowMs - incident.received_ms) : "";
    const marks = incident.marks.map((mark) => ({ font: bold, words: oneLine(mark, 24), ink, isMark: true }));
    const parts = [
      ...marks,
      { font, words: title, ink },
      { font: bold, words: time, ink: incident.overdue ? tokens.overdue : ink },
    ].filter(({ words }) => words);
    const widths = parts.map((part) => textWidth(ctx, part.font, part.words) + (part.isMark ? gap : 0));
    const width = widths.reduce((sum, one) => sum + one + gap, gap);
    const box = this.places.place(`i${incident.id}`, x, y, width, 28 * s, (incident.selected ? 24 : 18) * s, mayStandOff);
    if (box === null) return;
    const colour = incident.dim ? tokens.gridLine : (tokens.levels[incident.level] ?? tokens.levels[4]);
    if (box.far) tie(ctx, x, y, box, colour, s);
    ctx.beginPath();
    ctx.roundRect(box.left, box.top, width, 28 * s, 4 * s);
    ctx.globalAlpha = 0.9;
    ctx.fillStyle = incident.selected ? tokens.chosen : tokens.scrim;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.lineWidth = (incident.selected ? 1.8 : 1.2) * s;
    ctx.strokeStyle = colour;
    ctx.stroke();
    let left = box.left + gap;
    parts.forEach((part, index) => {
      if (part.isMark) outlineMark(ctx, left, box.top + 5 * s, widths[index], 18 * s, part.ink, s);
      const inset = part.isMark ? gap / 2 : 0;
      write(ctx, part.font, part.ink, part.words, left + inset, box.top + 19.5 * s);
      left += widths[index] + gap;
    });
    this.targets.push({ kind: "incident", id: incident.id, box });
  }

  #labelRaised(unit, mayStandOff) {
    if (!this.#isVisible(unit.x, unit.y, 0)) return;
    const rank = unit.rank ? `${RANKS[unit.rank - 1] ?? `(${unit.rank})`} ` : "";
    const since = unit.sinceMs ? `  ${clock(this.nowMs - unit.sinceMs)}` : "";
    const sos = unit.calls ? "SOS " : "";
    const words = `${sos}${rank}${this.#nameOf(unit.number)[0]}${since}${this.#ageOf(unit.row)}`;
    this.#labelUnit(unit.number, words, unit.x, unit.y, (unit.calls ? 30 : 15) * this.s, unit.calls ? tokens.overdue : tokens.text, true, mayStandOff || unit.calls);
  }

  #labelOthers(alreadyNamed) {
    const { frame } = this.picture;
    if (frame === null) return;
    let named = 0;
    for (let row = 0; row < frame.count && named < MOST_NAMES; row += 1) {
      const { x, y } = this.#screen({ x: frame.x[row], y: frame.y[row] });
      if (!this.#isVisible(x, y, 0) || alreadyNamed.has(frame.number[row])) continue;
      const words = `${this.#nameOf(frame.number[row])[0]}${this.#ageOf(row)}`;
      this.#labelUnit(frame.number[row], words, x, y, 12 * this.s, tokens.textDim, false, false);
      named += 1;
    }
  }

  #labelUnit(number, words, x, y, gap, colour, matters, mayStandOff) {
    if (!words) return;
    const { ctx, s } = this;
    const font = `${matters ? 500 : 400} ${(matters ? 14 : 12.5) * s}px ${fontFamily}`;
    const width = textWidth(ctx, font, words) + 4 * s;
    const box = this.places.place(`u${number}`, x, y, width, 18 * s, gap, mayStandOff);
    if (box === null) return;
    if (box.far) tie(ctx, x, y, box, colour, s);
    ctx.font = font;
    ctx.lineWidth = 3.5 * s;
    ctx.lineJoin = "round";
    ctx.strokeStyle = tokens.scrim;
    ctx.strokeText(words, box.left + 2 * s, box.top + 14 * s);
    write(ctx, font, colour, words, box.left + 2 * s, box.top + 14 * s);
  }

  #nameOf(number) {
    const [callSign, badge] = this.picture.names[number] ?? [`${number}`, ""];
    return [oneLine(callSign, 24), oneLine(badge, 1)];
  }

  #ageOf(row) {
    const { frame } = this.picture;
    return frame.fade[row] > 0 && frame.age[row] > 0 ? ` · ${minutes(frame.age[row])}` : "";
  }
}

/** Move a unit that stands on a case to the case's side, where both can be seen. */
function standOff(unit, incidents, index, distance) {
  const under = incidents.find(({ x, y }) => Math.hypot(unit.x - x, unit.y - y) < distance);
  if (under === undefined) return unit;
  const angle = Math.PI * (0.75 - 0.5 * (index % 2) + 0.22 * Math.floor(index / 2));
  return { ...unit, moved: true, x: under.x + Math.cos(angle) * distance, y: under.y + Math.sin(angle) * distance };
}
