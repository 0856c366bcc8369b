"""Whether there is a screen to show anything on, found out before Qt would abort over it."""

import os
import sys


class NoDisplay(Exception):
    """There is no screen, and no picture was asked for either."""


def choose_platform(*, screenshot: bool) -> None:
    """Let a machine without a screen draw off screen, if a screenshot is all that is wanted.

    Raises:
        NoDisplay: there is no screen and no screenshot is wanted.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not screenshot:
        raise NoDisplay("no display found; to get a picture instead: bigscreen --screenshot FILE")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
