"""What somebody arranged at a desk is there again, and a broken file never stops one."""

from dataclasses import replace

import pytest

from bigscreen.domain.incidents import Level
from bigscreen.ui.settings.desk_settings import DeskSettings, SideWindow, WindowPlace
from bigscreen.ui.settings.settings_file import load, save
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.viewmodels.queue_rows import Order, Scope
from bigscreen.viewmodels.queue_view import Grouping, QueueFilter, QueueView

FULL = DeskSettings(
    language="en",
    look="light",
    columns=(300, 900, 400),
    middle=(700, 200),
    layers={"streets": False},
    queue=QueueView(
        order=Order.DEADLINE,
        grouping=Grouping.GRID,
        filter=QueueFilter(
            scope=Scope.OVERDUE, levels=frozenset({Level.ONE}), grids=frozenset({"g-1", "🙂"})
        ),
    ),
    views=(QueueView(name="夜班 🌙"),),
    window=WindowPlace(x=-1920, y=0, width=1920, height=1080, screen="HDMI-1"),
    sides=(SideWindow(kind="map"),),
    lock_after_min=10,
)


def test_everything_is_read_back_as_it_was_written(tmp_path):
    path = tmp_path / "a" / "desk.json"
    assert save(path, FULL)
    assert load(path) == FULL
    assert list(path.parent.iterdir()) == [path]


def test_there_need_be_no_file(tmp_path):
    assert load(tmp_path / "none.json") == DeskSettings()


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b'{"columns": "wide"}', b'{"queue": {"order": "x"}}', b"\xff\xfe"]
)
def test_a_broken_file_means_the_defaults_and_is_set_aside(tmp_path, text):
    path = tmp_path / "desk.json"
    path.write_bytes(text)
    assert load(path) == DeskSettings()
    assert (tmp_path / "desk.broken.json").read_bytes() == text
    assert save(path, FULL)
    assert load(path) == FULL


def test_fields_of_a_later_version_are_passed_over(tmp_path):
    path = tmp_path / "desk.json"
    path.write_text('{"language": "en", "hologram": true}')
    assert load(path) == DeskSettings(language="en")


def test_a_folder_that_can_not_be_written_is_said_and_no_more(tmp_path):
    (tmp_path / "file").write_text("")
    assert not save(tmp_path / "file" / "desk.json", FULL)


def test_a_change_is_written_a_moment_later_or_when_asked(tmp_path, qtbot):
    path = tmp_path / "desk.json"
    store = SettingsStore(path)
    with qtbot.waitSignal(store.settings_changed):
        store.change(language="en")
    qtbot.waitUntil(path.exists, timeout=3000)
    store.change(look="light")
    store.write()
    assert load(path) == replace(DeskSettings(), language="en", look="light")


def test_without_a_path_nothing_is_written(qtbot):
    store = SettingsStore()
    store.change(language="en")
    store.write()
    assert store.settings.language == "en"
