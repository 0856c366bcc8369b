"""A report as a workbook: numbers are numbers, charts follow the cells, no text is a formula."""

import io
import zipfile

import openpyxl
import pytest

from bigscreen.report.export_steps import ExportCancelled
from bigscreen.report.xlsx_document import xlsx_report
from tests.support.reports import a_report, empty_report, full_report, hostile_report, table
from tests.support.small_city import small_city


def book_of(report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_report(report, small_city())))


def cells(book) -> list:
    found = [cell for sheet in book for row in sheet.rows for cell in row]
    return [cell for cell in found if cell.value is not None]


def test_figures_are_numbers_and_chinese_is_whole():
    book = book_of(full_report())
    assert book.sheetnames == ["总体情况", "Notes"]
    values = [cell.value for cell in cells(book)]
    for value in ("接报与有效警情", "有效警情", 3410, 98.9, "West", "重大紧急信息", 42, 3.5):
        assert value in values


def test_charts_are_native_and_read_the_cells():
    written = xlsx_report(full_report(), small_city())
    inside = zipfile.ZipFile(io.BytesIO(written))
    charts = [name for name in inside.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    first = inside.read("xl/charts/chart1.xml").decode()
    assert "总体情况" in first
    assert "numRef" in first


def test_a_long_list_is_whole():
    values = {cell.value for cell in cells(book_of(a_report(table(5000))))}
    assert "JQ-20261112-4999" in values


def test_blocks_with_nothing_to_show_say_why():
    values = [cell.value for cell in cells(book_of(empty_report()))]
    assert "本期没有数据" in values
    assert "全部办结" in values


def test_hostile_texts_are_never_formulas():
    book = book_of(hostile_report())
    found = cells(book)
    assert all(cell.data_type != "f" for cell in found)
    assert '\'=HYPERLINK("http://x")' in [cell.value for cell in found]
    assert all(cell.hyperlink is None for cell in found)
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_giving_up_ends_it():
    with pytest.raises(ExportCancelled):
        xlsx_report(full_report(), small_city(), cancelled=lambda: True)
