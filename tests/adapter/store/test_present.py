"""What the ledger loads is what the reducer holds, whatever has happened."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bigscreen.domain.events import IncidentRegistered, UnitDeclared
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Incident
from bigscreen.domain.situation import CLOSED_KEPT, Situation
from bigscreen.domain.units import Unit
from bigscreen.kpi.case_book import CaseBook
from bigscreen.store.opening import open_store
from tests.support.entries import accepted, record
from tests.support.events import closed, registered, reopened
from tests.support.histories import LEAD_FORCES, choices, history_of
from tests.support.small_city import NOON

A_LONG_TIME = timedelta(days=365)


@pytest.fixture
def three_closed_kept():
    """Make the situation forget after three closed cases, so that short histories do, too."""
    with (
        mock.patch("bigscreen.domain.situation.CLOSED_KEPT", 3),
        mock.patch("bigscreen.store.case_projection.CLOSED_KEPT", 3),
    ):
        yield


@pytest.mark.usefixtures("three_closed_kept")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=choices(least=40, most=150), together=st.integers(1, 8))
def test_loaded_snapshot_equals_the_reducers(drawn, together):
    """Snapshot, case records and a situation resumed half-way all say the same."""
    situation, resumed = Situation(), None
    book = CaseBook((), LEAD_FORCES)
    orders = history_of(drawn)
    with open_store("sqlite://", lead_forces=LEAD_FORCES) as store:
        for start in range(0, len(orders), together):
            with store.ledger.transaction() as transaction:
                for number, events in enumerate(orders[start : start + together], start):
                    transaction.append(accepted(f"c{number}", situation.seq + 1, events))
                    for event in events:
                        situation.apply(situation.seq + 1, event)
                        book.apply(event, situation)
                        if resumed is not None:
                            resumed.apply(resumed.seq + 1, event)
            assert store.ledger.load() == situation.snapshot()
            if start <= len(orders) // 2 < start + together:
                resumed = Situation(store.ledger.load())
        if resumed is not None:
            assert resumed.snapshot() == situation.snapshot()
        cases = store.cases.cases_received(NOON - A_LONG_TIME, NOON + A_LONG_TIME)
        assert {c.incident_id: c for c in cases} == {c.incident_id: c for c in book.cases()}
        stored = store.ledger.events_after(0, 10_000)
        assert [event for _, event in stored] == [event for events in orders for event in events]
        assert [seq for seq, _ in stored] == list(range(1, situation.seq + 1))


def every_field(kind: type, **chosen: st.SearchStrategy) -> st.SearchStrategy:
    """Draw a value of a dataclass with every field drawn, so that a forgotten column shows."""
    return st.builds(kind, **{field.name: ... for field in fields(kind)} | chosen)


COUNTS = st.integers(-(2**31), 2**31 - 1)
MOMENTS = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)
POINTS = st.builds(GeoPoint, st.floats(-90, 90), st.floats(-180, 180))


@settings(max_examples=60, deadline=None)
@given(
    unit=every_field(
        Unit,
        officers=COUNTS,
        home=st.none() | POINTS,
        stale_after_s=st.floats(allow_nan=False, allow_infinity=False),
    ),
    incident=every_field(
        Incident,
        response_minutes=COUNTS,
        received_at=MOMENTS,
        location=st.none() | POINTS,
    ),
)
def test_every_field_comes_back_as_it_was(unit, incident):
    with open_store("sqlite://") as store:
        record(store, UnitDeclared(unit=unit, number=1), IncidentRegistered(incident=incident))
        loaded = store.ledger.load()
        assert loaded.units[0].unit == unit
        assert loaded.incidents[0].incident == incident
        assert [event for _, event in store.ledger.events_after(0, 9)] == [
            UnitDeclared(unit=unit, number=1),
            IncidentRegistered(incident=incident),
        ]


def test_the_oldest_of_many_closed_cases_is_forgotten(store):
    """Forgotten in the picture, kept in the record; reopening a later one brings none back."""
    history = [
        event
        for number in range(CLOSED_KEPT + 2)
        for event in (registered(f"i{number}"), closed(f"i{number}"))
    ]
    history.append(reopened(f"i{CLOSED_KEPT}"))
    situation = Situation()
    for seq, event in enumerate(history, 1):
        situation.apply(seq, event)
    record(store, *history)
    loaded = store.ledger.load()
    assert loaded == situation.snapshot()
    assert len(loaded.incidents) == CLOSED_KEPT
    assert "i1" not in {state.incident.id for state in loaded.incidents}
    assert [event for _, event in store.ledger.events_after(0, 10_000)] == history
