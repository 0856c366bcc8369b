"""Tables as CSV and XLSX files that a spreadsheet opens without running anything in them."""

import csv
import io

import xlsxwriter

from bigscreen.report.tables import Cell, Table, safe_text

_WIDEST = 60
NOTHING_GUESSED = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How every workbook is written: a text is a text."""


def csv_bytes(table: Table) -> bytes:
    """Return the table as CSV in UTF-8; the mark in front tells Excel so.

    Text is quoted, so that no separator of any country splits it into cells of their own.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in (table.headings, *table.rows):
        writer.writerow([_safe(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: Table) -> bytes:
    """Return the table as an Excel workbook; a second sheet holds what it is of."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, NOTHING_GUESSED) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet()
        for column, heading in enumerate(table.headings):
            sheet.write_string(0, column, safe_text(heading), bold)
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, safe_text(cell))
                elif cell is not None:
                    sheet.write_number(number, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
        sheet.autofit(max_width=_WIDEST * 7)
        notes = book.add_worksheet()
        for number, line in enumerate((table.title, *table.about)):
            notes.write_string(number, 0, safe_text(line))
    return file.getvalue()


def _safe(cell: Cell) -> Cell:
    return safe_text(cell) if isinstance(cell, str) else "" if cell is None else cell
