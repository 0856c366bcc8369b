"""A machine without a screen is told so in one line, or draws off screen."""

import os
import sys

import pytest

from bigscreen.app.display import NoDisplay, choose_platform

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")


@pytest.fixture(autouse=True)
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_no_display_is_said_in_one_line_that_offers_a_screenshot():
    with pytest.raises(NoDisplay) as caught:
        choose_platform(screenshot=False)
    assert "--screenshot FILE" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_screenshot_needs_no_display(monkeypatch):

    choose_platform(screenshot=True)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    monkeypatch.delenv("QT_QPA_PLATFORM")


def test_a_display_is_used(monkeypatch):

    monkeypatch.setenv("DISPLAY", ":7")
    choose_platform(screenshot=True)
    assert "QT_QPA_PLATFORM" not in os.environ
