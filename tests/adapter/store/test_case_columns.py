"""Cases read as columns are the cases read one by one."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.kpi.case_columns import LABEL_FIELDS, CaseColumns
from bigscreen.kpi.intervals import FIELDS
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store import case_batches
from bigscreen.store.opening import open_store
from tests.support.cases import a_case, cases
from tests.support.entries import record
from tests.support.events import at, closed, registered

EVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def as_rows(columns: CaseColumns) -> list[tuple]:
    """Return the cases of columns as comparable rows, in an order of their own."""
    times = [np.nan_to_num(columns.times[field], nan=-1.0).tolist() for field in FIELDS]
    labels = [
        [columns.coded[field].labels[code] for code in columns.coded[field].codes]
        for field in LABEL_FIELDS
    ]
    return sorted(zip(*times, *labels, strict=True))


@given(st.lists(cases(), max_size=12, unique_by=lambda case: case.incident_id))
@settings(max_examples=25, deadline=None)
def test_columns_hold_what_the_records_hold(drawn):
    with open_store("sqlite://") as store:
        store.cases.add_past_cases(drawn)
        columns = store.cases.case_columns(*EVER)
        records = store.cases.cases_received(*EVER)
    assert as_rows(columns) == as_rows(CaseColumns.of(records))


def test_batches_join_and_the_window_is_half_open(store, monkeypatch):
    monkeypatch.setattr(case_batches, "_BATCH", 2)
    store.cases.add_past_cases([a_case(str(n), at(n), grid_id=f"g{n}") for n in range(7)])
    columns = store.cases.case_columns(at(1), at(6))
    assert len(columns) == 5
    assert sorted(columns.coded["grid_id"].labels) == ["g1", "g2", "g3", "g4", "g5"]


def test_live_cases_and_past_ones_are_read_alike(store):
    record(store, registered("i1"), closed("i1", minutes=40))
    store.cases.add_past_cases([a_case("past", at(-60))])
    columns = store.cases.case_columns(*EVER)
    assert len(columns) == 2
    assert np.count_nonzero(np.isnan(columns.times["closed_at"])) == 1


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2024, 2, 29, 12, tzinfo=UTC),
        datetime(2100, 3, 1, 0, 0, 0, 1, tzinfo=UTC),
    ],
)
def test_every_date_of_the_calendar_is_read_right(store, moment):
    store.cases.add_past_cases([a_case("1", moment)])
    columns = store.cases.case_columns(*EVER)
    assert as_rows(columns) == as_rows(CaseColumns.of(store.cases.cases_received(*EVER)))


def test_no_cases_are_no_rows(store):
    assert len(store.cases.case_columns(*EVER)) == 0


def test_a_damaged_time_is_an_error_not_a_figure(store):
    store.cases.add_past_cases([a_case("1", at(0), on_scene_s=9)])
    with store._database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE case_facts SET on_scene_at = '2026-03-02 04:00:ab.000000'"
        )
    with pytest.raises(LedgerUnavailable, match="not written as one"):
        store.cases.case_columns(*EVER)
