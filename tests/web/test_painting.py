"""Units and cases are on the screen where they are in the city, in their own shape and colour."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.situation import Snapshot
from tests.support.map_scene import CENTRE, NOW_MS, SceneSource, made_up_city, made_up_units

POLICE, TRAFFIC, CHENGGUAN = QColor("#2F80FF"), QColor("#63A4FF"), QColor("#FFC21A")


def fixes_at(*points: GeoPoint, age_s: float = 0.0) -> FixColumns:
    count = len(points)
    return FixColumns(
        number=np.arange(1, count + 1, dtype=np.uint32),
        lat=np.array([p.lat for p in points]),
        lon=np.array([p.lon for p in points]),
        speed_mps=np.zeros(count, np.float32),
        heading_deg=np.full(count, np.nan, np.float32),
        fixed_at_ms=np.full(count, NOW_MS - age_s * 1000),
    )


def scene(*points: GeoPoint, age_s: float = 0.0, heading_deg: float = np.nan) -> SceneSource:
    source = SceneSource(Snapshot(seq=1, units=tuple(made_up_units(len(points)))))
    source.fixes = FixTable()
    fixes = fixes_at(*points, age_s=age_s)
    source.fixes.update(replace(fixes, heading_deg=np.full(len(points), heading_deg, np.float32)))
    return source


def row(count: int) -> list[GeoPoint]:
    """Places side by side through the middle of the city."""
    return [GeoPoint(CENTRE.lat, CENTRE.lon + (i - count / 2) * 0.012) for i in range(count)]


def alike(one: QColor, other: QColor, most: int = 24) -> bool:
    return all(
        abs(a - b) <= most for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    )


def test_each_force_has_its_colour_at_its_place(open_page):
    page = open_page(scene(*row(5)))
    image = page.view.snapshot().toImage()
    at = [page.screen(number) for number in range(1, 6)]

    assert alike(image.pixelColor(at[0]), POLICE)
    assert alike(image.pixelColor(at[1] + QPoint(4, 0)), TRAFFIC)
    assert alike(image.pixelColor(at[2]), CHENGGUAN)
    assert alike(image.pixelColor(at[3] - QPoint(3, 0)), POLICE)
    assert alike(image.pixelColor(at[3] + QPoint(3, 0)), CHENGGUAN)


def test_shape_alone_tells_the_forces_apart(open_page):
    """In black and white: a square fills its corner, a circle does not, a ring is hollow."""
    page = open_page(scene(*row(5)))
    image = page.view.snapshot().toImage().convertToFormat(QImage.Format.Format_Grayscale8)

    def bright(number: int, dx: int, dy: int) -> bool:
        return image.pixelColor(page.screen(number) + QPoint(dx, dy)).lightness() > 90

    assert (bright(1, 0, 0), bright(1, 5, 5)) == (True, False)
    assert (bright(3, 0, 0), bright(3, 4, 4)) == (True, True)
    assert (bright(5, 0, 0), bright(5, 4, 0)) == (False, True)


def test_two_looks_of_a_joint_unit_differ_in_lightness(open_page):
    page = open_page(scene(*row(4)))
    left = page.colour(page.screen(4) - QPoint(3, 0)).lightness()
    right = page.colour(page.screen(4) + QPoint(3, 0)).lightness()

    assert left != right


def test_a_unit_that_moves_is_painted_at_its_new_place_and_no_longer_at_the_old(open_page):
    page = open_page(scene(CENTRE))
    old = page.screen(1)
    moved = GeoPoint(CENTRE.lat + 0.01, CENTRE.lon + 0.02)
    page.source.fixes.update(replace(fixes_at(moved), fixed_at_ms=np.array([NOW_MS + 1000.0])))

    page.changed()

    assert page.screen(1) != old
    assert alike(page.colour(page.screen(1)), POLICE)
    assert not alike(page.colour(old), POLICE, 60)


def test_a_stale_unit_fades_but_stays(open_page):
    fresh = open_page(scene(CENTRE))
    stale = open_page(scene(CENTRE, age_s=3600))

    ground = stale.colour(stale.screen(1) + QPoint(40, 40))
    faded = stale.colour(stale.screen(1))
    assert fresh.colour(fresh.screen(1)).blue() - 60 > faded.blue() > ground.blue() + 40


def test_units_at_the_edge_of_the_view_are_cut_not_lost_and_spoil_nothing(open_page):
    page = open_page(scene(CENTRE))
    page.view.centre(GeoPoint(CENTRE.lat, CENTRE.lon + 1e-7), 14)
    page.wait_for(lambda s: s["zoom"] == 14)
    width = page.view.width()
    per_pixel = 360 / (256 * 2**14)

    page.view.centre(GeoPoint(CENTRE.lat, CENTRE.lon + (width / 2 - 2) * per_pixel), 14)
    page.wait_for(lambda s: s["lon"] > CENTRE.lon + 0.01)
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    at = page.screen(1)
    assert at.x() <= 3
    image = page.view.snapshot().toImage()
    assert alike(image.pixelColor(at), POLICE)
    assert not any(
        alike(image.pixelColor(width - 1 - dx, at.y() + dy), POLICE)
        for dx in range(8)
        for dy in (-1, 0, 1)
    )


def test_a_heading_is_shown_when_there_is_room_for_it(open_page):
    page = open_page(scene(CENTRE, heading_deg=90.0))
    page.view.centre(CENTRE, 15)
    page.wait_for(lambda s: s["zoom"] == 15)
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    image, at = page.view.snapshot().toImage(), page.screen(1)

    def lightness(dx: int, dy: int) -> int:
        return image.pixelColor(at + QPoint(dx, dy)).lightness()

    assert lightness(8, 0) > lightness(-9, 0) + 60
    assert lightness(8, 0) > lightness(0, -9) + 60


def test_nothing_is_fetched_or_painted_again_while_nothing_changes(open_page, qtbot):
    page = open_page(scene(*row(3)))
    page.wait_for(lambda s: s["sequence"] == 1)
    qtbot.waitUntil(lambda: page.view._handler.page_is_waiting)
    paints, asked = page.state()["paints"], page.source.frames_asked

    later = asked + 3
    qtbot.waitUntil(lambda: page.source.frames_asked >= later, timeout=5_000)

    assert page.state()["paints"] == paints


def test_refresh_brings_a_change_at_once(open_page, qtbot):
    page = open_page(scene(*row(3)))
    qtbot.waitUntil(lambda: page.view._handler.page_is_waiting)
    page.source.picture.select(2, None)

    page.view.refresh()

    qtbot.waitUntil(lambda: page.source.frames_asked and not page.view._handler.page_is_waiting)
    page.wait_for(lambda s: s["selectedUnit"] == 2, timeout_ms=1_000)


def test_the_picture_is_greyed_while_the_link_is_lost_and_comes_back(open_page):
    page = open_page(scene(*row(3)))
    at = page.screen(3)

    page.view.set_link_lost(True)
    page.wait_for(lambda s: "lost" in s["banner"])
    page.qtbot.waitUntil(lambda: page.colour(at).saturation() < 10)
    page.view.set_link_lost(False)

    page.qtbot.waitUntil(lambda: alike(page.colour(at), CHENGGUAN))


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_symbols_grow_with_the_scale(open_page, factor):
    page = open_page(scene(*row(3)))
    page.view.set_scale(factor)
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    reach = page.colour(page.screen(1) + QPoint(10, 0))

    assert alike(reach, POLICE, 40) is (factor == 2.0)


def test_streets_water_and_grids_are_drawn_and_can_be_switched(open_page):
    page = open_page(SceneSource(Snapshot(seq=1)))
    river = page.screen_of(CENTRE.lat - 0.0189, CENTRE.lon + 0.002)
    water = page.colour(river)

    page.ask("document.querySelectorAll('.leaflet-control-layers-base input')[1].click()")
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    assert water.blue() > page.colour(river).blue() + 15


def test_an_empty_city_is_no_error(open_page):
    bare = replace(made_up_city(), grids=(), base_map=made_up_city().base_map.__class__())

    page = open_page(SceneSource(Snapshot(seq=1)), city=bare)

    assert page.state()["units"] == 0
