"""The set-up scripts: which system packages are missing, and web assets only as pinned."""

import importlib.util
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from hatchling.build import build_wheel

from tests.support.repository import ROOT


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


system_libraries = _script("system_libraries")
web_assets = _script("web_assets")

LDD_REPORT = """\
/venv/PySide6/QtWidgets.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibEGL.so.1 => not found
\tlibnss3.so => not found
\tlibnssutil3.so => not found
\tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f)
\tlibnew.so.9 => not found
"""


def test_missing_libraries_become_packages_and_unknown_ones_keep_their_name() -> None:
    missing = system_libraries.missing_sonames(LDD_REPORT)
    assert system_libraries.packages_for(missing) == {"libegl1", "libnss3", "libnew.so.9"}


def test_a_complete_system_misses_nothing() -> None:
    assert system_libraries.missing_sonames("\tlibz.so.1 => /lib/libz.so.1 (0x0)\n") == set()


def test_web_assets_are_copied_once(tmp_path: Path) -> None:
    assert web_assets.fetch(tmp_path / "leaflet") == len(web_assets.SHA256_BY_NAME)
    assert web_assets.fetch(tmp_path / "leaflet") == 0
    assert "BSD 2-Clause" in (tmp_path / "leaflet" / "LICENSE").read_text(encoding="utf-8")


def test_a_changed_web_asset_is_put_right(tmp_path: Path) -> None:
    web_assets.fetch(tmp_path)
    (tmp_path / "leaflet.js").write_text("alert(1)", encoding="utf-8")
    assert web_assets.fetch(tmp_path) == 1


def test_a_package_with_another_file_than_the_pinned_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(web_assets.SHA256_BY_NAME, "leaflet.js", "0" * 64)
    with pytest.raises(web_assets.AssetError, match=r"leaflet\.js is not the pinned file"):
        web_assets.fetch(tmp_path)


def test_a_wheel_carries_the_resources_and_the_web_assets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    names = zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))).namelist()
    assert "bigscreen/app/assets.py" in names
    assert "bigscreen/resources/locale/zh_CN/bigscreen.po" in names
    assert "bigscreen/resources/web/vendor/leaflet/leaflet.js" in names
    assert "bigscreen/resources/web/vendor/leaflet/LICENSE" in names
