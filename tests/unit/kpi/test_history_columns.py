"""The history in memory holds what was put in last, in order of receipt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.kpi.case_columns import LABEL_FIELDS, CaseColumns
from bigscreen.kpi.history_columns import HistoryColumns, KeyedCases
from bigscreen.kpi.intervals import FIELDS
from tests.support.cases import a_case, cases
from tests.support.small_city import NOON

EVER = (datetime(1970, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def rows_of(columns: CaseColumns) -> list[tuple]:
    """Return the cases of columns, comparable."""
    times = [np.nan_to_num(columns.times[field], nan=-1.0).tolist() for field in FIELDS]
    coded = [columns.coded[field] for field in LABEL_FIELDS]
    labels = [[repr(one.labels[code]) for code in one.codes] for one in coded]
    return sorted(zip(*times, *labels, strict=True))


def memory_of(*puts: Sequence[CaseFacts]) -> HistoryColumns:
    memory = HistoryColumns()
    for cases_put in puts:
        memory.put(KeyedCases.of(cases_put))
    return memory


def unique(drawn: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(drawn, max_size=8, unique_by=lambda case: case.incident_id)


@given(st.lists(unique(cases()), max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_it_holds_the_last_that_was_said_of_each_case(puts, data) -> None:
    said = {case.incident_id: case for put in puts for case in put}
    memory = memory_of(*puts)
    if said:
        # What befalls a case comes later; when it was received never changes.
        changed = data.draw(st.lists(st.sampled_from(sorted(said)), unique=True))
        again = [
            replace(data.draw(cases()), incident_id=one, received_at=said[one].received_at)
            for one in changed
        ]
        memory.put(KeyedCases.of(again))
        said |= {case.incident_id: case for case in again}
    kept = memory.between(*EVER)
    assert len(memory) == len(said)
    assert rows_of(kept) == rows_of(CaseColumns.of(list(said.values())))
    assert (np.diff(kept.times["received_at"]) >= 0).all()


@given(unique(cases()), st.integers(-9, 1))
@settings(max_examples=40, deadline=None)
def test_a_period_is_half_open_and_what_is_older_can_be_forgotten(drawn, day) -> None:
    memory = memory_of(drawn)
    moment = NOON + timedelta(days=day)
    late = [case for case in drawn if case.received_at >= moment]
    assert rows_of(memory.between(moment, EVER[1])) == rows_of(CaseColumns.of(late))
    memory.forget_before(moment)
    assert rows_of(memory.between(*EVER)) == rows_of(CaseColumns.of(late))
    memory.put(KeyedCases.of(late))
    assert len(memory) == len(late)


def test_cases_of_the_same_moment_are_told_apart() -> None:
    memory = memory_of([a_case(f"c{n}") for n in range(5)], [a_case("c3", grid_id="east")])
    grids = memory.between(*EVER).coded["grid_id"]
    assert sorted(str(grids.labels[code]) for code in grids.codes) == ["east", *["west"] * 4]


def test_a_case_takes_about_two_hundred_bytes() -> None:
    memory = memory_of([a_case(f"c{n}", NOON + timedelta(seconds=n)) for n in range(50_000)])
    assert memory.nbytes / len(memory) < 300
