"""Guards: what must hold in every file of the project, so that review need not remember it."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.repository import ROOT, SOURCE, imports, modules, place, project_files, tree

SIZE_LIMIT = 500
LARGER_MODULES: dict[str, str] = {}  # path: the written reason

TOP_LEVEL = {
    ".ci",
    ".gitignore",
    ".pre-commit-config.yaml",
    "LICENSE",
    "README.md",
    "packaging",
    "pyproject.toml",
    "resources",
    "src",
    "tests",
}

COLOUR_HOMES = {
    "src/bigscreen/viewmodels/design_tokens.py",
    "resources/web/tokens.css",
    "resources/web/tokens.js",
}

EMPTY_NAMES = {"base", "common", "core", "helpers", "manager", "misc", "shared", "tools", "utils"}

LOADED_WITHOUT_IMPORT = {"tzdata", "xstatic-leaflet"}  # by zoneinfo; by packaging/web_assets.py

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "packaging" / "requirements").glob("*.txt"))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _declared() -> dict[str, str]:
    """Return the runtime dependencies by normal name."""
    lines = PYPROJECT["project"]["dependencies"]
    return {_normal(re.split(r"[ <>=!~;\[]", line, maxsplit=1)[0]): line for line in lines}


def _lock_lines(lock: Path) -> list[str]:
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _strings(path: Path) -> list[ast.Constant]:
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


# --- shape -------------------------------------------------------------------------------------


def test_the_top_level_holds_what_was_agreed_and_nothing_else() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in project_files()} <= TOP_LEVEL


def test_no_module_grows_past_the_limit() -> None:
    pages = [path for path in project_files() if path.suffix in {".js", ".css"}]
    lengths = {
        place(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*modules(), *pages]
    }
    too_long = {name for name, length in lengths.items() if length > SIZE_LIMIT}
    assert too_long == set(LARGER_MODULES)


def test_no_name_says_nothing() -> None:
    python = [path for path in project_files() if path.suffix == ".py"]
    assert [
        place(path)
        for path in python
        if {*path.relative_to(ROOT).parts[:-1], path.stem} & EMPTY_NAMES
    ] == []


def test_package_files_hold_one_line_of_text_and_no_code() -> None:
    wrong = [
        place(path)
        for path in modules()
        if path.name == "__init__.py"
        and not (len(tree(path).body) == 1 and ast.get_docstring(tree(path)))
    ]
    assert wrong == []


# --- imports -----------------------------------------------------------------------------------


def test_no_import_of_our_own_hides_inside_a_function() -> None:
    hidden = [
        place(path, node)
        for path in modules()
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bigscreen"))
        or (
            isinstance(node, ast.Import)
            and any(alias.name.startswith("bigscreen") for alias in node.names)
        )
    ]
    assert hidden == []


def test_the_bridge_knows_qtcore_only() -> None:
    other = [
        place(path, node)
        for path in (SOURCE / "bridge").rglob("*.py")
        for node, name in imports(path)
        if name.startswith("PySide6") and not name.startswith("PySide6.QtCore")
    ]
    assert other == []


def _imported_packages() -> dict[str, str]:
    """Return the top-level names of other people's packages and one place that imports each."""
    return {
        name.split(".")[0]: place(path, node)
        for path in modules()
        for node, name in imports(path)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "bigscreen"}
    }


def _distributions_of(package: str) -> set[str]:
    """Return who brings a package; where it is not installed, its own name is the best guess."""
    return {_normal(name) for name in packages_distributions().get(package, [package])}


def test_every_package_imported_is_declared() -> None:
    undeclared = {
        package: where
        for package, where in _imported_packages().items()
        if not _distributions_of(package) & set(_declared())
    }
    assert undeclared == {}


def test_every_package_declared_is_imported() -> None:
    brought = {name for package in _imported_packages() for name in _distributions_of(package)}
    assert set(_declared()) - brought == LOADED_WITHOUT_IMPORT


# --- text --------------------------------------------------------------------------------------


def test_colours_live_in_the_theme_only() -> None:
    colour = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})\b")
    found = [
        place(path, node)
        for path in modules()
        if place(path) not in COLOUR_HOMES
        for node in _strings(path)
        if colour.search(str(node.value))
    ]
    short = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
    found += [
        f"{place(path)}:{number}"
        for path in project_files()
        if path.suffix in {".css", ".html", ".js", ".qss"} and place(path) not in COLOUR_HOMES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if short.search(line)
    ]
    assert found == []


def test_only_the_asset_finder_knows_a_frozen_program() -> None:
    knowing = {
        place(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Constant) and node.value in {"frozen", "_MEIPASS"})
        or (isinstance(node, ast.Attribute) and node.attr in {"frozen", "_MEIPASS"})
    }
    assert knowing == {"src/bigscreen/app/assets.py"}


def test_no_third_party_web_code_is_committed() -> None:
    foreign = re.compile(
        r"\.min\.(js|css)$|(^|/)vendor/|(^|/)(leaflet|maplibre|deck)[^/]*\.(js|css)$"
    )
    assert [place(path) for path in project_files() if foreign.search(place(path))] == []


def test_no_file_names_the_folder_this_checkout_lies_in() -> None:
    folder = f"{ROOT.parent}/".encode()
    if ROOT.parent == Path("/"):
        pytest.skip("the checkout lies in the root folder")
    assert [place(path) for path in project_files() if folder in path.read_bytes()] == []


@pytest.mark.parametrize(
    "script", [path for path in project_files() if path.suffix == ".sh"], ids=lambda path: path.name
)
def test_shell_scripts_parse(script: Path) -> None:
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


# --- checks and locks --------------------------------------------------------------------------


def test_no_module_escapes_the_type_check() -> None:
    settings = PYPROJECT["tool"]["mypy"]
    assert settings["strict"] is True
    assert settings["files"] == ["src"]
    assert not {"exclude", "ignore_errors"} & set(settings)
    own = [
        name
        for override in settings["overrides"]
        for name in override["module"]
        if name.startswith("bigscreen")
    ]
    assert own == []
    assert [place(path) for path in modules() if "# mypy:" in path.read_text("utf-8")] == []


def test_every_rule_left_out_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = text[text.index("\nignore = [") : text.index("[tool.ruff.lint.flake8-gettext]")]
    rules = re.findall(r'^  "[A-Z]+\d*",.*$', section, flags=re.MULTILINE)
    assert rules
    assert [rule for rule in rules if "# " not in rule] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address_and_pins_every_package_by_hash(lock: Path) -> None:
    lines = _lock_lines(lock)
    assert lines
    assert re.search(r"://|--(extra-)?index-url|--find-links|\s@\s", "\n".join(lines)) is None
    assert [line for line in lines if not re.match(r"[a-z0-9-]+==.*--hash=sha256:", line)] == []


def test_the_runtime_lock_holds_every_declared_dependency() -> None:
    locked = {line.split("==")[0] for line in _lock_lines(LOCKS[0].with_name("runtime.txt"))}
    assert set(_declared()) <= locked


def test_the_locks_agree_with_each_other() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for line in _lock_lines(lock):
            name, rest = line.split("==", 1)
            versions.setdefault(name, set()).add(rest.split()[0])
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_the_leg_without_qt_locks_no_qt() -> None:
    locked = {line.split("==")[0] for line in _lock_lines(LOCKS[0].with_name("core-test.txt"))}
    assert not {name for name in locked if "qt" in name or name.startswith("pyside")}
