"""The tables: the ledger (commands, events), the present kept in step with it, and the history.

``events`` and ``commands`` are the record and only ever grow. ``units``, ``incidents``,
``assignments``, ``stamps``, ``notes``, ``case_facts`` and the tables of the centre's own records
(:mod:`bigscreen.store.record_tables`) follow from them, event by event, in the same transaction
(:mod:`bigscreen.store.projection`). Plain SQL types throughout, no JSON functions, so that the
schema moves to PostgreSQL unchanged. Columns a later version added stand last and have a
default, as rows that were there before need one. A change here needs a migration in
``migrations/versions``; a test compares the two.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    and_,
    false,
    true,
)

from bigscreen.domain.assignments import Correction
from bigscreen.domain.progress import Progress
from bigscreen.store.columns import Document, Texts, UtcTime

Seq = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER is SQLite's own row id

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", String, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""Which ledger this is: one row."""

commands = Table(
    "commands",
    metadata,
    Column("command_id", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("role", String, nullable=False),
    Column("name", String, nullable=False),
    Column("data", Text, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("status", String, nullable=False),
    Column("code", String, nullable=False),
    Column("outcome", Text, nullable=False),
)
"""Every order and report with its answer, refused ones too: the audit."""

events = Table(
    "events",
    metadata,
    Column("seq", Seq, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("data", Text, nullable=False),
    Column("command_id", ForeignKey(commands.c.command_id), nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
)
"""What has happened, numbered without a gap, in the form it has on the wire."""

units = Table(
    "units",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("call_sign", String, nullable=False),
    Column("force_codes", Texts, nullable=False),
    Column("kind", String, nullable=False),
    Column("grid_id", String, nullable=False),
    Column("squad", String, nullable=False),
    Column("officers", Integer, nullable=False),
    Column("capabilities", Texts, nullable=False),
    Column("home_lat", Float),
    Column("home_lon", Float),
    Column("stale_after_s", Float, nullable=False),
    Column("source", String, nullable=False),
    Column("duty", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("declared_seq", Seq, nullable=False),
)
"""Units; what each is doing follows from its duty and its open assignments."""

incidents = Table(
    "incidents",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", String, nullable=False),
    Column("work_kind", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("channel", String, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("grid_id", String, nullable=False),
    Column("address", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("summary", Text, nullable=False),
    Column("response_minutes", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("status", String, nullable=False),
    Column("closed_at", UtcTime),
    Column("closed_by", String, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("reopened", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_seq", Seq, nullable=False),
    Column("closed_seq", Seq),
    Column("forgotten", Boolean, nullable=False),
    Column("drill", Boolean, nullable=False, server_default=false()),
    Column("sensitivity", String, nullable=False, server_default="normal"),
    Column("progress", Document(Progress), nullable=False, server_default="{}"),
)
"""Incidents; ``opened_seq`` is the event that registered or last reopened one, ``forgotten``
marks long-closed ones that are no longer part of the situation. What befell a case is one
document: it is always read and written whole."""

live_incidents = Index(
    "live_incidents",
    incidents.c.closed_seq,
    sqlite_where=incidents.c.forgotten == false(),
    postgresql_where=incidents.c.forgotten == false(),
)

incident_references = Index(
    "incident_references",
    incidents.c.source,
    incidents.c.reference,
    sqlite_where=incidents.c.reference != "",
    postgresql_where=incidents.c.reference != "",
)
"""Finds what a source has reported before, long-forgotten cases too."""

assignments = Table(
    "assignments",
    metadata,
    Column("id", String, primary_key=True),
    Column("incident_id", ForeignKey(incidents.c.id), nullable=False, index=True),
    Column("unit_id", ForeignKey(units.c.id), nullable=False),
    Column("stacked", Boolean, nullable=False),
    Column("released_at", UtcTime),
    Column("release_reason", Text, nullable=False),
    Column("assigned_seq", Seq, nullable=False),
    Column("corrections", Document(tuple[Correction, ...]), nullable=False, server_default="[]"),
    Column("force_codes", Texts, nullable=False, server_default="[]"),
)
"""Who was sent; ``force_codes`` are the unit's of that moment, whatever it becomes later."""

_held = and_(assignments.c.released_at.is_(None), assignments.c.stacked == false())

one_active_assignment = Index(
    "one_active_assignment",
    assignments.c.unit_id,
    unique=True,
    sqlite_where=_held,
    postgresql_where=_held,
)
"""The rule no two hubs and no two desks can break: a unit works on one incident at a time."""

open_assignments = Index(
    "open_assignments",
    assignments.c.unit_id,
    sqlite_where=assignments.c.released_at.is_(None),
    postgresql_where=assignments.c.released_at.is_(None),
)

stamps = Table(
    "stamps",
    metadata,
    Column("assignment_id", ForeignKey(assignments.c.id), primary_key=True),
    Column("milestone", String, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("by", String, nullable=False),
    Column("how", String, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("seq", Seq, primary_key=True, autoincrement=False),
    Column("incident_id", ForeignKey(incidents.c.id), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcTime, nullable=False),
)

case_facts = Table(
    "case_facts",
    metadata,
    Column("incident_id", String, primary_key=True),
    Column("work_kind", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("level", Integer, nullable=False),
    Column("channel", String, nullable=False),
    Column("grid_id", String, nullable=False),
    Column("lead_force", String, nullable=False),
    Column("response_minutes", Integer, nullable=False),
    Column("received_at", UtcTime, nullable=False, index=True),
    Column("dispatched_at", UtcTime),
    Column("accepted_at", UtcTime),
    Column("en_route_at", UtcTime),
    Column("on_scene_at", UtcTime),
    Column("handled_at", UtcTime),
    Column("reported_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("force_codes", Texts, nullable=False),
    Column("unit_ids", Texts, nullable=False, server_default="[]"),
    Column("stamped_by", String, nullable=False, server_default="------"),
    Column("valid", Boolean, nullable=False, server_default=true()),
    Column("drill", Boolean, nullable=False, server_default=false()),
    Column("duplicate_of", String, nullable=False, server_default=""),
    Column("original_level", Integer),
    Column("verified_at", UtcTime),
    Column("opened_at", UtcTime),
    Column("checked_at", UtcTime),
    Column("due_at", UtcTime),
    Column("yellow_at", UtcTime),
    Column("red_at", UtcTime),
    Column("called_back_at", UtcTime),
    Column("satisfied", Boolean),
    Column("reworks", Integer, nullable=False, server_default="0"),
    Column("returns", Integer, nullable=False, server_default="0"),
    Column("extensions", Integer, nullable=False, server_default="0"),
    Column("suspensions", Integer, nullable=False, server_default="0"),
    Column("escalations", Integer, nullable=False, server_default="0"),
    Column("corrections", Integer, nullable=False, server_default="0"),
    Column("forced", Boolean, nullable=False, server_default=false()),
    Column("stage", String, nullable=False, server_default=""),
)
"""One flat row a case for the figures, of this ledger and of the past before it."""

accounts = Table(
    "accounts",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("token_digest", String, nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("area_id", String, nullable=False, server_default=""),
)
"""Who may connect; of a token only its digest is kept."""
