"""What the built bundle holds. Run by the bundle leg, after packaging/build_bundle.sh."""

import subprocess
from pathlib import Path

import pytest

from tests.support.repository import ROOT

BUNDLE = ROOT / "dist" / "bigscreen"
INSIDE = BUNDLE / "_internal"


def _files_below(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_it_carries_the_resources_where_a_wheel_does() -> None:
    assert _files_below(INSIDE / "bigscreen" / "resources") == _files_below(ROOT / "resources")


def test_it_carries_the_web_assets() -> None:
    leaflet = INSIDE / "bigscreen" / "resources" / "web" / "vendor" / "leaflet"
    assert {"LICENSE", "leaflet.css", "leaflet.js"} <= {path.name for path in leaflet.iterdir()}


def test_licence_notices_lie_on_top() -> None:
    assert (BUNDLE / "LICENSE").is_file()
    assert (BUNDLE / "licences" / "leaflet.txt").is_file()


def test_no_link_dangles() -> None:
    assert [path for path in BUNDLE.rglob("*") if path.is_symlink() and not path.exists()] == []


@pytest.mark.parametrize(
    "part", ["PySide6/Qt/qml", "PySide6/Qt/plugins/platformthemes/libqgtk3.so"]
)
def test_what_is_never_shown_is_left_out(part: str) -> None:
    assert not (INSIDE / part).exists()


def test_it_knows_its_version_without_python_on_the_path() -> None:
    answer = subprocess.run(
        [BUNDLE / "bigscreen", "--version"], env={}, capture_output=True, text=True, check=True
    )
    assert "0.1.0" in answer.stdout
