"""Splits: groups in the order of their labels, only those that occur."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from bigscreen.domain.city import Area, AreaLevel
from bigscreen.domain.incidents import Level
from bigscreen.kpi import splits
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.splits import SPLITS, Frame, groups_of, spread, tiers_of
from tests.support.cases import a_case
from tests.support.small_city import NOON, small_city

CASES = CaseColumns.of(
    [
        a_case("1", NOON, grid_id="west", level=Level.TWO),
        a_case("2", NOON + timedelta(hours=1), grid_id="east", level=Level.ONE),
        a_case("3", NOON + timedelta(days=1), grid_id="west", level=Level.ONE),
        a_case("4", NOON, grid_id="west", level=Level.TWO),
    ]
)


def groups(*keys: str):
    found = groups_of(CASES, [SPLITS[key] for key in keys], Frame(UTC))
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


def test_days_weeks_and_months_are_named_by_their_first_day():
    zone = ZoneInfo("Asia/Shanghai")
    cases = CaseColumns.of(
        [
            a_case("1", datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC)),  # Sunday 23:59:59 there
            a_case("2", datetime(2026, 3, 1, 16, tzinfo=UTC)),
            a_case("3", datetime(2026, 3, 8, 15, tzinfo=UTC)),
        ]
    )

    def labels(key: str):
        found = groups_of(cases, [SPLITS[key]], Frame(zone))
        return [found.labels[group][0] for group in found.of_case.tolist()]

    assert labels("day") == ["2026-03-01", "2026-03-02", "2026-03-08"]
    assert labels("week") == ["2026-02-23", "2026-03-02", "2026-03-02"]
    assert labels("month") == ["2026-03-01"] * 3


def test_very_many_possible_groups_are_found_the_same(monkeypatch):
    by_table = groups("grid", "level", "hour")
    monkeypatch.setattr(splits, "_TABLE", 0)
    assert groups("grid", "level", "hour") == by_table


def test_no_cases_have_no_groups():
    found = groups_of(CaseColumns.of([]), [SPLITS["grid"], SPLITS["hour"]], Frame(UTC))
    assert (found.labels, len(found.of_case)) == ((), 0)


def test_every_split_is_named():
    for key, split in SPLITS.items():
        assert split.key == key
        assert split.name
        assert split.name_en
        column = split.labels_of(spread(CASES, [split]), Frame(UTC))
        assert np.all(column.codes < len(column.labels))


def test_tiers_are_the_areas_above_a_grid():
    city = replace(
        small_city(),
        areas=(
            Area(id="all", parent_id="", level=AreaLevel.CITY, name="城", name_en="City"),
            Area(id="d1", parent_id="all", level=AreaLevel.DISTRICT, name="东", name_en="D"),
            Area(id="s1", parent_id="d1", level=AreaLevel.STREET, name="街", name_en="S"),
            Area(id="m1", parent_id="west", level=AreaLevel.MICRO_GRID, name="微", name_en="M"),
        ),
    )
    west, east = city.grids
    city = replace(city, grids=(replace(west, area_id="s1"), replace(east, area_id="d1")))
    tiers = tiers_of(city)
    assert tiers == {
        "street": {"west": "s1"},
        "district": {"west": "d1", "east": "d1"},
        "city": {"west": "all", "east": "all"},
    }
    frame = Frame(UTC, tiers)
    for key, labels, of_case in (
        ("street", (("",), ("s1",)), [1, 0, 1, 1]),
        ("district", (("d1",),), [0, 0, 0, 0]),
    ):
        found = groups_of(CASES, [SPLITS[key]], frame)
        assert (found.labels, found.of_case.tolist()) == (labels, of_case)


def test_a_grid_above_a_grid_is_no_tier():
    west, east = small_city().grids
    street = Area(id="s", parent_id="", level=AreaLevel.STREET, name="街", name_en="S")
    grids = (replace(west, area_id="s"), replace(east, area_id="west"))
    tiers = tiers_of(replace(small_city(), areas=(street,), grids=grids))
    assert tiers == {"street": {"west": "s", "east": "s"}}


def test_a_case_stands_with_each_of_its_units():
    rows = spread(
        CaseColumns.of(
            [
                a_case("1", unit_ids=("u2", "u1")),
                a_case("2", grid_id="east"),
                a_case("3", unit_ids=("u2",)),
            ]
        ),
        [SPLITS["unit"]],
    )
    found = groups_of(rows, [SPLITS["unit"], SPLITS["grid"]], Frame(UTC))
    assert found.labels == (("", "east"), ("u1", "west"), ("u2", "west"))
    assert found.of_case.tolist() == [2, 1, 0, 2]
