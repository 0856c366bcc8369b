"""Writes a report as a workbook: a sheet a page, its charts native and fed by the cells."""

import io

import xlsxwriter

from bigscreen.domain.city import City
from bigscreen.report.export_steps import Cancelled, OnProgress, Steps, never, unwatched
from bigscreen.report.report_texts import blocks_of, plain, report_definitions, subtitle
from bigscreen.report.spreadsheets import NOTHING_GUESSED
from bigscreen.report.xlsx_sheet import Sheet
from bigscreen.viewmodels.report_blocks import Report
from bigscreen.viewmodels.trade_words import grid_name
from bigscreen.viewmodels.wording import tr

_FORBIDDEN = frozenset("[]:*?/\\'")
_LONGEST_NAME = 28


def xlsx_report(
    report: Report,
    city: City,
    *,
    on_progress: OnProgress = unwatched,
    cancelled: Cancelled = never,
) -> bytes:
    """Return a report as an Excel workbook in which no text can be taken for a formula.

    Raises:
        ExportCancelled: ``cancelled`` said so.
    """
    steps = Steps(len(blocks_of(report)) + 1, on_progress, cancelled)
    names = {grid.id: grid_name(city, grid.id) for grid in city.grids}
    file = io.BytesIO()
    taken: set[str] = set()
    with xlsxwriter.Workbook(file, NOTHING_GUESSED) as book:
        book.set_properties({"title": plain(report.title), "author": plain(report.city)})
        for page in report.pages:
            sheet = book.add_worksheet(_sheet_name(page.title, taken))
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            writer = Sheet(book, sheet, names)
            writer.heading(f"{plain(report.city)} {plain(report.title)} · {plain(page.title)}")
            writer.note(subtitle(report))
            writer.row += 1
            for block in page.blocks:
                writer.block(block)
                steps.next()
        notes = Sheet(book, book.add_worksheet(_sheet_name(tr("Notes"), taken)), names)
        notes.heading(tr("Notes and definitions"))
        for note in (subtitle(report), *report.notes, *report_definitions(report)):
            notes.note(plain(note, 2000))
        steps.next()
    return file.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name Excel allows that no other sheet has, whatever the case of its letters."""
    allowed = "".join(" " if char in _FORBIDDEN else char for char in plain(title))
    stem = " ".join(allowed.split())[:_LONGEST_NAME] or tr("Page")
    if stem.lower() == "history":  # a name Excel keeps for itself
        stem = f"{stem}."
    name, number = stem, 1
    while name.lower() in taken:
        number += 1
        name = f"{stem[: _LONGEST_NAME - 3]} {number}"
    taken.add(name.lower())
    return name
