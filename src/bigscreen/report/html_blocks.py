"""Sets the blocks of a report as HTML elements; the drawings in them are SVG."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from bigscreen.domain.city import City
from bigscreen.report.paper import element
from bigscreen.report.report_texts import (
    block_notes,
    cell_text,
    definitions,
    empty_text,
    ground_text,
    plain,
)
from bigscreen.report.svg_chart import chart_svg, is_wide
from bigscreen.report.svg_heat import heat_svg
from bigscreen.report.svg_map import legend_svg, map_svgs
from bigscreen.viewmodels.plain_text import paragraph
from bigscreen.viewmodels.report_blocks import (
    Block,
    Change,
    Chart,
    GridMap,
    Heat,
    Table,
    Tile,
    Tiles,
    Words,
)
from bigscreen.viewmodels.wording import tr

_ON_ONE_PAGE = 16
"""Lines a block may have to be kept together on paper."""

_JUDGEMENTS = {"better": "better", "worse": "worse"}


def block_element(
    block: Block, city: City, name: str, interactive: ET.Element | None = None
) -> ET.Element:
    """Return a block with its title and notes.

    ``name`` is an identifier no other block has; ``interactive`` is what stands on a screen in
    place of a map's drawings, which are then for paper alone.
    """
    article = element("article", id=name)
    looks = ["block", type(block).__name__.lower()]
    if not isinstance(block, Chart) or is_wide(block):
        looks.append("wide")
    if isinstance(block, Table | Words | Tiles) and _length(block) > _ON_ONE_PAGE:
        looks.append("long")
    article.set("class", " ".join(looks))
    if title := plain(block.title):
        article.append(element("h3", title))
    if said := empty_text(block):
        article.append(element("p", said, **{"class": "empty"}))
    else:
        article.extend(_content(block, city, name, interactive))
    # Tiles say their n themselves.
    notes = [] if isinstance(block, Tiles) else block_notes(block)
    if notes:
        article.append(element("div", *(element("p", note) for note in notes)))
        article[-1].set("class", "notes")
    if meanings := definitions(block):
        summary = element("summary", tr("What it means"))
        article.append(element("details", summary, *(element("p", one) for one in meanings)))
        article[-1].set("class", "notes screen-only")
    return article


def _length(block: Table | Words | Tiles) -> int:
    """Return about how many lines a block has."""
    match block:
        case Table():
            return len(block.rows)
        case Words():
            return sum(1 + len(text) // 60 for text in block.paragraphs)
        case Tiles():
            return 2 * len(block.tiles)


def _content(
    block: Block, city: City, name: str, interactive: ET.Element | None
) -> Iterable[ET.Element]:
    match block:
        case Tiles():
            return [_tiles(block.tiles)]
        case Chart():
            return [chart_svg(block, name)]
        case Heat():
            return [heat_svg(block)]
        case Table():
            return [_table(block)]
        case GridMap():
            return _map(block, city, interactive)
        case Words():
            return [element("p", paragraph(text)) for text in block.paragraphs if text.strip()]


def _map(block: GridMap, city: City, interactive: ET.Element | None) -> list[ET.Element]:
    legends = [legend_svg(block)]
    if len(block.steps) > 1:
        legends += [legend_svg(block, step) for step in block.steps if step.whole]
    drawings = element("div", *legends)
    drawings.set("class", "drawings" if interactive is None else "drawings paper-only")
    steps = map_svgs(block, city)
    drawings.append(element("div", *steps))
    drawings[-1].set("class", "steps one" if len(steps) == 1 else "steps")
    if interactive is None:
        return [drawings]
    frame = element("div", interactive)
    frame.set("class", "live-map screen-only")
    return [frame, drawings]


def _tiles(tiles: Sequence[Tile]) -> ET.Element:
    row = element("div", *map(_tile, tiles))
    row.set("class", "tile-row")
    return row


def _tile(tile: Tile) -> ET.Element:
    made = element(
        "div",
        element("p", plain(tile.label), **{"class": "label"}),
        element("p", plain(tile.text, 60), **{"class": "figure"}),
        *map(_change, tile.changes),
    )
    if tile.ground.n or tile.ground.excluded:
        made.append(element("p", ground_text(tile.ground), **{"class": "n"}))
    if definition := paragraph(tile.ground.definition):
        made.set("title", definition)
    made.set("class", "tile")
    return made


def _change(change: Change) -> ET.Element:
    made = element("p", element("span", plain(change.label, 40)))
    made.append(element("b", plain(change.text, 60)))
    made.set("class", f"change {_JUDGEMENTS.get(change.judgement, 'neither')}")
    return made


def _table(block: Table) -> ET.Element:
    head = element("tr", *(element("th", plain(name), scope="col") for name in block.columns))
    numbers = [
        all(not isinstance(row[place], str) for row in block.rows if place < len(row))
        for place in range(len(block.columns))
    ]
    body = element("tbody")
    for row in block.rows:
        line = ET.SubElement(body, "tr")
        for place, cell in enumerate(row):
            made = element("td", cell_text(cell))
            if place < len(numbers) and numbers[place]:
                made.set("class", "number")
            line.append(made)
    for place, is_number in enumerate(numbers):
        if is_number and block.rows:
            head[place].set("class", "number")
    return element("table", element("thead", head), body)
