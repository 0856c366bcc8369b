"""Sets the blocks of a report on a sheet of a workbook: tables, and charts that follow them."""

from collections.abc import Sequence
from typing import Any

from bigscreen.report.document_look import colour, on_shade, shade, tone
from bigscreen.report.report_texts import block_notes, empty_text, ground_text, plain
from bigscreen.report.svg_map import map_classes
from bigscreen.report.tables import safe_text
from bigscreen.viewmodels.report_blocks import (
    Block,
    Chart,
    GridMap,
    Heat,
    Table,
    Tiles,
    Words,
)
from bigscreen.viewmodels.value_classes import ValueClasses, classes_of
from bigscreen.viewmodels.wording import tr

_CHART_ROWS = 17
_USUAL_WIDTH = 10.0
_DASHES = ("solid", "dash", "round_dot", "dash_dot", "square_dot")
_MARKERS = ("circle", "square", "triangle", "diamond", "x")
_PATTERNS = (None, "wide_upward_diagonal", "percent_25", "horizontal_brick", "small_check")


class Sheet:
    """Writes blocks from the top of a worksheet down; ``row`` is where the next one begins.

    ``grid_names`` are what the city calls its grids, by id.
    """

    def __init__(self, book: Any, sheet: Any, grid_names: dict[str, str]) -> None:
        self._book = book
        self._sheet = sheet
        self._grid_names = grid_names
        self.row = 0
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({"bold": True, "bottom": 1, "bg_color": colour("panel")})
        self._note = book.add_format({"font_color": colour("label"), "italic": True})
        self._formats: dict[str, Any] = {}
        self._widths: dict[int, float] = {}
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 60, _USUAL_WIDTH)

    def heading(self, text: str) -> None:
        """Write a line that stands out."""
        self._text(self.row, 0, text, self._title)
        self.row += 1

    def note(self, text: str) -> None:
        """Write a line of small print."""
        for line in text.splitlines() or [""]:
            self._text(self.row, 0, line, self._note)
            self.row += 1

    def block(self, block: Block) -> None:
        """Write a block, what has to be said with it, and an empty line."""
        self.heading(plain(block.title))
        if said := empty_text(block):
            self.note(said)
        else:
            self._content(block)
        notes = block_notes(block)
        for text in notes[len(block.tiles) :] if isinstance(block, Tiles) else notes:
            self.note(text)
        self.row += 1

    def _content(self, block: Block) -> None:
        match block:
            case Tiles():
                self._tiles(block)
            case Chart():
                self._chart(block)
            case Heat():
                values = [value for row in block.values for value in row if value is not None]
                shades = classes_of(values, decimals=block.decimals)
                every = [shades] * len(block.columns)
                self._field(plain(block.unit, 20), block.rows, block.columns, block.values, every)
            case Table():
                self._table(block)
            case GridMap():
                self._grids(block)
            case Words():
                for text in block.paragraphs:
                    if text.strip():
                        self._text(self.row, 0, plain(text, 2000))
                        self.row += 1

    def _tiles(self, block: Tiles) -> None:
        heads = [tr("Figure"), tr("Value"), tr("As a number")]
        most = max(len(tile.changes) for tile in block.tiles)
        heads += [tr("Change")] * most + [tr("Stands on")]
        self._heads(heads)
        for tile in block.tiles:
            self._text(self.row, 0, plain(tile.label))
            self._text(self.row, 1, plain(tile.text))
            self._number(self.row, 2, tile.value, _decimals(tile.value))
            for place, change in enumerate(tile.changes, start=3):
                said = f"{plain(change.label)} {plain(change.text)}"
                self._text(self.row, place, said)
                self._widen(place, len(said))
            if tile.ground.n or tile.ground.excluded:
                self._text(self.row, 3 + most, ground_text(tile.ground))
            self.row += 1

    def _table(self, block: Table) -> None:
        self._heads([plain(name) for name in block.columns])
        for row in block.rows:
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    self._text(self.row, column, plain(cell, 1000))
                else:
                    self._number(self.row, column, cell, _decimals(cell))
            self.row += 1
        for column, name in enumerate(block.columns):
            rows = (row for row in block.rows[:200] if column < len(row))
            longest = max(len(name), *(len(str(row[column])) for row in rows))
            self._widen(column, longest)

    def _grids(self, block: GridMap) -> None:
        known = dict.fromkeys(key for step in block.steps for key in step.values)
        ids = [*(key for key in self._grid_names if key in known)]
        ids += [key for key in known if key not in self._grid_names]
        names = tuple(self._grid_names.get(key, key) for key in ids)
        columns = tuple(step.label for step in block.steps)
        values = tuple(tuple(step.values.get(key) for step in block.steps) for key in ids)
        self._field(
            plain(block.unit, 20),
            names,
            columns,
            values,
            [map_classes(block, step) for step in block.steps],
        )

    def _field(
        self,
        corner: str,
        rows: tuple[str, ...],
        columns: tuple[str, ...],
        values: tuple[tuple[float | None, ...], ...],
        classes: Sequence[ValueClasses],
    ) -> None:
        """Write rows by columns, each value on the shade of its class in its column."""
        self._heads([corner, *(plain(name) for name in columns)])
        for name, line in zip(rows, values, strict=False):
            self._text(self.row, 0, plain(name))
            for column, value in enumerate(line, start=1):
                if column > len(classes):
                    break
                level = classes[column - 1].shade_of(value)
                if value is not None and level is not None:
                    style = self._shaded(level, classes[column - 1].decimals)
                    self._sheet.write_number(self.row, column, value, style)
            self.row += 1

    def _chart(self, block: Chart) -> None:
        heads = [plain(block.unit, 20), *(plain(one.name) for one in block.series)]
        shows_target = block.target is not None
        if shows_target:
            heads.append(tr("target"))
        top = self.row
        self._heads(heads)
        for place, name in enumerate(block.categories):
            self._text(self.row, 0, plain(name))
            for column, series in enumerate(block.series, start=1):
                value = series.values[place] if place < len(series.values) else None
                self._number(self.row, column, value, block.decimals)
            if shows_target:
                self._number(self.row, len(heads) - 1, block.target, block.decimals)
            self.row += 1
        self._sheet.insert_chart(top, len(heads) + 1, self._native(block, top))
        self.row = max(self.row, top + _CHART_ROWS)

    def _native(self, block: Chart, top: int) -> Any:
        """Return a chart that reads the cells it stands beside: changed there, it changes."""
        name, first, last = self._sheet.get_name(), top + 1, top + len(block.categories)
        lies = block.kind != "line" and len(block.categories) > 8
        kind = "line" if block.kind == "line" else "bar" if lies else "column"
        options = {"type": kind} | ({"subtype": "stacked"} if block.kind == "stacked" else {})
        chart = self._book.add_chart(options)
        for place, series in enumerate(block.series):
            column = place + 1
            chart.add_series(
                {
                    "name": [name, top, column],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "gap": 45,
                    **_look(block, place % len(_DASHES), tone(series.tone)),
                }
            )
        if block.target is not None and kind == "line":
            column = len(block.series) + 1
            chart.add_series(
                {
                    "name": [name, top, column],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "line": {"color": colour("ink"), "dash_type": "long_dash_dot", "width": 1.5},
                }
            )
        chart.set_title({"name": [name, top - 1, 0], "name_font": {"size": 12}})
        chart.set_legend({"position": "top"})
        chart.set_size({"width": 760, "height": 330})
        axis: dict[str, Any] = {"num_format": _format(block.decimals)}
        axis["major_gridlines"] = {"visible": True, "line": {"color": colour("line")}}
        highest = max((v for one in block.series for v in one.values if v is not None), default=0.0)
        if block.unit == "%" and 50.0 < highest <= 100.0:
            axis["max"] = 100
        if lies:
            chart.set_y_axis({"reverse": True})
            chart.set_x_axis(axis)
        else:
            chart.set_y_axis(axis)
        return chart

    def _heads(self, names: list[str]) -> None:
        for column, name in enumerate(names):
            self._text(self.row, column, name, self._head)
        self.row += 1

    def _widen(self, column: int, signs: int) -> None:
        """Make a column wide enough for so many signs; the first one is wide already."""
        wanted = min(40.0, 2 + 1.6 * signs)
        if column and wanted > self._widths.get(column, _USUAL_WIDTH):
            self._widths[column] = wanted
            self._sheet.set_column(column, column, wanted)

    def _text(self, row: int, column: int, text: str, style: Any = None) -> None:
        self._sheet.write_string(row, column, safe_text(text), style)

    def _number(self, row: int, column: int, value: float | None, decimals: int) -> None:
        if value is not None:
            style = self._format(f"n{decimals}", {"num_format": _format(decimals)})
            self._sheet.write_number(row, column, value, style)

    def _shaded(self, level: int, decimals: int) -> Any:
        return self._format(
            f"s{level}.{decimals}",
            {
                "bg_color": shade(level),
                "font_color": on_shade(level),
                "num_format": _format(decimals),
                "border": 1,
                "border_color": colour("line"),
            },
        )

    def _format(self, key: str, options: dict[str, Any]) -> Any:
        if key not in self._formats:
            self._formats[key] = self._book.add_format(options)
        return self._formats[key]


def _decimals(value: float | None) -> int:
    return 0 if value is None or value == int(value) else 2


def _format(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _look(block: Chart, place: int, shown: str) -> dict[str, Any]:
    """Tell series apart by dash, marker and pattern, not by colour alone."""
    if block.kind == "line":
        own = {"color": shown}
        return {
            "line": {"color": shown, "width": 2.25, "dash_type": _DASHES[place]},
            "marker": {"type": _MARKERS[place], "size": 6, "fill": own, "border": own},
        }
    pattern = _PATTERNS[place]
    border = {"color": colour("label"), "width": 0.75}
    if pattern is None:
        return {"fill": {"color": shown}, "border": border}
    fill = {"pattern": pattern, "fg_color": shown, "bg_color": colour("paper")}
    return {"pattern": fill, "border": border}
