"""folium's page and map as the program serves them: every script and style is our own file."""

from typing import Any, TypeVar

import folium
from branca.element import Figure, MacroElement
from folium.template import Template

from bigscreen.domain.city import City

LEAFLET = "vendor/leaflet/leaflet"
"""Where Leaflet lies in the folder with the page code, without its ending."""

_ElementT = TypeVar("_ElementT", bound=MacroElement)


class PageFigure(Figure):
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


class OfflineMap(folium.Map):
    """folium's map with our own copies of script and style, nothing inline, no tiles.

    ``own`` are names of files of ours that it needs besides, a script and a style each;
    ``options`` are folium's.
    """

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
            {%- for line in this.script_lines() %}
            {{ line }}
            {%- endfor %}
        {% endmacro %}
        """
    )

    def __init__(self, city: City, *own: str, **options: Any) -> None:
        super().__init__(
            location=[city.centre.lat, city.centre.lon],
            tiles=None,
            zoom_control=False,
            zoom_snap=0.25,
            zoom_delta=0.5,
            zoom_animation=False,
            fade_animation=False,
            **options,
        )
        # On the instance: folium's own lists are shared by every map of the process.
        self.default_js = [
            ("leaflet", f"/assets/{LEAFLET}.js"),
            ("qwebchannel", "/assets/qwebchannel.js"),
            *((name, f"/assets/{name}.js") for name in own),
        ]
        self.default_css = [
            ("leaflet_css", f"/assets/{LEAFLET}.css"),
            ("map_css", "/assets/map.css"),
            *((f"{name}_css", f"/assets/{name}.css") for name in own),
        ]

    def script_lines(self) -> list[str]:
        """Return what the script does right after the map is made; a subclass says what."""
        return []


def fixed(element: _ElementT, name: str) -> _ElementT:
    """Give an element a name of its own instead of a random one: the page must not vary."""
    element._id = name  # noqa: SLF001 - branca has no other way
    return element
