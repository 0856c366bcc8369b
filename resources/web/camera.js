// Where world coordinates (fractions of the Web-Mercator world times 2**32) fall on the screen.

const WORLD = 2 ** 32;

/**
 * Return the camera of a Leaflet map: screen x = world x * k + ox, in CSS pixels of its container.
 * `detail` is the zoom as the eye sees it: symbols twice as large leave room for one level less.
 */
export function cameraOf(map, symbolScale) {
  const zoom = map.getZoom();
  const size = map.getSize();
  const centre = map.project(map.getCenter(), zoom);
  const k = (256 * 2 ** zoom) / WORLD;
  return {
    zoom,
    detail: detailOf(zoom, symbolScale),
    k,
    ox: Math.round(size.x / 2 - centre.x),
    oy: Math.round(size.y / 2 - centre.y),
    width: size.x,
    height: size.y,
    pixelRatio: window.devicePixelRatio || 1,
    symbolScale,
  };
}

export function detailOf(zoom, symbolScale) {
  return zoom - Math.log2(symbolScale);
}

/** Return the place on the ground (degrees) of a world coordinate. */
export function degreesOf(x, y) {
  return {
    lat: (Math.atan(Math.sinh((0.5 - y / WORLD) * 2 * Math.PI)) * 180) / Math.PI,
    lon: (x / WORLD - 0.5) * 360,
  };
}

/** Return world coordinates of a place in degrees. */
export function worldOf(lat, lon) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: (lon / 360 + 0.5) * WORLD, y: (0.5 - Math.atanh(sine) / (2 * Math.PI)) * WORLD };
}
