"""The identity a unit is drawn in: shape and colour say the same, so that either is enough."""

from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.city import City
from bigscreen.domain.units import Force, ForceFamily, Unit, UnitKind


class Shape(StrEnum):
    """The outline of a mark."""

    CIRCLE = "circle"
    SQUARE = "square"
    JOINT = "joint"
    RING = "ring"
    CROSS = "cross"


class Tone(StrEnum):
    """The identity colour of a mark, by name; the theme says which colour that is."""

    POLICE = "police"
    TRAFFIC = "traffic"
    CHENGGUAN = "chengguan"
    AUXILIARY = "auxiliary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark: its shape and its colours, two for a joint unit, the leading force first."""

    shape: Shape
    tones: tuple[Tone, ...]


_SHAPES = {
    Tone.POLICE: Shape.CIRCLE,
    Tone.TRAFFIC: Shape.CIRCLE,
    Tone.CHENGGUAN: Shape.SQUARE,
    Tone.AUXILIARY: Shape.RING,
}

UNKNOWN = Mark(shape=Shape.RING, tones=(Tone.AUXILIARY,))
"""What is drawn for a unit nobody has declared yet."""


def tone_of(force: Force | None) -> Tone:
    """Return the colour of a force; unknown forces look like auxiliaries, who are not sent."""
    if force is None or force.family is ForceFamily.AUXILIARY:
        return Tone.AUXILIARY
    if force.family is ForceFamily.CHENGGUAN:
        return Tone.CHENGGUAN
    return Tone.TRAFFIC if force.shade else Tone.POLICE


def mark_of_force(force: Force | None) -> Mark:
    """Return the mark that stands for a whole force."""
    tone = tone_of(force)
    return Mark(shape=_SHAPES[tone], tones=(tone,))


def mark_of_unit(unit: Unit, city: City | None) -> Mark:
    """Return the mark of one unit: a drone's cross, a joint unit's halves, or its force's own."""
    forces = [city.force(code) if city else None for code in unit.force_codes]
    tones = tuple(dict.fromkeys(tone_of(force) for force in forces)) or UNKNOWN.tones
    if unit.kind is UnitKind.DRONE:
        return Mark(shape=Shape.CROSS, tones=tones[:2])
    if len(tones) > 1:
        return Mark(shape=Shape.JOINT, tones=tones[:2])
    return Mark(shape=_SHAPES[tones[0]], tones=tones)
