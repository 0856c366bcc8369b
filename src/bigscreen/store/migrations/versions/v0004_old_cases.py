"""Cases of before the duty model get the progress and the records it keeps.

Revision: 0004, after 0003.

A city-management case of then had no stages, only its units' stamps: one somebody was sent to
has been routed (as has one that was opened again), one a unit has handled has been handled, a
closed one is closed; the stages before are noted as back-filled. Nothing is said of police
calls, whose stage their units' stamps tell. Nobody had set a deadline, so none is made up. The
units of each case, their forces, and how its stamps were made go to its record. Plain SQL and
JSON: what the program's own classes become later must not change what this does.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LINE = (
    (None, "registered"),
    ("report", "reported"),
    ("verify", "verified"),
    ("open", "opened"),
    ("route", "routed"),
    ("handle", "handled"),
    ("check", "checked"),
    ("feed_back", "fed_back"),
    ("close", "closed"),
)
_ROUTED, _HANDLED, _CLOSED = 4, 5, 8
_MILESTONES = ("dispatched", "accepted", "en_route", "on_scene", "handled", "reported")
_HOW = {"system": "s", "unit": "u", "hand": "h"}
_AT_ONCE = 1_000

_FORCES = """
UPDATE assignments SET force_codes =
(SELECT units.force_codes FROM units WHERE units.id = assignments.unit_id)
"""
_CASES = sa.text("""
SELECT i.id, i.work_kind, i.received_at, i.source, i.reopened, i.closed_at, i.closed_by,
  a.unit_id, s.milestone, s.at, s."by", s.how
FROM (SELECT * FROM incidents WHERE id > :after ORDER BY id LIMIT :most) AS i
LEFT JOIN assignments AS a ON a.incident_id = i.id
LEFT JOIN stamps AS s ON s.assignment_id = a.id
ORDER BY i.id, a.assigned_seq
""")
_PROGRESS = sa.text("UPDATE incidents SET progress = :progress WHERE id = :id")
_FACTS = sa.text(
    "UPDATE case_facts SET unit_ids = :unit_ids, stamped_by = :stamped_by, stage = :stage "
    "WHERE incident_id = :id"
)

Entry = dict[str, str | None]
Values = dict[str, str]


@dataclass(slots=True)
class _Case:
    """What the old tables say of one case; moments are text as SQLite keeps them, in order."""

    id: str
    is_city_case: bool
    received_at: str
    source: str
    reopened: bool
    closed_at: str | None
    closed_by: str
    unit_ids: list[str] = field(default_factory=list)
    first: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def add(self, unit_id: str, milestone: str, stamp: tuple[str, str, str]) -> None:
        if unit_id not in self.unit_ids:
            self.unit_ids.append(unit_id)
        known = self.first.get(milestone)
        if stamp[2] in _HOW and (known is None or stamp[0] < known[0]):
            self.first[milestone] = stamp


def upgrade() -> None:
    """Fill the new columns of what is there already."""
    connection = op.get_bind()
    connection.exec_driver_sql(_FORCES)
    after = ""
    while batch := list(_cases(connection, after)):
        _write(connection, batch)
        after = batch[-1].id


def _write(connection: sa.Connection, batch: list[_Case]) -> None:
    progress: list[Values] = []
    facts: list[Values] = []
    for case in batch:
        stages = _stages(case) if case.is_city_case else []
        stage = stages[-1]["stage"] if stages else None
        if stages:
            document = json.dumps({"stage": stage, "stages": stages}, ensure_ascii=False)
            progress.append({"id": case.id, "progress": document})
        facts.append(
            {
                "id": case.id,
                "unit_ids": json.dumps(case.unit_ids, ensure_ascii=False),
                "stamped_by": "".join(
                    _HOW[case.first[one][2]] if one in case.first else "-" for one in _MILESTONES
                ),
                "stage": stage or "",
            }
        )
    if progress:
        connection.execute(_PROGRESS, progress)
    connection.execute(_FACTS, facts)


def _cases(connection: sa.Connection, after: str) -> Iterator[_Case]:
    """Give the next cases by id; some at a time, as their table is written in between."""
    found = connection.execute(_CASES, {"after": after, "most": _AT_ONCE}).all()
    for _, rows in groupby(found, key=lambda row: row[0]):
        lines = list(rows)
        case_id, kind, received_at, source, reopened, closed_at, closed_by = lines[0][:7]
        case = _Case(
            id=case_id,
            is_city_case=kind == "city_case",
            received_at=received_at,
            source=source,
            reopened=bool(reopened),
            closed_at=closed_at,
            closed_by=closed_by,
        )
        for line in lines:
            if line.milestone is not None:
                case.add(line.unit_id, line.milestone, (line.at, line.by, line.how))
        yield case


def _stages(case: _Case) -> list[Entry]:
    """Return the stages a city-management case came to, as the program notes them now."""
    reached: dict[int, tuple[str, str, str]] = {0: (case.received_at, case.source, "system")}
    if "dispatched" in case.first or case.reopened:
        reached[_ROUTED] = case.first.get("dispatched", (case.received_at, case.source, "system"))
    handled = case.first.get("handled") or case.first.get("reported")
    if handled is not None and not (case.reopened and case.closed_at is None):
        reached[_HANDLED] = handled
    if case.closed_at is not None:
        reached[_CLOSED] = (case.closed_at, case.closed_by, "system")
    entries: list[Entry] = []
    for place, (step, stage) in enumerate(_LINE[: max(reached) + 1]):
        at, by, how = reached.get(place) or _next(reached, place)
        entries.append({"stage": stage, "step": step, "at": _moment(at), "by": by, "how": how})
    return entries


def _next(reached: dict[int, tuple[str, str, str]], place: int) -> tuple[str, str, str]:
    """Return what a skipped stage is noted with: the time and the word of the next one."""
    at, by, _ = reached[min(later for later in reached if later > place)]
    return at, by, "backfilled"


def _moment(text: str) -> str:
    """Return a moment as JSON has it."""
    return f"{text.replace(' ', 'T')}Z"
