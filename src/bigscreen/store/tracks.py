"""Kept positions: parts come in, periods are read back, old ones are forgotten."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, false, insert, select, true

from bigscreen.service.past_ports import TrackPart
from bigscreen.store.database import Database
from bigscreen.store.track_tables import track_parts

_between = (
    select(track_parts)
    .where(
        track_parts.c.standing == false(),
        track_parts.c.until_ms >= bindparam("from"),
        track_parts.c.until_ms < bindparam("until"),
        track_parts.c.last_ms >= bindparam("start"),
        track_parts.c.first_ms < bindparam("end"),
        track_parts.c.fixes > 0,
    )
    .order_by(track_parts.c.id)
)
_standing = (
    select(track_parts)
    .where(track_parts.c.standing == true(), track_parts.c.until_ms <= bindparam("at"))
    .order_by(track_parts.c.until_ms.desc())
    .limit(1)
)
_spans = (
    select(track_parts.c.from_ms, track_parts.c.until_ms)
    .where(
        track_parts.c.standing == false(),
        track_parts.c.until_ms > bindparam("start"),
        track_parts.c.until_ms < bindparam("until"),
        track_parts.c.from_ms < bindparam("end"),
    )
    .order_by(track_parts.c.from_ms)
)
_oldest = select(track_parts.c.id, track_parts.c.until_ms).order_by(track_parts.c.id)

_LONGEST_MS = 5 * 60_000
"""No part covers more."""
_LATEST_MS = 30 * 60_000
"""A fix that came in later than this after its time is not found among others of its time."""
_AHEAD_MS = 60_000
"""A unit's clock may run ahead of the hub's by less than this."""


class SqlTracks:
    """Implements :class:`bigscreen.service.past_ports.TrackRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, parts: Sequence[TrackPart]) -> None:
        """Keep parts, all or none.

        Raises:
            LedgerUnavailable: they can not be written.
        """
        if not parts:
            return
        values = [
            {
                "standing": part.standing,
                "from_ms": part.from_ms,
                "until_ms": part.until_ms,
                "first_ms": part.first_ms,
                "last_ms": part.last_ms,
                "fixes": part.count,
                "columns": part.columns,
            }
            for part in parts
        ]
        with self._database.writing() as connection:
            connection.execute(insert(track_parts), values)

    def parts_between(self, start_ms: int, end_ms: int) -> Sequence[TrackPart]:
        """Return the parts with a fix in [start_ms, end_ms), as they came in."""
        values = {
            "start": start_ms,
            "end": end_ms,
            "from": start_ms - _AHEAD_MS,
            "until": end_ms + _LATEST_MS,
        }
        with self._database.reading() as connection:
            found = connection.execute(_between, values).all()
        return [_part_of(row) for row in found]

    def standing_before(self, at_ms: int) -> TrackPart | None:
        """Return the last standing part of ``at_ms`` or before."""
        with self._database.reading() as connection:
            row = connection.execute(_standing, {"at": at_ms}).first()
        return None if row is None else _part_of(row)

    def spans_between(self, start_ms: int, end_ms: int) -> Sequence[tuple[int, int]]:
        """Return when tracks were kept: (from_ms, until_ms) of the parts, in order."""
        with self._database.reading() as connection:
            found = connection.execute(
                _spans, {"start": start_ms, "end": end_ms, "until": end_ms + _LONGEST_MS + 1}
            ).all()
        return [(row.from_ms, row.until_ms) for row in found]

    def forget_before(self, at_ms: int, most: int) -> int:
        """Delete those of the oldest ``most`` parts that ended before; return how many."""
        with self._database.writing() as connection:
            first = connection.execute(_oldest.limit(most)).all()
            old = [row.id for row in first if row.until_ms < at_ms]
            if old:
                connection.execute(delete(track_parts).where(track_parts.c.id.in_(old)))
        return len(old)


def _part_of(row: object) -> TrackPart:
    values = row._mapping  # type: ignore[attr-defined]  # noqa: SLF001 - SQLAlchemy's way to it
    return TrackPart(
        standing=values["standing"],
        from_ms=values["from_ms"],
        until_ms=values["until_ms"],
        first_ms=values["first_ms"],
        last_ms=values["last_ms"],
        count=values["fixes"],
        columns=values["columns"],
    )
