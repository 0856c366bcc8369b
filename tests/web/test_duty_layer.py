"""Patrol duties, operations, drills and dimmed cases are told apart on the page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from bigscreen.domain.alarms import AlarmKind, AlarmStatus
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.patrol import Visit
from bigscreen.domain.progress import EchelonCall, Progress
from bigscreen.domain.shift import Shift
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.map_picture import MapPicture
from tests.support.duty_records import an_alarm, an_operation
from tests.support.map_scene import NOW, SceneSource, at, made_up_city, made_up_snapshot

POINT = PatrolDuty(id="point", name="学校", name_en="School", path=(at(0.2, 0.5),))
OTHER = PatrolDuty(id="other", name="市场", name_en="Market", path=(at(0.8, 0.5),))
LINE = PatrolDuty(id="line", name="街", name_en="Street", path=(at(0.4, 0.5), at(0.6, 0.5)))


@pytest.fixture
def source() -> SceneSource:
    """Return a source of a city without cases, one of whose duties is done."""
    made = SceneSource(replace(made_up_snapshot(20), units=(), incidents=(), assignments=()))
    made.picture = MapPicture(duty_city())
    tell(made, visits=("point",))
    return made


def duty_city():
    return replace(made_up_city(), plan=DutyPlan(patrol=(POINT, OTHER, LINE)))


def tell(source: SceneSource, visits=(), operations=()) -> None:
    shift = Shift(visits=tuple(Visit(duty_id=v, unit_id="u", at=NOW) for v in visits))
    source.situation = Situation(replace(source.snapshot, shift=shift, operations=operations))
    source.picture.show(source.situation)
    source.picture.look_at_duty(NOW)


def test_a_duty_looks_done_once_it_is(open_page, source):
    page = open_page(source, city=duty_city())
    done = QColor(page.ask("import('/assets/tokens.js').then((t) => t.tokens.patrolDone)"))
    places = {
        name: page.screen_of(*where(duty)) for name, duty in (("done", POINT), ("due", OTHER))
    }

    assert page.state()["patrol"]["due"] == ["other", "line"]
    assert page.colour(places["done"]) == done
    assert page.colour(places["due"]) != done

    tell(source, visits=("point", "other", "line"))
    page.changed()

    assert page.state()["patrol"]["due"] == []
    assert page.colour(places["due"]) == done


def test_patrol_and_operations_are_layers_that_can_be_switched_off(open_page, source):
    page = open_page(source, city=duty_city())
    done, spot = page.colour(page.screen_of(*where(POINT))), page.screen_of(*where(POINT))
    labels = page.ask(
        "[...document.querySelectorAll('.leaflet-control-layers-overlays label')]"
        ".map((label) => label.textContent.trim())"
    )
    assert labels[:3] == [
        "Grid borders and names",
        "Must-visit points and lines",
        "Joint operations",
    ]

    page.ask("document.querySelectorAll('.leaflet-control-layers-overlays input')[1].click()")
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    assert page.colour(spot) != done


def test_the_grids_of_a_running_operation_are_outlined(open_page, source):
    page = open_page(source, city=duty_city())
    before = page.view.snapshot().toImage()
    running = an_operation(
        starts_at=NOW, ends_at=NOW + timedelta(hours=1), grid_ids=("g5", "gone"), name="夜市整治"
    )
    tell(source, operations=(running,))
    page.changed()
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    assert page.state()["patrol"]["operations"] == [{"name": "夜市整治", "grids": ["g5", "gone"]}]
    assert page.view.snapshot().toImage() != before


def test_a_drill_is_hollow_and_a_dimmed_case_is_faint_on_a_wall(open_page):
    snapshot = replace(made_up_snapshot(20), units=())
    first = replace(snapshot.incidents[0].incident, location=at(0.5, 0.2))
    looks = {}
    for name, changes, at_wall in (
        ("plain", {}, True),
        ("drill", {"drill": True}, True),
        ("dimmed", {"sensitivity": Sensitivity.DIM}, True),
        ("desk", {"sensitivity": Sensitivity.DIM}, False),
    ):
        state = IncidentState(incident=replace(first, **changes))
        source = SceneSource(replace(snapshot, incidents=(state,), assignments=()))
        source.picture = MapPicture(made_up_city(), at_wall=at_wall)
        source.picture.show(source.situation)
        page = open_page(source, follow=False)
        spot = page.screen_of(first.location.lat, first.location.lon)
        spot.setY(spot.y() - 7)  # within the triangle, above its numeral
        looks[name] = page.colour(spot)

    assert looks["plain"] == looks["desk"]
    assert looks["drill"].lightness() < 40 < looks["plain"].lightness()
    assert looks["drill"].lightness() < looks["dimmed"].lightness() < looks["plain"].lightness()


def test_a_unit_that_calls_for_help_has_red_rings_until_it_is_over(open_page):
    snapshot = replace(made_up_snapshot(20), incidents=(), assignments=())
    source = SceneSource(snapshot)
    page = open_page(source, follow=False)
    red = QColor(page.ask("import('/assets/tokens.js').then((t) => t.tokens.overdue)"))
    row = next(state for state in snapshot.units if state.number == 5)
    here = source.fixes
    spot = page.screen_of(float(here.lat[row.number]), float(here.lon[row.number]))
    sos = an_alarm(kind=AlarmKind.SOS, unit_id=row.unit.id, incident_id="")

    def is_ringed() -> bool:
        page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
        image = page.view.snapshot().toImage()
        return red in [image.pixelColor(spot + QPoint(away, 0)) for away in range(20, 32)]

    assert not is_ringed()
    for alarm, ringed in ((sos, True), (replace(sos, status=AlarmStatus.CLEARED), False)):
        source.situation.alarms.put(alarm)
        source.picture.look_at_duty(NOW)
        page.changed()
        assert is_ringed() is ringed


def test_an_echelon_stands_on_a_plate_at_the_case(open_page):
    snapshot = replace(made_up_snapshot(20), units=(), assignments=())
    case = replace(snapshot.incidents[0].incident, location=at(0.5, 0.5))
    call = EchelonCall(echelon=2, unit_ids=(), commander="", reason="", at=NOW, by="desk-1")
    for echelons in ((), (call,)):
        state = IncidentState(incident=case, progress=Progress(echelons=echelons))
        page = open_page(SceneSource(replace(snapshot, incidents=(state,))), follow=False)
        text = QColor(page.ask("import('/assets/tokens.js').then((t) => t.tokens.text)"))
        spot = page.screen_of(case.location.lat, case.location.lon)
        image = page.view.snapshot().toImage()
        plate = [image.pixelColor(spot + QPoint(x, y)) for x in range(8, 23) for y in (-18, -17)]
        assert (text in plate) is bool(echelons)


def where(duty: PatrolDuty) -> tuple[float, float]:
    return duty.path[0].lat, duty.path[0].lon
