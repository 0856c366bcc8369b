"""Advice is there for a known case, and quick however many units a city has."""

from dataclasses import replace

import pytest

from bigscreen.city import reach
from bigscreen.domain.city import RunCardLine
from bigscreen.domain.commands import AssignUnits, RegisterIncident
from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.dispatch.advisor import Advisor
from tests.support.desk_scene import DeskScene
from tests.support.small_city import IN_WEST, a_unit


def test_without_city_or_case_there_is_no_advice(scene, call):
    advice = Advisor(scene.live)
    assert advice.candidates("ghost") == ()
    case = call(10)
    assert next(c.unit_id for c in advice.candidates(case)) == "p-1"
    scene.live._city = None
    assert advice.candidates(case) == ()


def test_the_road_graph_is_built_once_a_city(scene, call, monkeypatch):
    built = []
    real = reach.RoadGraph
    monkeypatch.setattr(reach, "RoadGraph", lambda city: built.append(city) or real(city))
    advice = Advisor(scene.live)
    case = call(10)
    advice.candidates(case)
    advice.candidates(case)
    assert len(built) == 1


@pytest.fixture
def crowd(qapp):
    """Return a scene with 350 police and 350 chengguan units along one line."""
    made = DeskScene()
    units = [
        a_unit(f"{kind}-{n}", force_codes=(code,))
        for n in range(350)
        for kind, code in (("p", "police"), ("c", "cg"))
    ]
    made.declare(units[:400])
    made.declare(units[400:])
    made.place(
        {u.id: GeoPoint(30.5 + int(u.id[2:]) * 0.0001, IN_WEST.lon) for u in units if u.id != "p-0"}
    )
    return made


def test_in_a_large_city_the_nearest_of_each_force_are_ranked(crowd):
    case = crowd.happen(
        RegisterIncident(item_code="noise", title="吵", location=GeoPoint(30.5, 103.25))
    ).incident_id
    found = Advisor(crowd.live).candidates(case)
    assert len(found) == 200
    assert found[0].unit_id == "p-1"
    assert {c.unit_id for c in found if c.unit_id.startswith("c")} == {f"c-{n}" for n in range(100)}


def test_in_a_large_city_a_far_unit_on_the_case_fills_its_place(crowd):
    card = (RunCardLine(force_code="police"),)
    items = (replace(crowd.city.items[0], run_card=card), *crowd.city.items[1:])
    crowd.replace_city(replace(crowd.city, items=items))
    case = crowd.happen(
        RegisterIncident(item_code="noise", title="吵", location=GeoPoint(30.5, 103.25))
    ).incident_id
    advice = Advisor(crowd.live)
    assert [c.unit_id for c in advice.candidates(case) if c.proposed] == ["p-1"]
    crowd.happen(AssignUnits(incident_id=case, unit_ids=("p-349",)))
    found = advice.candidates(case)
    assert not any(c.proposed for c in found)
    assert "p-349" not in {c.unit_id for c in found}


def test_a_case_without_a_place_can_not_have_nearest_units(crowd):
    case = crowd.happen(RegisterIncident(item_code="noise", title="吵")).incident_id
    assert len(Advisor(crowd.live).candidates(case)) == 700
