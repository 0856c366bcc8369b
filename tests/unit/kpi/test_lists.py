"""The lists: who is on which, in which order, and what each cell says."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage
from bigscreen.domain.assignments import Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.hand_overs import HandOver, HandOverKind
from bigscreen.domain.incidents import Channel, Incident, IncidentStatus, Level, WorkKind
from bigscreen.domain.progress import (
    CallStage,
    Card,
    CardShown,
    CaseLink,
    CaseStage,
    EchelonCall,
    LinkKind,
    Progress,
    StageEntry,
    Suspension,
)
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import UnitState
from bigscreen.kpi.lists import reminder_list, unfinished_list, watch_list
from bigscreen.kpi.weekly_list import weekly_list
from tests.support.cases import a_case
from tests.support.small_city import NOON, a_unit

HOUR = timedelta(hours=1)


def state(case_id: str, *, kind=WorkKind.CITY_CASE, drill=False, work=(), **progress):
    incident = Incident(
        id=case_id,
        number=f"AJ-{case_id}",
        work_kind=kind,
        item_code="vendor",
        title=f"={case_id}",
        level=Level.THREE,
        channel=Channel.PATROL,
        received_at=NOON - 30 * HOUR,
        grid_id="west",
        drill=drill,
    )
    if kind is WorkKind.CITY_CASE:
        progress.setdefault("stage", CaseStage.ROUTED)
    return IncidentState(
        incident=incident, assignment_ids=tuple(work), progress=Progress(**progress)
    )


def due(hours: float, warn_hours: float = 1) -> Deadline:
    at = NOON + hours * HOUR
    return Deadline(clock="c", warn_at=at - warn_hours * HOUR, due_at=at)


def situation(*incidents, **records) -> Situation:
    return Situation(
        Snapshot(
            seq=1, units=(UnitState(unit=a_unit("u1"), number=1),), incidents=incidents, **records
        )
    )


def column(listed, key):
    place = [one.key for one in listed.columns].index(key)
    return [row[place] for row in listed.rows]


def entry(**changes) -> StageEntry:
    return StageEntry(stage=CaseStage.ROUTED, step=None, at=NOON, by="desk-1", **changes)


NO_WORK = (
    state("drill", drill=True, deadline=due(-1)),
    state("twice", deadline=due(-1), links=(CaseLink(kind=LinkKind.MAIN, incident_id="a"),)),
    state("nothing", deadline=due(-1), valid=False),
    replace(state("closed", deadline=due(-1)), status=IncidentStatus.CLOSED),
)


def test_the_unfinished_list_has_every_open_case_the_nearest_deadline_first():
    stamps = {Milestone.DISPATCHED: Stamp(at=NOON, by="d", how=StampSource.HAND)}
    work = Assignment(id="w", incident_id="call", unit_id="u1", stamps=stamps)
    done = replace(work, id="w0", unit_id="u0", released_at=NOON)
    listed = unfinished_list(
        situation(
            state("free"),
            state("late", deadline=due(-2.5), cards=(CardShown(card=Card.YELLOW, at=NOON),)),
            state("routed", deadline=due(4), stages=(entry(department="d1"), entry())),
            state("call", kind=WorkKind.POLICE_CALL, work=("w0", "w"), deadline=due(1)),
            *NO_WORK,
            assignments=(done, work),
        ),
        NOON,
    )
    assert column(listed, "number") == ["AJ-late", "AJ-call", "AJ-routed", "AJ-free"]
    assert column(listed, "left_h") == [-2.5, 1.0, 4.0, None]
    assert column(listed, "stage") == [
        CaseStage.ROUTED, CallStage.DISPATCHED, CaseStage.ROUTED, CaseStage.ROUTED,
    ]  # fmt: skip
    assert column(listed, "card") == ["yellow", None, None, None]
    assert column(listed, "units") == [(), ("u1",), (), ()]
    assert column(listed, "department") == ["", "", "d1", ""]


def test_a_reminder_is_for_a_limit_that_is_near_and_not_over():
    early = Alarm(
        id="a1",
        kind=AlarmKind.STAGE_DUE,
        stage=AlarmStage.EARLY,
        moment=NOON,
        incident_id="both",
        raised_at=NOON,
    )
    near_stage = entry(due_at=NOON + 0.5 * HOUR)
    listed = reminder_list(
        situation(
            state("both", deadline=due(2, warn_hours=3), stages=(near_stage,)),
            state("warned", deadline=due(1)),
            state("far", deadline=due(1.01), stages=(near_stage,)),
            state("over", deadline=due(0)),
            state("suspended", suspensions=(Suspension(since=NOON, by="d", reason="r"),)),
            *NO_WORK,
            alarms=(early,),
        ),
        NOON,
    )
    said = list(zip(*(column(listed, key) for key in ("number", "why", "left_h")), strict=True))
    assert said == [
        ("AJ-warned", ("case_due",), 1.0),
        ("AJ-both", ("case_due",), 2.0),
        ("AJ-both", ("stage_due",), 0.5),
    ]


def test_the_watch_list_says_why_each_case_is_on_it():
    form = HandOver(
        id="h",
        number="1",
        kind=HandOverKind.SUPERVISION,
        incident_id="watched",
        department="d",
        subject="s",
        text="t",
        created_at=NOON,
        created_by="desk-1",
        deadline=due(24),
    )
    called = EchelonCall(echelon=2, unit_ids=(), commander="", reason="r", at=NOON, by="d")

    def still(days: float) -> tuple[Suspension, ...]:
        return (Suspension(since=NOON - timedelta(days=days), by="d", reason="r"),)

    listed = watch_list(
        situation(
            state("watched", cards=(CardShown(card=Card.RED, at=NOON),), suspensions=still(7)),
            state("called", echelons=(called,)),
            state("still", suspensions=still(6.9)),
            state("yellow", cards=(CardShown(card=Card.YELLOW, at=NOON),)),
            *NO_WORK,
            hand_overs=(form,),
        ),
        NOON,
    )
    assert dict(zip(column(listed, "number"), column(listed, "why"), strict=True)) == {
        "AJ-watched": ("supervised", "red_card", "suspended"),
        "AJ-called": ("escalated",),
    }


def test_the_weekly_list_counts_grid_by_grid_and_names_the_worst_case():
    week = (
        a_case("1", closed_s=60, yellow_s=30),
        a_case("2", due_s=100),
        a_case("3", NOON + HOUR, due_s=10, red_s=20),
        a_case("4", NOON - HOUR, due_s=90_000),
        a_case("5", NOON - HOUR, grid_id="gone"),
        a_case("6", drill=True, due_s=1),
        a_case("7", duplicate_of="1"),
    )
    open_case = replace(state("2"), incident=replace(state("2").incident, number="JQ-2"))
    listed = weekly_list(week, situation(open_case), ["east", "west"], NOON + 2 * HOUR)
    assert [one.key for one in listed.columns][:8] == [
        "grid", "received", "closed", "open", "overdue", "yellow", "red", "worst",
    ]  # fmt: skip
    assert [row[:8] for row in listed.rows] == [
        ("east", 0, 0, 0, 0, 0, 0, ""),
        ("west", 4, 1, 3, 2, 1, 1, "JQ-2"),
        ("gone", 1, 0, 1, 0, 0, 0, "5"),
    ]
