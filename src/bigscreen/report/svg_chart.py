"""Draws a chart as SVG: readable in grey by hatch, dash, marker and label, not by colour alone."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

from bigscreen.report.paper import element
from bigscreen.report.report_texts import number_text, plain
from bigscreen.report.svg_plot import TEXT_SIZE, Box, Plot, value_at
from bigscreen.report.svg_scale import fitted, text_width, tick_text
from bigscreen.viewmodels.report_blocks import Chart, Series
from bigscreen.viewmodels.wording import tr

WIDE = 860
NARROW = 420
_HEIGHT = 270
_WIDE_HEIGHT = 204
_BAR_ROW = 26
_MOST_ROWS = 40
_ROOM_LABEL = 150
_MOST_VALUES = 26


def is_wide(chart: Chart) -> bool:
    """Tell whether a chart needs the whole width of a page."""
    many = len(chart.categories) * (1 if chart.kind == "line" else len(chart.series))
    return many > 12 or _lies(chart, NARROW)


def chart_svg(chart: Chart, name: str) -> ET.Element:
    """Return a chart as an SVG element; ``name`` is an identifier no other drawing has."""
    width = WIDE if is_wide(chart) else NARROW
    plot = _Rows(chart, name, width) if _lies(chart, width) else _Columns(chart, name, width)
    return plot.draw()


def _lies(chart: Chart, width: float) -> bool:
    """Tell whether bars lie down, because their names would not fit side by side."""
    if chart.kind == "line" or not chart.categories:
        return False
    slot = (width - 64) / len(chart.categories)
    return any(text_width(plain(name), TEXT_SIZE) > slot - 2 for name in chart.categories)


class _Columns(Plot):
    """Upright bars, and lines."""

    def draw(self) -> ET.Element:
        top, height = self.legend() + 12, _WIDE_HEIGHT if self.width == WIDE else _HEIGHT
        labels = [tick_text(tick, self.step) for tick in self.ticks]
        left = max(text_width(label, TEXT_SIZE) for label in labels) + 10
        box = Box(left, top, self.width - 12, height - 26)
        for tick, label in zip(self.ticks, labels, strict=True):
            y = self._y(box, tick)
            self.rule(box.left, y, box.right, y, "axis-line" if tick == 0 else "grid-line")
            self.text(box.left - 6, y + 4.5, label, "axis", "end")
        self._name_categories(box)
        if self.chart.kind == "line":
            self._draw_lines(box)
        else:
            self._draw_bars(box)
        if self.chart.target is not None:
            y = self._y(box, self.chart.target)
            self.rule(box.left, y, box.right, y, "target")
            value = number_text(self.chart.target, self.chart.decimals, self.chart.unit)
            self.text(box.right, y - 4, tr("target {value}", value=value), "target-text", "end")
        return self.finish(height)

    def _y(self, box: Box, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return box.bottom - (value - low) / (high - low) * (box.bottom - box.top)

    def _slot(self, box: Box) -> float:
        return (box.right - box.left) / max(1, len(self.chart.categories))

    def _middle(self, box: Box, place: int) -> float:
        return box.left + (place + 0.5) * self._slot(box)

    def _name_categories(self, box: Box) -> None:
        names = [plain(name) for name in self.chart.categories]
        widest = min(max((text_width(name, TEXT_SIZE) for name in names), default=0.0), _ROOM_LABEL)
        every = max(1, int(-(-(widest + 8) // max(1.0, self._slot(box)))))
        if self.chart.kind != "line":
            every = 1  # they fit, else the bars would lie
        for place in range(0, len(names), every):
            x = self._middle(box, place)
            name = fitted(names[place], TEXT_SIZE, _ROOM_LABEL)
            half = text_width(name, TEXT_SIZE) / 2
            x = min(max(x, half), self.width - half)
            self.text(x, box.bottom + 19, name, "axis", "middle")

    def _draw_bars(self, box: Box) -> None:
        count, stacked = len(self.series), self.chart.kind == "stacked"
        group = self._slot(box) * 0.74
        width = min(54.0, group if stacked else group / max(1, count))
        names_values = count * len(self.chart.categories) <= _MOST_VALUES
        for place in range(len(self.chart.categories)):
            start = self._middle(box, place) - width * (1 if stacked else count) / 2
            below = 0.0
            for number, one in enumerate(self.series):
                value = value_at(one, place)
                if value is None:
                    continue
                x = start if stacked else start + number * width
                base = below if stacked else 0.0
                ends = sorted((self._y(box, base), self._y(box, base + value)))
                bar = Box(x, ends[0], x + width - (0 if stacked else 2), ends[1])
                self.bar(bar, one, number, self.said(number, place))
                below += value
                label = self.number(value)
                if not stacked and names_values and text_width(label, 11) <= width + 12:
                    self.text(x + width / 2 - 1, ends[0] - 4, label, "value", "middle")

    def _draw_lines(self, box: Box) -> None:
        few = len(self.chart.categories) <= 40
        for number, one in enumerate(self.series):
            run: list[tuple[float, float]] = []
            for place in range(len(self.chart.categories)):
                value = value_at(one, place)
                if value is None:
                    self._draw_run(run, one, number)
                    run = []
                else:
                    run.append((self._middle(box, place), self._y(box, value)))
            self._draw_run(run, one, number)
            for place in range(len(self.chart.categories)):
                value = value_at(one, place)
                if value is not None and few:
                    at = self._middle(box, place), self._y(box, value)
                    self.marker(*at, one, number, self.said(number, place))

    def _draw_run(self, run: list[tuple[float, float]], series: Series, place: int) -> None:
        if len(run) > 1:
            self.line(run, series, place)


class _Rows(Plot):
    """Bars that lie: names on the left, as long as they are."""

    def draw(self) -> ET.Element:
        count = 1 if self.chart.kind == "stacked" else len(self.series)
        shown = self.chart.categories[:_MOST_ROWS]
        top = self.legend() + 6
        row = max(_BAR_ROW, 15.0 * count + 8)
        most = self.width * 0.32
        names = [fitted(plain(name), TEXT_SIZE, most) for name in shown]
        left = max((text_width(name, TEXT_SIZE) for name in names), default=0.0) + 12
        right = self.width - 60
        low, high = min(self.ticks[0], 0.0), self.ticks[-1]

        def x_of(value: float) -> float:
            return left + (value - low) / (high - low) * (right - left)

        bottom = top + row * len(shown)
        self.rule(x_of(0), top, x_of(0), bottom, "axis-line")
        for place, name in enumerate(names):
            y = top + place * row
            label = self.text(left - 6, y + row / 2 + 4.5, name, "axis", "end")
            label.append(element("title", plain(shown[place])))
            self._draw_row(place, y, row, x_of)
        if self.chart.target is not None:
            x = x_of(self.chart.target)
            self.rule(x, top, x, bottom, "target")
        if len(shown) < len(self.chart.categories):
            more = len(self.chart.categories) - len(shown)
            bottom += 20
            self.text(left, bottom, tr("and {n} more", n=more), "axis")
        return self.finish(bottom + 8)

    def _draw_row(self, place: int, y: float, row: float, x_of: Callable[[float], float]) -> None:
        stacked = self.chart.kind == "stacked"
        count = 1 if stacked else len(self.series)
        height = (row - 8) / count
        below = 0.0
        for number, one in enumerate(self.series):
            value = value_at(one, place)
            if value is None:
                continue
            base = below if stacked else 0.0
            ends = sorted((x_of(base), x_of(base + value)))
            at = y + 4 + (0 if stacked else number * height)
            bar = Box(ends[0], at, ends[1], at + height - (0 if count == 1 else 2))
            self.bar(bar, one, number, self.said(number, place))
            below += value
            if not stacked:
                self.text(ends[1] + 5, at + height / 2 + 3.5, self.number(value), "value")
