"""What a batch of reported positions passes before it may move anything on a screen.

One visible, ordered list of small stages; each keeps some rows and drops others, and every
dropped row is counted under the stage's name. One bad row never stops the others.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.units import UnitState

FUTURE_TOLERANCE_MS = 30_000.0
"""How far a device's clock may run ahead of the hub's."""

_TOP_SPEED_MPS = 200.0
_EARLIEST_MS = 946_684_800_000.0  # the year 2000; older times are unset device clocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Which units exist and which of them this reporter may move, as masks by unit number."""

    known: NDArray[np.bool_]
    own: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a stage may look at besides the rows themselves."""

    reporter: Reporter
    table: FixTable
    now_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReport:
    """The rows that passed, and how many fell at which stage (only stages where some did)."""

    passed: FixColumns
    dropped: dict[str, int]


def reporter_of(actor: Actor, units: Iterable[UnitState]) -> Reporter:
    """Return what ``actor`` may move: a source the units it declared, a unit only itself."""
    states = tuple(units)
    size = max((state.number for state in states), default=0) + 1
    known = np.zeros(size, np.bool_)
    own = np.zeros(size, np.bool_)
    for state in states:
        known[state.number] = True
        if actor.role is Role.UNIT:
            own[state.number] = state.unit.id == actor.name
        else:
            own[state.number] = state.unit.source == actor.name
    return Reporter(known=known, own=own)


def take_in(fixes: FixColumns, intake: Intake) -> IntakeReport:
    """Pass a batch through all stages."""
    dropped: dict[str, int] = {}
    for name, stage in STAGES:
        keep = stage(fixes, intake)
        if not keep.all():
            dropped[name] = int(len(keep) - np.count_nonzero(keep))
            fixes = fixes.rows(keep)
    return IntakeReport(passed=fixes, dropped=dropped)


def _of_known_unit(fixes: FixColumns, intake: Intake) -> NDArray[np.bool_]:
    return _flag(intake.reporter.known, fixes.number)


def _of_own_unit(fixes: FixColumns, intake: Intake) -> NDArray[np.bool_]:
    return _flag(intake.reporter.own, fixes.number)


def _in_range(fixes: FixColumns, intake: Intake) -> NDArray[np.bool_]:  # noqa: ARG001 - a stage
    # Comparisons with NaN are false, so what is not finite falls here too.
    keep: NDArray[np.bool_] = (
        (np.abs(fixes.lat) <= 90.0)
        & (np.abs(fixes.lon) <= 180.0)
        & (fixes.speed_mps >= 0.0)
        & (fixes.speed_mps <= _TOP_SPEED_MPS)
        & (fixes.fixed_at_ms >= _EARLIEST_MS)
    )
    return keep


def _off_null_island(fixes: FixColumns, intake: Intake) -> NDArray[np.bool_]:  # noqa: ARG001
    # (0, 0) is what many devices send before their first real fix.
    keep: NDArray[np.bool_] = (fixes.lat != 0.0) | (fixes.lon != 0.0)
    return keep


def _not_in_the_future(fixes: FixColumns, intake: Intake) -> NDArray[np.bool_]:
    keep: NDArray[np.bool_] = fixes.fixed_at_ms <= intake.now_ms + FUTURE_TOLERANCE_MS
    return keep


def _not_a_repeat(fixes: FixColumns, intake: Intake) -> NDArray[np.bool_]:
    keep: NDArray[np.bool_] = fixes.fixed_at_ms != _newest_ms(fixes, intake)
    return keep


def _newer_than_known(fixes: FixColumns, intake: Intake) -> NDArray[np.bool_]:
    keep: NDArray[np.bool_] = fixes.fixed_at_ms > _newest_ms(fixes, intake)
    return keep


Stage = Callable[[FixColumns, Intake], NDArray[np.bool_]]

STAGES: tuple[tuple[str, Stage], ...] = (
    ("unknown_unit", _of_known_unit),
    ("not_own_unit", _of_own_unit),
    ("out_of_range", _in_range),
    ("null_island", _off_null_island),
    ("in_the_future", _not_in_the_future),
    ("repeated", _not_a_repeat),
    ("older", _newer_than_known),
)
"""The stages in order, each with the reason it counts; a stage may rely on those before it."""


def _flag(mask: NDArray[np.bool_], number: NDArray[np.uint32]) -> NDArray[np.bool_]:
    within: NDArray[np.bool_] = number < len(mask)
    return within & mask[np.where(within, number, 0)]


def _newest_ms(fixes: FixColumns, intake: Intake) -> NDArray[np.float64]:
    newest = intake.table.fixed_at_ms
    within = fixes.number < len(newest)
    return np.where(within, newest[np.where(within, fixes.number, 0)], 0.0)
