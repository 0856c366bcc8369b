"""A form comes out of the printer as a PDF, set by a page that is given nothing but its text."""

import re
from datetime import timedelta

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.hand_overs import HandOver, HandOverEntry, HandOverKind, HandOverStatus
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.report.hand_over_form import hand_over_form
from bigscreen.ui.centre.form_printer import FormPrinter
from tests.support.small_city import NOON, small_city


def test_a_form_is_printed_to_a_file_again_and_again(qtbot, tmp_path):
    printer = FormPrinter()
    for name in ("one.pdf", "two.pdf"):
        path = tmp_path / name
        with qtbot.waitSignal(printer.written, timeout=30000) as said:
            printer.write(f"<!DOCTYPE html><h1>工作交办单 {name}</h1>", str(path))
        assert said.args == [str(path)]
        assert path.read_bytes().startswith(b"%PDF")


def test_forms_wanted_at_once_are_printed_one_after_the_other(qtbot, tmp_path):
    printer = FormPrinter()
    written: list[str] = []
    printer.written.connect(written.append)
    paths = [str(tmp_path / f"{number}.pdf") for number in range(3)]
    for path in paths:
        printer.write(f"<!DOCTYPE html><h1>{path}</h1>", path)
    qtbot.waitUntil(lambda: written == paths, timeout=30000)


def test_a_place_that_can_not_be_written_is_said(qtbot, tmp_path):
    printer = FormPrinter()
    path = str(tmp_path / "none" / "form.pdf")
    with qtbot.waitSignal(printer.failed, timeout=30000) as said:
        printer.write("<h1>x</h1>", path)
    assert said.args[0] == path


def test_a_form_that_went_its_whole_way_stands_on_one_sheet(qtbot, tmp_path):
    case = IncidentState(
        incident=Incident(
            id="i1",
            number="JQ-20260302-0007",
            work_kind=WorkKind.CITY_CASE,
            item_code="vendor",
            title="占道经营 · 校门口东侧停车场出入口",
            level=Level.THREE,
            channel=Channel.CITIZEN,
            received_at=NOON,
            grid_id="west",
            address="学府路与滨河路交叉口东北角公共停车场出入口 12 号",
            summary="放学时段\n十余个摊位",
        )
    )
    steps = (HandOverStatus.ACKNOWLEDGED, HandOverStatus.PLANNED, HandOverStatus.COMPLETED)
    form = HandOver(
        id="h9",
        number="JQ-JB-20260303-0009",
        kind=HandOverKind.HAND_OVER,
        incident_id="i1",
        department="cg-zd",
        subject="占道经营整治",
        text="请三日内\n清理并回复",
        created_at=NOON,
        created_by="desk-1",
        deadline=Deadline(clock="13710", warn_at=NOON, due_at=NOON + timedelta(days=7)),
        status=HandOverStatus.COMPLETED,
        entries=tuple(
            HandOverEntry(status=status, at=NOON, by="desk-1", text="已清理") for status in steps
        ),
    )
    path = tmp_path / "form.pdf"
    printer = FormPrinter()
    with qtbot.waitSignal(printer.written, timeout=30000):
        printer.write(hand_over_form(form, case, small_city(), NOON), str(path))
    assert re.findall(rb"/Type\s*/Pages.*?/Count (\d+)", path.read_bytes(), re.DOTALL) == [b"1"]
