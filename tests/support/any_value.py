"""Any value of a domain type, every field drawn: a field somebody forgets to keep shows."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bigscreen.domain.geo import GeoPoint

COUNTS = st.integers(-(2**31), 2**31 - 1)
MOMENTS = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
POINTS = st.builds(GeoPoint, st.floats(-90, 90), st.floats(-180, 180))
_PLAIN = {
    bool: st.booleans(),
    int: COUNTS,
    float: NUMBERS,
    str: st.text(),
    datetime: MOMENTS,
    GeoPoint: POINTS,
}


def any_value(
    annotation: Any, chosen: Mapping[str, st.SearchStrategy[Any]] | None = None
) -> st.SearchStrategy[Any]:
    """Draw any value of a type; ``chosen`` gives fields by name, in nested values as well."""
    given = chosen or {}
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if annotation is type(None):
        return st.none()
    if isinstance(annotation, UnionType):
        return st.one_of(*(any_value(one, given) for one in get_args(annotation)))
    if get_origin(annotation) is tuple:
        return st.lists(any_value(get_args(annotation)[0], given), max_size=2).map(tuple)
    if is_dataclass(annotation):
        hints = get_type_hints(annotation)
        drawn = {
            field.name: given[field.name]
            if field.name in given
            else any_value(hints[field.name], given)
            for field in fields(annotation)
        }
        return st.builds(annotation, **drawn)
    assert issubclass(annotation, Enum)
    return st.sampled_from(annotation)
