"""Opens the three kinds of file a city package is made of, as records."""

import csv
import io
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from bigscreen.city.problems import CityProblem
from bigscreen.city.records import Record, point_of
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.wording import tr


class PackageFolder:
    """A city package on disk; everything wrong that is met while reading is kept in ``notes``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[CityProblem] = []

    def has(self, name: str) -> bool:
        """Tell whether the package has this file; some may be left out."""
        return (self.path / name).exists()

    def toml(self, name: str) -> Mapping[str, object]:
        """Return a TOML file's content, empty when it can not be read."""
        text = self._text(name)
        try:
            return tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self.note(name, "", str(error), tr("TOML"))
            return {}

    def tables(self, name: str, field: str, content: Mapping[str, object]) -> list[Record]:
        """Return the tables of an array of tables (``[[field]]``) of a TOML file."""
        rows = content.get(field, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.note(name, field, rows, tr("tables written as [[{field}]]", field=field))
            return []
        return [
            Record(row, name, f"{field} {place}", self.notes)
            for place, row in enumerate(rows, start=1)
        ]

    def lines(self, name: str, columns: tuple[str, ...]) -> list[Record]:
        """Return the lines of a CSV file whose first line names the columns."""
        reader = csv.DictReader(io.StringIO(self._text(name), newline=""))
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            expected = tr("the columns {names}", names=", ".join(columns))
            self.note(name, tr("line {number}", number=1), reader.fieldnames, expected)
            return []
        records = []
        for row in reader:
            where = tr("line {number}", number=reader.line_num)
            if None in row:
                expected = tr("{count} columns", count=len(reader.fieldnames or ()))
                self.note(name, where, row.pop(None), expected)
            records.append(Record(row, name, where, self.notes))
        return records

    def features(self, name: str) -> list["Feature"]:
        """Return the features of a GeoJSON file."""
        try:
            content = json.loads(self._text(name))
        except (ValueError, RecursionError) as error:
            self.note(name, "", str(error), tr("JSON"))
            return []
        found = content.get("features") if isinstance(content, dict) else None
        if not isinstance(found, list):
            self.note(name, "features", None, tr("a GeoJSON FeatureCollection"))
            return []
        return [
            Feature(feature, name, tr("feature {number}", number=place), self.notes)
            for place, feature in enumerate(found, start=1)
        ]

    def _text(self, name: str) -> str:
        """Return a file's text: UTF-8, or GB 18030 as spreadsheets on Chinese Windows write it."""
        try:
            content = (self.path / name).read_bytes()
        except OSError as error:
            self.note(
                name, "", None, tr("a file that can be read ({reason})", reason=error.strerror)
            )
            return "{}" if name.endswith("json") else ""
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("gb18030", errors="replace")

    def note(self, name: str, where: str, value: object, expected: str) -> None:
        """Note what is wrong with a file, or with a place in it, as a whole."""
        self.notes.append(
            CityProblem(file=name, where=where, field="", value=value, expected=expected)
        )


class Feature(Record):
    """One GeoJSON feature: its properties as a record, and its shape."""

    def __init__(self, feature: object, file: str, where: str, notes: list[CityProblem]) -> None:
        self._feature = feature if isinstance(feature, dict) else {}
        properties = self._feature.get("properties")
        super().__init__(properties if isinstance(properties, dict) else {}, file, where, notes)

    def line(self) -> tuple[GeoPoint, ...]:
        """Return the course of a LineString."""
        places = self._coordinates("LineString")
        return self._points(places, 2, tr("a LineString of 2 points or more"))

    def path(self) -> tuple[GeoPoint, ...]:
        """Return the place of a Point, alone, or the course of a LineString."""
        geometry = self._feature.get("geometry")
        if isinstance(geometry, dict) and geometry.get("type") == "LineString":
            return self.line()
        place = self._coordinates("Point")
        return () if place is None else (point_of(self, "geometry", place),)

    def ring(self) -> tuple[GeoPoint, ...]:
        """Return the outline of a Polygon without holes, open (the first point not repeated)."""
        rings = self._coordinates("Polygon")
        if not isinstance(rings, list) or len(rings) != 1:
            self.note("geometry", None, tr("a Polygon of one ring"))
            return ()
        points = self._points(rings[0], 3, tr("a Polygon of 3 corners or more"))
        return points[:-1] if len(points) > 3 and points[0] == points[-1] else points

    def _coordinates(self, kind: str) -> object:
        geometry = self._feature.get("geometry")
        if not isinstance(geometry, dict) or geometry.get("type") != kind:
            found = geometry.get("type") if isinstance(geometry, dict) else None
            self.note("geometry", found, kind)
            return None
        return geometry.get("coordinates")

    def _points(self, places: object, least: int, expected: str) -> tuple[GeoPoint, ...]:
        if places is None:
            return ()
        if not isinstance(places, list) or len(places) < least:
            self.note("geometry", places, expected)
            return ()
        return tuple(point_of(self, "geometry", place) for place in places)
