"""Watches which patrol duties 必到点 / 必巡线 units fulfil, by their positions alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.duty_plan import LINE_SHARE, DutyPlan
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.patrol import Visit
from bigscreen.domain.units import Duty, UnitKind, UnitState
from bigscreen.service.patrol_ground import PatrolGround

AWAY_MS = 5 * 60 * 1000.0
"""How long a unit has to be away from a point before its coming there is another visit."""


@dataclass(slots=True)
class _Round:
    """Where one unit has been in the shift.

    ``here`` are the points it is at, ``left_ms`` when it left others, ``passed`` the places it
    has passed of each line since the line last counted.
    """

    here: set[int] = field(default_factory=set)
    left_ms: dict[int, float] = field(default_factory=dict)
    passed: dict[int, set[int]] = field(default_factory=dict)

    def comes_to(self, points: set[int], at_ms: float) -> list[int]:
        """Note the points the unit is at now; return those it visits by that."""
        for left in self.here - points:
            self.left_ms[left] = at_ms
        came = sorted(points - self.here)
        self.here = points
        return [p for p in came if p not in self.left_ms or at_ms - self.left_ms[p] >= AWAY_MS]

    def passes(self, line: int, place: int, needed: int) -> bool:
        """Note that the unit passed a place of a line; tell whether it has patrolled it by that.

        Then the line begins anew: to count again it has to be passed again.
        """
        places = self.passed.setdefault(line, set())
        places.add(place)
        if len(places) < needed:
            return False
        places.clear()
        return True


class PatrolWatch:
    """What units have covered in the running shift; tells of each duty when it is fulfilled.

    A unit visits a point when a position of it lies within the duty's radius, and again only
    after it was seen elsewhere for :data:`AWAY_MS`; it patrols a line when it has passed
    :data:`~bigscreen.domain.duty_plan.LINE_SHARE` of it. Only positions count that a unit on
    duty, of a right force, sent in this shift and that were not stale when they came in. Fixed
    cameras visit nothing.
    """

    def __init__(self, plan: DutyPlan) -> None:
        self._duties = plan.patrol
        self._ground = PatrolGround(plan.patrol)
        places = np.bincount(self._ground.duty_of, minlength=len(plan.patrol))
        self._needed = np.ceil(places * LINE_SHARE - 1e-9).astype(int).tolist()
        self._rights: dict[tuple[str, ...], list[bool]] = {}
        self._number: dict[str, int] = {}
        self._unit_id: dict[int, str] = {}
        # By unit number: how old a position may be, negative where none counts; which duties
        # the unit is of a right force for; and whether it is at a point.
        self._patience_ms = np.full(1, -1.0)
        self._may = np.zeros((1, len(plan.patrol)), np.bool_)
        self._somewhere = np.zeros(1, np.bool_)
        self._since_ms = 0.0
        self._rounds: dict[int, _Round] = {}

    def units_changed(self, units: Iterable[UnitState]) -> None:
        """Note what these units are now; all others stay as they were."""
        for state in units:
            number, unit = state.number, state.unit
            self._grow(number + 1)
            self._number[unit.id] = number
            self._unit_id[number] = unit.id
            counts = state.duty is Duty.ON_DUTY and unit.kind is not UnitKind.VIDEO
            self._patience_ms[number] = unit.stale_after_s * 1000.0 if counts else -1.0
            self._may[number] = self._right_for(unit.force_codes)

    def shift_started(self, at_ms: float) -> None:
        """Begin the count anew; positions from before ``at_ms`` (epoch, UTC) count no more."""
        self._since_ms = at_ms
        self._rounds.clear()
        self._somewhere[:] = False

    def restore(self, visits: Iterable[Visit]) -> None:
        """Take in the visits of the running shift after a restart, units first.

        A unit counts as still at the point it was known to visit, so that it has to leave
        before it visits it again. How far it had come along a line is not known any more.
        """
        positions = {duty.id: position for position, duty in enumerate(self._duties)}
        for visit in visits:
            number, point = self._number.get(visit.unit_id), positions.get(visit.duty_id)
            if number is None or point is None or self._duties[point].is_line:
                continue
            self._round(number).here.add(point)
            self._somewhere[number] = True

    def take_in(self, columns: FixColumns, now_ms: float) -> tuple[Visit, ...]:
        """Return the duties units fulfil by these positions, in order of time.

        ``columns`` are positions that have passed the intake, any number a unit; ``now_ms`` is
        the hub's time in milliseconds since the epoch, UTC.
        """
        if not self._duties:
            return ()
        fixes = columns.rows(self._countable(columns, now_ms))
        fixes = fixes.rows(np.argsort(fixes.fixed_at_ms, kind="stable"))
        rows, places = self._ground.near(fixes.lat, fixes.lon)
        allowed = self._may[fixes.number[rows], self._ground.duty_of[places]]
        return tuple(self._visits(fixes, rows[allowed], places[allowed]))

    def _right_for(self, force_codes: tuple[str, ...]) -> list[bool]:
        """Return which duties a unit of these forces may fulfil."""
        if force_codes not in self._rights:
            self._rights[force_codes] = [
                not duty.forces or any(code in duty.forces for code in force_codes)
                for duty in self._duties
            ]
        return self._rights[force_codes]

    def _countable(self, columns: FixColumns, now_ms: float) -> NDArray[np.bool_]:
        known = columns.number < len(self._patience_ms)
        patience_ms = self._patience_ms[np.where(known, columns.number, 0)]
        keep: NDArray[np.bool_] = (
            known
            & (now_ms - columns.fixed_at_ms <= patience_ms)
            & (patience_ms >= 0.0)
            & (columns.fixed_at_ms >= self._since_ms)
        )
        return keep

    def _visits(
        self, fixes: FixColumns, rows: NDArray[np.intp], places: NDArray[np.intp]
    ) -> Iterator[Visit]:
        """Go through the positions something follows from: near a place, or gone from a point."""
        near: dict[int, list[int]] = {}
        for row, place in zip(rows.tolist(), places.tolist(), strict=True):
            near.setdefault(row, []).append(place)
        # A unit that comes to a point within this batch may leave it within the batch, too.
        moving = np.isin(fixes.number, fixes.number[rows]) | self._somewhere[fixes.number]
        for row in np.flatnonzero(moving).tolist():
            number, at_ms = int(fixes.number[row]), float(fixes.fixed_at_ms[row])
            for duty in self._fulfilled(number, at_ms, near.get(row, ())):
                yield Visit(
                    duty_id=self._duties[duty].id,
                    unit_id=self._unit_id[number],
                    at=datetime.fromtimestamp(at_ms / 1000.0, UTC),
                )

    def _fulfilled(self, number: int, at_ms: float, places: Iterable[int]) -> Iterator[int]:
        walked = self._round(number)
        points: set[int] = set()
        for place in places:
            duty = int(self._ground.duty_of[place])
            if not self._duties[duty].is_line:
                points.add(duty)
            elif walked.passes(duty, place, self._needed[duty]):
                yield duty
        yield from walked.comes_to(points, at_ms)
        self._somewhere[number] = bool(points)

    def _round(self, number: int) -> _Round:
        return self._rounds.setdefault(number, _Round())

    def _grow(self, size: int) -> None:
        lacking = size - len(self._patience_ms)
        if lacking <= 0:
            return
        lacking = max(lacking, len(self._patience_ms))
        self._patience_ms = np.append(self._patience_ms, np.full(lacking, -1.0))
        self._may = np.pad(self._may, ((0, lacking), (0, 0)))
        self._somewhere = np.append(self._somewhere, np.zeros(lacking, np.bool_))
