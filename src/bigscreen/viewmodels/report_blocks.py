"""A report as plain data: what the meeting face shows and every export writes.

Numbers are numbers here, with their unit and how many decimals to show; what takes a colour names
a ``tone`` of the design tokens. A block that has nothing to show says why in ``empty``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a figure stands on: how many cases, how many were left out and why, what it means.

    ``measure``, ``only`` (splits) and of a distribution ``bucket`` name what it is of, so that its
    cases can be asked for. ``excluded`` is by reason (:mod:`bigscreen.viewmodels.kpi_words`);
    ``sides`` is the same figure of other periods, each with its n, and ``stamps`` how its times
    were noted, both in words. ``span`` is the period the cases are of, None for the report's own.
    """

    n: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    definition: str = ""
    measure: str = ""
    only: tuple[tuple[str, str], ...] = ()
    bucket: str = ""
    sides: tuple[str, ...] = ()
    stamps: str = ""
    span: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change against another period: 同比 or 环比 in words, in percent or points."""

    label: str
    text: str
    judgement: str = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One key figure. ``text`` is the value as people read it, with its unit."""

    label: str
    text: str
    value: float | None = None
    changes: tuple[Change, ...] = ()
    ground: Ground = field(default_factory=Ground)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Key figures side by side."""

    key: str
    title: str
    tiles: tuple[Tile, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line or one colour of bars; as many values as the chart has categories."""

    name: str
    values: tuple[float | None, ...]
    tone: str
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart; ``kind`` is ``line``, ``bar`` or ``stacked``. ``target`` is a line to reach."""

    key: str
    title: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 0
    target: float | None = None
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """A field of values, for example hour × weekday; ``values`` has a row a row name.

    ``grounds``, where given, has what each value stands on.
    """

    key: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: str = ""
    note: str = ""
    empty: str = ""
    decimals: int = 0
    grounds: tuple[tuple[Ground, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows and columns; ``case_ids``, where given, names the case of each row.

    ``grounds``, where given, has what the figures of each row stand on, an empty one for texts.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
    case_ids: tuple[str, ...] = ()
    note: str = ""
    empty: str = ""
    grounds: tuple[tuple[Ground, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStep:
    """The values of the grids, by id, at one step of time, and on how many cases each stands.

    ``whole`` is the step of all others together: its sums take classes of their own.
    """

    label: str
    values: Mapping[str, float]
    counts: Mapping[str, int] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridMap:
    """The grids coloured by a measure, step by step through time."""

    key: str
    title: str
    steps: tuple[MapStep, ...]
    unit: str = ""
    decimals: int = 0
    more_is_worse: bool = True
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Paragraphs."""

    key: str
    title: str
    paragraphs: tuple[str, ...]


Block = Tiles | Chart | Heat | Table | GridMap | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Blocks under one heading: a page of the meeting face, a section of a document."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report: ``period`` as people say it, ``made_at`` in the city's own time."""

    title: str
    city: str
    period: str
    made_at: datetime
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()
