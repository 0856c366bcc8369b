"""What the map of grids is told: the city's shapes and a block, as plain data for its script."""

import json
from typing import Any

from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.report.report_texts import plain
from bigscreen.report.svg_map import map_classes
from bigscreen.viewmodels.report_blocks import GridMap
from bigscreen.viewmodels.value_classes import ValueClasses
from bigscreen.viewmodels.wording import named, tr

_DIGITS = 5
_MAIN_STREET = 1


def city_shapes(city: City) -> dict[str, Any]:
    """Return the grids by id with name and outline, and the little ground that helps to place them.

    Positions are [latitude, longitude] in degrees, to about a metre.
    """
    base = city.base_map
    return {
        "grids": [
            {
                "id": grid.id,
                "name": plain(named(grid.name, grid.name_en), 60),
                "ring": _line(grid.ring),
            }
            for grid in city.grids
            if len(grid.ring) > 2
        ],
        "water": [_line(ring) for ring in base.water if len(ring) > 2],
        "streets": [
            _line(street.line)
            for street in base.streets
            if street.rank == _MAIN_STREET and len(street.line) > 1
        ],
    }


def block_data(block: GridMap) -> dict[str, Any]:
    """Return a block with its classes, its steps and the words around it."""
    return {
        "title": plain(block.title),
        "unit": plain(block.unit, 20),
        "decimals": block.decimals,
        "steps": [
            {
                "label": plain(step.label, 60),
                "values": dict(step.values),
                "counts": dict(step.counts),
                "classes": _classes(map_classes(block, step)),
            }
            for step in block.steps
        ],
        "texts": {
            "play": tr("Play"),
            "pause": tr("Pause"),
            "step": tr("Step of time"),
            "none": tr("no value"),
        },
    }


def _classes(classes: ValueClasses) -> dict[str, Any]:
    return {
        "limits": list(classes.limits),
        "shades": list(classes.shades),
        "labels": [label or tr("all alike") for label in classes.labels()],
    }


def script_literal(value: object) -> str:
    """Return a value as JSON that no tag inside it can end and no line separator can break."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _line(points: tuple[GeoPoint, ...]) -> list[list[float]]:
    return [[round(point.lat, _DIGITS), round(point.lon, _DIGITS)] for point in points]
