"""The ledger read as a course of time: which event was the last at a moment, and marks between."""

import zlib
from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from bigscreen.domain.situation import Snapshot
from bigscreen.service.past_ports import PastEvent, SituationMark
from bigscreen.store.database import Database
from bigscreen.store.schema import case_facts, events, incidents
from bigscreen.store.track_tables import situation_marks

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Snapshot)

_noted_at = select(events.c.recorded_at).where(events.c.seq == bindparam("seq"))
_ends = select(func.min(events.c.seq), func.max(events.c.seq))
_events = (
    select(events.c.seq, events.c.recorded_at, events.c.name, events.c.data)
    .where(events.c.seq > bindparam("after"), events.c.seq <= bindparam("until"))
    .order_by(events.c.seq)
)
_mark_before = (
    select(situation_marks)
    .where(situation_marks.c.seq <= bindparam("key"))
    .order_by(situation_marks.c.seq.desc())
    .limit(1)
)
_last_mark = (
    select(situation_marks.c.seq, situation_marks.c.at)
    .order_by(situation_marks.c.seq.desc())
    .limit(1)
)
_registered_after = (
    select(case_facts.c.incident_id)
    .join(incidents, incidents.c.id == case_facts.c.incident_id)
    .where(
        case_facts.c.received_at >= bindparam("start"),
        case_facts.c.received_at <= bindparam("end"),
        incidents.c.opened_seq > bindparam("seq"),
    )
)


class SqlPast:
    """Implements :class:`bigscreen.service.past_ports.PastRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first_moment(self) -> datetime | None:
        """Return when the first event was noted, None without any."""
        with self._database.reading() as connection:
            first, _ = connection.execute(_ends).one()
            return None if first is None else connection.scalar(_noted_at, {"seq": first})

    def seq_at(self, moment: datetime) -> int:
        """Return the number of the last event noted at ``moment`` or before, 0 for none.

        Looked for by halving: the hub notes events in order of time, without a gap in numbers.
        """
        with self._database.reading() as connection:
            first, last = connection.execute(_ends).one()
            if first is None:
                return 0
            below, above = int(first) - 1, int(last) + 1
            while above - below > 1:
                middle = (below + above) // 2
                at = connection.scalar(_noted_at, {"seq": middle})
                if at is not None and at <= moment:
                    below = middle
                else:
                    above = middle
        return below

    def events_between(self, after: int, until: int, limit: int) -> Sequence[PastEvent]:
        """Return up to ``limit`` events numbered above ``after`` and up to ``until``, in order."""
        with self._database.reading() as connection:
            found = connection.execute(_events.limit(limit), {"after": after, "until": until}).all()
        return [
            PastEvent(seq=row.seq, at=row.recorded_at, name=row.name, data=row.data)
            for row in found
        ]

    def mark_before(self, seq: int) -> SituationMark | None:
        """Return the newest mark up to event ``seq``, None without one this program can read."""
        with self._database.reading() as connection:
            row = connection.execute(_mark_before, {"key": seq}).first()
        if row is None:
            return None
        try:
            snapshot = _decoder.decode(zlib.decompress(row.snapshot))
        except (zlib.error, msgspec.DecodeError):
            return None  # the events tell the same, only later
        return SituationMark(seq=row.seq, at=row.at, snapshot=snapshot)

    def last_mark(self) -> tuple[int, datetime] | None:
        """Return number and time of the newest mark."""
        with self._database.reading() as connection:
            row = connection.execute(_last_mark).first()
        return None if row is None else (row.seq, row.at)

    def add_mark(self, mark: SituationMark) -> None:
        """Keep a mark; one of that number stays as it is."""
        text = zlib.compress(_encoder.encode(mark.snapshot), 1)
        values = {"seq": mark.seq, "at": mark.at, "snapshot": text}
        with self._database.writing() as connection:
            connection.execute(insert(situation_marks).on_conflict_do_nothing(), values)

    def forget_marks_before(self, at: datetime) -> None:
        """Delete the marks noted before ``at``."""
        with self._database.writing() as connection:
            connection.execute(delete(situation_marks).where(situation_marks.c.at < at))

    def cases_registered_after(self, seq: int, start: datetime, end: datetime) -> Sequence[str]:
        """Return ids of the cases received in [start, end] but registered after event ``seq``."""
        with self._database.reading() as connection:
            return connection.scalars(
                _registered_after, {"seq": seq, "start": start, "end": end}
            ).all()
