"""Whatever an event says is kept, field by field, and every part of the picture is as reduced."""

from typing import get_args
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bigscreen.domain.case_events import (
    CaseResumed,
    ExtensionDecided,
    MilestoneCorrected,
    ProgressEvent,
)
from bigscreen.domain.centre_events import CentreEvent
from bigscreen.domain.events import (
    Event,
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    UnitDeclared,
)
from bigscreen.domain.incidents import Incident, IncidentStatus, WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Unit
from bigscreen.domain.view_events import ViewChanged
from bigscreen.kpi.case_book import CaseBook
from bigscreen.store.opening import open_store
from tests.adapter.store.test_case_facts import EVER
from tests.support.any_value import any_value
from tests.support.entries import accepted, record
from tests.support.events import assigned, declared, registered
from tests.support.histories import LEAD_FORCES

BEGINNING = (
    declared("u1", 1),
    declared("u2", 2, force_codes=("cg",)),
    registered("i1"),
    registered("i2", work_kind=WorkKind.CITY_CASE, item_code="vendor", drill=True),
    assigned("a1", "i1", "u1"),
    assigned("a2", "i2", "u2"),
)

FEW = st.sampled_from(["x", "y", "z"])
CASES = st.sampled_from(["i1", "i2"])
IN_PLACE = {
    "incident_id": CASES,
    "other_id": CASES,
    "id": FEW,
    "unit_id": st.just("u1"),
    "assignment_id": st.just("a1"),
}
"""Ids of what is there; a record's own are few, so that the same record changes."""

CORRECTIONS = any_value(MilestoneCorrected, IN_PLACE | {"incident_id": st.just("i1")})
KINDS = (
    *get_args(ProgressEvent), *get_args(CentreEvent), IncidentClosed, IncidentReopened,
)  # fmt: skip
EVENTS = st.one_of(CORRECTIONS, *(any_value(kind, IN_PLACE) for kind in KINDS))


def could_be(event: Event, situation: Situation) -> bool:
    """Tell whether rules would ever let this event happen now."""
    case = situation.incidents.get(getattr(event, "incident_id", ""))
    match event:
        case CaseResumed():
            return bool(case.progress.suspensions)
        case ExtensionDecided():
            return bool(case.progress.extensions)
        case IncidentClosed():
            return case.status is IncidentStatus.OPEN
        case IncidentReopened():
            return case.status is IncidentStatus.CLOSED
        case _:
            return True


@pytest.fixture
def two_kept():
    """Make short histories forget settled records and notes."""
    with (
        mock.patch.multiple("bigscreen.domain.records", SETTLED_KEPT=2),
        mock.patch.multiple("bigscreen.domain.shift_changes", NOTES_KEPT=2),
        mock.patch.multiple("bigscreen.store.record_picture", SETTLED_KEPT=2, NOTES_KEPT=2),
    ):
        yield


@pytest.mark.usefixtures("two_kept")
@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.lists(EVENTS, min_size=1, max_size=12))
def test_the_ledger_holds_what_the_reducer_holds(drawn):
    situation, book = Situation(), CaseBook((), LEAD_FORCES)
    with open_store("sqlite://", lead_forces=LEAD_FORCES) as store:

        def happen(events):
            first = situation.seq + 1
            for event in events:
                situation.apply(situation.seq + 1, event)
                book.apply(event, situation)
            with store.ledger.transaction() as transaction:
                transaction.append(accepted(f"c{first}", first, events))

        happen(BEGINNING)
        for event in drawn:
            if could_be(event, situation):
                happen([event])
            assert store.ledger.load() == situation.snapshot()
        found = {case.incident_id: case for case in store.cases.cases_received(*EVER)}
        assert found == {case.incident_id: case for case in book.cases()}
        resumed = Situation(store.ledger.load())
        assert resumed.snapshot() == situation.snapshot()


@settings(max_examples=60, deadline=None)
@given(unit=any_value(Unit), incident=any_value(Incident))
def test_every_field_comes_back_as_it_was(unit, incident):
    declaration = UnitDeclared(unit=unit, number=1)
    registration = IncidentRegistered(incident=incident)
    with open_store("sqlite://") as store:
        record(store, declaration, registration)
        loaded = store.ledger.load()
        assert loaded.units[0].unit == unit
        assert loaded.incidents[0].incident == incident
        stored = store.ledger.events_after(0, 9)
    assert [event for _, event in stored] == [declaration, registration]


def test_a_session_s_own_event_never_gets_into_the_ledger(store):
    with pytest.raises(TypeError, match="not one of a ledger"):
        record(store, ViewChanged())
    assert store.ledger.load().seq == 0
