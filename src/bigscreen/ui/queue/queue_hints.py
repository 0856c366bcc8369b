"""Finds out, case by case, whom to send to those nobody was sent to; never many at once."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.queue.queue_model import QueueModel
from bigscreen.viewmodels.candidate_rows import hint

_EVERY_MS = 400
_MOST_CASES = 12


class QueueHints(QObject):
    """Keeps a hint for the first waiting cases of a queue, one case a step.

    Signals:
        hints_changed(dict): hints by incident id.
    """

    hints_changed = Signal(dict)

    def __init__(
        self,
        live: LiveSituation,
        advisor: Advisor,
        model: QueueModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._advisor = advisor
        self._model = model
        self._hints: dict[str, str] = {}
        self._next = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def stop(self) -> None:
        """Rest."""
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        waiting = [row.incident_id for row in self._model.shown_rows() if row.is_waiting]
        waiting = waiting[:_MOST_CASES]
        hints = {i: self._hints[i] for i in waiting if i in self._hints}
        if waiting:
            # A case without a hint comes first; then they take turns.
            fresh = [i for i in waiting if i not in hints]
            self._next = (self._next + 1) % len(waiting)
            chosen = fresh[0] if fresh else waiting[self._next]
            hints[chosen] = hint(self._advisor.candidates(chosen), self._live.situation)
        if hints != self._hints:
            self._hints = hints
            self.hints_changed.emit(dict(hints))
