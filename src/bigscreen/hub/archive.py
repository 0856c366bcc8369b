"""What the hub keeps of the past, and whoever answers questions about it."""

from collections.abc import Awaitable, Callable, Iterator

from bigscreen.domain.city import City
from bigscreen.domain.events import Event
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.past_cases import CaseFileQuestion, CasesQuestion
from bigscreen.domain.situation import Situation
from bigscreen.hub.cases_desk import CasesDesk
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_desk import HistoryDesk, PastParts
from bigscreen.hub.history_memory import Ask
from bigscreen.hub.member import Member
from bigscreen.hub.past_desk import PastDesk
from bigscreen.hub.question_desk import QuestionDesk
from bigscreen.hub.track_keeper import TrackKeeper, TrackParts
from bigscreen.protocol.questions import Question

HISTORY_TICK_S = 0.25
TRACKS_TICK_S = 1.0


class Archive:
    """The history of cases, the tracks of units, and the desk that takes questions.

    Without ``past`` no figures are answered, without ``tracks`` no past moment. ``situation`` is
    the published one; ``ask`` runs look-ups where the ledger lives.
    """

    def __init__(
        self,
        past: PastParts | None,
        tracks: TrackParts | None,
        city: City,
        situation: Situation,
        clock: HubClock,
        ask: Ask,
    ) -> None:
        self._history = HistoryDesk(past, city, situation, clock, ask)
        self._tracks = TrackKeeper(tracks, situation, clock, ask)
        cases = CasesDesk(past, city, clock, ask, self._history.memory)
        moments = PastDesk(tracks, self._tracks, city, situation, clock, ask)
        self._questions = QuestionDesk(
            {
                FiguresQuestion: self._history.figures,
                CasesQuestion: cases.cases,
                CaseFileQuestion: cases.case,
                **moments.answerers(),
            }
        )

    def chores(self) -> Iterator[tuple[float, str, Callable[[], Awaitable[None]]]]:
        """Yield what has to be done again and again: every how many seconds, its name, itself."""
        yield HISTORY_TICK_S, "history", self._history.catch_up
        yield TRACKS_TICK_S, "tracks", self._tracks.keep

    def start(self) -> None:
        """Begin to read the history in."""
        self._history.start()

    async def stop(self) -> None:
        """Leave all questions, and write down what is not written yet."""
        await self._questions.stop()
        await self._history.stop()
        await self._tracks.stop()

    def health(self) -> dict[str, object]:
        """Return how much of the history is in memory, as plain data."""
        return self._history.health()

    def happened(self, event: Event) -> None:
        """Take in an event the situation has just applied."""
        self._history.happened(event)

    def saw(self, fixes: FixColumns) -> None:
        """Take in positions that passed."""
        self._tracks.saw(fixes)

    def take(self, member: Member, question_id: str, question: Question) -> None:
        """Take a question of a member; what comes of it goes into its outbox."""
        self._questions.take(member, question_id, question)

    def left(self, member: Member) -> None:
        """Leave the questions of a member who has gone."""
        self._questions.left(member)
