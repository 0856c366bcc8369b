"""The cameras of a scene at the desk: asked for, chosen by nearness, never played twice."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.geo import GeoPoint
from tests.support.desk_scene import DeskScene
from tests.support.layout_faults import layout_faults
from tests.support.small_city import IN_WEST, a_unit, small_city

NOWHERE = "file:///nowhere.avi"


def fixed(number: int, north: float) -> Camera:
    place = GeoPoint(IN_WEST.lat + north, IN_WEST.lon)
    return Camera(id=f"f{number}", name=f"天网 {number}", name_en=f"Street {number}",
                  kind=CameraKind.FIXED, url=NOWHERE, location=place)  # fmt: skip


def worn(unit_id: str) -> Camera:
    return Camera(id=f"b-{unit_id}", name=f"执法仪 {unit_id}", name_en="", kind=CameraKind.BODY,
                  url=NOWHERE, unit_id=unit_id)  # fmt: skip


@pytest.fixture
def scene(qapp):
    cameras = (fixed(1, 0.001), fixed(2, 0.002), fixed(3, 0.5), worn("p-1"), worn("p-2"))
    made = DeskScene(replace(small_city(), cameras=cameras))
    made.declare((a_unit("p-1"), a_unit("p-2")))
    made.place({"p-1": GeoPoint(IN_WEST.lat + 0.003, IN_WEST.lon)})
    made.pass_time(1)
    return made


def shown(tiles) -> list[str]:
    return [tile.camera.id for tile in tiles.tiles if tile.camera is not None]


def test_v_shows_the_nearest_where_the_record_stood(desk, scene, call, qtbot, settle) -> None:
    action = desk.parts.actions.video
    assert (action.isEnabled(), action.text()) == (False, "No cameras near")
    desk.parts.selection.select_incident(call())
    assert (action.isEnabled(), action.text()) == (True, "Video from the scene · 3")
    assert not desk.video.tiles.isVisible()  # nobody has asked
    qtbot.keyClick(desk, Qt.Key.Key_V)
    assert shown(desk.video.tiles) == ["f1", "f2"]
    assert desk.video.tiles.tiles[0].lines()[0] == "The file is not there"
    assert not desk.panels.drawer.log.isVisible()
    settle(desk)
    assert layout_faults(desk) == []
    qtbot.keyClick(desk, Qt.Key.Key_V)
    assert not desk.video.tiles.isVisible()
    assert desk.panels.drawer.log.isVisible()


def test_whoever_is_sent_brings_a_camera_along(desk, scene, call, qtbot) -> None:
    case = call()
    desk.parts.selection.select_incident(case)
    desk.parts.actions.video.trigger()
    scene.room.assigned(case, "p-2")
    scene.replace_picture(scene.room.situation.snapshot())
    desk._show_situation()
    assert shown(desk.video.tiles) == ["b-p-2", "f1"]
    assert "Body camera 巡p-2" in desk.video.tiles.tiles[0].accessibleName()


def test_the_large_window_takes_the_pictures_over_and_gives_them_back(
    desk, scene, call, qtbot
) -> None:
    desk.parts.selection.select_incident(call())
    desk.parts.actions.video.trigger()
    qtbot.mouseDClick(desk.video.tiles.tiles[0], Qt.MouseButton.LeftButton)
    dialog = desk.video._dialog
    assert dialog.isVisible()
    assert shown(dialog.tiles) == ["f1", "f2", "b-p-1"]
    assert shown(desk.video.tiles) == []
    assert layout_faults(dialog) == []
    dialog.close()
    assert shown(desk.video.tiles) == ["f1", "f2"]
    assert shown(dialog.tiles) == []


def test_another_case_has_other_cameras_and_none_has_none(desk, scene, call) -> None:
    desk.parts.selection.select_incident(call())
    desk.parts.actions.video.trigger()
    far = GeoPoint(IN_WEST.lat + 0.5, IN_WEST.lon)
    desk.parts.selection.select_incident(call(location=far))
    assert shown(desk.video.tiles) == ["f3"]
    desk.parts.selection.clear()
    assert shown(desk.video.tiles) == []


def test_of_a_unit_alone_its_own_camera_is_shown_large(desk, scene, qtbot) -> None:
    desk.parts.selection.select_unit("p-1")
    qtbot.keyClick(desk, Qt.Key.Key_V)
    dialog = desk.video._dialog
    assert shown(dialog.tiles) == ["b-p-1", "f2", "f1"]
    assert not desk.video.tiles.isVisible()
    assert not desk.parts.actions.video.isChecked()
    dialog.close()
    desk.parts.selection.select_unit("p-2")  # nobody knows where it is
    desk.parts.actions.video.trigger()
    assert shown(dialog.tiles) == ["b-p-2"]
