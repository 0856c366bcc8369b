"""Draws a chart as SVG: readable in grey by hatch, dash, marker and label, not by colour alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bigscreen.report.paper import element
from bigscreen.report.report_texts import number_text, plain
from bigscreen.report.svg_scale import fitted, text_width, tick_text, ticks
from bigscreen.viewmodels.report_blocks import Chart, Series
from bigscreen.viewmodels.wording import tr

WIDE = 860
NARROW = 420
_HEIGHT = 270
_SIZE = 13
_BAR_ROW = 26
_MOST_ROWS = 40
_ROOM_LABEL = 150
_DASHES = ("", "7 4", "2 3", "10 4 2 4", "1 5")
_MARKERS = ("circle", "square", "triangle", "diamond", "ring")
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
    return any(text_width(plain(name), _SIZE) > slot - 2 for name in chart.categories)


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float


class _Plot:
    """What both ways of drawing share: the sheet, the legend, the hatches, the scale."""

    def __init__(self, chart: Chart, name: str, width: float) -> None:
        self.chart = chart
        self.name = name
        self.width = width
        self.svg = ET.Element("svg", {"role": "img", "class": "chart"})
        self.svg.append(element("title", plain(chart.title)))
        self.series = chart.series[: len(_DASHES)]
        values = [v for one in self.series for v in one.values if v is not None]
        if chart.kind == "stacked":
            places = range(len(chart.categories))
            values = [sum(_at(one, place) or 0.0 for one in self.series) for place in places]
        if chart.target is not None:
            values.append(chart.target)
        high, low = max([*values, 0.0]), min([*values, 0.0])
        self.ticks = ticks(low, high)
        if chart.unit == "%" and high <= 100.0:
            self.ticks = [tick for tick in self.ticks if tick <= 100.0]
        self.step = self.ticks[1] - self.ticks[0]

    def finish(self, height: float) -> ET.Element:
        self.svg.set("viewBox", f"0 0 {self.width:g} {height:g}")
        return self.svg

    def legend(self) -> float:
        """Draw the names of the series and the unit; return how much room they took."""
        x, y = 4.0, 14.0
        if self.chart.unit:
            self.text(x, y, plain(self.chart.unit, 20), "axis")
            x += text_width(plain(self.chart.unit, 20), _SIZE) + 18
        if len(self.series) == 1 and not self.series[0].name:
            return 22
        for place, one in enumerate(self.series):
            name = fitted(plain(one.name), _SIZE, self.width * 0.6)
            if x + 30 + text_width(name, _SIZE) > self.width and x > 4:
                x, y = 4.0, y + 19
            if self.chart.kind == "line":
                self.line([(x, y - 4), (x + 26, y - 4)], one, place)
                self.marker(x + 13, y - 4, one, place)
            else:
                self.bar(_Box(x + 4, y - 11, x + 24, y + 1), one, place)
            self.text(x + 31, y, name)
            x += 31 + text_width(name, _SIZE) + 18
        return y + 8

    def text(
        self, x: float, y: float, text: str, look: str = "", anchor: str = "start"
    ) -> ET.Element:
        made = element("text", text, x=f"{x:.1f}", y=f"{y:.1f}")
        made.set("text-anchor", anchor)
        if look:
            made.set("class", look)
        self.svg.append(made)
        return made

    def rule(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        made = ET.SubElement(self.svg, "line", {k: f"{v:.1f}" for k, v in ends.items()})
        made.set("class", look)

    def bar(self, box: _Box, series: Series, place: int, said: str = "") -> None:
        made = ET.SubElement(
            self.svg,
            "rect",
            {
                "x": f"{box.left:.1f}",
                "y": f"{box.top:.1f}",
                "width": f"{max(0.0, box.right - box.left):.1f}",
                "height": f"{max(0.0, box.bottom - box.top):.1f}",
                "fill": _tone(series) if place == 0 else f"url(#{self._hatch(series, place)})",
                "stroke": _tone(series),
            },
        )
        if said:
            made.append(element("title", said))

    def line(self, points: Sequence[tuple[float, float]], series: Series, place: int) -> None:
        made = ET.SubElement(self.svg, "polyline", {"class": "series", "stroke": _tone(series)})
        made.set("points", " ".join(f"{x:.1f},{y:.1f}" for x, y in points))
        if _DASHES[place]:
            made.set("stroke-dasharray", _DASHES[place])

    def marker(self, x: float, y: float, series: Series, place: int, said: str = "") -> None:
        tone, kind = _tone(series), _MARKERS[place]
        if kind in {"circle", "ring"}:
            made = ET.SubElement(self.svg, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4"})
        else:
            shape = {
                "square": [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)],
                "triangle": [(0, -4.5), (4.5, 3.5), (-4.5, 3.5)],
                "diamond": [(0, -5), (5, 0), (0, 5), (-5, 0)],
            }[kind]
            points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in shape)
            made = ET.SubElement(self.svg, "polygon", {"points": points})
        made.set("fill", "var(--paper)" if kind == "ring" else tone)
        made.set("stroke", tone)
        if said:
            made.append(element("title", said))

    def said(self, place: int, category: int) -> str:
        """Return what a reader is told who rests on a value."""
        one, chart = self.series[place], self.chart
        value = number_text(_at(one, category), chart.decimals, chart.unit)
        text = f"{plain(chart.categories[category])} · {plain(one.name)}: {value}"
        if category < len(one.grounds):
            text += f" ({tr('n {n}', n=one.grounds[category].n)})"
        return text

    def number(self, value: float) -> str:
        return f"{value:,.{self.chart.decimals}f}"

    def _hatch(self, series: Series, place: int) -> str:
        """Draw the hatch of a series once, and return its name."""
        name = f"{self.name}-hatch-{place}"
        if any(one.get("id") == name for one in self.svg.iter("pattern")):
            return name
        size = "8" if place == 1 else "6"
        pattern = ET.SubElement(self.svg, "pattern", {"id": name, "width": size, "height": size})
        pattern.set("patternUnits", "userSpaceOnUse")
        ground = {"width": size, "height": size, "fill": "var(--paper)"}
        ET.SubElement(pattern, "rect", ground)
        if place == 2:
            ET.SubElement(pattern, "circle", {"cx": "3", "cy": "3", "r": "1.6", "fill": "black"})
            pattern[-1].set("fill", _tone(series))
            return name
        ways = {
            1: "M0 8L8 0M-2 2L2 -2M6 10L10 6",
            3: "M0 3H6",
            4: "M0 3H6M3 0V6",
        }
        ET.SubElement(pattern, "path", {"d": ways[place], "stroke": _tone(series)})
        pattern[-1].set("stroke-width", "2.6" if place == 1 else "1.6")
        return name


class _Columns(_Plot):
    """Upright bars, and lines."""

    def draw(self) -> ET.Element:
        top = self.legend() + 12
        labels = [tick_text(tick, self.step) for tick in self.ticks]
        left = max(text_width(label, _SIZE) for label in labels) + 10
        box = _Box(left, top, self.width - 12, _HEIGHT - 26)
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
        return self.finish(_HEIGHT)

    def _y(self, box: _Box, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return box.bottom - (value - low) / (high - low) * (box.bottom - box.top)

    def _slot(self, box: _Box) -> float:
        return (box.right - box.left) / max(1, len(self.chart.categories))

    def _middle(self, box: _Box, place: int) -> float:
        return box.left + (place + 0.5) * self._slot(box)

    def _name_categories(self, box: _Box) -> None:
        names = [plain(name) for name in self.chart.categories]
        widest = min(max((text_width(name, _SIZE) for name in names), default=0.0), _ROOM_LABEL)
        every = max(1, int(-(-(widest + 8) // max(1.0, self._slot(box)))))
        if self.chart.kind != "line":
            every = 1  # they fit, else the bars would lie
        for place in range(0, len(names), every):
            x = self._middle(box, place)
            name = fitted(names[place], _SIZE, _ROOM_LABEL)
            half = text_width(name, _SIZE) / 2
            x = min(max(x, half), self.width - half)
            self.text(x, box.bottom + 19, name, "axis", "middle")

    def _draw_bars(self, box: _Box) -> None:
        count, stacked = len(self.series), self.chart.kind == "stacked"
        group = self._slot(box) * 0.74
        width = min(54.0, group if stacked else group / max(1, count))
        names_values = count * len(self.chart.categories) <= _MOST_VALUES
        for place in range(len(self.chart.categories)):
            start = self._middle(box, place) - width * (1 if stacked else count) / 2
            below = 0.0
            for number, one in enumerate(self.series):
                value = _at(one, place)
                if value is None:
                    continue
                x = start if stacked else start + number * width
                base = below if stacked else 0.0
                ends = sorted((self._y(box, base), self._y(box, base + value)))
                bar = _Box(x, ends[0], x + width - (0 if stacked else 2), ends[1])
                self.bar(bar, one, number, self.said(number, place))
                below += value
                label = self.number(value)
                if not stacked and names_values and text_width(label, 11) <= width + 12:
                    self.text(x + width / 2 - 1, ends[0] - 4, label, "value", "middle")

    def _draw_lines(self, box: _Box) -> None:
        few = len(self.chart.categories) <= 40
        for number, one in enumerate(self.series):
            run: list[tuple[float, float]] = []
            for place in range(len(self.chart.categories)):
                value = _at(one, place)
                if value is None:
                    self._draw_run(run, one, number)
                    run = []
                else:
                    run.append((self._middle(box, place), self._y(box, value)))
            self._draw_run(run, one, number)
            for place in range(len(self.chart.categories)):
                value = _at(one, place)
                if value is not None and few:
                    at = self._middle(box, place), self._y(box, value)
                    self.marker(*at, one, number, self.said(number, place))

    def _draw_run(self, run: list[tuple[float, float]], series: Series, place: int) -> None:
        if len(run) > 1:
            self.line(run, series, place)


class _Rows(_Plot):
    """Bars that lie: names on the left, as long as they are."""

    def draw(self) -> ET.Element:
        count = 1 if self.chart.kind == "stacked" else len(self.series)
        shown = self.chart.categories[:_MOST_ROWS]
        top = self.legend() + 6
        row = max(_BAR_ROW, 15.0 * count + 8)
        most = self.width * 0.32
        names = [fitted(plain(name), _SIZE, most) for name in shown]
        left = max((text_width(name, _SIZE) for name in names), default=0.0) + 12
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
            value = _at(one, place)
            if value is None:
                continue
            base = below if stacked else 0.0
            ends = sorted((x_of(base), x_of(base + value)))
            at = y + 4 + (0 if stacked else number * height)
            bar = _Box(ends[0], at, ends[1], at + height - (0 if count == 1 else 2))
            self.bar(bar, one, number, self.said(number, place))
            below += value
            if not stacked:
                self.text(ends[1] + 5, at + height / 2 + 3.5, self.number(value), "value")


def _at(series: Series, place: int) -> float | None:
    return series.values[place] if place < len(series.values) else None


def _tone(series: Series) -> str:
    return f"var(--tone-{series.tone}, var(--ink))"
