"""Every term of the duty model has a word of its own; codes nobody knows stay readable."""

from dataclasses import replace

import pytest

from bigscreen.domain.alarms import AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.city import Disposition
from bigscreen.domain.duty_plan import Department, DutyLevel, DutyPlan, Echelon
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus, HandOverStep
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.progress import (
    CallStage,
    Card,
    CaseStage,
    CaseStep,
    HandlingLevel,
    LinkKind,
    Satisfaction,
)
from bigscreen.viewmodels import duty_words as words
from tests.support.small_city import small_city


@pytest.mark.parametrize(
    ("members", "table"),
    [
        (CaseStage, words.CASE_STAGES),
        (CaseStep, words.CASE_STEPS),
        (CallStage, words.CALL_STAGES),
        (Card, words.CARDS),
        (HandlingLevel, words.HANDLING_LEVELS),
        (Satisfaction, words.SATISFACTIONS),
        (HandOverKind, words.HAND_OVER_KINDS),
        (HandOverStatus, words.HAND_OVER_STATES),
        (HandOverStep, words.HAND_OVER_STEPS),
        (AlarmKind, words.ALARM_KINDS),
        (AlarmStage, words.ALARM_STAGES),
        (AlarmStatus, words.ALARM_STATES),
        (Sensitivity, words.SENSITIVITIES),
        (LinkKind, words.LINK_KINDS),
    ],
)
def test_every_member_has_a_word_no_other_has(members, table):
    assert set(table) == set(members)
    assert len(set(table.values())) == len(table)


def test_the_bar_of_a_city_case_has_nine_stages():
    assert len(words.CASE_BAR) == 9
    assert words.call_stage_name(CallStage.CALLED_BACK) == "Called back"


def test_echelons_have_numerals_and_the_citys_names():
    plan = DutyPlan(echelons=(Echelon(number=2, name="二", name_en="Second"),))
    city = replace(small_city(), plan=plan)
    assert words.echelon_name(city, 2) == "Echelon Ⅱ Second"
    assert words.echelon_name(city, 1) == "Echelon Ⅰ"
    assert words.echelon_name(None, 9) == "Echelon 9"


def test_names_the_city_gives_and_codes_it_does_not_know():
    plan = DutyPlan(
        levels=(DutyLevel(code="two", name="二级", name_en="Two"),),
        departments=(Department(code="roads", name="路政", name_en="Roads"),),
    )
    ends = (Disposition(code="done", name="办", name_en="Done"),)
    city = replace(small_city(), plan=plan, dispositions=ends)
    assert words.department_name(city, "roads") == "Roads"
    assert words.department_name(city, "x\ny") == "x y"
    assert words.department_name(None, "roads") == "roads"
    assert words.disposition_name(city, "done") == "Done"
    assert words.disposition_name(None, "done") == "done"
    assert words.evidence_name("before") == "photo before"
    assert words.evidence_name("scan") == "scan"
    assert words.data_name(None) == ""


def test_until_a_duty_level_is_set_the_first_one_holds():
    levels = tuple(DutyLevel(code=c, name=c, name_en=c.upper()) for c in ("two", "one"))
    city = replace(small_city(), plan=DutyPlan(levels=levels))
    assert words.duty_level_name(city, "") == "TWO"
    assert words.duty_level_name(city, "one") == "ONE"
    assert words.duty_level_name(city, "three") == "three"
    assert words.duty_level_name(None, "one") == "one"
    assert words.duty_level_name(small_city(), "") == ""
