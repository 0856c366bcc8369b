"""How walls are asked for on the command line, where they stand, what they remember."""

import json

import click
import pytest
from click.testing import CliRunner

from bigscreen.app.wall_memory import WallMemory
from bigscreen.app.wall_options import BezelGrid, WallOptions, wall_options
from bigscreen.domain.screens import ScreenView


@pytest.fixture
def asked():
    """Return a function that runs a command with arguments and gives its options, or its error."""

    def run(*arguments: str) -> WallOptions | str:
        found = []

        @click.command()
        @wall_options
        def command(walls: WallOptions) -> None:
            """Stand for a wall."""
            found.append(walls)

        result = CliRunner().invoke(command, arguments)
        return found[0] if found else result.output

    return run


def test_without_options_there_is_one_window(asked):
    assert asked() == WallOptions()


def test_everything_can_be_asked_for(asked):
    walls = asked(
        "--screen", "2", "--screen", "1", "--screen", "2", "--span", "--bezel", "3x2:40",
        "--kiosk", "--scene", "kpi",
    )  # fmt: skip
    assert walls == WallOptions(
        screens=(2, 1), spans=True, bezel=BezelGrid(3, 2, 40), is_kiosk=True, scene="kpi"
    )
    assert asked("--screens", "all").every_screen


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--screen", "0"), "x>=1"),
        (("--screen", "1", "--screens", "all"), "exclude"),
        (("--bezel", "40"), "3x1:40"),
        (("--bezel", "0x1:40"), "3x1:40"),
    ],
)
def test_what_can_not_be_meant_is_refused_in_words(asked, arguments, word):
    assert word in asked(*arguments)


def test_a_wall_is_remembered_by_its_screen(tmp_path):
    path = tmp_path / "sub" / "walls.json"
    memory = WallMemory(path)
    assert memory.view("HDMI-1") is None
    memory.keep("HDMI-1", ScreenView(scene="grid", grid_id="west"))
    assert not path.exists()
    memory.write()
    memory.keep("DP-2", ScreenView(scene="kpi", held_by="desk"))
    again = WallMemory(path)
    assert again.view("HDMI-1") == ScreenView(scene="grid", grid_id="west")
    assert again.view("DP-2") == ScreenView(scene="kpi", held_by="desk")
    memory.keep("DP-2", ScreenView(scene="overview"))
    assert WallMemory(path).view("DP-2") == ScreenView(scene="overview")


@pytest.mark.parametrize("text", ["{", "[1, 2]", json.dumps({"a": 3})])
def test_a_file_that_is_none_is_as_if_nothing_was_known(tmp_path, text):
    path = tmp_path / "walls.json"
    path.write_text(text, encoding="utf-8")
    assert WallMemory(path).view("a") is None


def test_a_folder_nobody_can_write_to_ends_no_wall(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    memory = WallMemory(tmp_path / "file" / "walls.json")
    memory.keep("a", ScreenView(scene="kpi", held_by="desk"))
    assert memory.view("a") == ScreenView(scene="kpi", held_by="desk")
