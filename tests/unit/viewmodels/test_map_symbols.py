"""Each unit and case is drawn as what it is."""

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from bigscreen.domain.assignments import Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.commands import AssignUnits, CloseIncident, ReleaseUnit
from bigscreen.domain.incidents import IncidentStatus, Sensitivity
from bigscreen.domain.progress import EchelonCall
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Unit, UnitKind, UnitState, UnitStatus
from bigscreen.viewmodels.map_frame import mercator_world_u32
from bigscreen.viewmodels.map_incidents import IncidentRows, incidents_json
from bigscreen.viewmodels.map_symbols import (
    FADE_STARTS,
    Shape,
    StatusCode,
    Tint,
    age_codes,
    fade_codes,
    names_json,
    status_code,
    symbol_code,
)
from tests.support.duty_room import DutyRoom
from tests.support.map_scene import FORCES, NOW, made_up_city, made_up_snapshot
from tests.support.small_city import IN_WEST

CITY = made_up_city()
BY_CODE = {force.code: force for force in FORCES}


def unit(*forces: str, kind: UnitKind = UnitKind.CAR) -> Unit:
    return Unit(id="u1", call_sign="巡2-03", force_codes=forces, kind=kind)


@pytest.mark.parametrize(
    ("forces", "kind", "tint", "shape"),
    [
        (("patrol",), UnitKind.CAR, Tint.POLICE, Shape.CIRCLE),
        (("patrol",), UnitKind.FOOT, Tint.POLICE, Shape.CIRCLE),
        (("traffic",), UnitKind.MOTORCYCLE, Tint.POLICE_SECOND, Shape.CIRCLE),
        (("traffic", "patrol"), UnitKind.CAR, Tint.POLICE_SECOND, Shape.CIRCLE),
        (("urban",), UnitKind.CAR, Tint.CHENGGUAN, Shape.SQUARE),
        (("patrol", "urban"), UnitKind.CAR, Tint.JOINT, Shape.SPLIT),
        (("urban", "traffic"), UnitKind.CAR, Tint.JOINT, Shape.SPLIT),
        (("urban", "wardens"), UnitKind.CAR, Tint.CHENGGUAN, Shape.SQUARE),
        (("wardens",), UnitKind.FOOT, Tint.AUXILIARY, Shape.RING),
        (("patrol",), UnitKind.DRONE, Tint.POLICE, Shape.CROSS),
        (("urban",), UnitKind.DRONE, Tint.CHENGGUAN, Shape.CROSS),
        (("nobody knows",), UnitKind.CAR, Tint.AUXILIARY, Shape.RING),
        ((), UnitKind.CAR, Tint.AUXILIARY, Shape.RING),
    ],
)
def test_force_and_kind_choose_tint_and_shape(forces, kind, tint, shape):
    assert symbol_code(unit(*forces, kind=kind), BY_CODE) == tint << 4 | shape


@pytest.mark.parametrize("status", list(UnitStatus))
def test_every_status_has_its_own_code(status):
    state = UnitState(unit=unit("patrol"), number=1, status=status)

    assert status_code(state) is StatusCode[status.name]


@pytest.mark.parametrize(
    ("age_s", "fade"),
    [(0, 0), (60, 0), (60.1, FADE_STARTS), (180, 176), (300, 255), (1e9, 255)],
)
def test_a_fix_fades_from_the_age_at_which_its_source_calls_it_stale(age_s, fade):
    assert fade_codes(np.array([float(age_s)]), np.array([60.0])).tolist() == [fade]


def test_each_source_has_its_own_stale_age():
    assert fade_codes(np.array([100.0, 100.0]), np.array([60.0, 600.0])).tolist() == [122, 0]


def test_ages_are_whole_minutes_and_stop_at_255():
    assert age_codes(np.array([0.0, 59.9, 60.0, 1e7])).tolist() == [0, 0, 1, 255]


def test_names_carry_call_sign_and_badge_by_number():
    states = [
        UnitState(unit=unit("urban", "patrol"), number=7),
        UnitState(unit=unit("unknown"), number=9),
    ]

    told = json.loads(names_json(states, BY_CODE, 3))

    assert told == {"version": 3, "units": {"7": ["巡2-03", "城"], "9": ["巡2-03", ""]}}


def test_open_incidents_come_gravest_and_oldest_first_with_their_units():
    told = json.loads(
        incidents_json(
            Situation(made_up_snapshot()), CITY, version=4, selected="i1", overdue={"i2"}
        )
    )

    assert told["version"] == 4
    assert [row["id"] for row in told["incidents"]] == ["i0", "i2", "i1", "i4", "i3", "i5"]
    first, overdue, chosen = told["incidents"][:3]
    assert first["units"] == [
        {"number": 1, "tint": Tint.POLICE, "since_ms": first["received_ms"] + 20_000, "stacked": 0},
        {
            "number": 3,
            "tint": Tint.CHENGGUAN,
            "since_ms": first["received_ms"] + 20_000,
            "stacked": 0,
        },
    ]
    assert first["received_ms"] == (NOW - timedelta(seconds=47)).timestamp() * 1000
    assert (overdue["overdue"], chosen["selected"], first["overdue"]) == (True, True, False)


def test_places_of_incidents_are_world_coordinates():
    situation = Situation(made_up_snapshot())
    place = situation.incidents["i0"].incident.location

    told = json.loads(incidents_json(situation, CITY, version=1))

    x, y = mercator_world_u32(place.lat, place.lon)
    assert (told["incidents"][0]["x"], told["incidents"][0]["y"]) == (int(x[0]), int(y[0]))


def test_released_units_and_closed_or_placeless_incidents_are_left_out():
    snapshot = made_up_snapshot()
    states = {s.incident.id: s for s in snapshot.incidents}
    states["i1"] = replace(states["i1"], status=IncidentStatus.CLOSED, closed_at=NOW)
    states["i2"] = replace(states["i2"], incident=replace(states["i2"].incident, location=None))
    released = Assignment(
        id="a1",
        incident_id="i0",
        unit_id="u1",
        stamps={Milestone.DISPATCHED: Stamp(at=NOW, by="d", how=StampSource.SYSTEM)},
        released_at=NOW,
    )
    assignments = tuple(released if a.id == "a1" else a for a in snapshot.assignments)
    situation = Situation(
        replace(snapshot, incidents=tuple(states.values()), assignments=assignments)
    )

    told = json.loads(incidents_json(situation, CITY, version=1))["incidents"]

    assert [row["id"] for row in told] == ["i0", "i4", "i3", "i5"]
    assert [u["number"] for u in told[0]["units"]] == [3]
    closed_but_chosen = json.loads(incidents_json(situation, CITY, version=1, selected="i1"))
    assert [r["open"] for r in closed_but_chosen["incidents"] if r["id"] == "i1"] == [False]


def test_no_incident_at_all_is_an_empty_list():
    assert json.loads(incidents_json(Situation(), CITY, version=0))["incidents"] == []


def with_case(**changes) -> Situation:
    """Return the made-up situation with its first case changed."""
    snapshot = made_up_snapshot(20)
    first = snapshot.incidents[0]
    progress = replace(first.progress, echelons=changes.pop("echelons", ()))
    changed = replace(first, incident=replace(first.incident, **changes), progress=progress)
    return Situation(replace(snapshot, incidents=(changed, *snapshot.incidents[1:])))


def case_told(situation: Situation, **options) -> dict:
    rows = json.loads(incidents_json(situation, CITY, version=1, **options))["incidents"]
    return next(row for row in rows if row["id"] == made_up_snapshot(20).incidents[0].incident.id)


def test_a_drill_and_an_echelon_are_marked_on_the_case():
    call = EchelonCall(echelon=2, unit_ids=(), commander="", reason="", at=NOW, by="desk-1")
    stood_down = replace(call, echelon=3, stood_down_at=NOW, stood_down_by="desk-1")

    plain = case_told(with_case())
    marked = case_told(with_case(drill=True, echelons=(call, stood_down)))

    assert (plain["marks"], plain["drill"], plain["echelon"]) == ([], False, "")
    assert marked["marks"] == ["Drill", "Echelon Ⅱ"]
    assert (marked["drill"], marked["echelon"]) == (True, "Ⅱ")


def test_walls_dim_a_case_and_say_no_more_than_its_item_and_desks_do_not():
    situation = with_case(sensitivity=Sensitivity.DIM, title="李某家中")

    wall, desk = case_told(situation, at_wall=True), case_told(situation)

    assert (wall["dim"], wall["title"]) == (True, made_up_snapshot(20).incidents[0].incident.number)
    assert (desk["dim"], desk["title"]) == (False, "李某家中")
    assert not case_told(with_case(), at_wall=True)["dim"]


class TestRowsKept:
    """A map asks once a second: only what changed may cost anything."""

    @pytest.fixture
    def room(self):
        return DutyRoom()

    @pytest.fixture
    def made(self, monkeypatch):
        """Return the ids of the rows that were made, in their order."""
        made: list[str] = []
        real = IncidentRows._row
        monkeypatch.setattr(
            IncidentRows,
            "_row",
            lambda self, key: made.append(key[0].incident.id) or real(self, key),
        )
        return made

    def test_the_same_picture_again_makes_no_row(self, room, made):
        case = room.case(location=IN_WEST)
        rows = IncidentRows(room.city)
        first = rows.rows(room.situation)
        assert rows.rows(room.situation) == first
        assert made == [case]

    def test_a_change_makes_the_row_of_its_case_alone(self, room, made):
        room.case(location=IN_WEST)
        changed = room.case(location=IN_WEST)
        rows = IncidentRows(room.city)
        rows.rows(room.situation)
        del made[:]
        room.assigned(changed, "p-1")
        assert json.loads(rows.rows(room.situation))[1]["units"][0]["stacked"] == 0
        rows.rows(room.situation, overdue={changed})
        rows.rows(room.situation, selected=changed)
        assert set(made) == {changed}

    def test_another_selection_makes_the_two_rows_it_changes(self, room, made):
        cases = [room.case(location=IN_WEST) for _ in range(4)]
        rows = IncidentRows(room.city)
        rows.rows(room.situation)
        rows.rows(room.situation, selected=cases[1])
        del made[:]
        told = json.loads(rows.rows(room.situation, selected=cases[2]))
        assert [one["id"] for one in told if one["selected"]] == [cases[2]]
        assert set(made) == {cases[1], cases[2]}
        fresh = IncidentRows(room.city).rows(room.situation, selected=cases[2])
        assert json.loads(fresh) == told

    def test_a_closed_case_is_shown_while_it_is_selected_and_gone_after(self, room):
        case = room.case(location=IN_WEST)
        rows = IncidentRows(room.city)
        rows.rows(room.situation)
        room.accepted(CloseIncident(incident_id=case, disposition="x", confirm=True))
        assert len(json.loads(rows.rows(room.situation, selected=case))) == 1
        assert json.loads(rows.rows(room.situation)) == []
        assert len(json.loads(rows.rows(room.situation, selected=case))) == 1

    def test_a_second_case_that_becomes_the_present_one_is_told(self, room):
        first, second = room.case(location=IN_WEST), room.case(location=IN_WEST)
        room.assigned(first, "p-1")
        room.accepted(AssignUnits(incident_id=second, unit_ids=("p-1",), confirm=True))
        rows = IncidentRows(room.city)
        assert json.loads(rows.rows(room.situation))[1]["units"][0]["stacked"] == 1
        room.accepted(ReleaseUnit(incident_id=first, unit_id="p-1"))
        assert json.loads(rows.rows(room.situation))[1]["units"][0]["stacked"] == 0

    def test_a_case_that_is_gone_is_forgotten(self, room, made):
        case = room.case(location=IN_WEST)
        rows = IncidentRows(room.city)
        rows.rows(room.situation)
        assert rows.rows(Situation()) == b"[]"
        rows.rows(room.situation)
        assert made == [case, case]
