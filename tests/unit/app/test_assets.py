"""The one asset finder."""

import sys
from pathlib import Path

import pytest

from bigscreen.app import assets


def test_a_checkout_finds_its_own_resources() -> None:
    assert assets.resource() == Path(__file__).resolve().parents[3] / "resources"


def test_an_installation_prefers_what_it_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "web").mkdir()
    monkeypatch.setattr(assets, "_INSTALLED", tmp_path)
    assert assets.resource("web") == tmp_path / "web"


def test_a_missing_resource_names_the_path_it_expected() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/no/such\.file"):
        assets.resource("no", "such.file")


def test_leaflet_is_there() -> None:
    assert assets.resource("web", "vendor", "leaflet", "leaflet.js").stat().st_size > 100_000


def test_a_checkout_starts_itself_as_a_module() -> None:
    assert assets.program_command() == [sys.executable, "-m", "bigscreen"]


def test_a_frozen_program_starts_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert assets.program_command() == [sys.executable]
