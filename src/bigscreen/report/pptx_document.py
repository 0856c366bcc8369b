"""Writes a report as slides with native charts, tables and shapes that can all be edited."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from bigscreen.domain.city import City
from bigscreen.report.document_look import colour
from bigscreen.report.export_steps import Cancelled, OnProgress, Steps, never, unwatched
from bigscreen.report.pptx_chart import add_chart
from bigscreen.report.pptx_shapes import (
    add_heading,
    add_heat,
    add_map,
    add_map_legend,
    add_note,
    add_table,
    add_tiles,
    add_words,
    style_cover,
    style_notes,
    use_title,
)
from bigscreen.report.pptx_text import put_typeface_into_theme
from bigscreen.report.report_texts import (
    block_notes,
    definitions,
    empty_text,
    plain,
    report_definitions,
    subtitle,
)
from bigscreen.report.svg_chart import is_wide
from bigscreen.report.svg_map import shown_steps
from bigscreen.viewmodels.plain_text import paragraph
from bigscreen.viewmodels.report_blocks import (
    Block,
    Chart,
    GridMap,
    Heat,
    Report,
    Table,
    Tiles,
    Words,
)
from bigscreen.viewmodels.wording import tr

MOST_ROWS = 120
"""Rows of a table that go on slides; the workbook has all of them."""

_WIDTH, _HEIGHT = 12_192_000, 6_858_000
_MARGIN = 420_000
_INNER = _WIDTH - 2 * _MARGIN
_TITLE = (_MARGIN, 200_000, _INNER, 620_000)
_BODY = (_MARGIN, 900_000, _INNER, 5_380_000)
_NOTE = (_MARGIN, 6_330_000, _INNER, 380_000)
_ROWS_A_SLIDE = 15
_TITLE_ONLY = 5
_TILES_A_SLIDE = 12
_SIGNS_A_SLIDE = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One slide: its title, the block it shows or two small charts.

    Of a table's rows, or of tiles, those from ``first`` up to, not including, ``after``.
    """

    title: str
    blocks: tuple[Block, ...]
    first: int = 0
    after: int = 0


def pptx_bytes(
    report: Report,
    city: City,
    *,
    on_progress: OnProgress = unwatched,
    cancelled: Cancelled = never,
) -> bytes:
    """Return a report as a PowerPoint file: a slide a block, small charts two by two.

    Speaker notes hold what the figures stand on and what they mean.

    Raises:
        ExportCancelled: ``cancelled`` said so.
    """
    sheets = list(_sheets(report))
    steps = Steps(len(sheets) + 1, on_progress, cancelled)
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(_WIDTH), Emu(_HEIGHT)
    put_typeface_into_theme(presentation)
    properties = presentation.core_properties
    properties.title, properties.author = plain(report.title), plain(report.city)
    properties.subject = plain(report.period)
    _add_cover(presentation, report)
    for sheet in sheets:
        steps.next()
        _add_sheet(presentation, sheet, city)
    file = io.BytesIO()
    presentation.save(file)
    steps.next()
    return file.getvalue()


def _sheets(report: Report) -> Iterator[_Sheet]:
    for page in report.pages:
        waiting: list[Block] = []
        for block in page.blocks:
            if isinstance(block, Chart) and not is_wide(block):
                waiting.append(block)
                if len(waiting) < 2:
                    continue
                yield _Sheet(title=plain(page.title), blocks=tuple(waiting))
                waiting = []
                continue
            if waiting:
                yield _Sheet(title=plain(page.title), blocks=tuple(waiting))
                waiting = []
            yield from _sheets_of(plain(page.title), block)
        if waiting:
            yield _Sheet(title=plain(page.title), blocks=tuple(waiting))
    for part in _in_parts([*report.notes, *report_definitions(report)]):
        words = Words(key="notes", title=tr("Notes and definitions"), paragraphs=part)
        yield _Sheet(title=words.title, blocks=(words,))


def _in_parts(notes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield as many notes at a time as a slide has room for."""
    part: list[str] = []
    for note in notes:
        if part and sum(map(len, part)) + len(note) > _SIGNS_A_SLIDE:
            yield tuple(part)
            part = []
        part.append(note)
    if part:
        yield tuple(part)


def _sheets_of(page: str, block: Block) -> Iterator[_Sheet]:
    title = " · ".join(dict.fromkeys(filter(None, (page, plain(block.title)))))
    count, each = 1, 1
    if isinstance(block, Table):
        count, each = min(len(block.rows), MOST_ROWS), _ROWS_A_SLIDE
    elif isinstance(block, Tiles):
        count, each = len(block.tiles), _TILES_A_SLIDE
    starts = range(0, max(1, count), each)
    for number, start in enumerate(starts, start=1):
        part = f" ({number}/{len(starts)})" if len(starts) > 1 else ""
        after = min(start + each, count)
        yield _Sheet(title=f"{title}{part}", blocks=(block,), first=start, after=after)


def _add_cover(presentation: Any, report: Report) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = map(
        Emu, (_MARGIN * 2, 2_300_000, _WIDTH - 4 * _MARGIN, 1_200_000)
    )
    style_cover(title.text_frame, [(plain(report.title, 60), 40, True, colour("ink"))])
    box = slide.shapes.add_textbox(_MARGIN * 2, 3_600_000, _WIDTH - 4 * _MARGIN, 1_000_000)
    label = colour("label")
    lines = [(plain(report.city), 20, False, label), (subtitle(report), 18, False, label)]
    style_cover(box.text_frame, lines)
    style_notes(slide.notes_slide.notes_text_frame, [paragraph(note) for note in report.notes])


def _add_sheet(presentation: Any, sheet: _Sheet, city: City) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
    use_title(slide, sheet.title, _TITLE)
    left, top, width, height = _BODY
    notes: list[str] = []
    half = (width - _MARGIN) // 2
    for place, block in enumerate(sheet.blocks):
        room = _BODY
        if len(sheet.blocks) > 1:
            room = (left + place * (half + _MARGIN), top, half, height)
        _add_block(slide, block, sheet, city, room)
        said = [*block_notes(block), *definitions(block)]
        notes += [plain(block.title), *said] if len(sheet.blocks) > 1 else said
    if notes:
        first = next((n for b in sheet.blocks for n in block_notes(b)[:1]), "")
        add_note(slide, plain(first, 400), _NOTE)
    style_notes(slide.notes_slide.notes_text_frame, notes)


def _add_block(
    slide: Any, block: Block, sheet: _Sheet, city: City, room: tuple[int, int, int, int]
) -> None:
    left, top, width, height = room
    if said := empty_text(block):
        add_note(slide, said, room, centred=True)
        return
    match block:
        case Tiles():
            add_tiles(slide, block.tiles[sheet.first : sheet.after], room)
        case Chart():
            if len(sheet.blocks) > 1 or not sheet.title.endswith(plain(block.title)):
                add_heading(slide, plain(block.title), (left, top, width, 300_000))
                room = (left, top + 340_000, width, height - 340_000)
            add_chart(slide, block, room)
        case Heat():
            add_heat(slide, block, room)
        case Table():
            _add_rows(slide, block, sheet, room)
        case GridMap():
            _add_map(slide, block, city, room)
        case Words():
            add_words(slide, block.paragraphs, room)


def _add_rows(slide: Any, block: Table, sheet: _Sheet, room: tuple[int, int, int, int]) -> None:
    add_table(slide, block, block.rows[sheet.first : sheet.after], room)
    left_out = len(block.rows) - MOST_ROWS
    if left_out > 0 and sheet.after >= MOST_ROWS:
        said = tr("and {n} more rows, which the workbook holds", n=left_out)
        left, top, width, height = room
        add_note(slide, said, (left, top + height - 240_000, width, 260_000))


def _add_map(slide: Any, block: GridMap, city: City, room: tuple[int, int, int, int]) -> None:
    left, top, width, height = room
    steps: Sequence[Any] = shown_steps(block)
    add_map_legend(slide, block, (left, top, width, 260_000))
    whole = next((step for step in steps if step.whole and len(steps) > 1), None)
    if whole is not None:
        top, height = top + 280_000, height - 280_000
        add_map_legend(slide, block, (left, top, width, 260_000), whole)
    columns = min(3 if len(steps) < 7 else 4, len(steps))
    lines = -(-len(steps) // columns)
    wide, high = width // columns, (height - 340_000) // lines
    for number, step in enumerate(steps):
        x = left + (number % columns) * wide
        y = top + 340_000 + (number // columns) * high
        add_map(slide, block, step, city, (x, y, wide - 90_000, high - 60_000))
