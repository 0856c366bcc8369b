"""The case records hold the first real stamp of each milestone over all units of a case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bigscreen.domain.assignments import Milestone, StampSource
from bigscreen.domain.case_events import (
    CalledBack,
    CardGiven,
    CaseResumed,
    CaseSuspended,
    EchelonActivated,
    ExtensionDecided,
    ExtensionRequested,
    IncidentLinked,
    IncidentRegraded,
    MilestoneCorrected,
    StagePassed,
)
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.domain.progress import (
    CallBack,
    Card,
    CardShown,
    CaseLink,
    CaseStage,
    CaseStep,
    EchelonCall,
    Extension,
    LinkKind,
    Regrade,
    Satisfaction,
    StageEntry,
)
from tests.support.entries import record
from tests.support.events import (
    assigned,
    at,
    closed,
    declared,
    reached,
    registered,
    released,
    reopened,
    stamp,
)
from tests.support.small_city import NOON

EVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))

TWO_UNITS = (
    declared("u1", 1),
    declared("u2", 2, force_codes=("cg", "police")),
    registered("i1"),
    assigned("a1", minutes=3),
    assigned("a2", unit_id="u2", minutes=2),
)


def facts(store) -> CaseFacts:
    (case,) = store.cases.cases_received(*EVER)
    return case


def a_past_case(number: int, received_at: datetime) -> CaseFacts:
    return CaseFacts(
        incident_id=f"past-{number}",
        work_kind=WorkKind.CITY_CASE,
        item_code="vendor",
        level=Level.FOUR,
        channel=Channel.PATROL,
        grid_id="east",
        lead_force="cg",
        response_minutes=5,
        received_at=received_at,
        dispatched_at=received_at + timedelta(seconds=30, microseconds=1),
        closed_at=received_at + timedelta(hours=1),
        force_codes=("cg",),
    )


def test_a_registered_case_knows_its_lead_force(store):
    record(store, registered("i1", item_code="vendor", response_minutes=3))
    assert facts(store).lead_force == "cg"
    assert facts(store).response_minutes == 3
    assert facts(store).dispatched_at is None


def test_an_item_outside_the_catalogue_has_no_lead_force(store):
    record(store, registered("i1", item_code="unheard-of"))
    assert facts(store).lead_force == ""


def test_the_first_unit_of_each_milestone_counts(store):
    record(
        store,
        *TWO_UNITS,
        reached(Milestone.EN_ROUTE, 5, "a1"),
        reached(Milestone.EN_ROUTE, 6, "a2", unit_id="u2"),
        reached(Milestone.ON_SCENE, 9, "a2", unit_id="u2"),
        reached(Milestone.ON_SCENE, 11, "a1"),
    )
    case = facts(store)
    assert case.dispatched_at == at(2)
    assert case.en_route_at == at(5)
    assert case.on_scene_at == at(9)
    assert case.force_codes == ("police", "cg")


def test_an_earlier_stamp_that_arrives_later_lowers_the_figure(store):
    record(store, *TWO_UNITS, reached(Milestone.ON_SCENE, 9, "a1"))
    record(store, reached(Milestone.ON_SCENE, 8, "a2", unit_id="u2"))
    assert facts(store).on_scene_at == at(8)


def test_back_filled_milestones_are_nobodys_report(store):
    record(store, *TWO_UNITS, reached(Milestone.ON_SCENE, 9))
    case = facts(store)
    assert case.accepted_at is None
    assert case.en_route_at is None
    record(store, reached(Milestone.EN_ROUTE, 10))  # the real one, later than it should be
    assert facts(store).en_route_at == at(10)


def test_a_stamp_given_as_back_filled_does_not_count(store):
    record(store, *TWO_UNITS, reached(Milestone.EN_ROUTE, 4, how=StampSource.BACKFILLED))
    assert facts(store).en_route_at is None


def test_a_milestone_is_written_once(store):
    """A second, earlier word of the same unit changes neither the stamp nor the figure."""
    record(store, *TWO_UNITS, reached(Milestone.ON_SCENE, 9), reached(Milestone.ON_SCENE, 7))
    assert facts(store).on_scene_at == at(9)
    assert store.ledger.load().assignments[0].stamps[Milestone.ON_SCENE].at == at(9)


def test_what_a_unit_did_counts_after_its_release(store):
    record(store, *TWO_UNITS, reached(Milestone.ON_SCENE, 9), released("a1"))
    assert facts(store).on_scene_at == at(9)
    assert facts(store).dispatched_at == at(2)


def test_a_corrected_stamp_counts_as_it_stands_now(store):
    """Moved later, it may not even be the first any more; the old value is nowhere left."""
    record(
        store,
        *TWO_UNITS,
        reached(Milestone.ON_SCENE, 9, "a1"),
        reached(Milestone.ON_SCENE, 11, "a2", unit_id="u2"),
    )
    wrong, right = stamp(9), stamp(15, StampSource.HAND)
    record(
        store,
        MilestoneCorrected(
            assignment_id="a1",
            incident_id="i1",
            unit_id="u1",
            milestone=Milestone.ON_SCENE,
            was=wrong,
            stamp=right,
            reason="看错表",
            at=at(20),
        ),
    )
    case = facts(store)
    assert case.on_scene_at == at(11)
    assert (case.stamped_by, case.corrections) == ("h--u--", 1)


def test_everything_that_befalls_a_case_is_in_its_record(store):
    def passed(step: CaseStep, stage: CaseStage, minutes: float, how=StampSource.HAND):
        entry = StageEntry(stage=stage, step=step, at=at(minutes), by="desk-1", how=how)
        return StagePassed(incident_id="i1", entry=entry)

    deadline = Deadline(clock="day", warn_at=at(90), due_at=at(99))
    asked = Extension(hours=4, reason="雨", asked_by="d", asked_at=at(9))
    by = {"incident_id": "i1", "at": at(9), "by": "desk-1"}
    record(
        store,
        registered("i1", work_kind=WorkKind.CITY_CASE, drill=True),
        passed(CaseStep.REPORT, CaseStage.REPORTED, 1, StampSource.BACKFILLED),
        passed(CaseStep.VERIFY, CaseStage.VERIFIED, 1, StampSource.BACKFILLED),
        passed(CaseStep.OPEN, CaseStage.OPENED, 2),
        passed(CaseStep.ROUTE, CaseStage.ROUTED, 3),
        passed(CaseStep.RETURN, CaseStage.OPENED, 4),
        passed(CaseStep.ROUTE, CaseStage.ROUTED, 5),
        passed(CaseStep.HANDLE, CaseStage.HANDLED, 6),
        passed(CaseStep.REWORK, CaseStage.ROUTED, 7),
        passed(CaseStep.HANDLE, CaseStage.HANDLED, 8),
        passed(CaseStep.CHECK, CaseStage.CHECKED, 9),
        CaseSuspended(reason="雨", **by),
        CaseResumed(deadline=deadline, **by),
        ExtensionRequested(incident_id="i1", extension=asked),
        ExtensionDecided(
            incident_id="i1", extension=replace(asked, approved=False), deadline=deadline
        ),
        IncidentRegraded(
            incident_id="i1",
            regrade=Regrade(was=Level.TWO, level=Level.ONE, at=at(9), by="d", reason="大"),
        ),
        EchelonActivated(
            incident_id="i1",
            call=EchelonCall(echelon=1, unit_ids=(), commander="", reason="", at=at(9), by="d"),
        ),
        CardGiven(incident_id="i1", card=CardShown(card=Card.YELLOW, at=at(30))),
        IncidentLinked(
            link=CaseLink(kind=LinkKind.MAIN, incident_id="i0"), reason="同一件事", **by
        ),
        replace(closed("i1", minutes=40), valid=False, forced=True),
        CalledBack(
            incident_id="i1",
            call_back=CallBack(
                satisfaction=Satisfaction.FAIRLY_SATISFIED, text="", at=at(50), by="d"
            ),
        ),
    )
    case = facts(store)
    assert (case.verified_at, case.opened_at, case.checked_at) == (None, at(2), at(9))
    assert (case.due_at, case.yellow_at, case.red_at) == (at(99), at(30), None)
    assert (case.level, case.original_level) == (Level.ONE, Level.TWO)
    assert (case.reworks, case.returns, case.suspensions) == (1, 1, 1)
    assert (case.extensions, case.escalations) == (0, 1)  # it was refused
    assert (case.valid, case.forced, case.drill, case.duplicate_of) == (False, True, True, "i0")
    assert (case.called_back_at, case.satisfied) == (at(50), True)
    assert (case.stage, case.closed_at) == ("checked", at(40))


def test_a_case_s_forces_are_those_of_its_units_when_they_were_sent(store):
    record(store, declared("u1", force_codes=("police",)), registered("i1"), assigned("a1"))
    record(store, declared("u1", force_codes=("cg",)))
    record(store, reached(Milestone.ON_SCENE, 9))
    assert (facts(store).force_codes, facts(store).unit_ids) == (("police",), ("u1",))


def test_a_case_that_is_reopened_is_not_closed(store):
    record(store, registered("i1"), closed("i1", minutes=40))
    assert facts(store).closed_at == at(40)
    record(store, reopened("i1"))
    assert facts(store).closed_at is None
    record(store, closed("i1", minutes=70))
    assert facts(store).closed_at == at(70)


def test_cases_are_returned_by_receipt_within_a_half_open_window(store):
    past = [a_past_case(n, NOON + timedelta(minutes=n)) for n in (3, 0, 2, 1)]
    assert store.cases.add_past_cases(past) == 4
    found = store.cases.cases_received(at(0), at(3))
    assert [case.incident_id for case in found] == ["past-0", "past-1", "past-2"]
    assert found[1] == past[3]


def test_adding_the_same_past_again_adds_nothing(store):
    past = [a_past_case(n, at(n)) for n in range(10)]
    assert store.cases.add_past_cases(past[:6]) == 6
    assert store.cases.add_past_cases(iter(past)) == 4
    assert len(store.cases.cases_received(*EVER)) == 10


def test_the_oldest_and_the_newest_case_are_known_by_their_receipt(store):
    assert store.cases.received_span() is None
    store.cases.add_past_cases([a_past_case(1, at(-90)), a_past_case(2, at(-60))])
    assert store.cases.received_span() == (at(-90), at(-60))
    record(store, registered("i1"))
    assert store.cases.received_span() == (at(-90), NOON)


def test_no_past_adds_nothing(store):
    assert store.cases.add_past_cases(()) == 0


def test_a_time_without_a_zone_is_refused(store):
    with pytest.raises(Exception, match="has no time zone"):
        store.cases.cases_received(datetime(2026, 3, 2), NOON)  # noqa: DTZ001


def test_cases_of_a_window_are_found_by_index(store):
    """A year of history must not be read to answer for a day."""
    with store._database.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT * FROM case_facts "
            "WHERE received_at >= '2026-03-02' AND received_at < '2026-03-03'"
        ).all()
    assert "ix_case_facts_received_at" in str(plan)
