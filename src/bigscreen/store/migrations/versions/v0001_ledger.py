"""The ledger, the present, the case records and the accounts.

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make all tables."""
    _make_ledger()
    _make_present()
    _make_stamps_and_notes()
    _make_history()


def _make_ledger() -> None:
    op.create_table(
        "meta",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meta")),
        sa.CheckConstraint("id = 1", name=op.f("ck_meta_one_row")),
    )
    op.create_table(
        "commands",
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("command_id", name=op.f("pk_commands")),
    )
    op.create_table(
        "events",
        sa.Column("seq", _SEQ, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("recorded_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
        sa.ForeignKeyConstraint(
            ["command_id"], ["commands.command_id"], name=op.f("fk_events_command_id")
        ),
    )


def _make_present() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("call_sign", sa.String(), nullable=False),
        sa.Column("force_codes", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("grid_id", sa.String(), nullable=False),
        sa.Column("squad", sa.String(), nullable=False),
        sa.Column("officers", sa.Integer(), nullable=False),
        sa.Column("capabilities", sa.Text(), nullable=False),
        sa.Column("home_lat", sa.Float()),
        sa.Column("home_lon", sa.Float()),
        sa.Column("stale_after_s", sa.Float(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("declared_seq", _SEQ, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("number", name=op.f("uq_units_number")),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("work_kind", sa.String(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("grid_id", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("response_minutes", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("closed_at", _TIME),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.Column("disposition", sa.Text(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_seq", _SEQ, nullable=False),
        sa.Column("closed_seq", _SEQ),
        sa.Column("forgotten", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    forgotten = sa.column("forgotten", sa.Boolean())
    op.create_index(
        "live_incidents",
        "incidents",
        ["closed_seq"],
        sqlite_where=forgotten == sa.false(),
        postgresql_where=forgotten == sa.false(),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("stacked", sa.Boolean(), nullable=False),
        sa.Column("released_at", _TIME),
        sa.Column("release_reason", sa.Text(), nullable=False),
        sa.Column("assigned_seq", _SEQ, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_assignments_incident_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_assignments_unit_id")),
    )
    op.create_index(op.f("ix_assignments_incident_id"), "assignments", ["incident_id"])
    is_open = sa.column("released_at", _TIME).is_(None)
    held = sa.and_(is_open, sa.column("stacked", sa.Boolean()) == sa.false())
    op.create_index(
        "one_active_assignment",
        "assignments",
        ["unit_id"],
        unique=True,
        sqlite_where=held,
        postgresql_where=held,
    )
    op.create_index(
        "open_assignments",
        "assignments",
        ["unit_id"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _make_stamps_and_notes() -> None:
    op.create_table(
        "stamps",
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("assignment_id", "milestone", name=op.f("pk_stamps")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_stamps_assignment_id")
        ),
    )
    op.create_table(
        "notes",
        sa.Column("seq", _SEQ, autoincrement=False, nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_notes")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_notes_incident_id")
        ),
    )
    op.create_index(op.f("ix_notes_incident_id"), "notes", ["incident_id"])


def _make_history() -> None:
    op.create_table(
        "case_facts",
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("work_kind", sa.String(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("grid_id", sa.String(), nullable=False),
        sa.Column("lead_force", sa.String(), nullable=False),
        sa.Column("response_minutes", sa.Integer(), nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("dispatched_at", _TIME),
        sa.Column("accepted_at", _TIME),
        sa.Column("en_route_at", _TIME),
        sa.Column("on_scene_at", _TIME),
        sa.Column("handled_at", _TIME),
        sa.Column("reported_at", _TIME),
        sa.Column("closed_at", _TIME),
        sa.Column("force_codes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_case_facts")),
    )
    op.create_index(op.f("ix_case_facts_received_at"), "case_facts", ["received_at"])
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("revoked_at", _TIME),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_accounts")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_accounts_token_digest")),
    )
