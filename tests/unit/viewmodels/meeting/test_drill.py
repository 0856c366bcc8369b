"""From a figure to its cases: the question, the parts, the table, the record of one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.assignments import Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.past_cases import CaseBehind, CaseFile, CasesBehind, Part
from bigscreen.domain.questions import QuestionFault
from bigscreen.viewmodels.meeting.case_file import case_page
from bigscreen.viewmodels.meeting.drill import (
    can_drill,
    cases_question,
    cases_table,
    drill_of,
    drill_title,
    part_words,
)
from bigscreen.viewmodels.meeting.fault_words import fault_sentence
from bigscreen.viewmodels.meeting.ground_text import ground_lines
from bigscreen.viewmodels.report_blocks import Ground
from tests.support.cases import a_case
from tests.support.meeting_figures import NOW, a_look

LOOK = a_look()
GROUND = Ground(n=9, measure="response", only=(("grid", "west"),), definition="D")


def test_a_figure_asks_for_the_cases_it_counts() -> None:
    drill = drill_of(GROUND, "Response", "duration")
    question = cases_question(drill, LOOK)
    assert (question.measure, question.part) == ("response", Part.COUNTED)
    assert (question.start, question.end) == (LOOK.period.start, LOOK.until)
    assert drill_title(drill, LOOK) == "Response · West"
    assert drill.parts == (Part.COUNTED, Part.LEFT_OUT, Part.ALL)


def test_a_figure_of_a_compared_period_asks_for_the_cases_of_that_period() -> None:
    before = (LOOK.period.start - timedelta(days=7), LOOK.period.start)
    drill = drill_of(replace(GROUND, span=before), "Response", "duration")
    question = cases_question(drill, LOOK)
    assert (question.start, question.end) == before
    assert "2026-03-02" in drill_title(drill, LOOK)


def test_a_share_tells_fulfilled_from_not() -> None:
    drill = drill_of(GROUND, "On time", "share")
    assert drill.part is Part.HELD
    found = CasesBehind(measure="x", total=3, counted=9, held=6, excluded={"drill": 2}, as_of=NOW)
    said = [part_words(drill, part, found) for part in drill.parts]
    assert said == ["Fulfilled 6", "Not fulfilled 3", "Left out 2", "All 11"]
    assert part_words(drill, Part.MISSED, None) == "Not fulfilled"


def test_a_count_tells_counted_from_not_and_may_leave_nothing_out() -> None:
    drill = drill_of(GROUND, "Open", "count")
    found = CasesBehind(measure="open", total=1, counted=1, held=1, as_of=NOW)
    assert [part_words(drill, part, found) for part in drill.parts] == [
        "Counted 1",
        "Not counted 0",
        "Left out 0",
        "All 1",
    ]
    whole = replace(found, cases=(CaseBehind(facts=a_case("i1", NOW), number="JQ-1", value=1.0),))
    assert cases_table(drill, whole, LOOK).note == ""


def test_a_stretch_asks_for_its_own_cases() -> None:
    ground = Ground(n=9, measure="turnout_speed", bucket="0-5min")
    drill = drill_of(ground, "Turnout", "buckets")
    assert cases_question(drill, LOOK).bucket == "0-5min"
    assert drill_title(drill, LOOK) == "Turnout · 0–5 min"
    assert part_words(drill, Part.HELD, None) == "In this stretch"


def test_the_table_says_what_became_of_each_case() -> None:
    counted = a_case("i1", NOW, on_scene_s=75, closed_s=90_000)
    left_out = a_case("i2", NOW, grid_id="", dispatched_s=5)
    found = CasesBehind(
        measure="response",
        total=7,
        counted=6,
        held=6,
        excluded={"missing": 1},
        cases=(
            CaseBehind(facts=counted, number="JQ-1", title="甲", value=75.0),
            CaseBehind(facts=left_out, number="JQ-2", reason="missing"),
        ),
        as_of=NOW,
    )
    table = cases_table(drill_of(GROUND, "Response", "duration"), found, LOOK)
    assert table.case_ids == ("i1", "i2")
    first, second = table.rows
    assert first[-2:] == ("1:15", "counted")
    assert second[-2:] == ("—", "left out: a time is missing")
    assert second[3] == "outside every grid"
    assert first[8] == "12:01:15"
    assert first[9] == "03-12 13:00"
    assert "the first 2 of 7, the longest first" in table.note
    plain = cases_table(drill_of(GROUND, "Closed", "share"), found, LOOK)
    assert plain.rows[0][-2] == "yes"


def test_a_case_of_this_ledger_is_told_whole() -> None:
    incident = Incident(
        id="i1",
        number="JQ-1",
        work_kind=WorkKind.POLICE_CALL,
        item_code="noise",
        title="好又多",
        level=Level.TWO,
        channel=Channel.HOTLINE,
        received_at=NOW,
        grid_id="west",
    )
    stamp = Stamp(at=NOW + timedelta(seconds=80), by="p-1", how=StampSource.UNIT)
    work = Assignment(id="a1", incident_id="i1", unit_id="p-1", stamps={Milestone.ON_SCENE: stamp})
    state = IncidentState(incident=incident, assignment_ids=("a1", "a9"))
    facts = a_case("i1", NOW, on_scene_s=80)
    page = case_page(CaseFile(facts=facts, state=state, assignments=(work,)), LOOK)
    assert page.title == "JQ-1"
    milestones = page.blocks[1]
    assert milestones.rows[1][0] == "p-1"
    assert milestones.rows[1][5] == "12:01:20 (+1:20)"
    assert any("Registered" in row[1] for row in page.blocks[2].rows)


def test_of_a_case_before_the_ledger_the_times_are_told() -> None:
    page = case_page(CaseFile(facts=a_case("old", NOW, on_scene_s=80)), LOOK)
    assert page.title == "old"
    assert page.blocks[1].rows[0][5] == "12:01:20 (+1:20)"
    assert "before this ledger" in page.blocks[2].paragraphs[0]


def test_a_figure_explains_itself() -> None:
    ground = Ground(
        n=9, excluded={"drill": 2}, measure="response", sides=("S",), stamps="T", definition="D"
    )
    lines = ground_lines("Response", "1:20", ground)
    assert lines[0] == "Response: 1:20"
    assert lines[1] == "n 9, 2 left out: drill 2"
    assert lines[2:5] == ("S", "Times noted: T", "D")
    assert can_drill(ground)
    assert ground_lines("Score", "", Ground(n=3)) == ("Score", "n 3, none left out")
    assert ground_lines("Score", "", Ground()) == ("Score",)


@pytest.mark.parametrize(
    "code", ["not_allowed", "too_fast", "busy", "history_unavailable", "not_sent", "new_one"]
)
def test_every_fault_has_a_sentence(code) -> None:
    assert len(fault_sentence(QuestionFault(code=code))) > 20
    wrong = QuestionFault(code="invalid_question", field="end", value="", expected="a time")
    assert "end = —" in fault_sentence(wrong)
