"""Assignments of units to incidents, and the milestones each one passes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bigscreen.domain.units import Duty, UnitStatus


class Milestone(StrEnum):
    """What an assigned unit reports on its way, in the order it should happen."""

    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    HANDLED = "handled"
    REPORTED = "reported"


MILESTONES = tuple(Milestone)
"""The milestones in order; the index is the stage a unit has reached."""


class StampSource(StrEnum):
    """How a stamp was made.

    A back-filled stamp stands for a milestone that must have been passed because a later one
    was reported; it carries the later one's time, gives way to a real stamp and never counts
    in a KPI.
    """

    SYSTEM = "system"
    UNIT = "unit"
    HAND = "hand"
    BACKFILLED = "backfilled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When a milestone was reached, by whose word, and how that was noted."""

    at: datetime
    by: str
    how: StampSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A stamp that was put right: the one that was, the one that holds, who did it and why."""

    milestone: Milestone
    was: Stamp
    stamp: Stamp
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One unit on one incident. A stacked one leaves the unit's present work untouched."""

    id: str
    incident_id: str
    unit_id: str
    stacked: bool = False
    stamps: Mapping[Milestone, Stamp] = field(default_factory=dict)
    released_at: datetime | None = None
    release_reason: str = ""
    corrections: tuple[Correction, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the unit still holds this incident."""
        return self.released_at is None

    @property
    def stage(self) -> int:
        """How many milestones of :data:`MILESTONES` have been reached, 0 to 6."""
        return max((MILESTONES.index(m) + 1 for m in self.stamps), default=0)

    @property
    def unit_status(self) -> UnitStatus:
        """What the unit is doing by this assignment's latest milestone."""
        if Milestone.HANDLED in self.stamps or Milestone.ON_SCENE in self.stamps:
            return UnitStatus.ON_SCENE
        if Milestone.EN_ROUTE in self.stamps:
            return UnitStatus.EN_ROUTE
        return UnitStatus.ASSIGNED


def stamped(
    stamps: Mapping[Milestone, Stamp], milestone: Milestone, stamp: Stamp
) -> dict[Milestone, Stamp]:
    """Return ``stamps`` with ``milestone`` written once and every skipped one back-filled."""
    result = dict(stamps)
    known = result.get(milestone)
    if known is None or known.how is StampSource.BACKFILLED:
        result[milestone] = stamp
    for earlier in MILESTONES[: MILESTONES.index(milestone)]:
        if earlier not in result:
            result[earlier] = Stamp(at=stamp.at, by=stamp.by, how=StampSource.BACKFILLED)
    return result


def corrected(
    stamps: Mapping[Milestone, Stamp], milestone: Milestone, stamp: Stamp
) -> dict[Milestone, Stamp]:
    """Return ``stamps`` with another one for ``milestone``; what it back-filled follows it."""
    result = {**stamps, milestone: stamp}
    for earlier in reversed(MILESTONES[: MILESTONES.index(milestone)]):
        known = result.get(earlier)
        if known is None or known.how is not StampSource.BACKFILLED:
            break
        result[earlier] = replace(known, at=stamp.at)
    return result


def unit_status(duty: Duty, holding: Assignment | None) -> UnitStatus:
    """Return what a unit is doing: its duty and the assignment it works on decide, nothing else."""
    if holding is not None:
        return holding.unit_status
    return UnitStatus.OFF_DUTY if duty is Duty.OFF_DUTY else UnitStatus.AVAILABLE
