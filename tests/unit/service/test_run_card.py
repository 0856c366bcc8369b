"""What a run card asks for, and who fills it."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.city import CatalogueItem, RunCardLine
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.units import Unit, UnitKind
from bigscreen.service.run_card import Fit, card_of, fit_of, places_filled
from tests.support.small_city import a_unit

CAR, FOOT, DRONE = UnitKind.CAR, UnitKind.FOOT, UnitKind.DRONE


def line(force: str = "police", count: int = 1, kinds=(), *able: str) -> RunCardLine:
    return RunCardLine(force_code=force, count=count, kinds=kinds, capabilities=able)


def an_item(*card: RunCardLine, assisting: tuple[str, ...] = ()) -> CatalogueItem:
    return CatalogueItem(
        code="x",
        name="",
        name_en="",
        work_kind=WorkKind.POLICE_CALL,
        lead_force="police",
        assisting_forces=assisting,
        run_card=card,
    )


@pytest.mark.parametrize(
    ("item", "card"),
    [
        (an_item(), (line(),)),
        (an_item(assisting=("cg", "aux")), (line(), line("cg"))),
        (an_item(assisting=("police",)), (line(),)),
        (an_item(line("cg", 2), assisting=("aux",)), (line("cg", 2),)),
    ],
)
def test_without_a_run_card_an_item_wants_its_lead_and_its_first_assisting_force(
    item, card
) -> None:
    assert card_of(item) == card


CARD = (
    line("police", 2, (CAR,)),
    line("police", 1, (), "shield"),
    line("cg", 1, (FOOT, CAR), "camera", "loud"),
    line("cg", 1, (DRONE,)),
)


@pytest.mark.parametrize(
    ("unit", "fit"),
    [
        (a_unit("u"), Fit(lines=(0,))),
        (a_unit("u", capabilities=("shield",)), Fit(lines=(0, 1))),
        (a_unit("u", kind=FOOT, capabilities=("shield",)), Fit(lines=(1,))),
        (a_unit("u", kind=FOOT), Fit(lacks=("shield",))),  # nearer than being another kind
        (a_unit("u", force_codes=("cg",)), Fit(lacks=("camera", "loud"))),
        (a_unit("u", force_codes=("cg",), capabilities=("loud",)), Fit(lacks=("camera",))),
        (a_unit("u", force_codes=("cg",), kind=DRONE), Fit(lines=(3,))),
        (a_unit("u", force_codes=("cg",), kind=UnitKind.POST), Fit(wrong_kind=True)),
        (a_unit("u", force_codes=("aux",)), Fit()),
        (a_unit("u", force_codes=("aux", "police")), Fit(lines=(0,))),
    ],
)
def test_a_unit_meets_a_line_with_its_force_its_kind_and_all_capabilities(unit, fit) -> None:
    assert fit_of(CARD, unit, can_act=unit.kind is not DRONE) == fit
    assert fit.is_partial == bool(fit.lacks or fit.wrong_kind)


def test_a_line_without_kinds_wants_units_that_can_act() -> None:
    card = (line(),)
    assert fit_of(card, a_unit("u", kind=DRONE), can_act=False) == Fit()
    assert fit_of(card, a_unit("u"), can_act=True) == Fit(lines=(0,))


def acts(unit: Unit) -> bool:
    return unit.kind is not DRONE


def filled(card, *ready: Unit, there: tuple[Unit, ...] = ()) -> dict[str, tuple[int, ...]]:
    return dict(places_filled(card, there, ready, acts))


JOINT = a_unit("joint", force_codes=("police", "cg"))
FOOT_UNIT = a_unit("foot", kind=FOOT)
SHIELD = a_unit("shield", capabilities=("shield",))
DRONE_UNIT = a_unit("drone", kind=DRONE)
CAR_1, CAR_2, CAR_3 = (a_unit(f"car-{n}") for n in (1, 2, 3))
CG = a_unit("cg", force_codes=("cg",))


@pytest.mark.parametrize(
    ("card", "there", "ready", "who"),
    [
        # as many as the line counts, the preferred ones first
        ((line("police", 2),), (), (CAR_2, CAR_1, CAR_3), {"car-2": (0,), "car-1": (0,)}),
        # kinds and capabilities go before preference
        ((line("police", 1, (CAR,)),), (), (FOOT_UNIT, CAR_1), {"car-1": (0,)}),
        ((line("police", 1, (), "shield"),), (), (CAR_1, SHIELD), {"shield": (0,)}),
        # a unit moves to another line to make room for one that fits only there
        (
            (line("police", 1, (CAR,)), line("police", 1, (), "shield")),
            (),
            (SHIELD, CAR_1),
            {"shield": (1,), "car-1": (0,)},
        ),
        # one unit is one unit of its force, however many lines it meets
        ((line(), line("police", 1, (CAR,))), (), (CAR_1,), {"car-1": (0,)}),
        # a joint unit fills a place of each of its forces
        ((line(), line("cg")), (), (JOINT, CAR_1, CG), {"joint": (0, 1)}),
        ((line(), line("cg")), (), (CAR_1, JOINT, CG), {"car-1": (0,), "joint": (1,)}),
        # nobody meets the line: another unit of the force that can act goes
        ((line("police", 1, (), "shield"),), (), (CAR_1, CAR_2), {"car-1": (0,)}),
        ((line("police", 1, (CAR,)),), (), (DRONE_UNIT, FOOT_UNIT), {"foot": (0,)}),
        ((line("police", 1, (DRONE,)),), (), (CAR_1, DRONE_UNIT), {"drone": (0,)}),
        # what only watches goes where it is asked for by its kind
        ((line("police", 2),), (), (DRONE_UNIT, CAR_1), {"car-1": (0,)}),
        # units on the case fill their places
        ((line("police", 2),), (CAR_1,), (CAR_2, CAR_3), {"car-2": (0,)}),
        ((line("police", 1, (), "shield"),), (CAR_1,), (CAR_2,), {}),
        ((line("police", 1, (), "shield"),), (CAR_1,), (CAR_2, SHIELD), {"shield": (0,)}),
        # too few of a force, and none
        ((line("police", 3),), (), (CAR_1, CG), {"car-1": (0,)}),
        ((line("aux"),), (), (CAR_1, CG), {}),
        ((), (), (CAR_1,), {}),
    ],
)
def test_who_is_proposed_for_a_card(card, there, ready, who) -> None:
    assert filled(card, *ready, there=there) == who


some_lines = st.lists(
    st.builds(
        line,
        st.just("police"),
        st.integers(1, 2),
        st.sampled_from([(), (CAR,), (FOOT, CAR), (DRONE,)]),
        st.sampled_from(["shield", "camera"]),
    )
    | st.builds(
        line,
        st.just("police"),
        st.integers(1, 2),
        st.sampled_from([(), (CAR,), (FOOT,), (DRONE,)]),
    ),
    max_size=3,
)
some_units = st.lists(
    st.tuples(
        st.sampled_from([CAR, FOOT, DRONE]),
        st.sets(st.sampled_from(["shield", "camera"])).map(tuple),
    ),
    max_size=4,
).map(
    lambda drawn: [
        a_unit(f"u{n}", kind=kind, capabilities=able) for n, (kind, able) in enumerate(drawn)
    ]
)


def best_by_trying_all(card, units) -> int:
    """Return how many places can be filled by units that meet them in full."""
    slots = [place for place, one in enumerate(card) for _ in range(one.count)]
    meets = [fit_of(card, unit, can_act=acts(unit)).lines for unit in units]
    best = 0
    for choice in product(range(-1, len(slots)), repeat=len(units)):
        used = [slot for slot in choice if slot >= 0]
        fits = all(slot < 0 or slots[slot] in met for slot, met in zip(choice, meets, strict=True))
        if fits and len(set(used)) == len(used):
            best = max(best, len(used))
    return best


@given(some_lines, some_units)
def test_as_many_places_as_possible_are_filled_by_units_that_meet_them(card, units) -> None:
    found = filled(card, *units)
    unit_of = {unit.id: unit for unit in units}
    full = sum(
        place in fit_of(card, unit_of[unit_id], can_act=acts(unit_of[unit_id])).lines
        for unit_id, places in found.items()
        for place in places
    )
    assert full == best_by_trying_all(card, units)


@given(some_lines, some_units)
def test_no_line_is_filled_over_its_count_and_no_unit_twice(card, units) -> None:
    found = filled(card, *units)
    assert all(len(places) == 1 for places in found.values())
    for place, number in Counter(p for places in found.values() for p in places).items():
        assert number <= card[place].count


@given(some_lines, some_units)
def test_sending_who_is_proposed_leaves_nobody_to_propose(card, units) -> None:
    sent = set(filled(card, *units))
    there = tuple(unit for unit in units if unit.id in sent)
    rest = [unit for unit in units if unit.id not in sent]
    assert filled(card, *rest, there=there) == {}
