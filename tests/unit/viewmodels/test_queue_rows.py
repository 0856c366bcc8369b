"""The queue says of each case what it is, how far it has come, and whose turn it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.commands import CloseIncident, ReleaseUnit
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus
from bigscreen.domain.incidents import Level, Sensitivity
from bigscreen.domain.progress import (
    Card,
    CardShown,
    CaseLink,
    CaseStage,
    EchelonCall,
    LinkKind,
    Suspension,
)
from bigscreen.domain.units import UnitKind
from bigscreen.viewmodels.case_badges import supervised_cases
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.queue_rows import (
    Order,
    Scope,
    count,
    found,
    in_scope,
    next_overdue_at,
    queue_row,
    sort_rows,
    spoken,
    stage_of,
)
from bigscreen.viewmodels.unit_marks import UNKNOWN
from tests.support.duty_records import a_form
from tests.support.duty_room import DutyRoom
from tests.support.hostile import DIRECTION_MARKS, HOSTILE
from tests.support.small_city import IN_WEST, SOURCE


@pytest.fixture
def room():
    return DutyRoom()


def row_of(room, incident_id, city=None):
    return queue_row(room.situation, room.situation.incidents[incident_id], city or room.city)


def change(room, incident_id, **progress):
    """Put a case's progress where the rules would bring it."""
    state = room.situation.incidents[incident_id]
    room.situation.incidents[incident_id] = replace(
        state, progress=replace(state.progress, **progress), version=state.version + 1
    )


def set_deadline(room, incident_id, due):
    deadline = Deadline(clock="c", warn_at=due, due_at=due) if due else None
    change(room, incident_id, deadline=deadline)


def test_a_row_says_level_place_and_clock(room):
    case = room.case(title="好又多超市", level=Level.ONE, location=IN_WEST)
    row = row_of(room, case)
    assert row.headline == "Noise · 好又多超市"
    assert row.place == "West · Other"
    assert row.level is Level.ONE
    assert row.clock(room.now + timedelta(seconds=47)) == "00:47"
    assert spoken(row, room.now) == "Noise · 好又多超市, Police call, West · Other, 00:00"


@pytest.mark.parametrize(
    ("title", "address", "said"),
    [
        ("噪音扰民 · 滨河路", "", "Noise · 滨河路"),
        ("Noise · Riverside", "", "Noise · Riverside"),
        ("噪音扰民", "滨河路 3 号", "Noise · 滨河路 3 号"),
        ("", "", "Noise"),
        ("吵闹", "滨河路", "Noise · 吵闹"),
    ],
)
def test_a_headline_never_says_the_item_twice(room, title, address, said):
    known = room.situation.incidents[room.case(title=title, address=address)].incident
    assert headline(replace(known, title=title), room.city) == said


def test_a_headline_without_a_catalogue_is_the_title_or_the_number(room):
    known = room.situation.incidents[room.case(title="吵")].incident
    assert headline(known, None) == "吵"
    assert headline(replace(known, title="", address=""), None) == known.number


def test_the_stage_bar_counts_what_units_have_reported(room):
    case = room.case()
    assert row_of(room, case).stage == 1
    assert row_of(room, case).is_waiting
    room.assigned(case, "p-1", "p-2")
    assert row_of(room, case).stage == 2
    room.reached(case, "p-2", Milestone.EN_ROUTE)
    assert row_of(room, case).stage == 4
    assert not row_of(room, case).is_waiting


def test_a_unit_taken_off_on_its_way_leaves_no_progress(room):
    case = room.case()
    room.assigned(case, "p-1")
    room.reached(case, "p-1", Milestone.EN_ROUTE)
    room.accepted(ReleaseUnit(incident_id=case, unit_id="p-1"))
    assert row_of(room, case).stage == 1
    assert row_of(room, case).is_waiting
    assert not row_of(room, case).is_done


def test_a_unit_that_has_done_its_work_leaves_a_case_to_close(room):
    case = room.case()
    room.assigned(case, "p-1")
    room.reached(case, "p-1", Milestone.REPORTED)
    room.accepted(ReleaseUnit(incident_id=case, unit_id="p-1"))
    row = row_of(room, case)
    assert row.stage == 7
    assert row.is_done
    assert not row.is_waiting


def test_chips_carry_call_sign_and_identity(room):
    case = room.case()
    room.assigned(case, "p-1")
    (chip,) = row_of(room, case).chips
    assert (chip.unit_id, chip.text) == ("p-1", "巡p-1")
    assert row_of(room, case, room.city).chips[0].mark.tones


def test_a_unit_nobody_declared_is_shown_by_its_id(room):
    case = room.case()
    room.assigned(case, "p-1")
    del room.situation.units["p-1"]
    (chip,) = row_of(room, case).chips
    assert (chip.text, chip.mark) == ("p-1", UNKNOWN)


class TestOverdue:
    def test_a_police_call_runs_against_its_response_class_until_somebody_arrives(self, room):
        case = room.case(location=IN_WEST)
        received = room.now
        row = row_of(room, case)
        assert row.overdue_at == received + timedelta(minutes=3)
        assert not row.is_overdue(received + timedelta(seconds=179))
        assert row.is_overdue(received + timedelta(seconds=180))

    def test_after_arrival_the_deadline_the_hub_computed_counts(self, room):
        case = room.case(location=IN_WEST)
        room.assigned(case, "p-1")
        room.reached(case, "p-1", Milestone.ON_SCENE)
        due = room.now + timedelta(hours=24)
        set_deadline(room, case, due)
        assert row_of(room, case).overdue_at == due

    def test_a_city_case_runs_against_its_deadline_and_a_suspended_one_against_none(self, room):
        case = room.case(item_code="vendor")
        due = room.now + timedelta(hours=72)
        set_deadline(room, case, due)
        assert row_of(room, case).overdue_at == due
        assert row_of(room, case).due == "by 03-05 12:02"
        set_deadline(room, case, None)
        assert row_of(room, case).due == ""
        row = row_of(room, case)
        assert row.overdue_at is None
        assert not row.is_overdue(room.now + timedelta(days=400))

    def test_a_closed_case_keeps_the_clock_it_was_closed_with(self, room):
        case = room.case(location=IN_WEST)
        room.now += timedelta(minutes=7)
        room.accepted(CloseIncident(incident_id=case))
        row = row_of(room, case)
        assert row.clock(room.now + timedelta(days=3)) == "08:00"
        assert row.is_overdue(room.now + timedelta(days=3))
        assert row.stage == 7
        assert stage_of(room.situation.incidents[case], ()) == (7, 7)


class TestDutyModel:
    def test_a_city_case_says_its_stage_out_of_nine(self, room):
        case = room.case(item_code="vendor", location=IN_WEST)
        row = row_of(room, case)
        assert (row.stage, row.stages) == (1, 9)
        assert row.place == "West · Registered"
        change(room, case, stage=CaseStage.HANDLED)
        row = row_of(room, case)
        assert (row.stage, row.stages, row.is_done) == (6, 9, True)
        change(room, case, stage=CaseStage.VOID)
        assert row_of(room, case).stage == 9

    def test_a_case_says_its_cards_echelon_and_side_states(self, room):
        case = room.case(drill=True, sensitivity=Sensitivity.DIM)
        cards = tuple(CardShown(card=card, at=room.now) for card in Card)
        call = EchelonCall(
            echelon=2, unit_ids=(), commander="", reason="", at=room.now, by="desk-1"
        )
        held = Suspension(since=room.now, by="desk-1", reason="雨")
        twin = CaseLink(kind=LinkKind.DUPLICATE, incident_id="i9")
        change(room, case, cards=cards, echelons=(call,), suspensions=(held,), links=(twin,))
        state = room.situation.incidents[case]
        row = queue_row(room.situation, state, room.city, supervised=True)
        assert not row.dimmed
        assert [badge.text for badge in row.badges] == [
            "Red card", "Echelon Ⅱ", "Supervised", "Suspended", "Drill", "+1 reports",
        ]  # fmt: skip
        assert "Red card" in spoken(row, room.now)

    def test_a_wall_dims_a_sensitive_case_and_says_no_more_than_its_item(self, room):
        case = room.case(title="张某被打", sensitivity=Sensitivity.DIM)
        state = room.situation.incidents[case]
        row = queue_row(room.situation, state, room.city, at_wall=True)
        assert (row.dimmed, row.headline) == (True, "Noise")
        assert "张某" not in row.search_text

    def test_a_supervised_case_is_found_by_its_open_form(self, room):
        case = room.case()
        form = a_form(incident_id=case, kind=HandOverKind.SUPERVISION)
        room.situation.hand_overs.put(form)
        assert supervised_cases(room.situation) == {case}
        room.situation.hand_overs.put(replace(form, status=HandOverStatus.COMPLETED))
        assert supervised_cases(room.situation) == frozenset()


class TestOrder:
    @pytest.fixture
    def rows(self, room):
        """Return four cases, one a minute: Ⅲ, Ⅱ, Ⅱ city case, Ⅰ."""
        cases = [
            room.case(title="a", level=Level.THREE),
            room.case(title="b", level=Level.TWO, location=IN_WEST),
            room.case(title="c", level=Level.TWO, item_code="vendor"),
            room.case(title="d", level=Level.ONE),
        ]
        return [row_of(room, case) for case in cases]

    def titles(self, rows):
        return "".join(row.headline[-1] for row in rows)

    def test_urgency_is_level_then_overdue_then_age(self, room, rows):
        assert self.titles(sort_rows(rows, Order.URGENCY, room.now)) == "dbca"
        older_but_in_time = [replace(rows[2], received_at=rows[0].received_at), *rows[:2], rows[3]]
        later = room.now + timedelta(minutes=4)
        assert self.titles(sort_rows(older_but_in_time, Order.URGENCY, room.now)) == "dcba"
        assert self.titles(sort_rows(older_but_in_time, Order.URGENCY, later)) == "dbca"

    def test_by_age_both_ways(self, room, rows):
        assert self.titles(sort_rows(rows, Order.NEWEST, room.now)) == "dcba"
        assert self.titles(sort_rows(rows, Order.OLDEST, room.now)) == "abcd"

    def test_scopes(self, room, rows):
        room.assigned(rows[0].incident_id, "p-1")
        closed = rows[1].incident_id
        room.accepted(CloseIncident(incident_id=closed))
        now = room.now + timedelta(minutes=6)
        rows = [row_of(room, row.incident_id) for row in rows]
        shown = {scope: self.titles(r for r in rows if in_scope(r, scope, now)) for scope in Scope}
        assert shown == {
            Scope.OPEN: "acd",
            Scope.WAITING: "cd",
            Scope.OVERDUE: "ad",
            Scope.POLICE_CALLS: "ad",
            Scope.CITY_CASES: "c",
            Scope.CLOSED: "b",
        }

    def test_counts_are_of_open_cases(self, room, rows):
        room.accepted(CloseIncident(incident_id=rows[0].incident_id))
        room.assigned(rows[1].incident_id, "p-1")
        rows = [row_of(room, row.incident_id) for row in rows]
        counts = count(rows, room.now + timedelta(minutes=2))
        assert (counts.open, counts.waiting, counts.overdue) == (3, 2, 1)

    def test_the_next_clock_to_run_out_is_known(self, room, rows):
        assert next_overdue_at(rows, room.now) == rows[1].overdue_at
        assert next_overdue_at(rows, rows[1].overdue_at) == rows[0].overdue_at
        assert next_overdue_at([], room.now) is None
        stopped = [replace(row, stopped_at=room.now) for row in rows]
        assert next_overdue_at(stopped, room.now) is None


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("超市", True),
        ("NOISE", True),
        ("west 超市", True),
        ("巡p-1", True),
        ("", True),
        ("西街", True),
        ("east", False),
        ("超市 east", False),
    ],
)
def test_a_search_finds_every_word_anywhere(room, query, is_found):
    case = room.case(title="好又多超市", address="西街 1 号", location=IN_WEST)
    room.assigned(case, "p-1")
    assert found(row_of(room, case), query) is is_found


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_comes_out_as_one_plain_line(room, text):
    case = room.case(title="x", reference="r-1", actor=SOURCE)
    state = room.situation.incidents[case]
    state = replace(
        state, incident=replace(state.incident, title=text, address=text, number=text, grid_id=text)
    )
    room.assigned(case, "p-1")
    unit = room.situation.units["p-1"]
    room.situation.units["p-1"] = replace(
        unit, unit=replace(unit.unit, call_sign=text, kind=UnitKind.DRONE)
    )
    state = replace(state, assignment_ids=room.situation.incidents[case].assignment_ids)
    row = queue_row(room.situation, state, room.city)
    for shown in (row.headline, row.number, row.place, row.chips[0].text):
        assert "\n" not in shown
        assert not DIRECTION_MARKS & set(shown)
