"""The recorded week gives exactly the figures computed for it independently."""

import csv
from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bigscreen.kpi.intervals import interval_figures
from tests.support.cases import a_case
from tests.support.recordings import real_week

_ZONE = ZoneInfo("America/Los_Angeles")

_COLUMNS = {
    "received_at": "Received DtTm",
    "dispatched_at": "Dispatch DtTm",
    "en_route_at": "Response DtTm",
    "on_scene_at": "On Scene DtTm",
}

# interval, n, mean, p50, p90: seconds
REFERENCE = [
    ("dispatch", 2776, 114.8, 99, 239),
    ("turnout", 2770, 28.1, 10, 77),
    ("travel", 2683, 416.1, 267, 902),
    ("response", 2683, 559.0, 436, 1045),
]


def _first(rows: list[dict[str, str]], column: str) -> datetime | None:
    """Return the first of a call's times of one kind; units without one do not count."""
    return min(
        (
            datetime.strptime(row[column], "%m/%d/%Y %I:%M:%S %p").replace(tzinfo=_ZONE)
            for row in rows
            if row[column]
        ),
        default=None,
    )


@pytest.fixture(scope="module")
def figures():
    calls: dict[str, list[dict[str, str]]] = defaultdict(list)
    with real_week().open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            calls[row["Call Number"]].append(row)
    week = [
        a_case(number, **{field: _first(rows, column) for field, column in _COLUMNS.items()})
        for number, rows in calls.items()
    ]
    return {figure.interval: figure for figure in interval_figures(week)}


@pytest.mark.parametrize(("interval", "n", "mean", "p50", "p90"), REFERENCE)
def test_the_recorded_week_gives_the_reference_figures(figures, interval, n, mean, p50, p90):
    figure = figures[interval]
    assert (figure.n, figure.p50_s, figure.p90_s) == (n, p50, p90)
    assert round(figure.mean_s, 1) == mean


def test_calls_nobody_reached_are_missing_not_zero(figures):
    assert figures["response"].excluded == {"missing": 93, "negative": 0}
