"""Cases kept in memory, event by event (against the ledger: see the store's own tests)."""

from hypothesis import given, settings

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.situation import Situation
from bigscreen.kpi.case_book import CaseBook
from tests.support.cases import a_case
from tests.support.events import (
    assigned,
    at,
    closed,
    declared,
    reached,
    registered,
    released,
    reopened,
)
from tests.support.histories import LEAD_FORCES, choices, history_of
from tests.support.small_city import NOON

_FIRST_OF = {
    "dispatched_at": Milestone.DISPATCHED,
    "accepted_at": Milestone.ACCEPTED,
    "en_route_at": Milestone.EN_ROUTE,
    "on_scene_at": Milestone.ON_SCENE,
    "handled_at": Milestone.HANDLED,
    "reported_at": Milestone.REPORTED,
}


def book_of(*events, known=()) -> CaseBook:
    book, situation = CaseBook(known, LEAD_FORCES), Situation()
    for seq, event in enumerate(events, 1):
        situation.apply(seq, event)
        book.apply(event, situation)
    return book


def test_a_case_grows_with_its_events():
    (case,) = book_of(
        declared("u1"),
        registered("i1"),
        assigned("a1", minutes=2),
        reached(Milestone.ON_SCENE, 5),
        released("a1"),
        closed("i1", minutes=40),
    ).cases()
    assert case == a_case(
        "i1",
        response_minutes=5,
        dispatched_at=at(2),
        on_scene_at=at(5),
        closed_at=at(40),
        force_codes=("police",),
        unit_ids=("u1",),
        stamped_by="h--u--",
    )


def test_a_reopened_case_is_open():
    (case,) = book_of(registered("i1"), closed("i1"), reopened("i1")).cases()
    assert case.closed_at is None


def test_events_on_cases_it_does_not_know_are_passed_over():
    """The board looks back eight days only; what happens to an older case does not matter."""
    book = CaseBook((), LEAD_FORCES)
    situation = Situation()
    for seq, event in enumerate(
        (registered("i1"), declared("u1"), assigned("a1"), closed("i1"), reopened("i1")), 1
    ):
        situation.apply(seq, event)
        if seq > 1:
            book.apply(event, situation)
    assert book.cases() == []


def test_old_cases_are_forgotten():
    book = CaseBook([a_case("old", at(-1)), a_case("new", NOON)], LEAD_FORCES)
    book.forget_before(NOON)
    assert [case.incident_id for case in book.cases()] == ["new"]


@settings(max_examples=40, deadline=None)
@given(choices(least=20, most=80))
def test_each_milestone_is_the_first_real_stamp_over_all_units(drawn):
    events = [event for order in history_of(drawn) for event in order]
    situation, book = Situation(), CaseBook((), LEAD_FORCES)
    for seq, event in enumerate(events, 1):
        situation.apply(seq, event)
        book.apply(event, situation)
    for case in book.cases():
        state = situation.incidents[case.incident_id]
        for field, milestone in _FIRST_OF.items():
            real = [
                work.stamps[milestone].at
                for work in situation.assignments_of(state)
                if milestone in work.stamps and work.stamps[milestone].how != "backfilled"
            ]
            assert getattr(case, field) == min(real, default=None)
        assert case.closed_at == state.closed_at
