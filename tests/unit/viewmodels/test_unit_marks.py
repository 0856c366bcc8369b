"""Shape and colour of a mark say the same, for every kind of force."""

import pytest

from bigscreen.domain.units import Force, ForceFamily, UnitKind
from bigscreen.viewmodels.unit_marks import (
    UNKNOWN,
    Mark,
    Shape,
    Tone,
    mark_of_force,
    mark_of_unit,
    tone_of,
)
from tests.support.small_city import a_unit, small_city


def force(family: ForceFamily, shade: int = 0) -> Force:
    return Force(code="x", name="", name_en="", family=family, badge="", shade=shade)


@pytest.mark.parametrize(
    ("known", "tone", "shape"),
    [
        (force(ForceFamily.POLICE), Tone.POLICE, Shape.CIRCLE),
        (force(ForceFamily.POLICE, shade=1), Tone.TRAFFIC, Shape.CIRCLE),
        (force(ForceFamily.CHENGGUAN), Tone.CHENGGUAN, Shape.SQUARE),
        (force(ForceFamily.AUXILIARY), Tone.AUXILIARY, Shape.RING),
        (None, Tone.AUXILIARY, Shape.RING),
    ],
)
def test_each_force_has_its_tone_and_shape(known, tone, shape):
    assert tone_of(known) is tone
    assert mark_of_force(known) == Mark(shape=shape, tones=(tone,))


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({}, Mark(shape=Shape.CIRCLE, tones=(Tone.POLICE,))),
        ({"force_codes": ("cg",)}, Mark(shape=Shape.SQUARE, tones=(Tone.CHENGGUAN,))),
        (
            {"force_codes": ("cg", "police")},
            Mark(shape=Shape.JOINT, tones=(Tone.CHENGGUAN, Tone.POLICE)),
        ),
        ({"force_codes": ("police", "police")}, Mark(shape=Shape.CIRCLE, tones=(Tone.POLICE,))),
        (
            {"kind": UnitKind.DRONE, "force_codes": ("cg",)},
            Mark(shape=Shape.CROSS, tones=(Tone.CHENGGUAN,)),
        ),
        ({"force_codes": ("ghost",)}, UNKNOWN),
        ({"force_codes": ()}, UNKNOWN),
    ],
)
def test_a_unit_is_marked_by_its_forces(fields, mark):
    assert mark_of_unit(a_unit("u", **fields), small_city()) == mark


def test_without_a_city_every_unit_is_unknown():
    assert mark_of_unit(a_unit("u"), None) == UNKNOWN
