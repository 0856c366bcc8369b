"""Collects Python's reference cycles on the GUI thread, and there only.

A cycle may hold Qt objects. Python collects on whichever thread happens to allocate; were that
the feed's thread, Qt objects would die beside their own thread: the destructor holds a lock of Qt
and waits for the interpreter, the GUI thread holds the interpreter and waits for that lock, and
the screen stands still for good (seen: ``QObject::~QObject`` in the feed thread against
``QMenu`` in the GUI thread).
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_EVERY_MS = 250


class GuiThreadGarbage(QObject):
    """Takes over from the automatic collector; make one on the GUI thread, before any other thread.

    The collector's own thresholds decide which generation is due. :meth:`hand_back` ends it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def hand_back(self) -> None:
        """Let Python collect by itself again: no other thread is left."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _on_timer_timeout(self) -> None:
        """Collect the oldest generation that is due."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [g for g, (n, most) in enumerate(zip(counts, thresholds, strict=True)) if n > most]
        if due:
            gc.collect(due[-1])
