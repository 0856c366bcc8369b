"""Writes a city package's files byte for byte alike on every machine."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from bigscreen.city.demo.shapes import XY
from bigscreen.city.plane import Plane

DECIMALS = 6
"""Of a degree: a tenth of a metre."""


def write_text(path: Path, text: str) -> None:
    """Write a text file with plain line ends."""
    path.write_bytes(text.encode())


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file whose first line names the columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    write_text(path, text.getvalue())


def degrees(plane: Plane, place: XY) -> tuple[str, str]:
    """Return latitude and longitude of a place as they are written."""
    point = plane.to_geo(*place)
    return f"{point.lat:.{DECIMALS}f}", f"{point.lon:.{DECIMALS}f}"


class GeoJson:
    """A FeatureCollection in the making, one feature a line so that a change reads well."""

    def __init__(self, plane: Plane) -> None:
        self._plane = plane
        self._features: list[str] = []

    def add_line(self, course: Iterable[XY], **properties: object) -> None:
        """Add a LineString."""
        self._add("LineString", f"[{self._places(course)}]", properties)

    def add_path(self, path: Sequence[XY], **properties: object) -> None:
        """Add a Point where the path is one place, else a LineString."""
        if len(path) > 1:
            self.add_line(path, **properties)
        else:
            self._add("Point", self._places(path), properties)

    def add_polygon(self, ring: Sequence[XY], **properties: object) -> None:
        """Add a Polygon; ``ring`` is open."""
        self._add("Polygon", f"[[{self._places([*ring, ring[0]])}]]", properties)

    def write(self, path: Path) -> None:
        """Write the file."""
        lines = ",\n".join(self._features)
        write_text(path, f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n')

    def _places(self, places: Iterable[XY]) -> str:
        return ",".join(
            f"[{lon},{lat}]" for lat, lon in (degrees(self._plane, place) for place in places)
        )

    def _add(self, kind: str, coordinates: str, properties: dict[str, object]) -> None:
        said = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
        self._features.append(
            f'{{"type":"Feature","properties":{said},'
            f'"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}'
        )
