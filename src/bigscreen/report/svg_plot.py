"""What every drawn chart shares: sheet, legend, scale, and the marks that tell series apart.

Hatch, dash and marker go with each colour: printed in grey they still tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bigscreen.report.paper import element
from bigscreen.report.report_texts import number_text, plain
from bigscreen.report.svg_scale import fitted, text_width, ticks
from bigscreen.viewmodels.report_blocks import Chart, Series
from bigscreen.viewmodels.wording import tr

TEXT_SIZE = 13

_DASHES = ("", "7 4", "2 3", "10 4 2 4", "1 5")
_MARKERS = ("circle", "square", "triangle", "diamond", "ring")
_WAYS = 5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float


class Plot:
    """What both ways of drawing share: the sheet, the legend, the hatches, the scale."""

    def __init__(self, chart: Chart, name: str, width: float) -> None:
        self.chart = chart
        self.name = name
        self.width = width
        self.svg = ET.Element("svg", {"role": "img", "class": "chart"})
        self.svg.append(element("title", plain(chart.title)))
        self.series = chart.series
        values = [v for one in self.series for v in one.values if v is not None]
        if chart.kind == "stacked":
            places = range(len(chart.categories))
            values = [sum(value_at(one, place) or 0.0 for one in self.series) for place in places]
        if chart.target is not None:
            values.append(chart.target)
        high, low = max([*values, 0.0]), min([*values, 0.0])
        self.ticks = ticks(low, high)
        if chart.unit == "%" and high <= 100.0:
            self.ticks = [tick for tick in self.ticks if tick <= 100.0]
        self.step = self.ticks[1] - self.ticks[0]

    def finish(self, height: float) -> ET.Element:
        """Return the drawing, now that its height is known."""
        self.svg.set("viewBox", f"0 0 {self.width:g} {height:g}")
        return self.svg

    def legend(self) -> float:
        """Draw the names of the series and the unit; return how much room they took."""
        x, y = 4.0, 14.0
        if self.chart.unit:
            self.text(x, y, plain(self.chart.unit, 20), "axis")
            x += text_width(plain(self.chart.unit, 20), TEXT_SIZE) + 18
        if len(self.series) == 1 and not self.series[0].name:
            return 22
        for place, one in enumerate(self.series):
            name = fitted(plain(one.name), TEXT_SIZE, self.width * 0.6)
            if x + 30 + text_width(name, TEXT_SIZE) > self.width and x > 4:
                x, y = 4.0, y + 19
            if self.chart.kind == "line":
                self.line([(x, y - 4), (x + 26, y - 4)], one, place)
                self.marker(x + 13, y - 4, one, place)
            else:
                self.bar(Box(x + 4, y - 11, x + 24, y + 1), one, place)
            self.text(x + 31, y, name)
            x += 31 + text_width(name, TEXT_SIZE) + 18
        return y + 8

    def text(
        self, x: float, y: float, text: str, look: str = "", anchor: str = "start"
    ) -> ET.Element:
        """Draw a text; ``anchor`` says which of its ends stands at ``x``."""
        made = element("text", text, x=f"{x:.1f}", y=f"{y:.1f}")
        made.set("text-anchor", anchor)
        if look:
            made.set("class", look)
        self.svg.append(made)
        return made

    def rule(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """Draw a thin line of the frame."""
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        made = ET.SubElement(self.svg, "line", {k: f"{v:.1f}" for k, v in ends.items()})
        made.set("class", look)

    def bar(self, box: Box, series: Series, place: int, said: str = "") -> None:
        """Draw a bar in the colour and hatch of its series."""
        made = ET.SubElement(
            self.svg,
            "rect",
            {
                "x": f"{box.left:.1f}",
                "y": f"{box.top:.1f}",
                "width": f"{max(0.0, box.right - box.left):.1f}",
                "height": f"{max(0.0, box.bottom - box.top):.1f}",
                "fill": _tone(series)
                if place % _WAYS == 0
                else f"url(#{self._hatch(series, place)})",
                "stroke": "var(--label)",
                "stroke-width": "0.8",
            },
        )
        if said:
            made.append(element("title", said))

    def line(self, points: Sequence[tuple[float, float]], series: Series, place: int) -> None:
        """Draw a stretch of a line in the colour and dash of its series."""
        made = ET.SubElement(self.svg, "polyline", {"class": "series", "stroke": _tone(series)})
        made.set("points", " ".join(f"{x:.1f},{y:.1f}" for x, y in points))
        if dashes := _DASHES[place % len(_DASHES)]:
            made.set("stroke-dasharray", dashes)

    def marker(self, x: float, y: float, series: Series, place: int, said: str = "") -> None:
        """Draw the marker of a series at a point."""
        tone, kind = _tone(series), _MARKERS[place % len(_MARKERS)]
        if kind in {"circle", "ring"}:
            made = ET.SubElement(self.svg, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4"})
        else:
            corners: dict[str, list[tuple[float, float]]] = {
                "square": [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)],
                "triangle": [(0, -4.5), (4.5, 3.5), (-4.5, 3.5)],
                "diamond": [(0, -5), (5, 0), (0, 5), (-5, 0)],
            }
            points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners[kind])
            made = ET.SubElement(self.svg, "polygon", {"points": points})
        made.set("fill", "var(--paper)" if kind == "ring" else tone)
        made.set("stroke", tone)
        if said:
            made.append(element("title", said))

    def said(self, place: int, category: int) -> str:
        """Return what a reader is told who rests on a value."""
        one, chart = self.series[place], self.chart
        value = number_text(value_at(one, category), chart.decimals, chart.unit)
        text = f"{plain(chart.categories[category])} · {plain(one.name)}: {value}"
        if category < len(one.grounds):
            count = tr("n {n}", n=one.grounds[category].n)
            text += f" ({count})"
        return text

    def number(self, value: float) -> str:
        """Return a value as it stands beside its mark."""
        return f"{value:,.{self.chart.decimals}f}"

    def _hatch(self, series: Series, place: int) -> str:
        """Draw the hatch of a series once, and return its name."""
        name = f"{self.name}-hatch-{place}"
        if any(one.get("id") == name for one in self.svg.iter("pattern")):
            return name
        way = place % _WAYS
        size = "8" if way == 1 else "6"
        pattern = ET.SubElement(self.svg, "pattern", {"id": name, "width": size, "height": size})
        pattern.set("patternUnits", "userSpaceOnUse")
        ground = {"width": size, "height": size, "fill": "var(--paper)"}
        ET.SubElement(pattern, "rect", ground)
        if way == 2:
            dot = {"cx": "3", "cy": "3", "r": "1.6", "fill": _tone(series)}
            ET.SubElement(pattern, "circle", dot)
            return name
        ways = {
            1: "M0 8L8 0M-2 2L2 -2M6 10L10 6",
            3: "M0 3H6",
            4: "M0 3H6M3 0V6",
        }
        ET.SubElement(pattern, "path", {"d": ways[way], "stroke": _tone(series)})
        pattern[-1].set("stroke-width", "2.6" if way == 1 else "1.6")
        return name


def value_at(series: Series, place: int) -> float | None:
    """Return the value of a category, None where there is none."""
    return series.values[place] if place < len(series.values) else None


def _tone(series: Series) -> str:
    return f"var(--tone-{series.tone}, var(--ink))"
