"""The map on a live picture: fed while it is there, silent once it is gone."""

import json
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent

from bigscreen.app.assets import resource
from bigscreen.domain.commands import AssignUnits, RegisterIncident
from bigscreen.ui.map.situation_map import SituationMap
from tests.support.desk_scene import DeskScene
from tests.support.map_scene import CENTRE, at, made_up_city
from tests.support.small_city import DESK, IN_WEST, SOURCE, a_unit, small_city


def test_a_map_that_is_gone_is_fed_no_more(qtbot):
    """The hub may come back with another city: then the old map goes while signals still come."""
    scene = DeskScene()
    made = SituationMap(scene.live, scene.live.city, resource("web"))
    with qtbot.waitSignal(made.view.page_loaded, timeout=20_000):
        made.view.show()
    made.view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(made)
    scene.live.units_changed.emit()
    scene.live.situation_changed.emit()
    scene.live.link_changed.emit()


def test_a_selected_case_shows_who_can_be_there_in_1_3_and_5_minutes(open_scene_map, qtbot):
    scene, made = open_scene_map(base_map=made_up_city().base_map, centre=CENTRE)
    scene.declare([a_unit("p-1"), a_unit("p-2"), a_unit("p-3")])
    near, far = at(0.5, 0.51), at(0.95, 0.95)
    scene.place({"p-1": near, "p-2": at(0.52, 0.5), "p-3": far})
    case = scene.happen(
        RegisterIncident(item_code="noise", title="x", location=at(0.5, 0.5)), SOURCE
    ).incident_id
    made.select(None, case)
    told = reach_of(qtbot, made, lambda reach: len(reach["areas"]) == 3)
    counts = [int(label.split("·")[1].split()[0]) for label in told["areas"]]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (2, 2)
    scene.happen(AssignUnits(incident_id=case, unit_ids=("p-1",)), DESK)
    made._show_reach()
    reach_of(qtbot, made, lambda reach: reach["areas"] and "· 1 free" in reach["areas"][2])
    made.select(None, None)
    reach_of(qtbot, made, lambda reach: reach["areas"] == [])


def test_a_city_without_streets_says_why_there_are_no_areas(open_scene_map, qtbot):
    scene, made = open_scene_map()
    case = scene.happen(
        RegisterIncident(item_code="noise", title="x", location=IN_WEST), SOURCE
    ).incident_id
    made.select(None, case)
    told = reach_of(qtbot, made, lambda reach: bool(reach["note"]))
    assert told["areas"] == []
    assert "no streets" in told["note"]


@pytest.fixture
def open_scene_map(qtbot):
    """Return a function that opens the map of the small city, changed as wanted."""
    shown = []

    def opened(**changes):
        scene = DeskScene(replace(small_city(), **changes))
        made = SituationMap(scene.live, scene.live.city, resource("web"))
        made.view.resize(900, 600)
        with qtbot.waitSignal(made.view.page_loaded, timeout=20_000):
            made.view.show()
        shown.append(made.view)
        return scene, made

    yield opened
    for view in shown:
        view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def reach_of(qtbot, made, holds):
    """Wait until what the page says of areas is so; return it."""
    told: list[dict] = []

    def so() -> bool:
        script = "JSON.stringify(window.bigscreen.state().reach)"
        made.view.page.runJavaScript(script, lambda text: told.append(json.loads(text)))
        return bool(told) and bool(holds(told[-1]))

    qtbot.waitUntil(so, timeout=10_000)
    return told[-1]
