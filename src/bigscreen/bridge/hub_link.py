"""A screen's whole line to the hub: the thread, what comes in and what goes out."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from bigscreen.bridge.command_port import CommandPort
from bigscreen.bridge.hub_questions import HubQuestions
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.bridge.loop_thread import LoopThread
from bigscreen.bridge.screen_direction import ScreenDirection
from bigscreen.domain.commands import Command
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.protocol.link_facts import (
    AnswerTold,
    CommandSettled,
    DirectionSettled,
    Fact,
    PictureReplaced,
    PositionsArrived,
)
from bigscreen.protocol.pending_commands import not_sent
from bigscreen.protocol.questions import Question
from bigscreen.service.mailbox import Mailbox

FactSink = Callable[[Sequence[Fact]], None]


class Feed(Protocol):
    """Whatever brings the facts: a connection to a hub, or a test's hand. Lives on the loop."""

    async def run(self) -> None:
        """Bring facts until cancelled; return when there will be no more."""

    def submit(self, command_id: str, command: Command) -> None:
        """Send a command; its outcome comes as a fact."""

    def ask(self, question_id: str, question: Question) -> None:
        """Ask the hub something; what becomes of it comes as a fact."""

    def direct(self, direction_id: str, screen_id: str, wish: ScreenWish) -> None:
        """Wish a wall to show something; what becomes of it comes as a fact."""

    def tell_view(self, view: ScreenView) -> None:
        """Say what this wall shows."""


class HubLink(QObject):
    """Runs a feed in a thread of its own.

    ``live`` is the picture, ``commands`` takes orders, ``questions`` asks about the past,
    ``screens`` directs walls.

    ``make_feed`` gets the function that takes the feed's facts; which feed it makes is decided
    where the program is put together.
    """

    def __init__(
        self, make_feed: Callable[[FactSink], Feed], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._mailbox: Mailbox[Fact] = Mailbox()
        self._feed = make_feed(self._leave)
        self._thread = LoopThread("bigscreen-feed")
        self.live = LiveSituation(self._mailbox, self)
        self.commands = CommandPort(self._send, self)
        self.questions = HubQuestions(self._ask, self)
        self.screens = ScreenDirection(self._direct, self._tell_view, self)
        self.live.outcomes_arrived.connect(self.commands.on_live_outcomes_arrived)
        self.live.answers_arrived.connect(self.questions.on_live_answers_arrived)
        self.live.screen_facts_arrived.connect(self.screens.on_live_screen_facts_arrived)
        self.live.link_lost.connect(self.questions.on_live_link_lost)
        self.live.link_lost.connect(self.screens.on_live_link_lost)

    def start(self) -> None:
        """Connect; from now on ``live`` changes."""
        self._thread.start(self._feed.run)
        self.live.start()

    def stop(self) -> None:
        """Close the line and end the thread. Harmless when called again."""
        self.live.stop()
        self._thread.stop()

    def _send(self, command_id: str, command: Command) -> None:
        if not self._thread.call(self._feed.submit, command_id, command):
            self._mailbox.put(CommandSettled(outcome=not_sent(command_id)))

    def _ask(self, question_id: str, question: Question) -> None:
        if not self._thread.call(self._feed.ask, question_id, question):
            fault = QuestionFault(code="not_sent")
            self._mailbox.put(AnswerTold(question_id=question_id, fault=fault))

    def _direct(self, direction_id: str, screen_id: str, wish: ScreenWish) -> None:
        if not self._thread.call(self._feed.direct, direction_id, screen_id, wish):
            self._mailbox.put(DirectionSettled(direction_id=direction_id, fault="not_sent"))

    def _tell_view(self, view: ScreenView) -> None:
        self._thread.call(self._feed.tell_view, view)

    def _leave(self, facts: Sequence[Fact]) -> None:
        """Leave facts for the GUI thread; called on the feed's."""
        for fact in facts:
            match fact:
                case PositionsArrived():
                    self._mailbox.put_fixes(fact.fixes)
                case PictureReplaced(new_ledger=True):
                    self._mailbox.start_over(fact)
                case _:
                    self._mailbox.put(fact)
