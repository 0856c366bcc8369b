"""What has to be in the environment before the QApplication, so that Chromium fits the machine."""

import sys
from collections.abc import MutableMapping
from pathlib import Path

_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb")

_DEBUGGING = ("--remote-debugging", "--remote-allow-origins")

_ALWAYS = (
    # A map on a covered or minimised window goes on: its heartbeat must not be throttled.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    # One page: one renderer, a bounded heap.
    "--renderer-process-limit=1",
    "--js-flags=--max-old-space-size=512",
)


def has_gpu(platform: str = sys.platform, qpa: str = "", devices: Path = Path("/dev/dri")) -> bool:
    """Tell whether a GPU can be expected: a render node on Linux with a real screen, else yes."""
    if not platform.startswith("linux"):
        return True
    if qpa.split(":", maxsplit=1)[0] in _SCREENLESS:
        return False
    return any(devices.glob("renderD*"))


def chromium_flags(*, gpu: bool) -> list[str]:
    """Return the Chromium flags of this program; the page itself then proves the GPU or not."""
    return [*_ALWAYS] if gpu else [*_ALWAYS, "--disable-gpu"]


def prepare_environment(
    environ: MutableMapping[str, str], *, gpu: bool | None = None, root: bool = False
) -> list[str]:
    """Set what Qt and Chromium read at start; return what was decided, one line each for the log.

    ``gpu`` None looks for one; ``root`` says that the process runs as root, where Chromium can
    not sandbox. Flags somebody set by hand stay and are named; a remote debugging port does not.
    """
    notes = []
    use_gpu = has_gpu(qpa=environ.get("QT_QPA_PLATFORM", "")) if gpu is None else gpu
    if use_gpu:
        notes.append("map: drawn with the GPU if the page finds a real one")
    else:
        environ.setdefault("QT_QUICK_BACKEND", "software")
        environ.setdefault("QSG_RHI_BACKEND", "null")  # no search for an OpenGL that is not there
        notes.append("map: no GPU found, everything is drawn in software")
    asked = environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    by_hand = [flag for flag in asked if not flag.startswith(_DEBUGGING)]
    if by_hand:
        notes.append(f"map: Chromium flags set by hand: {' '.join(by_hand)}")
    wanted = [flag for flag in chromium_flags(gpu=use_gpu) if flag not in by_hand]
    environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([*by_hand, *wanted])
    port = environ.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)
    if port is not None or by_hand != asked:
        notes.append("map: the remote debugging port asked for in the environment stays closed")
    if root:
        environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        notes.append("map: running as root, Chromium's sandbox is off; use an ordinary account")
    return notes
