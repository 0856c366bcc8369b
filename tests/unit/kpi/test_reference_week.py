"""The recorded week gives exactly the figures computed for it independently."""

from datetime import UTC, datetime

import pytest

from bigscreen.kpi.answers import Question, answers
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.interval_figures import interval_figures
from bigscreen.kpi.measures import MEASURES
from tests.support.week_cases import week_cases

# interval, n, mean, p50, p90: seconds
REFERENCE = [
    ("dispatch", 2776, 114.8, 99, 239),
    ("turnout", 2770, 28.1, 10, 77),
    ("travel", 2683, 416.1, 267, 902),
    ("response", 2683, 559.0, 436, 1045),
]


@pytest.fixture(scope="module")
def figures():
    return {figure.interval: figure for figure in interval_figures(week_cases())}


@pytest.mark.parametrize(("interval", "n", "mean", "p50", "p90"), REFERENCE)
def test_the_recorded_week_gives_the_reference_figures(figures, interval, n, mean, p50, p90):
    figure = figures[interval]
    assert (figure.n, figure.p50_s, figure.p90_s) == (n, p50, p90)
    assert round(figure.mean_s, 1) == mean


@pytest.mark.parametrize(("interval", "n", "mean", "p50", "p90"), REFERENCE)
def test_columns_give_the_reference_figures(interval, n, mean, p50, p90):
    now = datetime.now(UTC)
    asked = Question(measures=[MEASURES[interval]], zone=UTC, as_of=now, days=7.0)
    (answer,) = answers(CaseColumns.of(week_cases()), asked)
    found = {key: statistic.value for key, statistic in answer.statistics.items()}
    assert (answer.n, found["p50"], found["p90"]) == (n, p50, p90)
    assert round(found["mean"], 1) == mean


def test_calls_nobody_reached_are_missing_not_zero(figures):
    left_out = {reason: n for reason, n in figures["response"].excluded.items() if n}
    assert left_out == {"missing": 93}
