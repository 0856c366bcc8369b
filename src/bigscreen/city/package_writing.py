"""Writes the kinds of file a city package is made of."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bigscreen.domain.geo import GeoPoint


def write_text(path: Path, text: str) -> None:
    """Write a text file, UTF-8 with plain line ends."""
    path.write_text(text, encoding="utf-8", newline="\n")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV file whose first line names the columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def line_of(points: Iterable[GeoPoint]) -> list[list[float]]:
    """Return a course as GeoJSON positions, to seven decimals of a degree."""
    return [[round(point.lon, 7), round(point.lat, 7)] for point in points]


def ring_of(ring: tuple[GeoPoint, ...]) -> list[list[float]]:
    """Return an outline as GeoJSON positions, its first repeated at the end."""
    closed = ring if len(ring) > 1 and ring[0] == ring[-1] else (*ring, *ring[:1])
    return line_of(closed)


def feature(shape: str, coordinates: object, /, **properties: object) -> dict[str, object]:
    """Return a GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def collection_text(features: Iterable[dict[str, object]]) -> str:
    """Return a GeoJSON file of these features."""
    content = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def toml_text(tables: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """Return a TOML file of tables, each under its head (``[centre]``, ``[[forces]]``).

    The values are texts, numbers, truths, lists of them, and days; the table without a head
    comes first.
    """
    return "\n\n".join(_table(head, values) for head, values in tables) + "\n"


def _table(head: str, values: Mapping[str, object]) -> str:
    lines = [f"{_key(key)} = {_value(value)}" for key, value in values.items()]
    return "\n".join([head, *lines] if head else lines)


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    # JSON writes the rest as TOML does; DEL alone TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else json.dumps(key, ensure_ascii=False)
