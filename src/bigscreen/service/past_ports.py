"""What replay needs of the outside, as interfaces; ``store`` implements them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bigscreen.domain.situation import Snapshot
from bigscreen.service.track_columns import TrackColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackPart:
    """Fixes taken in during [from_ms, until_ms) of hub time, packed, or where all units stand.

    ``first_ms`` and ``last_ms`` are the oldest and newest fix's own time, ``count`` how many
    fixes there are. A ``standing`` part has each unit's newest fix as of ``until_ms``. All
    times are milliseconds since the epoch.
    """

    standing: bool
    from_ms: int
    until_ms: int
    first_ms: int
    last_ms: int
    count: int
    columns: bytes


def track_part(
    columns: TrackColumns, data: bytes, from_ms: int, until_ms: int, *, standing: bool = False
) -> TrackPart:
    """Return the part of ``columns``, whose bytes are ``data``."""
    some = len(columns) > 0
    return TrackPart(
        standing=standing,
        from_ms=from_ms,
        until_ms=until_ms,
        first_ms=int(columns.at_ms.min()) if some else from_ms,
        last_ms=int(columns.at_ms.max()) if some else until_ms,
        count=len(columns),
        columns=data,
    )


class TrackRecords(Protocol):
    """Kept positions. All times are milliseconds since the epoch, hub time or the fix's own."""

    def add(self, parts: Sequence[TrackPart]) -> None:
        """Keep parts, all or none."""

    def parts_between(self, start_ms: int, end_ms: int) -> Sequence[TrackPart]:
        """Return the parts with a fix in [start_ms, end_ms), as they came in."""

    def standing_before(self, at_ms: int) -> TrackPart | None:
        """Return the last standing part of ``at_ms`` or before."""

    def spans_between(self, start_ms: int, end_ms: int) -> Sequence[tuple[int, int]]:
        """Return when tracks were kept: (from_ms, until_ms) of the parts, in order."""

    def forget_before(self, at_ms: int, most: int) -> int:
        """Delete those of the oldest ``most`` parts that ended before; return how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvent:
    """An event as the ledger keeps it; ``data`` is its JSON, ``at`` when the hub noted it."""

    seq: int
    at: datetime
    name: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationMark:
    """The situation after event ``seq``, noted at ``at``."""

    seq: int
    at: datetime
    snapshot: Snapshot


class PastRecords(Protocol):
    """The ledger read as a course of time."""

    def first_moment(self) -> datetime | None:
        """Return when the first event was noted, None without any."""

    def seq_at(self, moment: datetime) -> int:
        """Return the number of the last event noted at ``moment`` or before, 0 for none."""

    def events_between(self, after: int, until: int, limit: int) -> Sequence[PastEvent]:
        """Return up to ``limit`` events numbered above ``after`` and up to ``until``, in order."""

    def mark_before(self, seq: int) -> SituationMark | None:
        """Return the newest mark up to event ``seq``."""

    def last_mark(self) -> tuple[int, datetime] | None:
        """Return number and time of the newest mark."""

    def add_mark(self, mark: SituationMark) -> None:
        """Keep a mark; one of that number stays as it is."""

    def forget_marks_before(self, at: datetime) -> None:
        """Delete the marks noted before ``at``."""

    def cases_registered_after(self, seq: int, start: datetime, end: datetime) -> Sequence[str]:
        """Return ids of the cases received in [start, end] but registered after event ``seq``."""
