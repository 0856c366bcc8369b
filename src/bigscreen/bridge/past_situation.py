"""A past situation with the face of the live one: it moves as it is played, or jumps."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bigscreen.bridge.hub_questions import HubQuestions
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.bridge.past_store import ChunkWish, PageWish, PastStore, period_ms
from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.past import (
    PastBoard,
    PastBoardQuestion,
    PastMark,
    PastPage,
    Tracks,
)
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.situation import Situation
from bigscreen.protocol.codec import ProtocolError
from bigscreen.protocol.past_pages import moment_ms, moment_of

TICK_MS = 66
BOARD_EVERY_S = 1.0
"""While it plays, figures are asked for this often at most."""
RETRY_MS = 2_000

SPEEDS = (1.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)

_AT_ONCE_AHEAD = 2
_SHORTEST = timedelta(minutes=1)
_BOARD = "board"
_Wish = PageWish | ChunkWish | str


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
        self._questions = questions
        self._city = city
        self._steady_clock = steady_clock
        self._store = PastStore(0, 0)
        self._at_ms = 0.0
        self._situation = Situation()
        self._fixes = FixTable()
        self._board: KpiBoard | None = None
        self._board_wanted_ms = -1
        self._board_asked_s = -BOARD_EVERY_S
        self._asked: dict[str, _Wish] = {}
        self._playing = False
        self._speed = 60.0
        self._waiting = False
        self._fault: QuestionFault | None = None
        self._ticked_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._on_retry_timeout)
        questions.answered.connect(self._on_questions_answered)
        questions.failed.connect(self._on_questions_failed)

    # What a live situation tells, too.

    @property
    def situation(self) -> Situation:
        """Units, cases and assignments of the moment; never keep it."""
        return self._situation

    @property
    def fixes(self) -> FixTable:
        """Each unit's place at the moment, by number."""
        return self._fixes

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
        return LinkState(status=LinkStatus.LIVE, since=moment_of(self._store.start_ms))

    def hub_now(self) -> datetime:
        """Return the moment that is shown."""
        return moment_of(self._at_ms)

    # The period and the moment.

    @property
    def start(self) -> datetime:
        """Where the period begins."""
        return moment_of(self._store.start_ms)

    @property
    def end(self) -> datetime:
        """Where the period ends."""
        return moment_of(self._store.end_ms)

    @property
    def store(self) -> PastStore:
        """What has been fetched."""
        return self._store

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
        return self._fault

    def marks_of(self, incident_id: str = "") -> tuple[PastMark, ...]:
        """Return the known marks of a case, or of all grave cases."""
        return self._store.marks_of(incident_id)

    def open(self, start: datetime, end: datetime, at: datetime | None = None) -> None:
        """Choose a period and show its first moment, or ``at``; it does not play yet."""
        for question_id in self._asked:
            self._questions.drop(question_id)
        self._asked.clear()
        self._store = PastStore(*period_ms(start, max(end, start + _SHORTEST)))
        self._board, self._board_wanted_ms = None, -1
        self._fault = None
        self.pause()
        self.kpi_changed.emit()
        self.period_changed.emit()
        self.marks_changed.emit()
        self.seek(at or start)

    def close(self) -> None:
        """Ask for nothing any more."""
        self.pause()
        self._retry.stop()
        for question_id in self._asked:
            self._questions.drop(question_id)
        self._asked.clear()

    def seek(self, at: datetime) -> None:
        """Show another moment of the period, the nearest one to ``at``."""
        self._go(float(min(max(moment_ms(at), self._store.start_ms), self._store.end_ms)))
        self._drop_what_is_passed()
        self._fetch()

    def play(self) -> None:
        """Let time run; from the end it begins again."""
        if self._playing:
            return
        if self._at_ms >= self._store.end_ms:
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
        wanted = min(self._at_ms + passed_ms, float(self._store.end_ms))
        if self._is_there(wanted):
            self._go(wanted)
        else:
            self._set_waiting(is_waiting=True)
        self._fetch()
        if self._at_ms >= self._store.end_ms:
            self.pause()

    def _go(self, at_ms: float) -> None:
        self._at_ms = at_ms
        self.moment_changed.emit()
        self._show()

    def _is_there(self, at_ms: float) -> bool:
        at = int(at_ms)
        return self._store.course_at(at) is not None and self._store.tracks.covers(at)

    def _show(self) -> None:
        """Show what is there of the moment."""
        at = int(self._at_ms)
        course = self._store.course_at(at)
        if course is not None:
            situation, is_other = course.situation_at(at)
            if is_other or situation is not self._situation:
                self._situation = situation
                self.situation_changed.emit()
        if self._store.tracks.covers(at):
            numbers = {unit_id: state.number for unit_id, state in self._situation.units.items()}
            fixes = FixTable()
            fixes.generation = self._fixes.generation
            fixes.update(self._store.tracks.fixes_at(at, numbers))
            fixes.generation = self._fixes.generation + 1
            self._fixes = fixes
            self.units_changed.emit()
        self._set_waiting(is_waiting=not self._is_there(at))

    def _set_waiting(self, *, is_waiting: bool) -> None:
        if is_waiting != self._waiting:
            self._waiting = is_waiting
            self.state_changed.emit()

    # Fetching.

    def _urgent(self) -> Iterator[PageWish | ChunkWish]:
        """Yield what this moment and the next ones need and is not there, the first first."""
        at, store = int(self._at_ms), self._store
        if (page := store.page_wish(at)) is not None:
            yield page
        if (chunk := store.chunk_wish(at, self._speed)) is not None:
            yield chunk
        if not self._playing:
            return
        ahead_ms = int(self._speed * 1000)
        for seconds in range(2, 2 * _AT_ONCE_AHEAD + 1, 2):
            soon = at + seconds * ahead_ms
            if (chunk := store.chunk_wish(soon, self._speed)) is not None:
                yield chunk
            if (page := store.page_wish(soon)) is not None:
                yield page

    def _fetch(self) -> None:
        if self._retry.isActive() or not self._store.end_ms:
            return
        asked = set(self._asked.values())
        for wish in dict.fromkeys(self._urgent()):
            if wish not in asked:
                self._ask(wish)
        self._fetch_board()
        if not self._asked and (page := self._store.next_page_wish(int(self._at_ms))):
            self._ask(page)

    def _fetch_board(self) -> None:
        at, now_s = int(self._at_ms), self._steady_clock()
        if _BOARD in self._asked.values() or at == self._board_wanted_ms or self._waiting:
            return
        if self._playing and now_s - self._board_asked_s < BOARD_EVERY_S:
            return
        self._board_wanted_ms, self._board_asked_s = at, now_s
        self._asked[self._questions.ask(PastBoardQuestion(at=moment_of(at)))] = _BOARD

    def _ask(self, wish: PageWish | ChunkWish) -> None:
        self._asked[self._questions.ask(wish.question())] = wish

    def _drop_what_is_passed(self) -> None:
        """Want no answers any more that only another moment needed."""
        wanted = set(self._urgent())
        for question_id, wish in tuple(self._asked.items()):
            if wish == _BOARD and self._board_wanted_ms == int(self._at_ms):
                continue
            if wish == _BOARD or wish not in wanted:
                self._questions.drop(question_id)
                del self._asked[question_id]

    @Slot(str, object)
    def _on_questions_answered(self, question_id: str, answer: object) -> None:
        wish = self._asked.pop(question_id, None)
        if wish is None:
            return
        try:
            self._take(wish, answer)
        except (ProtocolError, ValueError):
            self._fail(QuestionFault(code="unreadable"))
            return
        if self._fault is not None:
            self._fault = None
            self.state_changed.emit()
        self._fetch()

    def _take(self, wish: _Wish, answer: object) -> None:
        if isinstance(wish, PageWish) and isinstance(answer, PastPage):
            self._store.take_page(wish, answer)
            if self._store.cut_what_is_not_kept():
                self.period_changed.emit()
            self.marks_changed.emit()
            if self._at_ms < self._store.start_ms:
                self.seek(self.start)
        elif isinstance(wish, ChunkWish) and isinstance(answer, Tracks):
            self._store.take_tracks(wish, answer)
            self.marks_changed.emit()
        elif isinstance(answer, PastBoard):
            self._board = answer.board
            self.kpi_changed.emit()
            return
        if self._waiting:
            self._show()

    @Slot(str, object)
    def _on_questions_failed(self, question_id: str, fault: QuestionFault) -> None:
        if self._asked.pop(question_id, None) is not None:
            self._fail(fault)

    def _fail(self, fault: QuestionFault) -> None:
        self._board_wanted_ms = -1
        self._fault = fault
        self._retry.start()
        self.state_changed.emit()

    @Slot()
    def _on_retry_timeout(self) -> None:
        self._fetch()


Shown = LiveSituation | PastSituation
"""A situation a map can show: that of now, or one of the past."""
