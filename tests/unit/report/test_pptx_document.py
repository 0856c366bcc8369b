"""A report as slides: native charts with their data, Chinese type, notes; harmless texts."""

import io
import zipfile

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from bigscreen.report.export_steps import ExportCancelled
from bigscreen.report.pptx_document import MOST_ROWS, pptx_bytes
from bigscreen.report.pptx_text import TYPEFACE
from tests.support.reports import (
    a_report,
    bars,
    empty_report,
    full_report,
    hostile_report,
    line,
    table,
)
from tests.support.small_city import small_city


@pytest.fixture(scope="module")
def content() -> bytes:
    return pptx_bytes(full_report(), small_city())


@pytest.fixture(scope="module")
def slides(content):
    return list(Presentation(io.BytesIO(content)).slides)


def texts(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def charts(slides):
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def test_charts_are_native_and_hold_their_figures(slides):
    found = charts(slides)
    assert len(found) == 4
    two = [chart for slide in slides for chart in charts([slide]) if len(charts([slide])) == 2]
    assert len(two) == 2
    speeds = two[1].plots[0]
    assert next(iter(speeds.categories)) == "0–30 s"
    assert list(speeds.series[0].values) == [98.9, 0.4, 0.3, 0.1, 0.3]
    assert [series.name for series in speeds.series] == ["本周", "上周"]


def test_the_data_of_a_chart_opens_in_a_sheet(content):
    inside = zipfile.ZipFile(io.BytesIO(content))
    books = [name for name in inside.namelist() if name.endswith(".xlsx")]
    assert len(books) == 4
    sheet = openpyxl.load_workbook(io.BytesIO(inside.read(books[0]))).active
    assert sheet is not None
    assert sheet["B1"].value == "本周"


def test_every_slide_has_a_title_and_what_its_figures_stand_on(slides):
    assert [bool(slide.shapes.title.text_frame.text) for slide in slides] == [True] * len(slides)
    assert slides[0].shapes.title.text_frame.text == "警情周报"
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    assert "n 9,585" in notes
    assert "接报总数：期内接报件数" in notes


def test_chinese_has_a_chinese_typeface_everywhere(content, slides):
    inside = zipfile.ZipFile(io.BytesIO(content))
    theme = inside.read("ppt/theme/theme1.xml").decode()
    assert theme.count(f'<a:ea typeface="{TYPEFACE}"') == 2
    for slide in slides:
        for run in slide.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"):
            names = {child.tag.rpartition("}")[2]: child.get("typeface") for child in run}
            assert names.get("ea") == TYPEFACE, slide.shapes.title.text_frame.text
    part = next(name for name in inside.namelist() if name.startswith("ppt/charts/chart"))
    assert f'<a:ea typeface="{TYPEFACE}"' in inside.read(part).decode()


def test_a_map_is_a_shape_a_grid(slides):
    kinds = [shape for slide in slides for shape in slide.shapes]
    drawn = [one for one in kinds if one.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    assert [one.name for one in drawn] == ["West", "East"] * 3


def test_nothing_stands_outside_its_slide(slides):
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= 12_192_000
            assert shape.top + shape.height <= 6_858_000


def test_a_long_table_goes_on_and_says_what_is_not_shown():
    written = pptx_bytes(a_report(table(5000)), small_city())
    slides = list(Presentation(io.BytesIO(written)).slides)
    rows = sum(
        len(shape.table.rows) - 1 for slide in slides for shape in slide.shapes if shape.has_table
    )
    assert rows == MOST_ROWS
    assert any(f"and {5000 - MOST_ROWS} more rows" in texts(slide) for slide in slides)


def test_blocks_with_nothing_to_show_say_why():
    written = pptx_bytes(empty_report(), small_city())
    said = "\n".join(texts(slide) for slide in Presentation(io.BytesIO(written)).slides)
    assert "本期没有数据" in said
    assert "全部办结" in said


def test_hostile_texts_stay_texts():
    written = pptx_bytes(hostile_report(), small_city())
    slides = list(Presentation(io.BytesIO(written)).slides)
    assert any("alert(1)" in texts(slide) for slide in slides)
    inside = zipfile.ZipFile(io.BytesIO(written))
    assert not any(
        "hyperlink" in inside.read(n).decode() for n in inside.namelist() if n.endswith(".rels")
    )
    for name in inside.namelist():
        if name.endswith(".xlsx"):
            sheet = openpyxl.load_workbook(io.BytesIO(inside.read(name))).active
            assert sheet is not None
            assert all(cell.data_type != "f" for row in sheet.rows for cell in row)


def test_progress_is_told_and_giving_up_ends_it():
    told = []
    report = a_report(bars(), line())
    pptx_bytes(report, small_city(), on_progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 1
    with pytest.raises(ExportCancelled):
        pptx_bytes(report, small_city(), cancelled=lambda: True)
