"""Proves at start that this Qt build has none of two faults that end a wall after minutes or days.

Both faults came and went between neighbouring versions of PySide6, so neither can be trusted to
stay away when somebody installs past the pin:

- PySide6 6.12.0: Signal.emit() hands out True without a reference of its own. Each emit takes one
  reference from True; below Python 3.12 the process aborts in bool_dealloc after some hundred.
- QtWebEngine of 6.10.3, 6.11.1, 6.11.2 and 6.12.0 (QTBUG-150562): V8 is built without write
  barriers and never collects on allocation. A page that paints grows by gigabytes an hour.

Measured here: the first proof takes about 1 ms and fails on 6.12.0; the second takes 0.1 s beside
the running page and fails on 6.11.2 and 6.12.0. Both pass on 6.11.3.
"""

import os
import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from bigscreen.app.assets import resource

_EMITS = 2_000
_TOLERATED_REFERENCES = _EMITS // 4  # the fault takes one an emit; other threads move a few
_POLL_MS = 100
_POLLS = 100
_ROUNDS = 3  # a page that just started also allocates what it keeps: only a leak repeats itself
_ALLOWED_GROWTH_MB = 55  # the probe makes 110 MB of garbage; a healthy engine keeps under 10
_LOST_REFERENCES: list[list[bool]] = []  # kept for good, so that the process can still say why
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


class SelfTestFailedError(Exception):
    """The Qt build at hand must not carry this program; the text says which one may."""


class _Emitter(QObject):
    """Carries one payload through a real signal."""

    sent = Signal(object)


def prove_signals(emit: Callable[[object], object] | None = None) -> None:
    """Emit a payload 2,000 times and raise SelfTestFailedError if a reference count moved.

    The argument replaces the emit under test, for the tests of this proof. Needs no event loop and
    no QApplication.
    """
    payload = object()
    emitter = _Emitter()
    # A faulty build takes references from True, and True must not die of the proof itself.
    spare_references = [True] * (2 * _EMITS)
    watched: dict[str, Hashable] = {
        "the payload": payload,
        "True": True,
        "False": False,
        "None": None,
    }
    before = {name: sys.getrefcount(value) for name, value in watched.items()}
    send = emit or emitter.sent.emit
    for _ in range(_EMITS):
        send(payload)
    for name, value in watched.items():
        drift = sys.getrefcount(value) - before[name]
        if abs(drift) > _TOLERATED_REFERENCES:
            _LOST_REFERENCES.append(spare_references)
            raise SelfTestFailedError(
                f"PySide6 {PySide6.__version__} miscounts references: {_EMITS} signals moved "
                f"{name} by {drift:+d}, which ends in a crash. {_what_to_install()}"
            )


def _what_to_install() -> str:
    """Name the pin, read from the installed package so that it has one home."""
    try:
        pins = [line for line in requires("bigscreen") or [] if line.lower().startswith("pyside6")]
    except PackageNotFoundError:
        pins = []
    return f"Install the pinned version: {pins[0]}" if pins else "Install the pinned version."


@dataclass(frozen=True, slots=True)
class GarbageReport:
    """What the page did with the garbage: growth is None where it could not be measured."""

    growth_mb: float | None
    fault: str | None


def resident_mb(pid: int) -> float | None:
    """Return the resident memory of a process in MB, or None where /proc does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class PageGarbageProof(QObject):
    """Lets a loaded page make garbage and watches its renderer process from outside.

    Signals:
        settled(GarbageReport): emitted once, within two seconds of start(); the fault in the
            report is a sentence for the log and the status strip, or None.
    """

    settled = Signal(object)

    def __init__(
        self,
        page: QWebEnginePage,
        parent: QObject | None = None,
        memory_mb: Callable[[int], float | None] = resident_mb,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._memory_mb = memory_mb
        self._before_mb: float | None = None
        self._polls_left = _POLLS
        self._rounds_left = _ROUNDS
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Begin; the page must have finished loading."""
        self._begin_round()
        self._timer.start()

    def _begin_round(self) -> None:
        self._rounds_left -= 1
        self._before_mb = self._memory_mb(self._page.renderProcessPid())
        script = resource("web", "garbage_probe.js").read_text(encoding="utf-8")
        self._page.runJavaScript(script, _WORLD)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._polls_left -= 1
        if self._polls_left == 0:
            self._settle(GarbageReport(None, "the page did not finish its memory self-test"))
            return
        answer = partial(self._on_probe_answered, self._rounds_left)
        self._page.runJavaScript("bigscreenGarbageProbe.done", _WORLD, answer)

    def _on_probe_answered(self, asked_in_round: int, done: object) -> None:
        in_time = asked_in_round == self._rounds_left and self._timer.isActive()
        if done is not True or not in_time:
            return
        if (report := self._report()) is None:
            self._begin_round()
        else:
            self._settle(report)

    def _report(self) -> GarbageReport | None:
        """Return what is to be said, None where another round has to decide."""
        after_mb = self._memory_mb(self._page.renderProcessPid())
        if self._before_mb is None or after_mb is None:
            return GarbageReport(None, None)
        growth_mb = after_mb - self._before_mb
        if growth_mb <= _ALLOWED_GROWTH_MB:
            return GarbageReport(growth_mb, None)
        if self._rounds_left:
            return None
        return GarbageReport(
            growth_mb,
            f"the page of PySide6 {PySide6.__version__} does not collect JavaScript garbage "
            f"(QTBUG-150562): it kept {growth_mb:.0f} MB of a self-test. {_what_to_install()}",
        )

    def _settle(self, report: GarbageReport) -> None:
        self._timer.stop()
        self.settled.emit(report)
