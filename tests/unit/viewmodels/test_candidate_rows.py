"""Candidates come with the reasons for their place, and buttons say exactly whom they send."""

from dataclasses import dataclass, replace

import pytest

from bigscreen.domain.city import RunCardLine
from bigscreen.domain.units import UnitKind, UnitStatus
from bigscreen.viewmodels.candidate_rows import (
    call_signs,
    candidate_rows,
    hint,
    is_joint,
    order_text,
    unit_names,
)
from tests.support.duty_room import DutyRoom
from tests.support.small_city import a_unit


@dataclass(frozen=True)
class Ranked:
    unit_id: str = "p-1"
    rank: int = 1
    proposed: bool = False
    match: str = "other"
    status: UnitStatus = UnitStatus.AVAILABLE
    load: int = 0
    own_grid: bool = False
    distance_m: float | None = 424.0
    travel_s: float | None = 70.0
    by_road: bool = True
    fix_age_s: float | None = 2.0
    stale: bool = False
    fills: tuple[int, ...] = ()
    lacks: tuple[str, ...] = ()
    wrong_kind: bool = False
    echelon: int = 0


@pytest.fixture
def room():
    room = DutyRoom(units=("p-1", "p-2", "p-3", "p-4"))
    state = room.situation.units["p-2"]
    room.situation.units["p-2"] = replace(
        state, unit=a_unit("p-2", force_codes=("cg",), kind=UnitKind.FOOT, officers=2)
    )
    return room


def rows_of(room, *candidates):
    return candidate_rows(candidates, room.situation, room.city)


@pytest.mark.parametrize(
    ("candidate", "reasons"),
    [
        (Ranked(), "Free"),
        (Ranked(match="lead", own_grid=True), "Free · leads · own grid"),
        (Ranked(match="assist"), "Free · assists"),
        (Ranked(load=1, status=UnitStatus.EN_ROUTE), "Under way · can take a second case"),
        (Ranked(stale=True, fix_age_s=200.0), "Free · position 3 min ago"),
        (Ranked(by_road=False), "Free · straight line"),
        (
            Ranked(fix_age_s=None, stale=True, travel_s=None, distance_m=None, by_road=False),
            "Free · no position",
        ),
        (Ranked(unit_id="p-2"), "Free · Foot patrol · 2 officers"),
        (Ranked(lacks=("shield", "ropes")), "Free · lacks shield, ropes"),
        (Ranked(match="lead", wrong_kind=True), "Free · leads · another kind is wanted"),
        (Ranked(echelon=2), "Free · Echelon Ⅱ"),
    ],
)
def test_every_reason_is_said(room, candidate, reasons):
    (row,) = rows_of(room, candidate)
    assert row.reasons == reasons
    assert row.is_free is (candidate.load == 0)


def test_the_places_of_a_run_card_are_told_apart_where_there_are_several(room):
    lines = (RunCardLine(force_code="police"), RunCardLine(force_code="cg"))

    def reasons(card, fills):
        items = (replace(room.city.items[0], run_card=card),)
        city = replace(room.city, items=items)
        rows = candidate_rows([Ranked(fills=fills)], room.situation, city, items[0].code)
        return rows[0].reasons

    assert reasons(lines, (1,)) == "Free · place 2/2"
    assert reasons(lines, (0, 1)) == "Free · place 1+2/2"
    assert reasons(lines[:1], (0,)) == "Free"


def test_times_and_distances(room):
    near, lost = rows_of(
        room, Ranked(), Ranked(unit_id="p-2", rank=2, travel_s=None, distance_m=None)
    )
    assert (near.travel, near.distance) == ("1:10", "420 m")
    assert (lost.travel, lost.distance) == ("—", "—")


def test_proposed_units_stand_first_whatever_their_rank(room):
    rows = rows_of(
        room,
        Ranked(unit_id="p-1", rank=1),
        Ranked(unit_id="p-2", rank=2),
        Ranked(unit_id="p-3", rank=3, proposed=True),
        Ranked(unit_id="gone", rank=4, proposed=True),
    )
    assert [(row.place, row.unit_id) for row in rows] == [(1, "p-3"), (2, "p-1"), (3, "p-2")]


@pytest.mark.parametrize(
    ("candidates", "text"),
    [
        ((), "To dispatch"),
        ((Ranked(),), "To dispatch"),
        ((Ranked(proposed=True, unit_id="gone"),), "To dispatch"),
        ((Ranked(proposed=True, travel_s=None),), "To dispatch"),
        ((Ranked(), Ranked(unit_id="p-2", proposed=True, travel_s=72)), "Send 巡p-2 · 1.2 min"),
    ],
)
def test_a_hint_names_the_proposed_unit(room, candidates, text):
    assert hint(candidates, room.situation) == text


@pytest.mark.parametrize(
    ("unit_ids", "text"),
    [
        ((), "Choose units to dispatch"),
        (("p-1",), "Dispatch 巡p-1"),
        (("p-1", "p-3"), "Dispatch 巡p-1 + 巡p-3"),
        (("p-1", "p-2"), "Joint dispatch 巡p-1 + 巡p-2"),
        (("p-1", "p-3", "p-4"), "Dispatch 巡p-1 + 巡p-3 + 1"),
        (("ghost",), "Dispatch ghost"),
    ],
)
def test_an_order_says_whom_it_sends(room, unit_ids, text):
    assert order_text(unit_ids, room.situation, room.city) == text


def test_joint_needs_a_city_that_knows_the_forces(room):
    assert is_joint(("p-1", "p-2", "ghost"), room.situation, room.city)
    assert not is_joint(("p-1", "p-2"), room.situation, None)
    assert not is_joint(("p-1", "p-2"), room.situation, replace(room.city, forces=()))


def test_call_signs_are_enumerated_and_plain(room):
    state = room.situation.units["p-1"]
    room.situation.units["p-1"] = replace(state, unit=a_unit("p-1", call_sign="<b>巡\n\u202e1</b>"))
    assert call_signs(("p-1", "p-3"), room.situation) == "<b>巡 1</b>, 巡p-3"
    assert unit_names(("p-1",), room.situation) == "<b>巡 1</b>"
