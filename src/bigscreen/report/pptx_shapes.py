"""What slides hold beside charts: key figures, tables, fields of values, maps; all editable."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from bigscreen.domain.city import City
from bigscreen.report.document_look import colour, on_shade, shade
from bigscreen.report.grid_outlines import GridOutline, grid_outlines
from bigscreen.report.pptx_text import rgb, set_typeface, write
from bigscreen.report.report_texts import cell_text, ground_text, number_text, plain
from bigscreen.report.svg_map import map_classes
from bigscreen.report.svg_scale import fitted, text_width
from bigscreen.viewmodels.report_blocks import GridMap, Heat, MapStep, Table, Tile
from bigscreen.viewmodels.value_classes import ValueClasses, classes_of

Place = tuple[int, int, int, int]
"""Left, top, width and height in EMU."""

_PX = 12_700  # a point of the outlines is a point on the slide
_TILES_A_ROW = 4
_GAP = 120_000
_JUDGEMENTS = {"better": "good", "worse": "bad"}
_CHANGES = 3


def add_tiles(slide: Any, tiles: Sequence[Tile], place: Place) -> None:
    """Put key figures on a slide, side by side."""
    left, top, width, height = place
    columns = min(_TILES_A_ROW, len(tiles))
    rows = -(-len(tiles) // columns)
    wide = (width - _GAP * (columns - 1)) // columns
    high = min(1_900_000, (height - _GAP * (rows - 1)) // rows)
    for number, tile in enumerate(tiles):
        at = (
            left + (number % columns) * (wide + _GAP),
            top + (number // columns) * (high + _GAP),
            wide,
            high,
        )
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Emu, at))
        shape.name = plain(tile.label, 60)
        shape.shadow.inherit = False
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(colour("panel"))
        shape.line.color.rgb = rgb(colour("line"))
        write(shape.text_frame, _tile_lines(tile, small=rows > 2), middle=True)
        for paragraph in shape.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT


def _tile_lines(tile: Tile, *, small: bool) -> list[tuple[str, float, bool, str]]:
    label = colour("label")
    lines: list[tuple[str, float, bool, str]] = [
        (plain(tile.label, 40), 12, False, label),
        (plain(tile.text, 30), 20 if small else 28, True, colour("ink")),
    ]
    for change in tile.changes[:_CHANGES]:
        ink = colour(_JUDGEMENTS.get(change.judgement, "label"))
        said = f"{plain(change.label, 24)} {plain(change.text, 40)}"
        lines.append((said, 11, False, ink))
    if (tile.ground.n or tile.ground.excluded) and not small:
        lines.append((fitted(ground_text(tile.ground), 10, 330), 10, False, label))
    return lines


def add_table(slide: Any, block: Table, rows: Sequence[Sequence[Any]], place: Place) -> None:
    """Put some rows of a table on a slide, under its headings."""
    left, top, width, _ = place
    shape = slide.shapes.add_table(len(rows) + 1, len(block.columns), left, top, width, 1)
    shape.name = plain(block.title)
    grid = shape.table
    wishes = [_wish(block, rows, column) for column in range(len(block.columns))]
    for column, wish in enumerate(wishes):
        grid.columns[column].width = Emu(int(width * wish / sum(wishes)))
        room = width * wish / sum(wishes) / _PX - 12
        _cell(grid.cell(0, column), plain(block.columns[column]), 12, room, heading=True)
        for line, row in enumerate(rows, start=1):
            cell = row[column] if column < len(row) else None
            is_number = isinstance(cell, int | float)
            _cell(grid.cell(line, column), cell_text(cell), 11, room, right=is_number)
    for row in grid.rows:
        row.height = Emu(320_000)


def _wish(block: Table, rows: Sequence[Sequence[Any]], column: int) -> float:
    said = [cell_text(row[column]) for row in rows if column < len(row)]
    widest = max(text_width(text, 11) for text in [plain(block.columns[column]), *said])
    return min(320.0, max(44.0, widest + 16))


def _cell(
    cell: Any, text: str, size: float, room: float, *, heading: bool = False, right: bool = False
) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(colour("panel" if heading else "paper"))
    lines = [(fitted(text, size, room), size, heading, colour("ink"))]
    write(cell.text_frame, lines)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Emu(20_000)
    if right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def add_heat(slide: Any, block: Heat, place: Place) -> None:
    """Put a field of values on a slide as a table whose cells carry shade and value."""
    left, top, width, height = place
    values = (value for row in block.values for value in row if value is not None)
    classes = classes_of(values, decimals=block.decimals)
    lines, columns = len(block.rows) + 1, len(block.columns) + 1
    shape = slide.shapes.add_table(lines, columns, left, top, width, 1)
    shape.name = plain(block.title)
    grid = shape.table
    name_width = int(min(0.16, 3 / columns) * width)
    rest = (width - name_width) // max(1, columns - 1)
    size = 10 if columns <= 16 else 8
    for column in range(columns):
        grid.columns[column].width = Emu(rest if column else name_width)
        text = plain(block.columns[column - 1], 20) if column else plain(block.unit, 20)
        _heat_cell(grid.cell(0, column), text, size, None)
    for line, name in enumerate(block.rows, start=1):
        _heat_cell(grid.cell(line, 0), plain(name, 20), 11, None)
        row = block.values[line - 1] if line <= len(block.values) else ()
        for column, value in enumerate(row[: columns - 1], start=1):
            said = number_text(value, block.decimals)
            _heat_cell(grid.cell(line, column), said, size, classes.shade_of(value))
    for row in grid.rows:
        row.height = Emu(min(430_000, height // lines))


def _heat_cell(cell: Any, text: str, size: float, level: int | None) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(colour("paper") if level is None else shade(level))
    ink = colour("ink") if level is None else on_shade(level)
    write(cell.text_frame, [(text, size, False, ink)], centred=True)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Emu(0)
    cell.margin_top = cell.margin_bottom = Emu(10_000)


def add_map(slide: Any, block: GridMap, step: MapStep, city: City, place: Place) -> None:
    """Put one step of a map on a slide: every grid a shape of its own."""
    left, top, width, height = place
    head = 320_000
    box = slide.shapes.add_textbox(left, top, width, head)
    write(box.text_frame, [(plain(step.label, 60), 13, True, colour("ink"))])
    classes = map_classes(block, step)
    outlines = grid_outlines(city, width / _PX, (height - head) / _PX)
    for outline in outlines:
        _add_grid(slide, outline, step, classes, (left, top + head))
    for outline in outlines:
        value = step.values.get(outline.grid_id)
        level = classes.shade_of(value)
        ink = colour("ink") if level is None else on_shade(level)
        size = 9 if height < 3_000_000 else 12
        lines = [(number_text(value, block.decimals), size + 1.0, True, ink)]
        name = fitted(outline.name, size, outline.width - 8)
        if name not in {"", "…"}:
            lines.insert(0, (name, size, False, ink))
        high, wide = int(size * 2.9 * _PX), int(max(60.0, outline.width) * _PX)
        x = left + int(outline.middle[0] * _PX) - wide // 2
        y = top + head + int(outline.middle[1] * _PX) - high // 2
        label = slide.shapes.add_textbox(x, y, wide, high)
        write(label.text_frame, lines, middle=True, centred=True)


def _add_grid(
    slide: Any,
    outline: GridOutline,
    step: MapStep,
    classes: ValueClasses,
    corner: tuple[int, int],
) -> None:
    points = [
        (corner[0] + round(x * _PX), corner[1] + round(y * _PX)) for x, y in _thinned(outline)
    ]
    pen = slide.shapes.build_freeform(*points[0])
    pen.add_line_segments(points[1:], close=True)
    shape = pen.convert_to_shape()
    shape.name = outline.name
    shape.shadow.inherit = False
    level = classes.shade_of(step.values.get(outline.grid_id))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour("paper") if level is None else shade(level))
    shape.line.color.rgb = rgb(colour("edge"))
    shape.line.width = Pt(0.75)


def _thinned(outline: GridOutline) -> list[tuple[float, float]]:
    """Return the outline without points closer to each other than the eye can tell."""
    kept = [outline.ring[0]]
    for x, y in outline.ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.75:
            kept.append((x, y))
    return kept if len(kept) > 2 else list(outline.ring)


def add_map_legend(slide: Any, block: GridMap, place: Place, step: MapStep | None = None) -> None:
    """Put on a slide what the shades of a map mean; of the whole period, where ``step`` is."""
    left, top, width, _ = place
    classes = map_classes(block, step)
    x, size = left, 11
    whole = plain(step.label, 40) if step is not None and step.whole else ""
    if unit := " · ".join(filter(None, (whole, plain(block.unit, 20)))):
        wide = int((text_width(unit, size) + 14) * _PX)
        box = slide.shapes.add_textbox(x, top, wide, 260_000)
        write(box.text_frame, [(unit, size, False, colour("label"))], middle=True)
        x += wide
    for label, level in zip(classes.labels(), classes.shades, strict=True):
        wide = int((text_width(label, size) + 16) * _PX)
        if x + wide + 320_000 > left + width:
            break
        mark = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, x, top + 40_000, 300_000, 180_000)
        mark.shadow.inherit = False
        mark.fill.solid()
        mark.fill.fore_color.rgb = rgb(shade(level))
        mark.line.color.rgb = rgb(colour("edge"))
        box = slide.shapes.add_textbox(x + 310_000, top, wide, 260_000)
        write(box.text_frame, [(label, size, False, colour("ink"))], middle=True)
        x += wide + 380_000


def add_words(slide: Any, paragraphs: Sequence[str], place: Place) -> None:
    """Put paragraphs on a slide."""
    box = slide.shapes.add_textbox(*place)
    size = 18 if sum(map(len, paragraphs)) < 500 else 13
    lines = [(plain(text, 1000), size, False, colour("ink")) for text in paragraphs if text.strip()]
    write(box.text_frame, lines)
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(size * 0.6)


def add_heading(slide: Any, text: str, place: Place) -> None:
    """Put the name of one of several charts above it."""
    box = slide.shapes.add_textbox(*place)
    said = fitted(text, 14, place[2] / _PX - 20)
    write(box.text_frame, [(said, 14, True, colour("ink"))], middle=True)


def add_note(slide: Any, text: str, place: Place, *, centred: bool = False) -> None:
    """Put a line of small print on a slide, or in its middle why it shows nothing."""
    box = slide.shapes.add_textbox(*place)
    size = 16 if centred else 10
    said = fitted(text, size, place[2] / _PX * 1.9)
    write(box.text_frame, [(said, size, False, colour("label"))], middle=centred, centred=centred)


def use_title(slide: Any, text: str, place: Place) -> None:
    """Fill the slide's title, which outlines and screen readers know it by."""
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = map(Emu, place)
    room = place[2] / _PX - 20
    write(title.text_frame, [(fitted(text, 24, room), 24, True, colour("ink"))], middle=True)
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def style_cover(frame: Any, lines: Sequence[tuple[str, float, bool, str]]) -> None:
    """Fill the cover's text."""
    write(frame, list(lines), middle=True)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT


def style_notes(frame: Any, lines: Sequence[str]) -> None:
    """Fill a slide's notes."""
    frame.text = "\n".join(lines)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            set_typeface(run.font, 12)
