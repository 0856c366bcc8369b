// The follow-lock: the view fits itself to the open incidents only when their set changes, and not
// at all once somebody has moved the map by hand.

import { degreesOf } from "./camera.js";

const MAX_FIT_ZOOM = 16;
/** Cases spread so wide that fitting them gains less zoom than this: show the whole city. */
const WORTH_ZOOMING = 0.75;

export class FollowLock {
  /** `home` are the city's Leaflet bounds; `onChange(locked)` is told when the lock changes. */
  constructor(map, home, enabled, onChange) {
    this.map = map;
    this.home = home;
    this.enabled = enabled;
    this.onChange = onChange;
    this.locked = false;
    this.moved = false;
    this.earlier = null;
    this.focus = null;
    this.openIds = "";
    this.incidents = [];
    for (const gesture of ["dragstart", "boxzoomend"]) map.on(gesture, () => this.lock());
    map.on("resize", () => {
      if (!this.moved) this.refit();
    });
    const container = map.getContainer();
    for (const gesture of ["wheel", "dblclick", "touchstart"]) {
      container.addEventListener(gesture, () => this.lock(), { passive: true });
    }
    container.addEventListener("click", (event) => {
      if (event.target.closest(".leaflet-control-zoom")) this.lock();
    });
    container.addEventListener("keydown", (event) => {
      if (/^(Arrow|[-+=])/.test(event.key)) this.lock();
    });
  }

  /** Take the incidents on the map; refit if another set of them is open. */
  incidentsChanged(incidents) {
    this.incidents = incidents.filter((incident) => incident.open);
    const ids = this.incidents.map((incident) => incident.id).sort().join("\n");
    if (ids === this.openIds) return;
    this.openIds = ids;
    if (this.enabled && !this.moved && this.focus === null) this.refit();
  }

  /** Show these Leaflet bounds in place of the incidents until told otherwise (null); a lock ends. */
  watch(bounds) {
    this.focus = bounds;
    this.moved = false;
    this.earlier = null;
    if (this.locked) {
      this.locked = false;
      this.onChange(false);
    }
    this.refit();
  }

  /** Somebody has moved the view: it stays where it is from now on. */
  lock() {
    this.moved = true;
    if (this.locked || !this.enabled) return;
    this.locked = true;
    this.onChange(true);
  }

  /** Follow again; called while following, go back to the view there was before. */
  resume() {
    if (!this.enabled) return;
    if (this.locked) {
      this.earlier = { centre: this.map.getCenter(), zoom: this.map.getZoom() };
      this.locked = false;
      this.moved = false;
      this.refit();
      this.onChange(false);
    } else if (this.earlier !== null) {
      const { centre, zoom } = this.earlier;
      this.earlier = null;
      this.map.setView(centre, zoom, { animate: false });
      this.lock();
    }
  }

  /** Show all open incidents, or the whole city when there is none or nobody wants to follow. */
  refit() {
    if (this.focus !== null) {
      this.map.fitBounds(this.focus, { maxZoom: MAX_FIT_ZOOM, animate: false });
      return;
    }
    const bounds = L.latLngBounds([]);
    for (const incident of this.enabled ? this.incidents : []) {
      const { lat, lon } = degreesOf(incident.x, incident.y);
      bounds.extend([lat, lon]);
    }
    const { map, home } = this;
    const size = map.getSize();
    const padding = [Math.round(size.x * 0.12), Math.round(size.y * 0.14)];
    const room = L.point(2 * padding[0], 2 * padding[1]);
    const gain = bounds.isValid()
      ? map.getBoundsZoom(bounds, false, room) - map.getBoundsZoom(home)
      : 0;
    if (gain < WORTH_ZOOMING && (!bounds.isValid() || home.contains(bounds))) {
      map.fitBounds(home, { animate: false });
    } else {
      map.fitBounds(bounds, { padding, maxZoom: MAX_FIT_ZOOM, animate: false });
    }
  }
}
