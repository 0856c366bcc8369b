"""Ledgers that earlier programs wrote are brought up to date with all they hold."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing as closing_of
from datetime import UTC, datetime

import pytest
from alembic import command

from bigscreen.domain.assignments import Milestone, StampSource
from bigscreen.domain.authority import Role
from bigscreen.domain.case_events import CaseSuspended
from bigscreen.domain.incidents import IncidentStatus, Sensitivity
from bigscreen.domain.progress import CaseStage, CaseStep, Progress, StageEntry
from bigscreen.domain.situation import Situation
from bigscreen.store import migrate
from bigscreen.store.database import Database
from bigscreen.store.opening import open_store
from tests.support.entries import record
from tests.support.events import closed, reached
from tests.support.small_city import NOON

EVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))

_UNITS = """
INSERT INTO units VALUES (?, ?, ?, '["cg","police"]', 'car', 'west', '', 2, '[]', NULL, NULL,
  60.0, 'gps', 'on_duty', 1, ?)
"""
_INCIDENTS = """
INSERT INTO incidents VALUES (?, ?, ?, 'vendor', '占道', 3, 'patrol',
  '2026-03-02 04:00:00.000000', 'west', '', NULL, NULL, '', 5, 'szcg', ?, ?, ?, ?, '', ?, 1, ?,
  ?, 0)
"""
_ASSIGNMENTS = "INSERT INTO assignments VALUES (?, ?, ?, 0, NULL, '', ?)"
_STAMPS = "INSERT INTO stamps VALUES (?, ?, ?, ?, ?)"
_FACTS = """
INSERT INTO case_facts VALUES (?, ?, 'vendor', 3, 'patrol', 'west', 'cg', 5,
  '2026-03-02 04:00:00.000000', ?, NULL, NULL, NULL, ?, NULL, ?, '["cg","police"]')
"""


_KILLED_HALFWAY = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from bigscreen.store.opening import open_store

@event.listens_for(Engine, "before_cursor_execute")
def kill(connection, cursor, statement, *rest):
    if "UPDATE incidents SET progress" in statement:
        os.kill(os.getpid(), signal.SIGKILL)

open_store(sys.argv[1])
"""


def moment(minute: int) -> str:
    return f"2026-03-02 04:{minute:02}:00.000000"


def at(minute: int) -> datetime:
    return datetime(2026, 3, 2, 4, minute, tzinfo=UTC)


def make_old(db_url: str, revision: str) -> sqlite3.Connection:
    """Make a database as the migrations up to ``revision`` do, and return a connection to it."""
    database = Database(db_url)
    with database.writing() as connection:
        command.upgrade(migrate._config(connection), revision)
        connection.exec_driver_sql("INSERT INTO meta VALUES (1, 'old')")
    database.close()
    return sqlite3.connect(db_url.removeprefix("sqlite:///"))


@pytest.fixture
def old_ledger(db_url):
    """A ledger of schema 0002: cases that nobody was sent to, under way, handled and closed."""
    cases = [  # id, kind, reopened, closed in minute
        ("call", "police_call", 0, None),
        ("new", "city_case", 0, None),
        ("sent", "city_case", 0, None),
        ("done", "city_case", 0, None),
        ("again", "city_case", 1, None),
        ("shut", "city_case", 0, 50),
    ]
    with closing_of(make_old(db_url, "0002")) as old:
        for number, case in enumerate(("call", "sent", "done"), 1):
            old.execute(_UNITS, (f"u{number}", number, f"巡{number}", number))
            old.execute(_ASSIGNMENTS, (f"a-{case}", case, f"u{number}", 10 + number))
            old.execute(_STAMPS, (f"a-{case}", "dispatched", moment(5), "desk-1", "hand"))
        old.execute(_STAMPS, ("a-done", "accepted", moment(20), "u3", "backfilled"))
        old.execute(_STAMPS, ("a-done", "handled", moment(20), "u3", "unit"))
        for number, (case, kind, reopened, minute) in enumerate(cases, 4):
            shut = minute is not None
            end = moment(minute) if shut else None
            old.execute(
                _INCIDENTS,
                (case, f"JQ-{case}", kind, f"r-{case}", "closed" if shut else "open", end,
                 "desk-2" if shut else "", reopened, number, 99 if shut else None),
            )  # fmt: skip
            sent = moment(5) if case in {"call", "sent", "done"} else None
            handled = moment(20) if case == "done" else None
            old.execute(_FACTS, (case, kind, sent, handled, end))
        old.execute("INSERT INTO accounts VALUES ('大屏', 'wall', 'd1', ?, NULL)", (moment(0),))
        old.execute(
            "INSERT INTO commands VALUES ('c1', 'f', 'szcg', 'source', 'register_incident', '{}', "
            "?, 'accepted', 'ok', '{}')",
            (moment(0),),
        )
        note = {"incident_id": "new", "note": {"text": "看过", "by": "x", "at": str(NOON)}}
        old.executemany(
            "INSERT INTO events VALUES (?, 'note_added', ?, 'c1', ?)",
            [(seq, json.dumps(note), moment(0)) for seq in range(1, 100)],
        )
        old.commit()
    return db_url


def entries(*stages: tuple[str, str | None, int, str, str]) -> tuple[StageEntry, ...]:
    return tuple(
        StageEntry(
            stage=CaseStage(stage),
            step=None if step is None else CaseStep(step),
            at=at(minute),
            by=by,
            how=StampSource(how),
        )
        for stage, step, minute, by, how in stages
    )


FIRST = ("registered", None, 0, "szcg", "system")
TO_OPENED = (("reported", "report"), ("verified", "verify"), ("opened", "open"))


def back_filled(minute: int, by: str, *more: tuple[str, str]):
    return ((*stage, minute, by, "backfilled") for stage in (*TO_OPENED, *more))


def test_open_cases_have_the_progress_their_stamps_tell(old_ledger):
    with open_store(old_ledger) as store:
        progress = {i.incident.id: i.progress for i in store.ledger.load().incidents}
    routed = ("routed", "route", 5, "desk-1", "hand")
    assert progress["call"] == Progress()
    assert progress["new"] == Progress(stage=CaseStage.REGISTERED, stages=entries(FIRST))
    assert progress["sent"].stages == entries(FIRST, *back_filled(5, "desk-1"), routed)
    assert progress["done"].stages == entries(
        FIRST, *back_filled(5, "desk-1"), routed, ("handled", "handle", 20, "u3", "unit")
    )
    assert progress["again"].stage is CaseStage.ROUTED
    assert progress["shut"].stages == entries(
        FIRST,
        *back_filled(50, "desk-2", ("routed", "route"), ("handled", "handle"),
                     ("checked", "check"), ("fed_back", "feed_back")),
        ("closed", "close", 50, "desk-2", "system"),
    )  # fmt: skip


def test_everything_else_is_as_it_was(old_ledger):
    with open_store(old_ledger) as store:
        loaded = store.ledger.load()
        assert store.ledger.epoch == "old"
        assert [account.area_id for account in store.accounts.all()] == [""]
        assert store.accounts.find("d1").role is Role.WALL
        assert len(store.ledger.events_after(0, 200)) == 99
    assert loaded.seq == 99
    assert [i.incident.id for i in loaded.incidents] == [
        "call", "new", "sent", "done", "again", "shut",
    ]  # fmt: skip
    assert loaded.incidents[-1].status is IncidentStatus.CLOSED
    assert not any(i.incident.drill for i in loaded.incidents)
    assert {i.incident.sensitivity for i in loaded.incidents} == {Sensitivity.NORMAL}
    assert [a.stamps[Milestone.DISPATCHED].at for a in loaded.assignments] == [at(5)] * 3
    assert (loaded.alarms, loaded.hand_overs, loaded.operations) == ((), (), ())


def test_the_case_records_know_their_units_and_how_they_were_stamped(old_ledger):
    with open_store(old_ledger) as store:
        facts = {case.incident_id: case for case in store.cases.cases_received(*EVER)}
    done = facts["done"]
    assert (done.unit_ids, done.stamped_by, done.stage) == (("u3",), "h---u-", "handled")
    assert (facts["new"].unit_ids, facts["new"].stamped_by) == ((), "------")
    assert facts["shut"].closed_at == at(50)
    assert all(case.valid and not case.drill for case in facts.values())


def test_a_migrated_ledger_goes_on(old_ledger):
    """What happens next is applied to a case carried over as to any other, records included."""
    more = (
        CaseSuspended(incident_id="sent", reason="等雨停", at=at(30), by="desk-1"),
        reached(Milestone.ON_SCENE, 31, "a-call", "call"),
        closed("done"),
    )
    with open_store(old_ledger) as store:
        situation = Situation(store.ledger.load())
        for seq, event in enumerate(more, 100):
            situation.apply(seq, event)
        record(store, *more)
        assert store.ledger.load() == situation.snapshot()
        facts = {case.incident_id: case for case in store.cases.cases_received(*EVER)}
    assert facts["sent"].suspensions == 1
    assert facts["call"].force_codes == ("cg", "police")  # of the unit when it was migrated
    assert facts["call"].stamped_by == "h--u--"
    assert facts["done"].handled_at == at(20)


def test_an_upgrade_killed_half_way_leaves_the_old_ledger_as_it_was(old_ledger):
    killed = subprocess.run([sys.executable, "-c", _KILLED_HALFWAY, old_ledger], check=False)
    assert killed.returncode == -signal.SIGKILL
    with closing_of(sqlite3.connect(old_ledger.removeprefix("sqlite:///"))) as left:
        assert left.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
        tables = {name for (name,) in left.execute("SELECT name FROM sqlite_master")}
    assert "alarms" not in tables
    with open_store(old_ledger) as store:
        assert len(store.ledger.load().incidents) == 6


def test_a_ledger_of_the_first_schema_gets_everything(db_url):
    with closing_of(make_old(db_url, "0001")) as old:
        old.execute(_INCIDENTS, ("i1", "JQ", "police_call", "7", "open", None, "", 0, 1, None))
        old.commit()
    with open_store(db_url) as store, store.ledger.transaction() as transaction:
        assert transaction.incident_with_reference("szcg", "7").incident_id == "i1"


def test_a_long_list_of_cases_is_carried_over_to_the_last(db_url):
    """They are read some thousand at a time, as the same table is written in between."""
    with closing_of(make_old(db_url, "0002")) as old:
        for number in range(2_100):
            case = (f"i{number}", "JQ", "city_case", "", "open", None, "", 0, number, None)
            old.execute(_INCIDENTS, case)
        old.commit()
    with open_store(db_url) as store:
        stages = [i.progress.stage for i in store.ledger.load().incidents]
    assert stages == [CaseStage.REGISTERED] * 2_100
