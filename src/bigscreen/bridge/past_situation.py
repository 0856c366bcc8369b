"""A past situation with the face of the live one: it moves as it is played, or jumps."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bigscreen.bridge.hub_questions import HubQuestions
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.bridge.past_fetcher import Need, PastFetcher
from bigscreen.bridge.past_picture import PastPicture, is_there
from bigscreen.bridge.past_store import PastStore, period_ms
from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.past import PastMark
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.situation import Situation
from bigscreen.protocol.past_pages import moment_ms, moment_of

TICK_MS = 66

SPEEDS = (1.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)

_SHORTEST = timedelta(minutes=1)


class PastSituation(QObject):
    """The situation of a chosen moment of a period, fetched from the hub piece by piece.

    For reading, on the GUI thread. Its first five signals are those of
    :class:`bigscreen.bridge.live_situation.LiveSituation`.

    Signals:
        moment_changed: another moment is shown, or is going to be.
        state_changed: playing, speed, waiting or fault are other ones.
        period_changed: the period is another one, or its beginning was not kept.
        marks_changed: more of the period is known: marks, gaps, what is fetched.
    """

    city_changed = Signal()
    situation_changed = Signal()
    units_changed = Signal()
    kpi_changed = Signal()
    link_changed = Signal()
    moment_changed = Signal()
    state_changed = Signal()
    period_changed = Signal()
    marks_changed = Signal()

    def __init__(
        self,
        questions: HubQuestions,
        city: City,
        parent: QObject | None = None,
        steady_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._fetcher = PastFetcher(questions, steady_clock, self)
        self._city = city
        self._steady_clock = steady_clock
        self._at_ms = 0.0
        self._picture = PastPicture()
        self._board: KpiBoard | None = None
        self._playing = False
        self._speed = 60.0
        self._waiting = False
        self._ticked_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._fetcher.page_taken.connect(self._on_fetcher_page_taken)
        self._fetcher.tracks_taken.connect(self._on_fetcher_tracks_taken)
        self._fetcher.board_taken.connect(self._on_fetcher_board_taken)
        self._fetcher.fault_changed.connect(self.state_changed)
        self._fetcher.idle.connect(self._fetch)

    # What a live situation tells, too.

    @property
    def situation(self) -> Situation:
        """Units, cases and assignments of the moment; never keep it."""
        return self._picture.situation

    @property
    def fixes(self) -> FixTable:
        """Each unit's place at the moment, by number."""
        return self._picture.fixes

    @property
    def city(self) -> City:
        """The city, as it is today."""
        return self._city

    @property
    def board(self) -> KpiBoard | None:
        """The newest figures that came, those of ``board.as_of``; None before the first."""
        return self._board

    @property
    def link(self) -> LinkState:
        """A line that is always live: the past does not age."""
        return LinkState(status=LinkStatus.LIVE, since=moment_of(self.store.start_ms))

    def hub_now(self) -> datetime:
        """Return the moment that is shown."""
        return moment_of(self._at_ms)

    # The period and the moment.

    @property
    def start(self) -> datetime:
        """Where the period begins."""
        return moment_of(self.store.start_ms)

    @property
    def end(self) -> datetime:
        """Where the period ends."""
        return moment_of(self.store.end_ms)

    @property
    def store(self) -> PastStore:
        """What has been fetched."""
        return self._fetcher.store

    @property
    def playing(self) -> bool:
        """Whether time runs."""
        return self._playing

    @property
    def speed(self) -> float:
        """How many times as fast as it happened."""
        return self._speed

    @property
    def waiting(self) -> bool:
        """Whether the moment's picture has not come yet."""
        return self._waiting

    @property
    def fault(self) -> QuestionFault | None:
        """Why something did not come, None while all is well."""
        return self._fetcher.fault

    def marks_of(self, incident_id: str = "") -> tuple[PastMark, ...]:
        """Return the known marks of a case, or of all grave cases."""
        return self.store.marks_of(incident_id)

    def open(self, start: datetime, end: datetime, at: datetime | None = None) -> None:
        """Choose a period and show its first moment, or ``at``; it does not play yet."""
        self._fetcher.begin(PastStore(*period_ms(start, max(end, start + _SHORTEST))))
        self._board = None
        self.pause()
        self.kpi_changed.emit()
        self.period_changed.emit()
        self.marks_changed.emit()
        self.seek(at or start)

    def close(self) -> None:
        """Ask for nothing any more."""
        self.pause()
        self._fetcher.stop()

    def seek(self, at: datetime) -> None:
        """Show another moment of the period, the nearest one to ``at``."""
        self._go(float(min(max(moment_ms(at), self.store.start_ms), self.store.end_ms)))
        self._fetcher.drop_all_but(self._need())
        self._fetch()

    def play(self) -> None:
        """Let time run; from the end it begins again."""
        if self._playing:
            return
        if self._at_ms >= self.store.end_ms:
            self.seek(self.start)
        self._playing = True
        self._ticked_s = self._steady_clock()
        self._timer.start()
        self.state_changed.emit()
        self._fetch()

    def pause(self) -> None:
        """Let time stand."""
        self._timer.stop()
        if self._playing:
            self._playing = False
            self.state_changed.emit()
            self._fetch()

    def set_speed(self, speed: float) -> None:
        """Let time run so many times as fast as it happened."""
        if speed != self._speed:
            self._speed = speed
            self.state_changed.emit()
            self._fetch()

    # Moving.

    @Slot()
    def _on_timer_timeout(self) -> None:
        now_s = self._steady_clock()
        passed_ms = (now_s - self._ticked_s) * 1000.0 * self._speed
        self._ticked_s = now_s
        wanted = min(self._at_ms + passed_ms, float(self.store.end_ms))
        if is_there(self.store, int(wanted)):
            self._go(wanted)
        else:
            self._set_waiting(is_waiting=True)
        self._fetch()
        if self._at_ms >= self.store.end_ms:
            self.pause()

    def _go(self, at_ms: float) -> None:
        self._at_ms = at_ms
        self.moment_changed.emit()
        self._show()

    def _show(self) -> None:
        """Show what is there of the moment."""
        at = int(self._at_ms)
        if self._picture.take_situation(self.store, at):
            self.situation_changed.emit()
        if self._picture.take_fixes(self.store, at):
            self.units_changed.emit()
        self._set_waiting(is_waiting=not is_there(self.store, at))

    def _set_waiting(self, *, is_waiting: bool) -> None:
        if is_waiting != self._waiting:
            self._waiting = is_waiting
            self.state_changed.emit()

    # Fetching.

    def _need(self) -> Need:
        return Need(
            at_ms=int(self._at_ms),
            speed=self._speed,
            playing=self._playing,
            waiting=self._waiting,
        )

    @Slot()
    def _fetch(self) -> None:
        self._fetcher.fetch(self._need())

    @Slot()
    def _on_fetcher_page_taken(self) -> None:
        if self.store.cut_what_is_not_kept():
            self.period_changed.emit()
        self.marks_changed.emit()
        if self._at_ms < self.store.start_ms:
            self.seek(self.start)
        elif self._waiting:
            self._show()

    @Slot()
    def _on_fetcher_tracks_taken(self) -> None:
        self.marks_changed.emit()
        if self._waiting:
            self._show()

    @Slot(object)
    def _on_fetcher_board_taken(self, board: KpiBoard) -> None:
        self._board = board
        self.kpi_changed.emit()


Shown = LiveSituation | PastSituation
"""A situation a map can show: that of now, or one of the past."""
