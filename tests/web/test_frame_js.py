"""The page reads a frame exactly as Python wrote it."""

import base64
import json

import numpy as np

from tests.support.map_frames import decode_map_frame
from tests.support.map_scene import NOW_MS

COLUMNS = {
    "x": "x",
    "y": "y",
    "number": "number",
    "symbol": "symbol",
    "status": "status",
    "heading": "heading",
    "fade": "fade",
    "age": "age_min",
}

IN_PAGE = """
import('/assets/frame.js').then(({ decodeFrame, rowOf }) => {
  const bytes = Uint8Array.from(atob(%s), (c) => c.charCodeAt(0));
  const frame = decodeFrame(bytes.buffer);
  const rows = [0, 1, 77, 130, 131, 4294967295].map((n) => rowOf(frame, n));
  return { ...frame, ...Object.fromEntries(%s.map((c) => [c, Array.from(frame[c])])), rows };
})
"""


def test_every_field_and_column_survives(page):
    source = page.source
    source.picture.select(77, "i0")
    frame = source.units_frame()
    written = decode_map_frame(frame)

    script = IN_PAGE % (json.dumps(base64.b64encode(frame).decode()), json.dumps(list(COLUMNS)))
    read = page.ask(script)

    for in_page, in_python in COLUMNS.items():
        assert np.array_equal(read[in_page], getattr(written, in_python)), in_page
    assert (read["count"], read["selected"], read["hubTimeMs"]) == (130, 77, NOW_MS)
    assert read["sequence"] == written.head.sequence
    assert (read["unchanged"], read["linkLost"]) == (False, False)
    assert read["rows"] == [-1, 0, 76, 129, -1, -1]


def test_the_page_refuses_what_is_no_frame(page):
    refused = page.ask(
        "import('/assets/frame.js').then(({ decodeFrame }) => [0, 48, 500].map((size) => {"
        "try { decodeFrame(new ArrayBuffer(size)); return 'taken'; }"
        "catch (e) { return e.message; } }))"
    )

    assert all(message.startswith("map frame:") for message in refused)
