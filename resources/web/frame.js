// Takes the binary frame of bigscreen.viewmodels.map_frame apart without copying its columns.

const MAGIC = 0x464d5342; // "BSMF" read as a little-endian number
const VERSION = 1;
const NO_UNIT = 0xffffffff;
const LINK_LOST = 1;
const UNCHANGED = 2;

export const HEADING_UNKNOWN = 255;

/** Return the frame in an ArrayBuffer as header fields and typed-array columns, n rows each. */
export function decodeFrame(buffer) {
  if (buffer.byteLength < 48) throw new Error(`map frame: ${buffer.byteLength} bytes, at least 48 expected`);
  const head = new DataView(buffer);
  if (head.getUint32(0, true) !== MAGIC) throw new Error("map frame: wrong magic");
  if (head.getUint16(4, true) !== VERSION) throw new Error(`map frame: version ${head.getUint16(4, true)}`);
  const start = head.getUint16(6, true);
  const count = head.getUint32(8, true);
  if (buffer.byteLength !== start + count * 17) {
    throw new Error(`map frame: ${buffer.byteLength} bytes for ${count} units`);
  }
  const selected = head.getUint32(24, true);
  const flags = head.getUint32(28, true);
  const narrow = start + 12 * count;
  return {
    count,
    sequence: head.getUint32(12, true),
    incidentsVersion: head.getUint32(16, true),
    namesVersion: head.getUint32(20, true),
    selected: selected === NO_UNIT ? null : selected,
    linkLost: (flags & LINK_LOST) !== 0,
    unchanged: (flags & UNCHANGED) !== 0,
    hubTimeMs: head.getFloat64(32, true),
    dutyVersion: head.getUint32(40, true),
    x: new Uint32Array(buffer, start, count),
    y: new Uint32Array(buffer, start + 4 * count, count),
    number: new Uint32Array(buffer, start + 8 * count, count),
    symbol: new Uint8Array(buffer, narrow, count),
    status: new Uint8Array(buffer, narrow + count, count),
    heading: new Uint8Array(buffer, narrow + 2 * count, count),
    fade: new Uint8Array(buffer, narrow + 3 * count, count),
    age: new Uint8Array(buffer, narrow + 4 * count, count),
  };
}

/** Return the row of the unit with this number, or -1: rows are sorted by number. */
export function rowOf(frame, number) {
  let low = 0;
  let high = frame.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = frame.number[middle];
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
