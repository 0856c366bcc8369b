"""The tables of the centre's own records: alarms, hand-overs, operations, shift and patrol.

A record is one document with the columns people ask for beside it. ``opened_seq`` is the event
that made or revived it, ``settled_seq`` the one after which nothing can become of it any more:
the two give the order in which the situation holds them
(:class:`bigscreen.domain.records.Records`).
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table, Text

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.operations import JointOperation
from bigscreen.store.columns import Document, UtcTime
from bigscreen.store.schema import Seq, metadata, units

alarms = Table(
    "alarms",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("status", String, nullable=False),
    Column("moment", UtcTime, nullable=False, index=True),
    Column("raised_at", UtcTime, nullable=False),
    Column("incident_id", String, nullable=False),
    Column("hand_over_id", String, nullable=False),
    Column("grid_id", String, nullable=False),
    Column("data", Document(Alarm), nullable=False),
    Column("opened_seq", Seq, nullable=False),
    Column("settled_seq", Seq, index=True),
)

hand_overs = Table(
    "hand_overs",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("incident_id", String, nullable=False),
    Column("department", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("data", Document(HandOver), nullable=False),
    Column("opened_seq", Seq, nullable=False),
    Column("settled_seq", Seq, index=True),
)

operations = Table(
    "operations",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("starts_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("data", Document(JointOperation), nullable=False),
    Column("opened_seq", Seq, nullable=False),
    Column("settled_seq", Seq, index=True),
)

shift = Table(
    "shift",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),
    Column("started_at", UtcTime),
    Column("started_seq", Seq, nullable=False),
    Column("level", String, nullable=False),
    Column("level_since", UtcTime),
    Column("level_by", String, nullable=False),
    Column("level_reason", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""The running shift: one row; ``place`` is its place among the day's. What was visited since
``started_seq`` and the last notes belong to it."""

shift_notes = Table(
    "shift_notes",
    metadata,
    Column("seq", Seq, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("area_id", String, nullable=False),
)

duty_visits = Table(
    "duty_visits",
    metadata,
    Column("seq", Seq, primary_key=True, autoincrement=False),
    Column("duty_id", String, nullable=False),
    Column("unit_id", ForeignKey(units.c.id), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
    Column("grid_id", String, nullable=False),
)
"""Patrol duties fulfilled, of all shifts; ``grid_id`` is the duty's of that day."""
