"""What stands for a unit on the map: codes for the frame, JSON for the page."""

from collections.abc import Iterable, Mapping
from enum import IntEnum

import msgspec
import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.units import Force, ForceFamily, Unit, UnitKind, UnitState, UnitStatus

FADE_STARTS = 96
"""The fade of a fix that has just grown stale; a fresh one has 0."""

FADE_ENDS_AFTER = 5.0
"""A fix is wholly faded at this many times the age at which it grew stale."""


class Shape(IntEnum):
    """The outline, which repeats what the colour says; low four bits of a symbol code."""

    CIRCLE = 0
    SQUARE = 1
    SPLIT = 2
    RING = 3
    CROSS = 4


class Tint(IntEnum):
    """The identity colour; high four bits of a symbol code."""

    POLICE = 0
    POLICE_SECOND = 1
    CHENGGUAN = 2
    JOINT = 3
    AUXILIARY = 4


class StatusCode(IntEnum):
    """What the ring around a unit says."""

    AVAILABLE = 0
    ASSIGNED = 1
    EN_ROUTE = 2
    ON_SCENE = 3
    OFF_DUTY = 4


_STATUS_CODES = {status: StatusCode[status.name] for status in UnitStatus}


def symbol_code(unit: Unit, forces: Mapping[str, Force]) -> int:
    """Return the symbol of a unit: its tint in the high four bits, its shape in the low four.

    ``forces`` by code; a force the city does not know counts as auxiliary.
    """
    tint = tint_of(unit, forces)
    if unit.kind is UnitKind.DRONE:
        return tint << 4 | Shape.CROSS
    shape = {
        Tint.CHENGGUAN: Shape.SQUARE,
        Tint.JOINT: Shape.SPLIT,
        Tint.AUXILIARY: Shape.RING,
    }.get(tint, Shape.CIRCLE)
    return tint << 4 | shape


def tint_of(unit: Unit, forces: Mapping[str, Force]) -> Tint:
    """Return the identity colour of a unit; forces of two families together make it joint."""
    known = [forces[code] for code in unit.force_codes if code in forces]
    families = {force.family for force in known}
    if {ForceFamily.POLICE, ForceFamily.CHENGGUAN} <= families:
        return Tint.JOINT
    if ForceFamily.POLICE in families:
        first = next(force for force in known if force.family is ForceFamily.POLICE)
        return Tint.POLICE_SECOND if first.shade else Tint.POLICE
    if ForceFamily.CHENGGUAN in families:
        return Tint.CHENGGUAN
    return Tint.AUXILIARY


def status_code(state: UnitState) -> StatusCode:
    """Return the code of what the unit is doing."""
    return _STATUS_CODES[state.status]


def fade_codes(age_s: NDArray[np.float64], stale_after_s: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return how far fixes of this age have faded: 0 fresh, then 96 … 255 while they stay stale.

    Each source has its own ``stale_after_s``; a unit never fades away altogether.
    """
    limit = np.maximum(stale_after_s, 1.0)
    share = np.clip((age_s / limit - 1.0) / (FADE_ENDS_AFTER - 1.0), 0.0, 1.0)
    faded = np.rint(FADE_STARTS + share * (255 - FADE_STARTS))
    return np.where(age_s <= limit, 0, faded).astype(np.uint8)


def age_codes(age_s: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return whole minutes of age, at most 255."""
    return np.clip(age_s // 60.0, 0, 255).astype(np.uint8)


def names_json(states: Iterable[UnitState], forces: Mapping[str, Force], version: int) -> bytes:
    """Return call sign and badge of each unit by its number, as the page's ``/live/names``."""
    units = {}
    for state in states:
        first = state.unit.force_codes[0] if state.unit.force_codes else ""
        badge = forces[first].badge if first in forces else ""
        units[str(state.number)] = [state.unit.call_sign, badge]
    return msgspec.json.encode({"version": version, "units": units})
