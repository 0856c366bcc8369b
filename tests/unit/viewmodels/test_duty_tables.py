"""The tables of forms, shift and joint operations say what is late and what is missing."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.duty_plan import DutyPlan, RosterLine
from bigscreen.domain.figures import CoverageFigure, MinimumFigure, OperationFigure
from bigscreen.domain.hand_overs import HandOverStatus
from bigscreen.domain.shift import Shift, ShiftNote
from bigscreen.domain.units import Duty
from bigscreen.viewmodels import form_rows, operation_rows, shift_rows
from bigscreen.viewmodels.table_rows import RowTone
from tests.support.boards import empty_board
from tests.support.duty_records import a_form, an_operation
from tests.support.duty_room import DutyRoom
from tests.support.small_city import NOON, small_city


def test_forms_stand_with_the_most_urgent_first_and_say_what_is_late():
    room = DutyRoom()
    for form in (
        a_form(id="calm"),
        a_form(id="step", step_due_at=NOON - timedelta(minutes=1)),
        a_form(id="over", deadline=replace(a_form().deadline, due_at=NOON - timedelta(hours=1))),
        a_form(id="done", status=HandOverStatus.COMPLETED),
        a_form(id="back", status=HandOverStatus.RETURNED),
        a_form(id="mine", incident_id="i9"),
    ):
        room.situation.hand_overs.put(form)
    rows = form_rows.form_rows(room.situation, room.city, NOON)
    tones = {row.id: row.tone for row in rows}
    assert tones == {
        "over": RowTone.BAD, "step": RowTone.LATE, "calm": RowTone.PLAIN, "mine": RowTone.PLAIN,
        "done": RowTone.DONE, "back": RowTone.LATE,
    }  # fmt: skip
    assert [row.id for row in rows][:2] == ["over", "step"]
    assert len(form_rows.headings()) == len(rows[0].cells)
    (mine,) = form_rows.form_rows(room.situation, room.city, NOON, "i9")
    assert mine.id == "mine"


def test_the_shift_says_its_level_and_when_it_began():
    city = small_city()
    assert shift_rows.level_line(Shift(), city, NOON) == "Duty: —"
    assert shift_rows.shift_line(Shift(), city, NOON) == "No shift has begun yet"
    held = Shift(
        index=1,
        started_at=NOON,
        level="one",
        level_since=NOON,
        level_by="desk-1",
        level_reason="节",
    )
    assert shift_rows.level_line(held, city, NOON) == "Duty: one · since 12:00:00 · desk-1 · 节"
    assert shift_rows.shift_line(held, city, NOON) == "Shift 2 since 12:00:00"


def test_too_few_units_stand_first():
    figures = (
        MinimumFigure(grid_id="east", force_code="police", on_duty=3, minimum=3),
        MinimumFigure(grid_id="west", force_code="cg", on_duty=1, minimum=2),
    )
    rows = shift_rows.minimum_rows(figures, small_city())
    assert [row.cells for row in rows] == [
        ("West", "Chengguan", "1", "2"), ("East", "Police", "3", "3"),
    ]  # fmt: skip
    assert [row.tone for row in rows] == [RowTone.BAD, RowTone.PLAIN]
    assert len(shift_rows.minimum_headings()) == len(rows[0].cells)


def test_coverage_tells_what_is_done_from_what_is_not():
    done = CoverageFigure(grid_id="", points_done=1, points_wanted=1, lines_done=0, lines_wanted=0)
    figures = (
        replace(done, grid_id="west", points_wanted=2),
        replace(done, grid_id="east", lines_wanted=1),
        done,
    )
    rows = shift_rows.coverage_rows(figures, small_city())
    assert [row.tone for row in rows] == [RowTone.PLAIN, RowTone.PLAIN, RowTone.DONE]
    assert rows[2].cells == ("outside every grid", "1 / 1", "0 / 0")
    assert len(shift_rows.coverage_headings()) == len(rows[0].cells)


def test_the_roster_names_shifts_and_who_is_off_duty():
    room = DutyRoom()
    room.situation.units["p-2"] = replace(room.situation.units["p-2"], duty=Duty.OFF_DUTY)
    plan = DutyPlan(roster=(RosterLine(unit_id="p-1", shifts=(0, 1), weekdays=(1, 2)),))
    rows = shift_rows.roster_rows(room.situation, replace(room.city, plan=plan))
    assert [row.id for row in rows] == ["p-2", "p-1", "p-3"]
    assert rows[0].tone is RowTone.DONE
    assert rows[1].cells == ("巡p-1", "West", "1 2", "1 2", "Free")
    assert rows[2].cells[2:4] == ("—", "—")
    assert len(shift_rows.roster_headings()) == len(rows[0].cells)
    assert len(shift_rows.roster_rows(room.situation, None)) == 3


def test_the_newest_note_stands_first():
    notes = tuple(ShiftNote(text=text, by="desk-1", at=NOON) for text in ("一", "二"))
    rows = shift_rows.note_rows(Shift(notes=notes), small_city(), NOON)
    assert [row.cells[2] for row in rows] == ["二", "一"]
    assert len(shift_rows.note_headings()) == 3


def test_operations_say_how_they_stand_and_what_they_count():
    room, hour = DutyRoom(), timedelta(hours=1)
    for operation in (
        an_operation(id="runs", grid_ids=("west",), item_codes=("noise",)),
        an_operation(id="waits", starts_at=NOON + hour),
        an_operation(id="over", starts_at=NOON - 2 * hour, ends_at=NOON),
        an_operation(id="ended", ended_at=NOON, summary="收队"),
    ):
        room.situation.operations.put(operation)
    tally = OperationFigure(operation_id="runs", cases=7, closed=4, by_item={"noise": 7})
    last = OperationFigure(operation_id="ended", cases=2, closed=2, by_item={"noise": 2})
    board = replace(empty_board(NOON), operations=(tally, last))
    rows = operation_rows.operation_rows(room.situation, room.city, board, NOON)
    said = {row.id: row.cells for row in rows}
    assert said["runs"][4:] == ("West", "Noise", "7, closed 4", "Noise 7")
    assert said["ended"][4:] == ("whole area", "all items", "2, closed 2", "Noise 2 · 收队")
    assert {key: cells[1] for key, cells in said.items()} == {
        "runs": "Running", "waits": "Not begun", "over": "Over, not ended", "ended": "Ended",
    }  # fmt: skip
    assert rows[-1].id == "ended"
    assert len(operation_rows.headings()) == len(rows[0].cells)
    bare = operation_rows.operation_rows(room.situation, None, board, NOON)
    assert {row.id: row.cells[5] for row in bare}["runs"] == "noise"
    assert operation_rows.operation_rows(room.situation, room.city, None, NOON)[0].cells[6] == "—"


def test_units_that_could_take_part_stand_by_call_sign():
    room = DutyRoom(units=("p-2", "p-1"))
    assert operation_rows.unit_names(room.situation) == [("巡p-1", "p-1"), ("巡p-2", "p-2")]
