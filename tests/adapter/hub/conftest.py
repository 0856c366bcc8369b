"""What the tests of the hub as a process share."""

from pathlib import Path

import pytest

from bigscreen.city.saving import save_city
from tests.support.small_city import small_city


@pytest.fixture
def city_folder(tmp_path) -> Path:
    """The small city as a folder."""
    folder = tmp_path / "city"
    save_city(small_city(), folder)
    return folder
