"""No text of a wall is cut, covered or lost: five sizes, both languages, every kind of scene."""

from collections.abc import Sequence
from dataclasses import replace

import polib
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from bigscreen.app.assets import resource
from bigscreen.city.package import load_city, load_units
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.city import City
from bigscreen.domain.commands import AssignUnits, RecordMilestone, RegisterIncident
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level
from bigscreen.domain.scenes import ESSENTIAL, PanelKind, SceneKind
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.queue.queue_hints import QueueHints
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.wall_window import WallWindow
from bigscreen.viewmodels.wall_scale import wall_scale
from bigscreen.viewmodels.wall_stack import Bezels, Strip
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language
from tests.support.boards import empty_board, full_board
from tests.support.desk_scene import DeskScene
from tests.support.duty_scene import busy_duty, with_duty
from tests.support.fake_map import FakeMap
from tests.support.layout_faults import layout_faults
from tests.support.small_city import SOURCE

SIZES = [(1920, 1080), (3840, 2160), (5760, 1080), (7680, 2160), (1080, 1920)]
LONG = ("滨河路与蜀州路交叉口东北角公共停车场出入口以北临时占道经营疏导点" * 2)[:60]
AT = GeoPoint(30.645, 103.668)


class FakeVideo(QWidget):
    """Plays nothing and remembers what it was told to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cameras: Sequence[Camera] = ()

    def widget(self) -> QWidget:
        """Return itself."""
        return self

    def show_cameras(self, cameras, situation=None) -> None:
        """Remember the cameras."""
        self.cameras = cameras


@pytest.fixture(scope="module")
def demo() -> tuple[City, tuple]:
    folder = resource("demo_city")
    return load_city(folder), load_units(folder)


def speak(language: str) -> None:
    texts = {}
    if language == CHINESE:
        catalogue = polib.pofile(str(resource("locale", CHINESE, "bigscreen.po")))
        texts = {entry.msgid: entry.msgstr for entry in catalogue if entry.msgstr}
    use_language(language, texts)


@pytest.fixture(params=[ENGLISH, CHINESE])
def language(request):
    speak(request.param)
    yield request.param
    speak(ENGLISH)


def busy(city: City, units) -> DeskScene:
    """Return a busy moment: a case of every sort, one with names of 60 characters."""
    scene = DeskScene(city)
    scene.declare(units)
    scene.place({unit.id: unit.home for unit in units if unit.home})
    police = [unit.id for unit in units if unit.force_codes == ("patrol",)]
    for place, item in enumerate(("dispute", "vendor", "parking", "noise", "dog", "muck_truck")):
        case = scene.happen(
            RegisterIncident(
                item_code=item,
                title=LONG if place == 1 else f"好又多超市 {place}",
                level=Level(1 + place % 4),
                address=LONG,
                summary=LONG * 3,
                location=AT,
            ),
            SOURCE,
        ).incident_id
        if place % 2 == 0:
            crew = tuple(police[place : place + 3])
            scene.happen(AssignUnits(incident_id=case, unit_ids=crew))
            scene.happen(
                RecordMilestone(incident_id=case, unit_id=crew[0], milestone=Milestone.ON_SCENE),
                SOURCE,
            )
    busy_duty(scene)
    scene.show_board(with_duty(full_board(scene.city, scene.now), scene))
    return scene


@pytest.fixture
def wall(qtbot, windows):
    def opened(scene: DeskScene, size=(1920, 1080)) -> WallWindow:
        window = WallWindow(
            scene.live,
            Advisor(scene.live),
            lambda _city, _theme: FakeMap(),
            Theme(wall_scale(*size)),
            "大屏 1",
            FakeVideo,
        )
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        return window

    return opened


def come_to_rest(window: WallWindow) -> None:
    for hints in window.findChildren(QueueHints):
        hints._on_timer_timeout()
    for _ in range(3):
        QApplication.processEvents()


def test_every_scene_shows_every_text_whole_at_every_size(wall, demo, language):
    scene = busy(*demo)
    for size in SIZES:
        window = wall(scene, size)
        assert {one.kind for one in scene.city.wall.scenes} == set(SceneKind)
        for one in scene.city.wall.scenes:
            window.show_scene(one)
            come_to_rest(window)
            assert (window.width(), window.height()) == size
            assert layout_faults(window) == [], (size, one.code)
            shown = {panel.kind for panel in one.panels if window.panel(panel.kind) is not None}
            assert shown == {panel.kind for panel in one.panels}, (size, one.code)
        window.close()


def test_from_far_away_text_is_larger_and_still_whole(wall, demo):
    scene = busy(*demo)
    for size in ((1920, 1080), (1080, 1920)):
        window = wall(scene, size)
        usual = window.theme.scale
        window.read_from(7.0, 1.0 * 1080 / min(size))
        assert window.theme.scale > 1.3 * usual
        for one in scene.city.wall.scenes:
            window.show_scene(one)
            come_to_rest(window)
            assert layout_faults(window) == [], (size, one.code)
            for panel in one.panels:
                if panel.priority == ESSENTIAL:
                    assert window.panel(panel.kind) is not None, (size, one.code, panel.kind)
        window.close()


@pytest.mark.parametrize(
    ("size", "bezels"),
    [
        ((5760, 1080), Bezels(across=(Strip(start=1900, end=1940), Strip(start=3820, end=3860)))),
        ((3840, 2160), Bezels(across=(Strip(start=1900, end=1940),))),
    ],
)
def test_no_text_runs_across_a_bezel(wall, demo, size, bezels):
    scene = busy(*demo)
    window = wall(scene, size)
    window.set_bezels(bezels)
    for one in scene.city.wall.scenes:
        window.show_scene(one)
        come_to_rest(window)
        assert layout_faults(window) == [], one.code
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or not hasattr(widget, "text_boxes"):
                continue
            left = widget.mapTo(window, widget.rect().topLeft()).x()
            for box in widget.text_boxes():
                for strip in bezels.across:
                    begins, ends = left + box.ink.left(), left + box.ink.right()
                    assert ends <= strip.start or begins >= strip.end, (one.code, box.text)


def test_hostile_names_are_shown_whole_or_shortened(wall, demo):
    """Sixty characters and emoji: grids, units, items."""
    city, units = demo
    names = ["🚨🚓网格", LONG, "Grid of the long name " * 3]
    grids = tuple(
        replace(grid, name=names[place % 3], name_en=names[place % 3])
        for place, grid in enumerate(city.grids)
    )
    forces = tuple(replace(force, name=LONG, name_en=LONG) for force in city.forces)
    scenes = tuple(replace(one, name=LONG, name_en=LONG) for one in city.wall.scenes)
    city = replace(
        city, grids=grids, forces=forces, wall=replace(city.wall, scenes=scenes), name=LONG
    )
    units = tuple(
        replace(unit, call_sign=LONG if place % 2 else f"🚓{place}")
        for place, unit in enumerate(units)
    )
    scene = busy(city, units)
    for size in ((1920, 1080), (1080, 1920)):
        window = wall(scene, size)
        for one in city.wall.scenes:
            window.show_scene(one, grid_id=grids[1].id if one.kind is SceneKind.GRID else "")
            come_to_rest(window)
            assert layout_faults(window) == [], (size, one.code)
        window.close()


def test_before_the_first_figure_and_case_every_panel_says_so(wall, demo):
    scene = DeskScene(demo[0])
    window = wall(scene)
    for one in scene.city.wall.scenes:
        window.show_scene(one)
        come_to_rest(window)
        assert layout_faults(window) == [], one.code
    scene.show_board(empty_board(scene.now))
    come_to_rest(window)
    assert layout_faults(window) == []


def test_panels_and_map_are_kept_from_scene_to_scene(wall, demo):
    scene = busy(*demo)
    window = wall(scene)
    scenes = scene.city.wall.scenes
    for one in scenes:
        window.show_scene(one)
    come_to_rest(window)
    map_made = window.scenes.map_slot.map
    before = {id(widget) for widget in window.findChildren(QWidget)}
    for _ in range(3):
        for one in scenes:
            window.show_scene(one)
    come_to_rest(window)
    assert {id(widget) for widget in window.findChildren(QWidget)} == before
    assert window.scenes.map_slot.map is map_made


def test_a_grid_scene_is_of_its_grid_alone(wall, demo):
    scene = busy(*demo)
    window = wall(scene)
    grid = scene.city.grids[2]
    one = next(one for one in scene.city.wall.scenes if one.kind is SceneKind.GRID)
    window.show_scene(one, grid_id=grid.id)
    come_to_rest(window)
    south_west, north_east = window.scenes.map_slot.map.watched
    assert all(south_west.lat <= p.lat <= north_east.lat for p in grid.ring)
    assert window.panel(PanelKind.GRID_FIGURES).title.text() == grid.name_en
    rows = window.panel(PanelKind.QUEUE).model.all_rows()
    assert {scene.live.situation.incidents[r.incident_id].incident.grid_id for r in rows} <= {
        grid.id
    }
    window.show_scene(scene.city.wall.scenes[0])
    assert window.scenes.map_slot.map.watched is None


def test_a_sensitive_case_is_told_in_part_and_under_a_lock(wall, demo):
    scene = busy(*demo)
    window = wall(scene)
    one = next(one for one in scene.city.wall.scenes if one.kind is SceneKind.INCIDENT)
    cases = list(scene.live.situation.incidents)
    window.show_scene(one, incident_id=cases[0])
    come_to_rest(window)
    said = " ".join(box.text for box in window.panel(PanelKind.FACTS).facts.text_boxes())
    assert "not shown on walls" in said
    assert LONG[:8] not in said
    assert window.panel(PanelKind.VIDEO).cameras == ()
    window.show_scene(one, incident_id=cases[2])
    come_to_rest(window)
    said = " ".join(box.text for box in window.panel(PanelKind.FACTS).facts.text_boxes())
    assert LONG[:8] in said
    assert window.panel(PanelKind.VIDEO).cameras
    assert all(camera.kind in CameraKind for camera in window.panel(PanelKind.VIDEO).cameras)


def test_a_video_scene_looks_at_the_gravest_cases(wall, demo):
    scene = busy(*demo)
    window = wall(scene)
    one = next(one for one in scene.city.wall.scenes if one.kind is SceneKind.VIDEO)
    window.show_scene(one)
    come_to_rest(window)
    slot = window.panel(PanelKind.VIDEO)
    assert len(slot.cameras) == 4
    assert not any(camera.is_sensitive for camera in slot.cameras)
    near = sorted(
        (one for one in scene.city.cameras if one.location and not one.is_sensitive),
        key=lambda one: (one.location.lat - AT.lat) ** 2 + (one.location.lon - AT.lon) ** 2,
    )
    assert slot.cameras[0] in near[:3]
    window.show_scene(scene.city.wall.scenes[0])
    assert slot.cameras == ()
    assert slot.tiles.cameras == ()


def test_a_wall_moved_to_a_larger_screen_is_scaled_anew_with_its_map(wall, demo):
    scene = busy(*demo)
    window = wall(scene, (1280, 720))
    map_made = window.scenes.map_slot.map
    window.resize(3840, 2160)
    come_to_rest(window)
    assert window.theme.scale == 2.0
    assert window.scenes.map_slot.map is map_made
    assert map_made.scale == 2.0
    assert layout_faults(window) == []


def test_the_city_s_own_viewing_distance_counts(wall, demo):
    city, units = demo
    city = replace(city, wall=replace(city.wall, viewing_distance_m=5.0, pixel_pitch_mm=0.9))
    window = wall(busy(city, units))
    assert window.theme.scale == wall_scale(1920, 1080, 5.0, 0.9) > 1.2
