"""Case records straight from the rows of SQLite into columns, without an object a case.

The database hands over a row a case: its times as one text of fixed width, all that befalls few
cases (drills, cards, rework, how the stamps were made) as another, and the texts that become
codes. The times of a whole batch become numbers at once: every digit times what it is worth at
its place, which is a product of two matrices. A year of a million cases is read in seconds; as
:class:`bigscreen.domain.case_facts.CaseFacts` it takes most of a minute.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, String, bindparam, func, select, type_coerce
from sqlalchemy.sql.elements import ColumnElement

from bigscreen.kpi.case_columns import LABEL_FIELDS, CaseColumns, Coded, Value
from bigscreen.kpi.case_times import CaseTimes
from bigscreen.kpi.history_columns import KeyedCases, keys_of
from bigscreen.kpi.intervals import FIELDS
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.schema import case_facts

_BATCH = 50_000
_NONE = "0000-00-00 00:00:00.000000"
"""The form in which SQLAlchemy keeps a moment in SQLite; of month 0 it means that there is none."""

_DIGITS = np.array([place for place, sign in enumerate(_NONE) if sign == "0"])

_MONTHS_BEGIN = (
    np.arange("0000-01", "10000-01", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)
)
"""The day, counted from 1970, that begins each month from January of the year 0 on."""


def _worths() -> NDArray[np.float32]:
    """Return what a 1 at each place adds to months, to seconds of the month, to microseconds.

    All sums stay below 2 ** 24, so float32 holds them exactly.
    """
    worth = np.zeros((len(_NONE), 3), np.float32)
    worth[0:4, 0] = (12_000, 1_200, 120, 12)
    worth[5:7, 0] = (10, 1)
    for place, seconds in ((8, 86_400), (11, 3_600), (14, 60), (17, 1)):
        worth[place : place + 2, 1] = (10 * seconds, seconds)
    worth[20:26, 2] = (100_000, 10_000, 1_000, 100, 10, 1)
    return worth


_WORTH: NDArray[np.float32] = _worths()[_DIGITS]


def _all_times() -> ColumnElement[str]:
    every = (func.coalesce(type_coerce(case_facts.c[field], String), _NONE) for field in FIELDS)
    # Not strings put together one by one: each step would copy all before it.
    return func.printf("%s" * len(FIELDS), *every)


_BEFALLING = (
    "valid",
    "drill",
    "original_level",
    "satisfied",
    "reworks",
    "returns",
    "extensions",
    "suspensions",
    "escalations",
    "corrections",
    "forced",
    "stage",
    "stamped_by",
)
"""The fields of few different values, which few different texts hold together."""

_OTHERS = tuple(field for field in LABEL_FIELDS if field not in _BEFALLING)
_TEXTS = frozenset({"stage", "stamped_by"})
_list_decoder = msgspec.json.Decoder(tuple[str, ...])


def _all_befalling() -> ColumnElement[str]:
    every = (type_coerce(case_facts.c[field], String) for field in _BEFALLING)
    return func.printf("%s," * len(_BEFALLING), *every)  # of no value, nothing


_every = select(
    case_facts.c.incident_id,
    _all_times(),
    _all_befalling(),
    *(case_facts.c[field] for field in _OTHERS),
)
_received = _every.where(
    case_facts.c.received_at >= bindparam("start"), case_facts.c.received_at < bindparam("end")
)
_named = _every.where(case_facts.c.incident_id.in_(bindparam("ids", expanding=True)))


def received_batches(
    connection: Connection, start: datetime, end: datetime
) -> Iterator[KeyedCases]:
    """Give the cases received in [start, end), batch by batch, in no particular order.

    Raises:
        LedgerUnavailable: the file can not be read, or what it holds is not a time.
    """
    return _batches(connection, _received, {"start": start, "end": end})


def named_batches(connection: Connection, incident_ids: Sequence[str]) -> Iterator[KeyedCases]:
    """Give the cases with these ids, as :func:`received_batches` does."""
    return _batches(connection, _named, {"ids": list(incident_ids)})


def _batches(
    connection: Connection, chosen: Select[Any], given: Mapping[str, object]
) -> Iterator[KeyedCases]:
    # The driver's own cursor: wrapping a row of each case would take as long as reading it.
    cursor = connection.execute(chosen, given).cursor
    try:
        while rows := cursor.fetchmany(_BATCH):
            ids, times, befalling, *labels = zip(*rows, strict=True)
            others = zip(_OTHERS, map(Coded.of, labels), strict=True)
            coded = {**_befallen(befalling), **dict(others)}
            coded["unit_ids"] = _lists(coded["unit_ids"])
            cases = CaseColumns(_times("".join(times), len(rows)), coded)
            yield KeyedCases(keys_of(ids), cases)
    except (sqlite3.Error, ValueError, msgspec.DecodeError) as error:
        raise LedgerUnavailable(f"{case_facts.name}: {error}") from error


def _times(text: str, size: int) -> CaseTimes:
    """Return the times of a batch, ``FIELDS`` of a case after each other in ``text``."""
    signs = np.frombuffer(text.encode("ascii"), np.uint8)
    digits = signs.reshape(size * len(FIELDS), len(_NONE))[:, _DIGITS] - ord("0")
    if digits.max() > 9:
        raise ValueError("a time is not written as one")
    months, seconds, micros = (digits.astype(np.float32) @ _WORTH).astype(np.int64).T
    # A month counts from 1 and a day does, and neither is gone by on its first moment.
    days = _MONTHS_BEGIN.take(months - 1, mode="clip") - 1
    moments = ((days * 86_400 + seconds) * 1_000_000 + micros).astype(np.float64)
    moments[months == 0] = np.nan
    by_field = moments.reshape(size, len(FIELDS)).T
    return CaseTimes({field: by_field[row].copy() for row, field in enumerate(FIELDS)}, size)


def _befallen(texts: Sequence[str]) -> dict[str, Coded]:
    """Return the columns of ``_BEFALLING``, each out of what few different texts say of it."""
    together = Coded.of(texts)
    fields = zip(*(str(text).split(",")[:-1] for text in together.labels), strict=True)
    columns = {}
    for field, said in zip(_BEFALLING, fields, strict=True):
        few = Coded.of([_value(field, one) for one in said])
        columns[field] = Coded(few.codes[together.codes], few.labels)
    return columns


def _value(field: str, text: str) -> Value:
    if field in _TEXTS:
        return text
    return int(text) if text else None


def _lists(column: Coded) -> Coded:
    """Return a column of JSON lists as one of what they list."""
    return Coded(column.codes, tuple(_list_decoder.decode(str(label)) for label in column.labels))
