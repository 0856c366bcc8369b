// What the mouse does over the live layer: names units, spreads the ones on one spot, draws boxes.

import { boxSelect } from "./box_select.js";
import { targetAt } from "./hit.js";

const HIT_REACH = 12;
/** Units closer together than this many body radii can not be told apart. */
const SAME_SPOT = 1.15;
/** The same for a unit that is drawn large: as a part of what a click on it hits. */
const RAISED_SPOT = 0.55;
const HOVER_MS = 350;
const LEAVE_MARGIN = 14;
/** A click that ends the drawing of a box is none. */
const AFTER_BOX_MS = 300;

export class Pointer {
  constructor(live, map) {
    this.live = live;
    this.map = map;
    this.boxedAt = -AFTER_BOX_MS;
    map.on("click", this.onClick, this);
    map.on("mousemove", this.onMove, this);
    map.on("mouseout", () => this.#hover(null));
    map.on("zoomstart", () => this.#closeHeap());
    boxSelect(map, (box, isAdding) => {
      this.boxedAt = performance.now();
      live.fire("box", { numbers: live.index.inside(box), isAdding });
    });
  }

  /** Spread the units on the spot of each given number; none closes what is spread. */
  spread(numbers) {
    if (numbers.length > 1) this.live.overlay.heap.open(numbers, true);
    else this.live.overlay.heap.close();
    this.live.requestPaint();
  }

  whatIsAt({ x, y }) {
    const { live } = this;
    const target = targetAt(live.overlay.targets, x, y);
    if (target !== null) return target;
    if (live.overlay.heap.holds(x, y, 0)) return { kind: "heap" };
    const number = live.index.nearest(x, y, Math.max(HIT_REACH, live.radius + 4));
    return number === null ? null : { kind: "unit", number, ...live.index.placeOf(number) };
  }

  /** The units that can not be told from the one at the pointer; one or none where it stands alone. */
  heapOf(target) {
    if (target?.kind !== "unit" || target.spread || target.moved || target.x === undefined) return [];
    const { index, radius } = this.live;
    const reach = Math.max(4, radius * SAME_SPOT, (target.radius ?? 0) * RAISED_SPOT);
    return index.within(target.x, target.y, reach);
  }

  onClick(event) {
    if (performance.now() - this.boxedAt < AFTER_BOX_MS) return;
    const { live } = this;
    const { shiftKey, ctrlKey } = event.originalEvent;
    const target = this.whatIsAt(event.containerPoint);
    const heap = this.heapOf(target);
    if (target?.kind === "heap") return;
    if (heap.length > 1 && !live.isOfHeap(target.number)) {
      this.spread(heap);
      return;
    }
    if (!target?.spread) this.#closeHeap();
    if (target?.kind === "unit") live.fire("unit", { number: target.number, isAdding: shiftKey || ctrlKey });
    else if (target?.kind === "incident") live.fire("incident", { id: target.id });
    else live.fire("ground", { lat: event.latlng.lat, lon: event.latlng.lng });
  }

  onMove(event) {
    if (this.map.dragging?.moving()) return;
    const { heap } = this.live.overlay;
    const target = this.whatIsAt(event.containerPoint);
    this.map.getContainer().classList.toggle("over-target", target !== null && target.kind !== "heap");
    this.#hover(target?.kind === "unit" ? target.number : null);
    clearTimeout(this.dwelling);
    const { x, y } = event.containerPoint;
    if (heap.isOpen && !heap.pinned && !heap.holds(x, y, LEAVE_MARGIN)) this.#closeHeap();
    const units = heap.isOpen ? [] : this.heapOf(target);
    if (units.length > 1 && event.originalEvent.buttons === 0) {
      this.dwelling = setTimeout(() => {
        heap.open(units, false);
        this.live.requestPaint();
      }, HOVER_MS);
    }
  }

  #hover(number) {
    if (number === null) clearTimeout(this.dwelling);
    if (number === this.live.picture.hovered) return;
    this.live.picture.hovered = number;
    this.live.requestPaint();
  }

  #closeHeap() {
    if (!this.live.overlay.heap.isOpen) return;
    this.live.overlay.heap.close();
    this.live.requestPaint();
  }
}
