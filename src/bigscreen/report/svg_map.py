"""Draws the grids coloured by a measure as SVG, step by step: the map as it is printed."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from bigscreen.domain.city import City
from bigscreen.report.grid_outlines import GridOutline, grid_outlines
from bigscreen.report.paper import element
from bigscreen.report.report_texts import number_text, plain
from bigscreen.report.svg_scale import fitted, text_width
from bigscreen.viewmodels.report_blocks import GridMap, MapStep
from bigscreen.viewmodels.value_classes import ValueClasses, classes_of

LARGE = (860.0, 520.0)
SMALL = (420.0, 270.0)
MOST_STEPS = 8
_SIZE = 13
_LEGEND = 34


def map_classes(block: GridMap, step: MapStep | None = None) -> ValueClasses:
    """Return the classes of a map: of all its steps together, so that they compare.

    A ``step`` of the whole period has its own: sums are not compared with their parts.
    """
    parts = [one for one in block.steps if not one.whole]
    among = [step] if step is not None and step.whole else parts or block.steps
    values = [value for one in among for value in one.values.values()]
    return classes_of(values, decimals=block.decimals, more_is_worse=block.more_is_worse)


def shown_steps(block: GridMap) -> Sequence[MapStep]:
    """Return the steps that stand on paper: the newest ones, oldest first."""
    return block.steps[-MOST_STEPS:]


def map_svgs(block: GridMap, city: City) -> list[ET.Element]:
    """Return a drawing a step; one step alone is drawn large."""
    steps = shown_steps(block)
    size = LARGE if len(steps) == 1 else SMALL
    outlines = grid_outlines(city, size[0] - 8, size[1] - 30)
    return [_step_svg(block, step, size, outlines, map_classes(block, step)) for step in steps]


def legend_svg(block: GridMap, step: MapStep | None = None) -> ET.Element:
    """Return what the shades of a map mean; of the whole period, where ``step`` is that."""
    classes = map_classes(block, step)
    svg = ET.Element("svg", {"role": "img", "class": "map", "viewBox": f"0 0 {LARGE[0]:g} 34"})
    x = 4.0
    unit = plain(block.unit, 20)
    if step is not None and step.whole:
        unit = " · ".join(filter(None, (plain(step.label, 40), unit)))
    if unit:
        svg.append(_text(x, 22, unit))
        x += text_width(unit, _SIZE) + 16
    for label, shade in zip(classes.labels(), classes.shades, strict=True):
        svg.append(_swatch(x, f"shade-{shade}"))
        svg.append(_text(x + 32, 22, label))
        x += 32 + text_width(label, _SIZE) + 18
    return svg


def _step_svg(
    block: GridMap,
    step: MapStep,
    size: tuple[float, float],
    outlines: Sequence[GridOutline],
    classes: ValueClasses,
) -> ET.Element:
    width, height = size
    svg = ET.Element("svg", {"role": "img", "class": "map"})
    svg.set("viewBox", f"0 0 {width:g} {height:g}")
    svg.append(element("title", f"{plain(block.title)} · {plain(step.label)}"))
    svg.append(_text(4, 15, fitted(plain(step.label), _SIZE, width - 8), look="step"))
    drawn = ET.SubElement(svg, "g", {"transform": "translate(4 24)"})
    for outline in outlines:
        drawn.append(_shape(outline, step.values, classes))
    for outline in outlines:
        value = number_text(step.values.get(outline.grid_id), block.decimals)
        x, y = outline.middle
        name = fitted(outline.name, 11, outline.width - 6)
        look = _ink(classes.shade_of(step.values.get(outline.grid_id)))
        if name not in {"", "…"}:
            drawn.append(_text(x, y - 3, name, look=f"name {look}", anchor="middle"))
        drawn.append(_text(x, y + 12, value, look=f"figure {look}", anchor="middle"))
    return svg


def _shape(outline: GridOutline, values: Mapping[str, float], classes: ValueClasses) -> ET.Element:
    shade = classes.shade_of(values.get(outline.grid_id))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in outline.ring)
    shape = ET.Element("polygon", {"points": points})
    shape.set("class", "grid none" if shade is None else f"grid shade-{shade}")
    return shape


def _ink(shade: int | None) -> str:
    return "" if shade is None else f"on-{shade}"


def _swatch(x: float, look: str) -> ET.Element:
    box = {"x": f"{x:.1f}", "y": "9", "width": "26", "height": "16"}
    return ET.Element("rect", {**box, "class": f"grid {look}"})


def _text(x: float, y: float, text: str, look: str = "", anchor: str = "start") -> ET.Element:
    made = element("text", text, x=f"{x:.1f}", y=f"{y:.1f}")
    made.set("text-anchor", anchor)
    if look:
        made.set("class", look)
    return made
