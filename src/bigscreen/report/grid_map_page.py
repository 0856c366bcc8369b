"""Bakes the map of grids with folium: as a page of the program, or as a part of a report.

Both carry the same script behind one door (``BigscreenGridMap`` of ``grid_map.js``) and ask for
no outside address.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from branca.element import Figure, MacroElement
from folium.template import Template

from bigscreen.domain.city import City
from bigscreen.report.grid_map_data import block_data, city_shapes, script_literal
from bigscreen.report.offline_map import LEAFLET, OfflineMap, PageFigure, fixed
from bigscreen.report.report_texts import bcp47
from bigscreen.viewmodels.report_blocks import GridMap

_OWN = "grid_map"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridMapPage:
    """The page of the program: it shows nothing until it is told what."""

    html: bytes
    script: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class GridMapPart:
    """A map inside a report: where it stands, and the script that draws it there."""

    place: ET.Element
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineAssets:
    """What every report with a map carries inside: Leaflet with our script, and their styles."""

    script: str
    style: str


class _GridsMap(OfflineMap):
    """A map without keyboard of its own."""

    def __init__(self, city: City) -> None:
        super().__init__(
            city,
            _OWN,
            zoom_start=12,
            keyboard=False,
            attribution_control=False,
            min_zoom=8,
            max_zoom=18,
        )


class BigscreenGridMap(MacroElement):
    """Our folium plug-in: the grids of a city, which take a colour each from a block.

    ``shapes`` and ``block`` are JavaScript literals; with a ``door`` the program may come in.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} =
                new BigscreenGridMap({{ this._parent.get_name() }}, {{ this.shapes }});
            {%- if this.block %}
            {{ this.get_name() }}.show({{ this.block }});
            {%- endif %}
            {%- if this.door %}
            openGridMapDoor({{ this.get_name() }});
            {%- endif %}
        {% endmacro %}
        """
    )

    def __init__(self, shapes: dict[str, Any], block: GridMap | None, *, door: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self._name = "Grids"
        self.shapes = script_literal(shapes)
        self.block = "" if block is None else script_literal(block_data(block))
        self.door = door


def build_grid_map_page(city: City) -> GridMapPage:
    """Bake the page of a city in the language in use; equal input gives equal bytes."""
    figure = PageFigure(bcp47())
    _map_on(figure, city, None, "city")
    html = figure.render()
    return GridMapPage(html=html.encode(), script=figure.script.render().encode())


def grid_map_part(city: City, block: GridMap, name: str) -> GridMapPart:
    """Bake a block into a part of a report; ``name`` is one no other part of it has."""
    figure = Figure()
    _map_on(figure, city, block, name)
    figure.render()
    place = ET.fromstring(figure.html.render().strip())  # noqa: S314 - folium's own line
    # In braces: the parts of one report share a script, but no names.
    return GridMapPart(place=place, script=f"{{\n{figure.script.render().strip()}\n}}\n")


def offline_assets(web_root: Path) -> OfflineAssets:
    """Read what a report carries inside out of the folder with the page code."""

    def read(name: str) -> str:
        return (web_root / name).read_text(encoding="utf-8")

    script = read(f"{LEAFLET}.js").replace("//# sourceMappingURL=leaflet.js.map", "")
    style = "\n".join(line for line in read(f"{LEAFLET}.css").splitlines() if "url(" not in line)
    return OfflineAssets(
        script=f"{script}\n{read(f'{_OWN}.js')}", style=f"{style}\n{read(f'{_OWN}.css')}"
    )


def _map_on(figure: Figure, city: City, block: GridMap | None, name: str) -> None:
    page = fixed(_GridsMap(city), name)
    page.add_to(figure)
    layer = fixed(BigscreenGridMap(city_shapes(city), block, door=block is None), name)
    layer.add_to(page)
