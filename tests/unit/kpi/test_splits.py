"""Splits: groups in the order of their labels, only those that occur."""

from datetime import UTC, timedelta

import numpy as np

from bigscreen.domain.incidents import Level
from bigscreen.kpi import splits
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.splits import SPLITS, groups_of
from tests.support.cases import a_case
from tests.support.small_city import NOON

CASES = CaseColumns.of(
    [
        a_case("1", NOON, grid_id="west", level=Level.TWO),
        a_case("2", NOON + timedelta(hours=1), grid_id="east", level=Level.ONE),
        a_case("3", NOON + timedelta(days=1), grid_id="west", level=Level.ONE),
        a_case("4", NOON, grid_id="west", level=Level.TWO),
    ]
)


def groups(*keys: str):
    found = groups_of(CASES, [SPLITS[key] for key in keys], UTC)
    return found.labels, found.of_case.tolist()


def test_without_a_split_all_cases_are_one_group():
    assert groups() == (((),), [0, 0, 0, 0])


def test_groups_come_in_order_of_their_labels():
    assert groups("grid") == ((("east",), ("west",)), [1, 0, 1, 1])


def test_a_split_of_two_has_the_pairs_that_occur():
    labels, of_case = groups("grid", "level")
    assert labels == (("east", 1), ("west", 1), ("west", 2))
    assert of_case == [2, 0, 1, 2]


def test_a_split_that_all_agree_in_changes_no_group():
    assert groups("force", "grid") == ((("police", "east"), ("police", "west")), [1, 0, 1, 1])


def test_hours_and_weekdays_are_of_the_receipt():
    assert groups("hour")[0] == ((NOON.hour,), (NOON.hour + 1,))
    assert groups("weekday")[0] == ((NOON.isoweekday(),), (NOON.isoweekday() + 1,))


def test_very_many_possible_groups_are_found_the_same(monkeypatch):
    by_table = groups("grid", "level", "hour")
    monkeypatch.setattr(splits, "_TABLE", 0)
    assert groups("grid", "level", "hour") == by_table


def test_no_cases_have_no_groups():
    found = groups_of(CaseColumns.of([]), [SPLITS["grid"], SPLITS["hour"]], UTC)
    assert (found.labels, len(found.of_case)) == ((), 0)


def test_every_split_is_named():
    for key, split in SPLITS.items():
        assert split.key == key
        assert split.name
        assert split.name_en
        column = split.labels_of(CASES, UTC)
        assert np.all(column.codes < len(column.labels))
