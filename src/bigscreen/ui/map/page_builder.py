"""Bakes the map page with folium: our own layers, no outside address, the same bytes every time."""

from dataclasses import dataclass

from branca.element import MacroElement
from folium.map import Layer, LayerControl
from folium.template import Template

from bigscreen.domain.city import City
from bigscreen.report.offline_map import OfflineMap, PageFigure, fixed
from bigscreen.viewmodels.map_base import base_map_json, city_bounds
from bigscreen.viewmodels.wording import language, tr

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load: its own scheme, no inline script or style, no eval, no frame."""

_IMPORTS = (
    'import { BigscreenLiveLayer, Ground, GroundLayer, openDoor } from "/assets/door.js";\n\n'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The baked page: ``html``, the ``script`` folium wrote for it, and the ground as JSON."""

    html: bytes
    script: bytes
    base: bytes


class _CityMap(OfflineMap):
    """The map of a screen; without ``has_controls`` nothing on it asks for a mouse."""

    def __init__(self, city: City, *, has_controls: bool) -> None:
        super().__init__(
            city,
            zoom_start=13,
            min_zoom=9,
            max_zoom=19,
            box_zoom=False,  # Shift and drag chooses units
        )
        self.has_controls = has_controls

    def script_lines(self) -> list[str]:
        """Name no maker on the map, and put the buttons for zooming below on the right."""
        name = self.get_name()
        lines = [f"{name}.attributionControl.setPrefix(false);"]
        if self.has_controls:
            lines.append(f'L.control.zoom({{ position: "bottomright" }}).addTo({name});')
        return lines


class _Ground(MacroElement):
    """The canvas that draws the city's own ground; its layers switch parts of it."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} = new Ground({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self._name = "Ground"


class _GroundLayer(Layer):
    """One part of the ground in the layer control: a base style, or what lies above it."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} =
                new GroundLayer({{ this.ground.get_name() }}, {{ this.part|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, ground: _Ground, part: str, name: str, *, overlay: bool, show: bool) -> None:
        super().__init__(name=name, overlay=overlay, show=show)
        self._name = "GroundLayer"
        self.ground = ground
        self.part = part


class BigscreenLiveLayer(MacroElement):
    """Our folium plug-in: the layer that pulls and paints live units and incidents.

    ``painter`` is ``auto``, ``stamp`` or ``webgl``.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} =
                new BigscreenLiveLayer({{ this.options|tojavascript }})
                    .addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, painter: str = "auto") -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self._name = "LiveLayer"
        self.options = {"painter": painter}


class _Door(MacroElement):
    """Opens ``window.bigscreen`` once everything it leads to is on the map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            openDoor({{ this._parent.get_name() }}, {{ this.ground.get_name() }},
                {{ this.live.get_name() }}, {{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(
        self, ground: _Ground, live: BigscreenLiveLayer, home: list[list[float]], *, follow: bool
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self._name = "Door"
        self.ground = ground
        self.live = live
        self.options = {"home": home, "follow": follow}


def build_page(
    city: City, *, painter: str = "auto", follow: bool = True, has_controls: bool = True
) -> MapPage:
    """Bake the page of a city in the language in use.

    ``painter`` forces one way of painting (tests); ``follow`` lets the view fit itself to the open
    incidents; without ``has_controls`` nothing on it asks for a mouse (a wall). Equal input gives
    equal bytes.
    """
    south_west, north_east = city_bounds(city)
    home = [[south_west.lat, south_west.lon], [north_east.lat, north_east.lon]]
    figure = PageFigure(language().replace("_", "-"))
    page = fixed(_CityMap(city, has_controls=has_controls), "city")
    page.add_to(figure)
    ground = fixed(_Ground(), "city")
    live = fixed(BigscreenLiveLayer(painter), "units")
    streets, plain, *above = (
        fixed(_GroundLayer(ground, part, name, overlay=overlay, show=show), part)
        for part, name, overlay, show in (
            ("streets", tr("Streets"), False, True),
            ("plain", tr("Grids only"), False, False),
            ("grids", tr("Grid borders and names"), True, True),
            ("patrol", tr("Must-visit points and lines"), True, True),
            ("operations", tr("Joint operations"), True, True),
            ("reach", tr("Reach in 1, 3 and 5 minutes"), True, True),
            ("track", tr("Track of the selected unit"), True, True),
        )
    )
    controls = [fixed(LayerControl(position="topright"), "parts")] if has_controls else []
    door = fixed(_Door(ground, live, home, follow=follow), "program")
    for element in (ground, streets, plain, *above, live, *controls, door):
        element.add_to(page)
    html = figure.render()
    script = _IMPORTS + figure.script.render()
    return MapPage(html=html.encode(), script=script.encode(), base=base_map_json(city))
