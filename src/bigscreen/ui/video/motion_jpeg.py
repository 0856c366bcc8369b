"""Puts pictures together to a film anything can play: Motion JPEG in an AVI file."""

import struct
from collections.abc import Sequence

_HAS_INDEX = 0x10
_KEY_FRAME = 0x10


def avi_of(pictures: Sequence[bytes], width: int, height: int, per_second: int) -> bytes:
    """Return an AVI file of JPEG ``pictures`` of one size, shown so many a second.

    Layout: RIFF 'AVI ' with header list, frames ('00dc') and the index 'idx1' (Microsoft's
    AVI RIFF file reference).
    """
    largest = max(map(len, pictures))
    main = struct.pack(
        "<14I",
        1_000_000 // per_second,
        largest * per_second,
        0,
        _HAS_INDEX,
        len(pictures),
        0,
        1,
        largest,
        width,
        height,
        *(0, 0, 0, 0),
    )
    stream = b"vidsMJPG" + struct.pack(
        "<IHHIIIIIIII4H",
        *(0, 0, 0, 0, 1, per_second, 0, len(pictures), largest, 0xFFFFFFFF, 0),
        *(0, 0, width, height),
    )
    form = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", 0, 0, 0, 0, 0)
    head = _list(
        b"hdrl",
        _chunk(b"avih", main) + _list(b"strl", _chunk(b"strh", stream) + _chunk(b"strf", form)),
    )
    frames, index, place = [], [], 4
    for picture in pictures:
        frame = _chunk(b"00dc", picture)
        index.append(struct.pack("<4sIII", b"00dc", _KEY_FRAME, place, len(picture)))
        frames.append(frame)
        place += len(frame)
    body = head + _list(b"movi", b"".join(frames)) + _chunk(b"idx1", b"".join(index))
    return _chunk(b"RIFF", b"AVI " + body)


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _list(name: bytes, content: bytes) -> bytes:
    return _chunk(b"LIST", name + content)
