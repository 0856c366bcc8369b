// The small messages to the program: what was clicked, where the view is, that the page is alive.

const HEARTBEAT_MS = 1000;

/** Connect to the program's `desk` object; resolves to null where there is none (a bare page). */
export function connectDesk() {
  const transport = window.qt?.webChannelTransport;
  if (!transport || typeof window.QWebChannel !== "function") return Promise.resolve(null);
  return new Promise((resolve) => {
    new window.QWebChannel(transport, (channel) => resolve(channel.objects.desk ?? null));
  });
}

/** Tell the desk what happens on the map and the live layer, and wake the layer when it asks to. */
export function reportTo(desk, map, live, follow) {
  const tellView = () => {
    const { lat, lng } = map.getCenter();
    desk.view_changed(lat, lng, map.getZoom(), follow.locked);
  };
  live.on("unit", ({ number, isAdding }) => (isAdding ? desk.unit_added(number) : desk.unit_clicked(number)));
  live.on("box", ({ numbers, isAdding }) => desk.units_boxed(JSON.stringify(numbers), isAdding));
  map.on("partchange", ({ part, shown }) => desk.part_switched(part, shown));
  live.on("incident", ({ id }) => desk.incident_clicked(id));
  live.on("ground", ({ lat, lon }) => desk.map_clicked(lat, lon));
  live.on("painter", ({ line }) => desk.painter_changed(line));
  map.on("moveend lockchange", tellView);
  desk.frame_changed.connect(() => live.wake());
  setInterval(() => desk.heartbeat(Math.max(0, live.versions.sequence), live.paints), HEARTBEAT_MS);
  desk.page_ready(live.painterLine());
  tellView();
}
