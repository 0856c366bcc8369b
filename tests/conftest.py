"""Marks tests by the folder they live in, and keeps the run working where Qt is not installed."""

import gc
import importlib.util
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from bigscreen.viewmodels.wording import ENGLISH, use_language

_TESTS = Path(__file__).parent

_MARKER_BY_FOLDER = {
    "gui": "gui",
    "web": "web",
    "end2end": "end2end",
    "frozen": "frozen",
    "benchmarks": "benchmark",
}

_QT_SETTINGS = ("qt_api", "qt_log_level_fail", "qt_log_ignore")

# Before any Qt module is imported: no screen, no GPU; Chromium refuses to sandbox root.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
if os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

# A deadline per example measures how busy the machine is, not the code.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


# Qt objects in reference cycles must die on the thread they live on (bigscreen.bridge.garbage), so
# with Qt nothing is collected but here, between two tests.
_HAS_QT = importlib.util.find_spec("PySide6") is not None
if _HAS_QT:
    gc.disable()
_test_numbers = itertools.count(1)
_FULL_COLLECTION_EVERY = 20


def pytest_runtest_logfinish() -> None:
    """Collect what the test left behind."""
    if _HAS_QT:
        gc.collect(2 if next(_test_numbers) % _FULL_COLLECTION_EVERY == 0 else 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare pytest-qt's settings when it is absent, so that strict config accepts the file."""
    if importlib.util.find_spec("pytestqt") is None:
        for name in _QT_SETTINGS:
            parser.addini(name, "belongs to pytest-qt, which is not installed here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test the marker of its top folder."""
    for item in items:
        folder = item.path.relative_to(_TESTS).parts[0]
        if marker := _MARKER_BY_FOLDER.get(folder):
            item.add_marker(marker)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """Give the next test plain English: the language is the one setting of the whole process."""
    yield
    use_language(ENGLISH, {})
