"""Files a spreadsheet opens without running anything: read back with the readers people use."""

import csv
import io

import openpyxl
import pytest

from bigscreen.report.spreadsheets import csv_bytes, xlsx_bytes
from bigscreen.report.tables import Table, safe_text

PAYLOADS = (
    "=1+1",
    '=HYPERLINK("http://evil","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "https://evil.example",
    'x";=1+1;"',
    "a,=1+1",
)
TABLE = Table(
    title="=title",
    headings=("=heading", "n", "value"),
    rows=(*((payload, -5, -1.25) for payload in PAYLOADS), ("网格", None, 0)),
    about=("=about",),
)
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝")


def read_csv(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), ""), delimiter=delimiter))


def test_csv_says_that_it_is_utf8_and_keeps_numbers_as_numbers():
    content = csv_bytes(TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = read_csv(content)
    assert rows[1] == ["'=1+1", "-5", "-1.25"]
    assert rows[-1] == ["网格", "", "0"]
    assert len(rows) == 1 + len(TABLE.rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_text_cell_of_a_csv_begins_a_formula(delimiter):
    """Whatever separator the reader's country uses, quoted text stays one cell."""
    for row in read_csv(csv_bytes(TABLE), ","):
        assert not row[0].startswith(SIGNS)
    for row in read_csv(csv_bytes(TABLE), delimiter):
        assert not row[0].startswith(SIGNS)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(TABLE)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not [text for text in texts if text.startswith(SIGNS)]


def test_a_workbook_holds_the_rows_and_what_they_are_of():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(TABLE)))
    figures, notes = book.worksheets
    rows = list(figures.iter_rows(values_only=True))
    assert rows[0] == ("'=heading", "n", "value")
    assert rows[1] == ("'=1+1", -5, -1.25)
    assert rows[-1] == ("网格", None, 0)
    assert [row[0] for row in notes.iter_rows(values_only=True)] == ["'=title", "'=about"]


@pytest.mark.parametrize("payload", PAYLOADS[:9])
def test_what_begins_a_formula_gets_an_apostrophe(payload):
    assert safe_text(payload) == f"'{payload}"


def test_other_text_stays_as_it_is():
    assert safe_text("第 1 网格 = 西") == "第 1 网格 = 西"
    assert safe_text("") == ""
