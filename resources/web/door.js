// The one door for the program: window.bigscreen. Every function takes plain JSON values.

import { Banner } from "./banner.js";
import { FollowLock } from "./follow.js";
import { Ground, GroundLayer, groundLayers } from "./ground.js";
import { BigscreenLiveLayer } from "./live_layer.js";
import { connectDesk, reportTo } from "./desk_channel.js";
import { setTexts } from "./texts.js";
import { publishTokens } from "./tokens.js";

export { Ground, GroundLayer, BigscreenLiveLayer };

/** Open the door onto a page: fetch the ground, follow the incidents, and talk to the program. */
export function openDoor(map, ground, live, { home, follow: followIncidents }) {
  publishTokens(document.documentElement);
  const banner = new Banner(map);
  const follow = new FollowLock(map, L.latLngBounds(home), followIncidents, (locked) => {
    banner.show({ locked });
    map.fire("lockchange");
  });
  live.on("incidents", ({ incidents }) => follow.incidentsChanged(incidents));
  live.overlay.groundNames = ground.names;
  ground.onDrawn = () => live.requestPaint();
  live.on("duty", ({ duty }) => ground.setDuty(duty));
  map.fitBounds(home, { animate: false });
  window.bigscreen = Object.freeze(doorTo(map, ground, live, follow, banner));
  fetch("/base.json")
    .then((answer) => answer.json())
    .then((data) => ground.setData(data))
    .catch((error) => console.warn(`ground: ${error.message}`));
  connectDesk().then((desk) => {
    if (desk !== null) reportTo(desk, map, live, follow);
  });
}

function doorTo(map, ground, live, follow, banner) {
  return {
    select: ({ unit = null, incident = null } = {}) => live.select(unit, incident),
    setText: (given) => {
      setTexts(given);
      banner.show({});
      live.requestPaint();
    },
    setLink: ({ lost = false } = {}) => {
      map.getContainer().classList.toggle("link-lost", lost === true);
      banner.show({ lost: lost === true });
    },
    setStill: ({ still = false } = {}) => live.setStill(still === true),
    fit: ({ south, west, north, east }) => {
      follow.lock();
      map.fitBounds([[south, west], [north, east]], { animate: false });
    },
    centre: (lat, lon, zoom) => {
      follow.lock();
      map.setView([lat, lon], zoom ?? map.getZoom(), { animate: false });
    },
    restoreView: ({ lat, lon, zoom, locked }) => {
      if (locked) follow.lock();
      map.setView([lat, lon], zoom, { animate: false });
    },
    watch: (area) =>
      follow.watch(area && L.latLngBounds([area.south, area.west], [area.north, area.east])),
    resumeFollow: () => follow.resume(),
    showCandidates: (candidates) => live.setCandidates(candidates),
    showReach: (reach) => ground.setReach(reach),
    showTrack: (track) => ground.setTrack(track),
    showGroup: (numbers) => live.setGroup(numbers),
    spread: (numbers) => live.pointer.spread(numbers),
    showPart: (part, shown) => showPart(map, part, shown),
    setScale: (factor) => {
      document.documentElement.style.setProperty("--scale", String(factor));
      live.setScale(factor);
      ground.setScale(factor);
    },
    state: () => stateOf(map, ground, live, follow),
  };
}

/** Switch a part of the ground, so that the layer control shows the same; null turns it about. */
function showPart(map, part, shown) {
  const layer = groundLayers.get(part);
  if (layer === undefined) return;
  if (shown ?? !map.hasLayer(layer)) map.addLayer(layer);
  else map.removeLayer(layer);
}

/** What the page shows, for diagnosis and tests. */
function stateOf(map, ground, live, follow) {
  const { lat, lng } = map.getCenter();
  return {
    painter: live.painter.kind,
    sequence: live.versions.sequence,
    paints: live.paints,
    paintMs: live.paintMs,
    unitRadius: live.radius,
    units: live.picture.frame?.count ?? 0,
    incidents: live.picture.incidents.length,
    selectedUnit: live.picture.selected,
    candidates: live.picture.candidates,
    patrol: ground.duty.summary(),
    parts: [...ground.parts],
    reach: ground.reach.summary(),
    track: ground.track.summary(),
    group: [...live.picture.group],
    heap: live.overlay.heap.numbers,
    labels: live.overlay.places.taken,
    targets: live.overlay.targets,
    locked: follow.locked,
    banner: map.getContainer().querySelector(".banner").textContent,
    lat,
    lon: lng,
    zoom: map.getZoom(),
  };
}
