"""Turns a made-up day, drawn as arrays, into the records of its cases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from bigscreen.city.demo.history_fates import Fates
from bigscreen.city.rates import Rates
from bigscreen.domain.assignments import MILESTONES
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.domain.progress import CaseStage
from bigscreen.domain.units import Unit, UnitKind

Seconds = NDArray[np.float64]
Places = NDArray[np.intp]

_ASSISTED = 0.6
"""How often the first of the assisting forces came along."""

_BY_SYSTEM, _BY_UNIT, _BY_HAND, _NEVER = "suh-"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDraw:
    """A day's cases in order of receipt, n of them.

    ``grids`` and ``items`` are places in the city's lists; ``marks_s``, shape (6, n), and
    ``due_after_s`` count from the receipt, ``received_s`` from ``midnight``. NaN is never. The
    lucks are even draws from 0 to 1.
    """

    name: str
    midnight: datetime
    received_s: Seconds
    grids: Places
    items: Places
    levels: NDArray[np.int_]
    marks_s: Seconds
    due_after_s: Seconds
    fates: Fates
    channel_luck: Seconds
    force_luck: Seconds
    crew_luck: Seconds


class RecordWriter:
    """Writes the records of a city's past; ``units`` are who was sent."""

    def __init__(self, city: City, rates: Rates, units: Iterable[Unit]) -> None:
        self._grids = city.grids
        self._items = city.items
        self._channels = {
            kind: (list(weights), np.cumsum(list(weights.values())))
            for kind, weights in rates.channels.items()
        }
        self._crews: dict[tuple[str, str], list[str]] = {}
        for unit in units:
            if unit.kind is not UnitKind.VIDEO:
                for force in unit.force_codes:
                    self._crews.setdefault((unit.grid_id, force), []).append(unit.id)

    def records(self, day: DayDraw) -> Iterator[CaseFacts]:
        """Yield the day's cases."""
        count, fates = len(day.received_s), day.fates
        ids = [f"{day.name}-{place + 1:04d}" for place in range(count)]
        received = [day.midnight + timedelta(seconds=s) for s in day.received_s.tolist()]
        grids = [self._grids[place] for place in day.grids.tolist()]
        items = [self._items[place] for place in day.items.tolist()]
        forces = [
            () if unsent else (item.lead_force, *item.assisting_forces[: luck < _ASSISTED])
            for item, unsent, luck in zip(
                items, fates.unsent.tolist(), day.force_luck.tolist(), strict=True
            )
        ]
        columns: dict[str, Iterable[object]] = {
            "incident_id": ids,
            "work_kind": [item.work_kind for item in items],
            "item_code": [item.code for item in items],
            "level": map(Level, day.levels.tolist()),
            "channel": self._drawn_channels(day),
            "grid_id": [grid.id for grid in grids],
            "lead_force": [item.lead_force for item in items],
            "response_minutes": [grid.response_minutes for grid in grids],
            "received_at": received,
            "closed_at": _moments(received, fates.closed_s),
            "force_codes": forces,
            "unit_ids": [
                self._sent(grid.id, codes, luck)
                for grid, codes, luck in zip(grids, forces, day.crew_luck.tolist(), strict=True)
            ],
            "stamped_by": _stamped_by(day.marks_s, fates.by_hand.tolist()),
            "valid": fates.valid.tolist(),
            "drill": fates.drill.tolist(),
            "duplicate_of": [
                before if is_again else ""
                for (before, _), is_again in zip(
                    pairwise(["", *ids]), fates.duplicate.tolist(), strict=True
                )
            ],
            "original_level": [Level(n) if n else None for n in fates.original_levels.tolist()],
            "verified_at": _moments(received, fates.verified_s),
            "opened_at": _moments(received, fates.opened_s),
            "checked_at": _moments(received, fates.checked_s),
            "due_at": _moments(received, day.due_after_s),
            "yellow_at": _moments(received, fates.yellow_s),
            "red_at": _moments(received, fates.red_s),
            "called_back_at": _moments(received, fates.called_back_s),
            "satisfied": [
                is_satisfied if told else None
                for is_satisfied, told in zip(
                    fates.satisfied.tolist(), ~np.isnan(fates.called_back_s), strict=True
                )
            ],
            "forced": fates.forced.tolist(),
            "stage": [
                _stage(item.work_kind, is_void)
                for item, is_void in zip(items, fates.void.tolist(), strict=True)
            ],
            **fates.counts,
        }
        for milestone, marks in zip(MILESTONES, day.marks_s, strict=True):
            columns[f"{milestone}_at"] = _moments(received, marks)
        names = tuple(columns)
        for values in zip(*columns.values(), strict=True):
            yield CaseFacts(**dict(zip(names, values, strict=True)))

    def _drawn_channels(self, day: DayDraw) -> list[Channel]:
        """Return by which channel each case came."""
        kinds = [item.work_kind for item in self._items]
        drawn: dict[WorkKind, list[Channel]] = {}
        for kind, (channels, reached) in self._channels.items():
            places = np.searchsorted(reached, day.channel_luck * reached[-1], side="right")
            drawn[kind] = [channels[place] for place in places.tolist()]
        return [drawn[kinds[item]][place] for place, item in enumerate(day.items.tolist())]

    def _sent(self, grid_id: str, forces: Sequence[str], luck: float) -> tuple[str, ...]:
        """Return who was sent: a unit of the grid of each force, where it has one."""
        crews = (self._crews.get((grid_id, force)) for force in forces)
        return tuple(dict.fromkeys(crew[int(luck * len(crew))] for crew in crews if crew))


def _moments(received: Sequence[datetime], after_s: Seconds) -> list[datetime | None]:
    return [
        begun + timedelta(seconds=seconds) if is_known else None
        for begun, seconds, is_known in zip(
            received, after_s.tolist(), (~np.isnan(after_s)).tolist(), strict=True
        )
    ]


def _stamped_by(marks_s: Seconds, by_hand: Sequence[bool]) -> list[str]:
    """Return how each milestone was stamped: the sending by the system, the rest by the unit."""
    known = (~np.isnan(marks_s)).tolist()
    others = [_BY_HAND if typed else _BY_UNIT for typed in by_hand]
    letters = [repeat(_BY_SYSTEM), *(others for _ in known[1:])]
    rows = [
        [letter if is_known else _NEVER for letter, is_known in zip(row, stamps, strict=False)]
        for row, stamps in zip(letters, known, strict=True)
    ]
    return ["".join(case) for case in zip(*rows, strict=True)]


def _stage(kind: WorkKind, is_void: bool) -> str:
    if kind is WorkKind.POLICE_CALL:
        return ""
    return CaseStage.VOID if is_void else CaseStage.CLOSED
