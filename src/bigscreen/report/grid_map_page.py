"""Bakes the map of grids with folium: as a page of the program, or as a part of a report.

Both carry the same script behind one door (``BigscreenGridMap`` of ``grid_map.js``) and ask for
no outside address.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

import folium
from branca.element import Figure, MacroElement
from folium.template import Template

from bigscreen.domain.city import City
from bigscreen.report.grid_map_data import block_data, city_shapes, script_literal
from bigscreen.report.report_texts import bcp47
from bigscreen.viewmodels.report_blocks import GridMap

_LEAFLET = "vendor/leaflet/leaflet"
_OWN = "grid_map"

_ElementT = TypeVar("_ElementT", bound=MacroElement)


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


class _PageFigure(Figure):
    """folium's page frame with the script in a file of its own, as the page's policy demands."""

    _template = Template(
        "<!DOCTYPE html>\n"
        "<html lang={{ this.language|tojson }}>\n"
        "<head>\n    {{ this.header.render(**kwargs) }}\n</head>\n"
        "<body>\n    {{ this.html.render(**kwargs) }}\n"
        '    <script type="module" src="/map.js"></script>\n</body>\n'
        "</html>\n"
    )

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language


class _GridsMap(folium.Map):
    """folium's map without tiles, keyboard of its own or anything from outside."""

    _template = Template(
        """
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }}></div>
        {% endmacro %}

        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                ...{{ this.options|tojavascript }}
            });
        {% endmacro %}
        """
    )

    def __init__(self, city: City) -> None:
        super().__init__(
            location=[city.centre.lat, city.centre.lon],
            zoom_start=12,
            tiles=None,
            zoom_control=False,
            keyboard=False,
            attribution_control=False,
            min_zoom=8,
            max_zoom=18,
            zoom_snap=0.25,
            zoom_delta=0.5,
            zoom_animation=False,
            fade_animation=False,
        )
        # On the instance: folium's own lists are shared by every map of the process.
        self.default_js = [
            ("leaflet", f"/assets/{_LEAFLET}.js"),
            ("qwebchannel", "/assets/qwebchannel.js"),
            ("grid_map", f"/assets/{_OWN}.js"),
        ]
        self.default_css = [
            ("leaflet_css", f"/assets/{_LEAFLET}.css"),
            ("map_css", "/assets/map.css"),
            ("grid_map_css", f"/assets/{_OWN}.css"),
        ]


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
    figure = _PageFigure(bcp47())
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

    script = read(f"{_LEAFLET}.js").replace("//# sourceMappingURL=leaflet.js.map", "")
    style = "\n".join(line for line in read(f"{_LEAFLET}.css").splitlines() if "url(" not in line)
    return OfflineAssets(
        script=f"{script}\n{read(f'{_OWN}.js')}", style=f"{style}\n{read(f'{_OWN}.css')}"
    )


def _map_on(figure: Figure, city: City, block: GridMap | None, name: str) -> None:
    page = _fixed(_GridsMap(city), name)
    page.add_to(figure)
    layer = _fixed(BigscreenGridMap(city_shapes(city), block, door=block is None), name)
    layer.add_to(page)


def _fixed(element: _ElementT, name: str) -> _ElementT:
    """Give an element a name of its own instead of a random one: the page must not vary."""
    element._id = name  # noqa: SLF001 - branca has no other way
    return element
