"""The scenes of a city's walls: read from files, told plainly where they are wrong."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bigscreen.city.check import check_package
from bigscreen.city.package import load_city
from bigscreen.city.saving import save_city
from bigscreen.domain.scenes import USUAL_SCENES, PanelKind, SceneKind, Zone

FOLDER = Path(__file__).parents[3] / "resources" / "small_city"
A_SCENE = """name = "早会"
kind = "custom"
[[panels]]
kind = "map"
zone = "centre"
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a copy of the small city without scenes."""
    folder = tmp_path / "city"
    shutil.copytree(FOLDER, folder)
    (folder / "wall_rules.toml").unlink(missing_ok=True)
    shutil.rmtree(folder / "scenes")
    (folder / "scenes").mkdir()
    return folder


def write(package: Path, code: str, text: str) -> None:
    (package / "scenes" / f"{code}.toml").write_text(text, "utf-8")


def test_a_city_without_scene_files_has_the_usual_scenes(package):
    shutil.rmtree(package / "scenes")
    assert load_city(package).wall.scenes == USUAL_SCENES


def test_the_demo_city_describes_the_usual_scenes_and_one_of_its_own():
    scenes = {scene.code: scene for scene in load_city(FOLDER.parent / "demo_city").wall.scenes}
    own = scenes.pop("night_market")
    assert own.kind is SceneKind.CUSTOM
    assert own.panels[0].text
    assert scenes == {scene.code: scene for scene in USUAL_SCENES}


def test_a_scene_is_read_with_all_it_says(package):
    more = '[[panels]]\nkind = "text"\nzone = "top"\ntext = "早"\ntext_en = "Hello"\nweight = 2\n'
    write(package, "morning", A_SCENE + more)
    (scene,) = load_city(package).wall.scenes
    assert (scene.code, scene.name, scene.dwell_s, scene.in_rotation) == (
        "morning",
        "早会",
        30.0,
        True,
    )
    assert [(p.kind, p.zone) for p in scene.panels] == [
        (PanelKind.MAP, Zone.CENTRE),
        (PanelKind.TEXT, Zone.TOP),
    ]
    assert scene.panels[1].weight == 2.0


def test_the_overview_comes_first(package):
    for code in ("abc", "overview"):
        write(package, code, A_SCENE)
    assert [scene.code for scene in load_city(package).wall.scenes] == ["overview", "abc"]


@pytest.mark.parametrize(
    ("text", "place", "field", "value"),
    [
        (A_SCENE.replace("custom", "other"), "", "kind", "other"),
        ('name = "早会"\nkind = "kpi"', "", "panels", None),
        (A_SCENE + 'zones = "centre"\n', "panels 1", "zones", "zones"),
        (A_SCENE + '[[panels]]\nkind = "clock"\nzone = "top"', "panels 2", "kind", "clock"),
        (A_SCENE + '[[panels]]\nkind = "map"\nzone = "top"', "panels 2", "kind", "map"),
        (A_SCENE + '[[panels]]\nkind = "text"\nzone = "top"', "panels 2", "text", None),
        (A_SCENE + "priority = 70\n", "panels 1", "priority", 70),
        ('grid_id = "nowhere"\n' + A_SCENE, "", "grid_id", "nowhere"),
        ("name = ", "", "", "Invalid value (at end of document)"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_the_rest_goes_on(package, text, place, field, value):
    write(package, "good", A_SCENE)
    write(package, "wrong", text)
    city = load_city(package)
    assert "good" in [scene.code for scene in city.wall.scenes]
    (problem,) = check_package(package).errors
    assert (problem.file, problem.where, problem.field) == ("scenes/wrong.toml", place, field)
    assert problem.value == value
    assert str(problem) in city.wall.scene_fault


def test_a_slip_in_a_scene_does_not_break_the_rules_that_name_it(package):
    (package / "wall_rules.toml").write_text(
        '[[rules]]\ntrigger = "case"\nscene = "wrong"\n', "utf-8"
    )
    write(package, "wrong", "name = ")
    assert load_city(package).wall.conduct.rules[0].scene == "wrong"


def test_distance_and_pixels_of_the_screens_are_read(package):
    (package / "wall.toml").write_text("[screen]\nviewing_distance_m = 8\npixel_pitch_mm = 1.25\n")
    wall = load_city(package).wall
    assert (wall.viewing_distance_m, wall.pixel_pitch_mm) == (8.0, 1.25)


def test_what_was_read_is_written_and_reads_back_equal(package, tmp_path):
    city = load_city(FOLDER.parent / "demo_city")
    city = replace(city, wall=replace(city.wall, viewing_distance_m=6.0, pixel_pitch_mm=0.9))
    save_city(city, tmp_path / "again")
    assert load_city(tmp_path / "again").wall == city.wall
