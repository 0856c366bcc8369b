"""Cases keep what befell them, and the centre its own records; accounts are bound to areas.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add columns and tables."""
    _widen_present()
    _widen_case_facts()
    _make_records()
    _make_shift()


def _widen_present() -> None:
    op.add_column("incidents", _flag("drill"))
    op.add_column("incidents", _text("sensitivity", "normal"))
    op.add_column("incidents", _text("progress", "{}", sa.Text()))
    op.add_column("assignments", _text("corrections", "[]", sa.Text()))
    op.add_column("assignments", _text("force_codes", "[]", sa.Text()))
    op.add_column("accounts", _text("area_id", ""))


def _widen_case_facts() -> None:
    op.add_column("case_facts", _text("unit_ids", "[]", sa.Text()))
    op.add_column("case_facts", _text("stamped_by", "------"))
    op.add_column("case_facts", _flag("valid", sa.true()))
    op.add_column("case_facts", _flag("drill"))
    op.add_column("case_facts", _text("duplicate_of", ""))
    op.add_column("case_facts", sa.Column("original_level", sa.Integer()))
    for moment in (
        "verified_at",
        "opened_at",
        "checked_at",
        "due_at",
        "yellow_at",
        "red_at",
        "called_back_at",
    ):
        op.add_column("case_facts", sa.Column(moment, _TIME))
    op.add_column("case_facts", sa.Column("satisfied", sa.Boolean()))
    for count in (
        "reworks",
        "returns",
        "extensions",
        "suspensions",
        "escalations",
        "corrections",
    ):
        number = sa.Column(count, sa.Integer(), nullable=False, server_default="0")
        op.add_column("case_facts", number)
    op.add_column("case_facts", _flag("forced"))
    op.add_column("case_facts", _text("stage", ""))


def _text(name: str, default: str, kind: sa.String | sa.Text | None = None) -> sa.Column[str]:
    return sa.Column(name, kind or sa.String(), nullable=False, server_default=default)


def _flag(name: str, default: sa.ColumnElement[bool] | None = None) -> sa.Column[bool]:
    given = sa.false() if default is None else default
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=given)


def _make_records() -> None:
    op.create_table(
        "alarms",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("moment", _TIME, nullable=False),
        sa.Column("raised_at", _TIME, nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("hand_over_id", sa.String(), nullable=False),
        sa.Column("grid_id", sa.String(), nullable=False),
        *_document("alarms"),
    )
    op.create_index(op.f("ix_alarms_moment"), "alarms", ["moment"])
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        *_document("hand_overs"),
    )
    op.create_index(op.f("ix_hand_overs_number"), "hand_overs", ["number"])
    op.create_table(
        "operations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME),
        *_document("operations"),
    )
    for table in ("alarms", "hand_overs", "operations"):
        op.create_index(op.f(f"ix_{table}_settled_seq"), table, ["settled_seq"])


def _document(table: str) -> tuple[sa.Column[str] | sa.Column[int] | sa.Constraint, ...]:
    return (
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("opened_seq", _SEQ, nullable=False),
        sa.Column("settled_seq", _SEQ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _make_shift() -> None:
    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("started_at", _TIME),
        sa.Column("started_seq", _SEQ, nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("level_since", _TIME),
        sa.Column("level_by", sa.String(), nullable=False),
        sa.Column("level_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.CheckConstraint("id = 1", name=op.f("ck_shift_one_row")),
    )
    op.create_table(
        "shift_notes",
        sa.Column("seq", _SEQ, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_shift_notes")),
    )
    op.create_table(
        "duty_visits",
        sa.Column("seq", _SEQ, autoincrement=False, nullable=False),
        sa.Column("duty_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("grid_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_duty_visits")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_duty_visits_unit_id")),
    )
    op.create_index(op.f("ix_duty_visits_at"), "duty_visits", ["at"])
