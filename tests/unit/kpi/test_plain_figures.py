"""A question from outside is checked field by field; answers survive being plain data."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.history_figures import FiguresQuestion, HistoryFigures
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.inquiry import answers_of, figures_of
from bigscreen.kpi.plain_figures import (
    MOST_ANSWERS,
    MOST_GROUPS,
    figures_from,
    inquiry_of,
    plain,
    question_of,
)
from tests.support.cases import a_case
from tests.support.small_city import NOON, small_city

DAY = FiguresQuestion(start=NOON - timedelta(hours=12), end=NOON + timedelta(hours=12))
NAIVE = datetime(2026, 3, 2)  # noqa: DTZ001 - that is the fault


def asked(question: FiguresQuestion):
    return inquiry_of(question, now=NOON, city=small_city())


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("measures", {"measures": ("speed",)}),
        ("splits", {"splits": ("colour",)}),
        ("splits", {"splits": ("grid", "hour", "level", "work")}),
        ("splits", {"measures": ("must_visit_coverage",), "splits": ("hour",)}),
        ("only", {"only": (("colour", "red"),)}),
        ("only", {"only": (("grid", "west"),) * 17}),
        ("compare", {"compare": ("century",)}),
        ("start", {"compare": ("year",), "start": None}),
        ("start", {"start": NAIVE}),
        ("end", {"end": datetime(9000, 1, 1, tzinfo=UTC)}),
        ("end", {"end": NOON - timedelta(days=9)}),
        ("zone", {"zone": "Mars/Olympus"}),
        ("zone", {"zone": "../../etc/passwd"}),
        ("min_n", {"min_n": 0}),
    ],
)
def test_a_fault_names_the_field(field, wrong) -> None:
    with pytest.raises(InvalidValue) as fault:
        asked(replace(DAY, **wrong))
    assert fault.value.field == field
    assert fault.value.expected


def test_a_question_survives_being_plain_data() -> None:
    question = replace(
        DAY,
        measures=("response", "volume"),
        splits=("grid",),
        only=(("work", "police_call"),),
        zone="Asia/Shanghai",
        compare=("year", "previous"),
        min_n=3,
    )
    assert question_of(asked(question)) == question


def test_answers_survive_being_plain_data() -> None:
    cases = CaseColumns.of([a_case(f"c{n}", on_scene_s=60.1 * n) for n in range(12)])
    inquiry = asked(replace(DAY, splits=("grid", "hour"), compare=("previous",)))
    windows = inquiry.windows(None)
    answered = [answers_of(inquiry, window, cases, None) for window in windows.values()]
    figures = figures_of(inquiry, windows, answered)
    sent = msgspec.json.encode(plain(figures))
    back = figures_from(msgspec.json.decode(sent, type=HistoryFigures))
    assert list(back.sides) == list(figures.sides)
    assert back.windows == figures.windows
    assert back.question.measures == figures.question.measures
    assert all(text.formula_en and text.rule for text in plain(figures).measures)


def test_too_many_groups_are_not_worked_out() -> None:
    many = [a_case(f"c{n}", unit_ids=(f"u{n}",)) for n in range(MOST_GROUPS + 1)]
    inquiry = asked(replace(DAY, measures=("volume",), splits=("unit",)))
    with pytest.raises(InvalidValue, match="unit: 5001 groups"):
        answers_of(inquiry, inquiry.windows(None)["now"], CaseColumns.of(many), None)


def test_the_more_is_measured_the_fewer_groups_there_may_be() -> None:
    assert asked(replace(DAY, measures=("volume",))).most_groups == MOST_GROUPS
    everything = asked(DAY)
    assert (everything.most_groups or 0) * len(everything.asked) <= MOST_ANSWERS
