"""Ties buttons, keys and the time bar to the past situation."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.bridge.past_situation import SPEEDS, PastSituation
from bigscreen.ui.dispatch.ask_dialog import AskDialog, Moment, Question
from bigscreen.ui.replay.replay_actions import ReplayActions
from bigscreen.ui.replay.replay_bar import ReplayBar
from bigscreen.ui.widgets.paced import Paced
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.replay_words import LONGEST_PERIOD, PeriodKey, period_of
from bigscreen.viewmodels.wording import tr

_DRAG_PACE_MS = 150
_SHORTEST_PERIOD = timedelta(minutes=1)


class ReplaySteering(QObject):
    """Steers ``past`` from ``bar`` and ``actions``; dialogs belong to ``parent``.

    ``now`` tells the hub's time, up to which there is a past.

    Signals:
        period_wanted(start, end): another period was chosen.
    """

    period_wanted = Signal(object, object)

    def __init__(
        self,
        past: PastSituation,
        now: Callable[[], datetime],
        bar: ReplayBar,
        actions: ReplayActions,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._past = past
        self._bar = bar
        self._window = parent
        self._now = now
        self._dragged = past.start
        self._drag = Paced(self._seek_dragged, _DRAG_PACE_MS, self)
        self.dialog: AskDialog | None = None
        bar.speed_chosen.connect(past.set_speed)
        bar.period_chosen.connect(self._on_bar_period_chosen)
        bar.time_bar.moment_chosen.connect(self._on_time_bar_moment_chosen)
        bar.time_bar.moment_dragged.connect(self._on_time_bar_moment_dragged)
        actions.play.triggered.connect(self._on_play_triggered)
        actions.slower.triggered.connect(partial(self._change_speed, -1))
        actions.faster.triggered.connect(partial(self._change_speed, 1))
        actions.period.triggered.connect(self._on_period_triggered)
        for action, minutes in (
            (actions.back_minute, -1),
            (actions.on_minute, 1),
            (actions.back_ten, -10),
            (actions.on_ten, 10),
        ):
            action.triggered.connect(partial(self._step, timedelta(minutes=minutes)))
        actions.to_start.triggered.connect(self._on_to_start_triggered)
        actions.to_end.triggered.connect(self._on_to_end_triggered)
        actions.previous_mark.triggered.connect(partial(self._to_mark, -1))
        actions.next_mark.triggered.connect(partial(self._to_mark, 1))

    def _step(self, by: timedelta, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        self._past.seek(self._past.hub_now() + by)

    def _change_speed(self, by: int, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        place = SPEEDS.index(self._past.speed) + by
        self._past.set_speed(SPEEDS[min(max(place, 0), len(SPEEDS) - 1)])

    def _to_mark(self, by: int, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        """Go to the nearest mark before or after the moment."""
        at = self._past.hub_now()
        times = [mark.at for mark in self._bar.time_bar.facts.marks]
        slack = timedelta(milliseconds=1)
        if by < 0:
            wanted = max((one for one in times if one < at - slack), default=None)
        else:
            wanted = min((one for one in times if one > at + slack), default=None)
        if wanted is not None:
            self._past.seek(wanted)

    def _seek_dragged(self) -> None:
        self._past.seek(self._dragged)

    @Slot()
    def _on_play_triggered(self) -> None:
        if self._past.playing:
            self._past.pause()
        else:
            self._past.play()

    @Slot()
    def _on_to_start_triggered(self) -> None:
        self._past.seek(self._past.start)

    @Slot()
    def _on_to_end_triggered(self) -> None:
        self._past.seek(self._past.end)

    @Slot(object)
    def _on_time_bar_moment_dragged(self, at: datetime) -> None:
        self._dragged = at
        self._drag.ask()

    @Slot(object)
    def _on_time_bar_moment_chosen(self, at: datetime) -> None:
        self._drag.stop()
        self._past.seek(at)

    @Slot()
    def _on_period_triggered(self) -> None:
        self._bar.periods.setFocus()
        self._bar.periods.showMenu()

    @Slot(str)
    def _on_bar_period_chosen(self, key: str) -> None:
        if key:
            self.period_wanted.emit(*period_of(PeriodKey(key), self._now(), self._past.city))
            return
        zone = zone_of(self._past.city)
        self.dialog = AskDialog(
            self._bar.theme,
            Question(
                heading=tr("Replay a period"),
                about=tr("At most {days} days", days=LONGEST_PERIOD.days),
                order=tr("Replay"),
                fields=(
                    Moment(name="start", label=tr("From"), value=self._past.start, zone=zone),
                    Moment(name="end", label=tr("To"), value=self._past.end, zone=zone),
                ),
            ),
            self._window,
        )
        self.dialog.answered.connect(self._on_dialog_answered)
        self.dialog.open()

    @Slot(object)
    def _on_dialog_answered(self, values: Mapping[str, Any]) -> None:
        """Take the period that was meant: turned round if need be, cut where it is too long."""
        start, end = sorted((values["start"], values["end"]))
        end = min(end, self._now())
        start = max(min(start, end - _SHORTEST_PERIOD), end - LONGEST_PERIOD)
        self.period_wanted.emit(start, end)
