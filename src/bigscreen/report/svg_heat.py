"""Draws a field of values, for example hour × weekday, as SVG with the value in each cell."""

from xml.etree import ElementTree as ET

from bigscreen.report.paper import element
from bigscreen.report.report_texts import number_text, plain
from bigscreen.report.svg_scale import fitted, text_width
from bigscreen.viewmodels.report_blocks import Heat
from bigscreen.viewmodels.value_classes import ValueClasses, classes_of

_WIDTH = 860
_ROW = 30
_SIZE = 12
_MOST_LEFT = 150


def heat_classes(block: Heat) -> ValueClasses:
    """Return the classes of a field."""
    values = (value for row in block.values for value in row if value is not None)
    return classes_of(values, decimals=block.decimals)


def heat_svg(block: Heat) -> ET.Element:
    """Return the field as an SVG element as wide as a page."""
    classes, decimals = heat_classes(block), block.decimals
    names = [fitted(plain(name), _SIZE, _MOST_LEFT) for name in block.rows]
    left = max((text_width(name, _SIZE) for name in names), default=0.0) + 10
    cell = (_WIDTH - left - 4) / max(1, len(block.columns))
    height = 24 + _ROW * len(names) + 34
    svg = ET.Element("svg", {"role": "img", "class": "heat", "viewBox": f"0 0 {_WIDTH} {height}"})
    svg.append(element("title", plain(block.title)))
    for place, column in enumerate(block.columns):
        said = fitted(plain(column), _SIZE, cell - 2)
        svg.append(_text(left + (place + 0.5) * cell, 16, said, "axis", "middle"))
    for line, (name, values) in enumerate(zip(names, block.values, strict=False)):
        y = 24 + line * _ROW
        svg.append(_text(left - 6, y + 20, name, "axis", "end"))
        for place, value in enumerate(values):
            svg.extend(_cell(left + place * cell, y, cell, value, classes, decimals))
    svg.extend(_legend(block, classes, left, height - 28))
    return svg


def _cell(
    x: float, y: float, width: float, value: float | None, classes: ValueClasses, decimals: int
) -> list[ET.Element]:
    shade = classes.shade_of(value)
    look = "none" if shade is None else f"shade-{shade}"
    box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{_ROW}"}
    shape = ET.Element("rect", {**box, "class": f"grid {look}"})
    said = number_text(value, decimals)
    if text_width(said, _SIZE) > width:
        return [shape]
    ink = "" if shade is None else f"on-{shade}"
    return [shape, _text(x + width / 2, y + 20, said, ink, "middle")]


def _legend(block: Heat, classes: ValueClasses, x: float, y: float) -> list[ET.Element]:
    made = []
    if unit := plain(block.unit, 20):
        made.append(_text(x, y + 17, unit, "axis"))
        x += text_width(unit, _SIZE) + 14
    for label, shade in zip(classes.labels(), classes.shades, strict=True):
        box = {"x": f"{x:.1f}", "y": f"{y + 5:.1f}", "width": "24", "height": "15"}
        made.append(ET.Element("rect", {**box, "class": f"grid shade-{shade}"}))
        made.append(_text(x + 30, y + 17, label, "axis"))
        x += 30 + text_width(label, _SIZE) + 16
    return made


def _text(x: float, y: float, text: str, look: str = "", anchor: str = "start") -> ET.Element:
    made = element("text", text, x=f"{x:.1f}", y=f"{y:.1f}")
    made.set("text-anchor", anchor)
    if look:
        made.set("class", look)
    return made
