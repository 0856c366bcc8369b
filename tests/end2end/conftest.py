"""Real processes, and beside them real windows: what both need before the first test."""

import os
from pathlib import Path

import pytest

from bigscreen.ui.map.environment import prepare_environment
from bigscreen.ui.map.scheme import register_scheme

# Both have to come before the QApplication, which pytest-qt makes for the first test.
prepare_environment(os.environ, gpu=False, root=os.geteuid() == 0)
register_scheme()


_HARMLESS = ("GPUInfo not initialized on GpuInfoUpdate", "Unable to detect GPU vendor")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let QtWebEngine say that it found no GPU."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore(*_HARMLESS))
