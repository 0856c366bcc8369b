"""The sheet of a case says what is known of it, each unit's milestones, and what was done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.assignments import Milestone, Stamp, StampSource
from bigscreen.domain.case_events import MilestoneCorrected, StagePassed
from bigscreen.domain.case_orders import AdvanceCase
from bigscreen.domain.city import Area, AreaLevel
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    ReleaseUnit,
    ReopenIncident,
)
from bigscreen.domain.hand_overs import HandOverEntry, HandOverStatus
from bigscreen.domain.incidents import Channel, Level
from bigscreen.domain.progress import (
    CallBack,
    Card,
    CardShown,
    CaseLink,
    CaseStage,
    CaseStep,
    EchelonCall,
    Evidence,
    Extension,
    LinkKind,
    Regrade,
    Satisfaction,
    StageEntry,
    Suspension,
)
from bigscreen.viewmodels.incident_sheet import incident_sheet
from bigscreen.viewmodels.unit_marks import UNKNOWN
from tests.support.duty_records import a_form
from tests.support.duty_room import DutyRoom
from tests.support.hostile import DIRECTION_MARKS, HOSTILE
from tests.support.small_city import DESK, IN_WEST, SOURCE, a_unit, small_city


@pytest.fixture
def room():
    return DutyRoom()


def sheet_of(room, incident_id, city=...):
    state = room.situation.incidents[incident_id]
    return incident_sheet(room.situation, state, room.city if city is ... else city, room.now)


def test_facts_of_a_police_call(room):
    item = replace(small_city().items[0], assisting_forces=("cg",))
    room.city = replace(room.city, items=(item,))
    case = room.case(
        title="好又多", level=Level.ONE, channel=Channel.HOTLINE, location=IN_WEST,
        address="西街 1 号", summary="一\n二",
    )  # fmt: skip
    sheet = sheet_of(room, case)
    assert sheet.headline == "Noise · 好又多"
    assert sheet.level_text == "Level Ⅰ"
    assert sheet.duty_line == "West · Police leads · Chengguan assist"
    assert sheet.received_line == "110 · received 12:02:00 · 3 min class"
    assert (sheet.address, sheet.summary) == ("西街 1 号", "一\n二")
    assert sheet.elapsed_line(room.now + timedelta(seconds=47)) == "Elapsed 00:47"
    assert not sheet.is_overdue(room.now)
    assert sheet.is_overdue(room.now + timedelta(minutes=3))
    assert not sheet.is_closed
    assert sheet.closing_line == ""


def test_a_city_case_has_no_response_class_and_may_have_no_assistance(room):
    sheet = sheet_of(room, room.case(item_code="vendor"))
    assert sheet.duty_line == "Chengguan leads"
    assert sheet.received_line == "Other · received 12:02:00"


def test_without_a_city_the_facts_stay(room):
    sheet = sheet_of(room, room.case(item_code="vendor", location=IN_WEST), None)
    assert sheet.duty_line == "west"
    assert sheet.received_cell.text == "04:02:00"


class TestTracks:
    def test_each_unit_has_its_own_milestones(self, room):
        case = room.case()
        room.assigned(case, "p-1", "p-2")
        room.reached(case, "p-2", Milestone.ACCEPTED)
        first, second = sheet_of(room, case).tracks
        assert [cell.text for cell in first.cells] == ["12:02:00", "12:03:00", *["—"] * 5]
        assert [cell.text for cell in second.cells][:4] == ["12:02:00", "12:03:00", "12:04:00", "—"]
        assert second.cells[2].detail == "Accepted 12:04:00, by simulator"
        assert second.cells[3].detail == "En route: not yet"
        assert (first.next_milestone, second.next_milestone) == (
            Milestone.ACCEPTED,
            Milestone.EN_ROUTE,
        )
        assert (first.state, second.state) == ("Assigned", "Assigned")

    def test_a_backfilled_stage_is_reached_without_a_time(self, room):
        case = room.case()
        room.assigned(case, "p-1")
        room.reached(case, "p-1", Milestone.ON_SCENE)
        (track,) = sheet_of(room, case).tracks
        assert track.cells[3].reached
        assert track.cells[3].backfilled
        assert track.cells[3].text == "—"
        assert track.cells[3].detail == "En route: passed, but nobody reported when"
        assert track.state == "At scene"

    def test_nothing_is_left_to_record_at_the_end(self, room):
        case = room.case()
        room.assigned(case, "p-1")
        room.reached(case, "p-1", Milestone.REPORTED)
        assert sheet_of(room, case).tracks[0].next_milestone is None

    def test_a_released_unit_stays_on_the_sheet(self, room):
        case = room.case()
        room.assigned(case, "p-1", "p-2")
        room.accepted(ReleaseUnit(incident_id=case, unit_id="p-1", reason="换班"))
        sheet = sheet_of(room, case)
        assert [(t.unit_id, t.is_open, t.state) for t in sheet.tracks] == [
            ("p-1", False, "Released"),
            ("p-2", True, "Assigned"),
        ]
        assert sheet.tracks[0].next_milestone is None
        assert [track.unit_id for track in sheet.open_tracks] == ["p-2"]

    def test_a_second_case_says_so(self, room):
        room.assigned(room.case(title="a"), "p-1")
        second = room.case(title="b")
        room.accepted(AssignUnits(incident_id=second, unit_ids=("p-1",), confirm=True))
        assert sheet_of(room, second).tracks[0].state == "Second case"

    def test_a_unit_nobody_declared_is_named_by_its_id(self, room):
        case = room.case()
        room.assigned(case, "p-1")
        del room.situation.units["p-1"]
        (track,) = sheet_of(room, case).tracks
        assert (track.text, track.mark) == ("p-1", UNKNOWN)


class TestLog:
    def texts(self, room, case):
        return [line.text for line in sheet_of(room, case).log]

    def test_everything_done_stands_newest_first(self, room):
        case = room.case(actor=SOURCE)
        room.assigned(case, "p-1", "p-2")
        room.reached(case, "p-2", Milestone.ACCEPTED)
        room.reached(case, "p-1", Milestone.EN_ROUTE, actor=DESK)
        room.accepted(AddNote(incident_id=case, text="带\n警戒线"))
        room.accepted(ReleaseUnit(incident_id=case, unit_id="p-2", reason="换班"))
        room.accepted(ReleaseUnit(incident_id=case, unit_id="p-1"))
        room.accepted(CloseIncident(incident_id=case, disposition="调解"))
        assert self.texts(room, case) == [
            "Closed by desk-1 · 调解",
            "巡p-1 released",
            "巡p-2 released: 换班",
            "desk-1 noted: 带 警戒线",
            "巡p-1 En route (by hand, desk-1)",
            "巡p-2 Accepted",
            "desk-1 sent 巡p-1, 巡p-2",
            "Registered by simulator",
        ]
        sheet = sheet_of(room, case)
        assert sheet.log[0].clock == "12:09:00"
        assert sheet.closing_line == "Closed 12:09:00 by desk-1 · 调解"

    def test_a_joint_dispatch_says_so(self, room):
        room.situation.units["p-2"] = replace(
            room.situation.units["p-2"], unit=a_unit("p-2", force_codes=("cg",))
        )
        case = room.case()
        room.assigned(case, "p-1", "p-2")
        assert self.texts(room, case)[0] == "desk-1 sent 巡p-1, 巡p-2 (joint)"

    def test_codes_of_the_program_are_said_in_words(self, room):
        case = room.case()
        room.assigned(case, "p-1", "p-2")
        room.accepted(ReleaseUnit(incident_id=case, unit_id="p-2", reason="undo"))
        room.accepted(CloseIncident(incident_id=case))
        assert self.texts(room, case)[:3] == [
            "Closed by desk-1",
            "巡p-1 released: case closed",
            "巡p-2 released: dispatch undone",
        ]

    def test_a_reopened_case_is_open_again(self, room):
        case = room.case()
        room.accepted(CloseIncident(incident_id=case))
        assert sheet_of(room, case).is_closed
        room.accepted(ReopenIncident(incident_id=case, reason="复发"))
        assert not sheet_of(room, case).is_closed

    def test_a_case_without_source_or_dispatch_stamp_still_reads(self, room):
        case = room.case()
        (assignment,) = room.assigned(case, "p-1")
        room.situation.assignments[assignment.id] = replace(assignment, stamps={})
        state = room.situation.incidents[case]
        state = replace(state, incident=replace(state.incident, source=""))
        sheet = incident_sheet(room.situation, state, room.city, room.now)
        assert [line.text for line in sheet.log] == ["Registered"]


class TestDutyModel:
    def change(self, room, case, **progress):
        state = room.situation.incidents[case]
        room.situation.incidents[case] = replace(
            state, progress=replace(state.progress, **progress)
        )

    def test_a_corrected_stamp_says_old_and_new_value_who_and_why(self, room):
        case = room.case()
        (assignment,) = room.assigned(case, "p-1")
        was = assignment.stamps[Milestone.DISPATCHED]
        stamp = Stamp(at=was.at - timedelta(minutes=1), by="desk-2", how=StampSource.HAND)
        room.situation.apply(
            room.situation.seq + 1,
            MilestoneCorrected(
                assignment_id=assignment.id, incident_id=case, unit_id="p-1",
                milestone=Milestone.DISPATCHED, was=was, stamp=stamp, reason="记错", at=room.now,
            ),
        )  # fmt: skip
        sheet = sheet_of(room, case)
        cell = sheet.tracks[0].cells[1]
        said = "Dispatched corrected from 12:03:00 to 12:02:00 by desk-2: 记错"
        assert (cell.text, cell.detail, cell.corrected) == ("12:02:00", said, True)
        assert f"巡p-1 {said}" in [line.text for line in sheet.log]
        assert sheet.tracks[0].stamped == ((Milestone.DISPATCHED, stamp.at),)

    def test_a_city_case_shows_its_nine_stages_and_when_the_next_is_due(self, room):
        case = room.case(item_code="vendor")
        entry = StageEntry(
            stage=CaseStage.REPORTED, step=CaseStep.REPORT, at=room.now, by="desk-1",
            due_at=room.now + timedelta(hours=2), reason="核",
        )  # fmt: skip
        room.situation.apply(room.situation.seq + 1, StagePassed(incident_id=case, entry=entry))
        due = room.now + timedelta(hours=72)
        self.change(room, case, deadline=Deadline(clock="c", warn_at=due, due_at=due))
        sheet = sheet_of(room, case)
        assert [cell.reached for cell in sheet.case_line] == [True, True, *[False] * 7]
        assert sheet.case_line[1].detail == "Reported up 12:02:00, by desk-1"
        assert sheet.due_line == (
            "Reported up · next stage by 14:02:00 · to be settled by 03-05 12:02"
        )
        assert [line.text for line in sheet.log] == [
            "desk-1: Report up (核)", "Registered by desk-1",
        ]  # fmt: skip
        self.change(room, case, deadline=None)
        assert sheet_of(room, case).due_line == "Reported up · next stage by 14:02:00"

    def test_everything_that_befell_a_case_stands_in_its_record(self, room):
        case = room.case()
        at = room.now
        self.change(
            room,
            case,
            suspensions=(Suspension(since=at, by="desk-1", reason="雨", until=at),),
            extensions=(
                Extension(
                    hours=8, reason="量大", asked_by="desk-1", asked_at=at, approved=True,
                    decided_by="desk-2", decided_at=at, decision="可",
                ),
            ),
            regrades=(
                Regrade(was=Level.TWO, level=Level.ONE, at=at, by="desk-1", reason="伤人"),
            ),
            echelons=(
                EchelonCall(
                    echelon=1, unit_ids=("p-1",), commander="李指挥", reason="增援", at=at,
                    by="desk-1", stood_down_at=at, stood_down_by="desk-2",
                ),
            ),
            cards=(CardShown(card=Card.YELLOW, at=at),),
            evidence=(Evidence(kind="before", reference="照片 1", at=at, by="desk-1"),),
            call_back=CallBack(
                satisfaction=Satisfaction.SATISFIED, text="很快", at=at, by="desk-1"
            ),
            links=(CaseLink(kind=LinkKind.RELATED, incident_id="i9"),),
        )  # fmt: skip
        room.situation.hand_overs.put(a_form(incident_id=case))
        sheet = sheet_of(room, case)
        said = {line.text for line in sheet.log}
        assert said >= {
            "desk-1: suspended (雨)",
            "clocks run again",
            "desk-1: asked for 8 h more (量大)",
            "desk-2: granted 8 h more (可)",
            "desk-1: Level Ⅱ → Level Ⅰ (伤人)",
            "desk-1: called Echelon Ⅰ: 巡p-1 · 李指挥 notified (增援)",
            "desk-2: stood Echelon Ⅰ down",
            "Yellow card",
            "desk-1: evidence photo before: 照片 1",
            "desk-1: called back: Satisfied (很快)",
            "desk-1: Hand-over JB-20260302-0001 to roads, due 03-03 12:00 (井盖缺失)",
        }
        assert sheet.level_text == "Level Ⅱ (was Level Ⅱ)"
        assert sheet.ties_line == "Related case i9 · Hand-over Sent out"

    def test_a_case_that_goes_on_says_only_what_has_happened(self, room):
        """No end of a suspension, no decision, nobody notified: nothing is said of those."""
        case, at = room.case(item_code="vendor"), room.now
        routed = StageEntry(
            stage=CaseStage.ROUTED, step=CaseStep.ROUTE, at=at, by="desk-1", department="roads"
        )
        skipped = StageEntry(
            stage=CaseStage.OPENED, step=CaseStep.OPEN, at=at, by="", how=StampSource.BACKFILLED
        )
        self.change(
            room,
            case,
            stage=CaseStage.ROUTED,
            stages=(*room.situation.incidents[case].progress.stages, skipped, routed),
            suspensions=(Suspension(since=at, by="desk-1", reason="雨"),),
            extensions=(Extension(hours=8, reason="", asked_by="desk-1", asked_at=at),),
            echelons=(
                EchelonCall(echelon=1, unit_ids=(), commander="", reason="", at=at, by="hub"),
            ),
        )
        room.situation.hand_overs.put(a_form(incident_id="another"))
        entry = HandOverEntry(status=HandOverStatus.ACKNOWLEDGED, at=at, by="路政", text="收到")
        room.situation.hand_overs.put(a_form(id="h2", incident_id=case, entries=(entry,)))
        item = replace(room.city.item("vendor"), evidence=("before",))
        room.city = replace(room.city, items=(item,))
        sheet = sheet_of(room, case)
        assert {line.text for line in sheet.log} == {
            "Registered by desk-1",
            "desk-1: Route → roads",
            "desk-1: suspended (雨)",
            "desk-1: asked for 8 h more",
            "hub: called Echelon Ⅰ: —",
            "desk-1: Hand-over JB-20260302-0001 to roads, due 03-03 12:00 (井盖缺失)",
            "路政: Hand-over JB-20260302-0001 Taken on (收到)",
        }
        assert sheet.due_line == "Routed · clocks stand still since 12:02:00"
        assert sheet.ties_line == "Hand-over Sent out · evidence missing: photo before"
        assert sheet.case_line[3].backfilled

    def test_a_case_closed_before_its_time_or_for_nothing_says_so(self, room):
        case = room.case(item_code="vendor")
        room.accepted(CloseIncident(incident_id=case, confirm=True))
        self.change(room, case, valid=False)
        sheet = sheet_of(room, case)
        assert sheet.log[0].text == "Closed before its time by desk-1 · no valid case"
        assert sheet.due_line == "Settled"

    def test_a_voided_case_shows_how_far_it_had_come(self, room):
        case = room.case(item_code="vendor")
        room.accepted(AdvanceCase(incident_id=case, step=CaseStep.VOID, reason="误报"))
        reached = [cell.reached for cell in sheet_of(room, case).case_line]
        assert reached == [True, *[False] * 8]

    def test_the_grids_commander_and_the_chain_above_are_named(self, room):
        areas = (
            Area(
                id="town", parent_id="", level=AreaLevel.STREET, name="镇", name_en="Town",
                commander="王",
            ),
        )  # fmt: skip
        west = replace(room.city.grids[0], commander="李", area_id="town")
        room.city = replace(room.city, grids=(west,), areas=areas)
        sheet = sheet_of(room, room.case(location=IN_WEST))
        assert sheet.chain_line == "West 李 › Town 王"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_comes_out_plain(room, text):
    case = room.case()
    room.assigned(case, "p-1")
    room.accepted(AddNote(incident_id=case, text="x"))
    room.accepted(CloseIncident(incident_id=case, disposition="x"))
    state = room.situation.incidents[case]
    incident = replace(
        state.incident, title=text, address=text, summary=text, number=text, source=text
    )
    note = replace(state.notes[0], text=text, by=text)
    state = replace(state, incident=incident, notes=(note,), closed_by=text, disposition=text)
    sheet = incident_sheet(room.situation, state, room.city, room.now)
    lines = [sheet.headline, sheet.number, sheet.address, sheet.closing_line]
    lines += [line.text for line in sheet.log]
    assert not any("\n" in line or DIRECTION_MARKS & set(line) for line in lines)
    assert not DIRECTION_MARKS & set(sheet.summary)
