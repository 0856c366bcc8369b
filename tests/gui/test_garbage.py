"""Qt objects in reference cycles die on the GUI thread, whoever allocates."""

import gc
import threading

import pytest

from bigscreen.bridge.garbage import GuiThreadGarbage


class Ring:
    """A cycle that notes on which thread it ends."""

    ended_on: list[int] = []  # noqa: RUF012 - emptied by each test

    def __init__(self):
        self.self = self

    def __del__(self):
        Ring.ended_on.append(threading.get_ident())


@pytest.fixture
def garbage(qapp):
    was_enabled = gc.isenabled()
    Ring.ended_on.clear()
    made = GuiThreadGarbage()
    yield made
    made.hand_back()
    if not was_enabled:
        gc.disable()


def make_rings_elsewhere():
    """Allocate on another thread what would set off many automatic collections."""

    def allocate():
        for _ in range(20_000):
            Ring()

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()


def test_cycles_made_on_another_thread_end_on_the_gui_thread(garbage, qtbot):
    make_rings_elsewhere()
    assert Ring.ended_on == []
    qtbot.waitUntil(lambda: len(Ring.ended_on) == 20_000, timeout=10_000)
    assert set(Ring.ended_on) == {threading.get_ident()}


def test_nothing_is_collected_where_nothing_is_due(garbage):
    gc.collect()
    garbage._on_timer_timeout()
    assert not gc.isenabled()


def test_python_collects_by_itself_again_when_it_is_handed_back(garbage):
    garbage.hand_back()
    assert gc.isenabled()
