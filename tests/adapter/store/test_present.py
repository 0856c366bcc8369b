"""What the ledger loads is what the reducer holds, whatever has happened."""

from datetime import timedelta
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bigscreen.domain.situation import CLOSED_KEPT, Situation
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
