"""Reads typed fields out of a file's lines, features and tables, noting what is wrong."""

import math
from collections.abc import Collection, Mapping
from enum import Enum
from typing import TypeVar

from bigscreen.city.problems import CityProblem
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.wording import tr

_E = TypeVar("_E", bound=Enum)

_FLAGS = {"0": False, "no": False, "false": False, "1": True, "yes": True, "true": True}

_STAND_IN = GeoPoint(0.0, 0.0)


class Record:
    """One line, feature or table.

    A field that is missing or wrong is noted in ``notes`` and a stand-in is returned, so that
    one reading finds every problem; whoever reads raises at the end when there are notes.
    ``is_sound`` stays true while nothing wrong has been noted, warnings apart.
    """

    def __init__(
        self, values: Mapping[str, object], file: str, where: str, notes: list[CityProblem]
    ) -> None:
        self._values = values
        self._file = file
        self._where = where
        self._notes = notes
        self.is_sound = True

    def note(self, field: str, value: object, expected: str) -> None:
        """Note that ``field`` holds ``value`` (None: nothing) where ``expected`` should stand."""
        self.is_sound = False
        self._notes.append(
            CityProblem(
                file=self._file, where=self._where, field=field, value=value, expected=expected
            )
        )

    def warn(self, field: str, value: object, expected: str) -> None:
        """Note what a city can live with, but hardly what was meant."""
        self._notes.append(
            CityProblem(
                file=self._file,
                where=self._where,
                field=field,
                value=value,
                expected=expected,
                is_warning=True,
            )
        )

    def has(self, field: str) -> bool:
        """Tell whether the field is filled in."""
        return self._values.get(field) not in (None, "")

    def text(self, field: str, default: str | None = None) -> str:
        """Return a text field; without a default it has to be there."""
        value = self._values.get(field)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value not in (None, ""):
            self.note(field, value, tr("a text"))
        elif default is None:
            self.note(field, None, tr("a text"))
        return default or ""

    def number(self, field: str, low: float, high: float, default: float | None = None) -> float:
        """Return a number from ``low`` to ``high``."""
        expected = tr("a number from {low} to {high}", low=f"{low:g}", high=f"{high:g}")
        value = self._values.get(field)
        if value in (None, ""):
            if default is None:
                self.note(field, None, expected)
            return low if default is None else default
        found = _as_number(value)
        if found is None or not low <= found <= high:
            self.note(field, value, expected)
            return low
        return found

    def whole(self, field: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number from ``low`` to ``high``."""
        found = self.number(field, low, high, default)
        if found != int(found):
            self.note(field, self._values.get(field), tr("a whole number"))
        return int(found)

    def choice(self, field: str, kind: type[_E], default: _E | None = None) -> _E:
        """Return the member of ``kind`` whose value stands in the field."""
        value = self._values.get(field)
        if value in (None, "") and default is not None:
            return default
        for member in kind:
            if str(member.value) == str(value).strip():
                return member
        self.note(field, value or None, _one_of(str(member.value) for member in kind))
        return next(iter(kind))

    def known(self, field: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return a text that has to be one of ``allowed`` (or the default, when left out)."""
        value = self.text(field, default)
        if value and value not in allowed and value != default:
            self.note(field, value, _one_of(allowed))
        return value

    def several(self, field: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """Return a list of texts: a TOML array, or parts with ``;`` between them."""
        value = self._values.get(field)
        if value in (None, ""):
            return ()
        parts = value.split(";") if isinstance(value, str) else value
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            self.note(field, value, tr("a list of texts"))
            return ()
        found = tuple(part.strip() for part in parts if part.strip())
        for part in found:
            if allowed is not None and part not in allowed:
                self.note(field, part, _one_of(allowed))
        return found

    def choices(self, field: str, kind: type[_E]) -> tuple[_E, ...]:
        """Return the members of ``kind`` whose values a list of texts names."""
        by_value = {str(member.value): member for member in kind}
        return tuple(by_value[said] for said in self.several(field, by_value) if said in by_value)

    def numbers(
        self, field: str, low: int, high: int, default: tuple[int, ...] | None = None
    ) -> tuple[int, ...]:
        """Return whole numbers from ``low`` to ``high``: parts with ``;`` between them, rising.

        Without a default there has to be one.
        """
        found = set()
        if default is None and not self.has(field):
            self.note(field, None, tr("whole numbers from {low} to {high}", low=low, high=high))
        for part in self.several(field):
            if part.isascii() and part.isdigit() and low <= int(part) <= high:
                found.add(int(part))
            else:
                self.note(field, part, tr("whole numbers from {low} to {high}", low=low, high=high))
        return tuple(sorted(found)) or default or ()

    def flag(self, field: str, *, default: bool = False) -> bool:
        """Return a yes or no: ``1``, ``yes`` or ``true``; ``0``, ``no`` or ``false``."""
        value = self._values.get(field)
        if value in (None, ""):
            return default
        said = str(value).strip().lower()
        if said not in _FLAGS:
            self.note(field, value, _one_of(_FLAGS))
        return _FLAGS.get(said, default)

    def tables(self, field: str) -> list["Record"]:
        """Return the tables of an array of tables within this one."""
        rows = self._values.get(field, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.note(field, rows, tr("a list of tables"))
            return []
        return [
            Record(row, self._file, f"{self._where}, {field} {place}", self._notes)
            for place, row in enumerate(rows, start=1)
        ]

    def point(self, lat: str = "lat", lon: str = "lon") -> GeoPoint:
        """Return the point whose coordinates stand in two fields (WGS-84 degrees)."""
        return GeoPoint(self.number(lat, -90.0, 90.0), self.number(lon, -180.0, 180.0))


def point_of(record: Record, field: str, pair: object) -> GeoPoint:
    """Return the point of a GeoJSON position: ``[lon, lat]``, degrees."""
    numbers = [_as_number(part) for part in pair] if isinstance(pair, list) else []
    if len(numbers) >= 2 and numbers[0] is not None and numbers[1] is not None:
        lon, lat = numbers[0], numbers[1]
        if -180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0:
            return GeoPoint(lat, lon)
    record.note(field, pair, tr("[longitude, latitude] in degrees"))
    return _STAND_IN


def _as_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _one_of(allowed: object) -> str:
    names = sorted(allowed)  # type: ignore[call-overload]
    return tr("one of {names}", names=", ".join(names))
