"""The tables replay reads: kept positions, and the situation as it stood now and then.

Nothing here is the record: tracks are thinned, marks follow from the events, and both are
deleted when they grow old.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, Table

from bigscreen.store.columns import UtcTime
from bigscreen.store.schema import Seq, metadata

track_parts = Table(
    "track_parts",
    metadata,
    Column("id", Seq, primary_key=True),
    Column("standing", Boolean, nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("fixes", Integer, nullable=False),
    Column("columns", LargeBinary, nullable=False),
)
"""Fixes taken in from ``from_ms`` to ``until_ms`` of hub time, as packed columns.

``first_ms`` and ``last_ms`` are the oldest and newest time of a fix, the hub's where there is
none. A ``standing`` part has each unit's newest fix as of ``until_ms``.
"""

track_parts_by_time = Index("track_parts_by_time", track_parts.c.standing, track_parts.c.until_ms)

situation_marks = Table(
    "situation_marks",
    metadata,
    Column("seq", Seq, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("snapshot", LargeBinary, nullable=False),
)
"""The situation after event ``seq``, as compressed JSON: where rebuilding a moment begins."""
