"""Asks the hub for what a moment of the past needs, the most urgent first, and tries again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bigscreen.bridge.hub_questions import HubQuestions
from bigscreen.bridge.past_store import ChunkWish, PageWish, PastStore
from bigscreen.domain.past import PastBoard, PastBoardQuestion, PastPage, Tracks
from bigscreen.domain.questions import QuestionFault
from bigscreen.protocol.codec import ProtocolError
from bigscreen.protocol.past_pages import moment_of

BOARD_EVERY_S = 1.0
"""While it plays, figures are asked for this often at most."""
RETRY_MS = 2_000

_AHEAD_S = (2, 4)
"""So many seconds of playing ahead it is looked what will be needed."""
_BOARD = "board"
_Wish = PageWish | ChunkWish | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Which moment is shown, and how: ``waiting`` while its picture is not there."""

    at_ms: int
    speed: float
    playing: bool
    waiting: bool


class PastFetcher(QObject):
    """Fills :attr:`store`. Besides what is needed, the rest of the period is fetched in peace.

    Signals:
        page_taken, tracks_taken: the store has grown.
        board_taken(KpiBoard): the figures of a moment came.
        fault_changed: :attr:`fault` is another one.
        idle: an answer came, or it is time to try again: say what is needed now.
    """

    page_taken = Signal()
    tracks_taken = Signal()
    board_taken = Signal(object)
    fault_changed = Signal()
    idle = Signal()

    def __init__(
        self, questions: HubQuestions, steady_clock: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._questions = questions
        self._steady_clock = steady_clock
        self.store = PastStore(0, 0)
        self.fault: QuestionFault | None = None
        self._board_wanted_ms = -1
        self._board_asked_s = -BOARD_EVERY_S
        self._asked: dict[str, _Wish] = {}
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._on_retry_timeout)
        questions.answered.connect(self._on_questions_answered)
        questions.failed.connect(self._on_questions_failed)

    def begin(self, store: PastStore) -> None:
        """Fill another store."""
        self.stop()
        self.store, self.fault, self._board_wanted_ms = store, None, -1

    def stop(self) -> None:
        """Want nothing any more."""
        self._retry.stop()
        for question_id in self._asked:
            self._questions.drop(question_id)
        self._asked.clear()

    def fetch(self, need: Need) -> None:
        """Ask for what is needed and was not asked for yet."""
        if self._retry.isActive() or not self.store.end_ms:
            return
        asked = set(self._asked.values())
        for wish in dict.fromkeys(self._urgent(need)):
            if wish not in asked:
                self._ask(wish)
        self._fetch_board(need)
        if not self._asked and (page := self.store.next_page_wish(need.at_ms)):
            self._ask(page)

    def drop_all_but(self, need: Need) -> None:
        """Want no answers any more that only another moment needed."""
        wanted = set(self._urgent(need))
        for question_id, wish in tuple(self._asked.items()):
            if wish == _BOARD and self._board_wanted_ms == need.at_ms:
                continue
            if wish == _BOARD or wish not in wanted:
                self._questions.drop(question_id)
                del self._asked[question_id]

    def _urgent(self, need: Need) -> Iterator[PageWish | ChunkWish]:
        """Yield what this moment and the next ones need and is not there, the first first."""
        if (page := self.store.page_wish(need.at_ms)) is not None:
            yield page
        if (chunk := self.store.chunk_wish(need.at_ms, need.speed)) is not None:
            yield chunk
        if not need.playing:
            return
        for seconds in _AHEAD_S:
            soon = need.at_ms + int(seconds * need.speed * 1000)
            if (chunk := self.store.chunk_wish(soon, need.speed)) is not None:
                yield chunk
            if (page := self.store.page_wish(soon)) is not None:
                yield page

    def _fetch_board(self, need: Need) -> None:
        if _BOARD in self._asked.values() or need.at_ms == self._board_wanted_ms or need.waiting:
            return
        now_s = self._steady_clock()
        if need.playing and now_s - self._board_asked_s < BOARD_EVERY_S:
            return
        self._board_wanted_ms, self._board_asked_s = need.at_ms, now_s
        question = PastBoardQuestion(at=moment_of(need.at_ms))
        self._asked[self._questions.ask(question)] = _BOARD

    def _ask(self, wish: PageWish | ChunkWish) -> None:
        self._asked[self._questions.ask(wish.question())] = wish

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
        if self.fault is not None:
            self.fault = None
            self.fault_changed.emit()
        self.idle.emit()

    def _take(self, wish: _Wish, answer: object) -> None:
        if isinstance(wish, PageWish) and isinstance(answer, PastPage):
            self.store.take_page(wish, answer)
            self.page_taken.emit()
        elif isinstance(wish, ChunkWish) and isinstance(answer, Tracks):
            self.store.take_tracks(wish, answer)
            self.tracks_taken.emit()
        elif isinstance(answer, PastBoard):
            self.board_taken.emit(answer.board)

    @Slot(str, object)
    def _on_questions_failed(self, question_id: str, fault: QuestionFault) -> None:
        if self._asked.pop(question_id, None) is not None:
            self._fail(fault)

    def _fail(self, fault: QuestionFault) -> None:
        self._board_wanted_ms = -1
        self.fault = fault
        self._retry.start()
        self.fault_changed.emit()

    @Slot()
    def _on_retry_timeout(self) -> None:
        self.idle.emit()
