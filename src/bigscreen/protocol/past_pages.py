"""A stretch of the past on the wire: the situation at its start, and its events in time."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from bigscreen.domain.past import NotedEvent, PastPage
from bigscreen.domain.situation import Snapshot
from bigscreen.protocol.codec import ProtocolError, event_message, event_of
from bigscreen.protocol.messages import EventMessage

_FASTEST = 1


class _Line(msgspec.Struct, array_like=True, frozen=True):
    """One event as it travels: when the hub noted it, its number, its name, its JSON."""

    at_ms: int
    seq: int
    name: str
    data: msgspec.Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a screen rebuilds a stretch of the past from: ``snapshot`` is as of ``start``."""

    start: datetime
    end: datetime
    snapshot: Snapshot
    events: Sequence[NotedEvent]
    known_from: datetime | None


_encoder = msgspec.json.Encoder()
_snapshot_decoder = msgspec.json.Decoder(Snapshot)
_lines_decoder = msgspec.json.Decoder(list[_Line])


def packed_snapshot(snapshot: Snapshot) -> bytes:
    """Return a situation as compressed JSON."""
    return zlib.compress(_encoder.encode(snapshot), _FASTEST)


def packed_events(events: Iterable[NotedEvent]) -> bytes:
    """Return events as compressed JSON."""
    return packed_lines(
        (noted.at_ms, noted.seq, message.name, bytes(message.data))
        for noted in events
        for message in (event_message(noted.seq, noted.event),)
    )


def packed_lines(lines: Iterable[tuple[int, int, str, bytes]]) -> bytes:
    """Return events whose JSON is at hand: (milliseconds, number, name, JSON) each."""
    rows = [_Line(at_ms, seq, name, msgspec.Raw(data)) for at_ms, seq, name, data in lines]
    return zlib.compress(_encoder.encode(rows), _FASTEST)


def stretch_of(page: PastPage) -> Stretch:
    """Return what a page holds.

    Raises:
        ProtocolError: ``malformed``: it does not unpack, or an event is not what it is called.
    """
    try:
        snapshot = _snapshot_decoder.decode(zlib.decompress(page.snapshot))
        lines = _lines_decoder.decode(zlib.decompress(page.events))
    except (zlib.error, msgspec.DecodeError) as error:
        raise ProtocolError("malformed", f"past page: {error}") from error
    events = [
        NotedEvent(
            line.at_ms,
            line.seq,
            event_of(EventMessage(seq=line.seq, name=line.name, data=line.data)),
        )
        for line in lines
    ]
    return Stretch(
        start=page.start,
        end=page.end,
        snapshot=snapshot,
        events=events,
        known_from=page.known_from,
    )


def moment_ms(moment: datetime) -> int:
    """Return a moment as whole milliseconds since the epoch, rounded down."""
    return int(moment.timestamp() * 1000.0 // 1)


def moment_of(at_ms: float) -> datetime:
    """Return milliseconds since the epoch as a moment."""
    return datetime.fromtimestamp(at_ms / 1000.0, UTC)
