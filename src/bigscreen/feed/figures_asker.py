"""Asks a running hub one question about the past, and waits for the answer."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.questions import QuestionFault
from bigscreen.feed.client import FeedClient
from bigscreen.protocol.client_session import ClientSession
from bigscreen.protocol.link_facts import AnswerTold, Fact, LinkEnded, Welcomed
from bigscreen.protocol.messages import ClientKind
from bigscreen.protocol.questions import Question

QUIET_S = 60.0
"""How long a hub may say nothing of a question: a period of before its memory takes longer."""


class NotAnswered(Exception):
    """The hub gave no answer: ``fault`` says what it had against the question, if it said so."""

    def __init__(self, detail: str, fault: QuestionFault | None = None) -> None:
        self.fault = fault
        super().__init__(detail)


async def ask_hub(
    url: str, token: str, question: Question, on_loading: Callable[[float], None]
) -> Any:
    """Return what the hub at ``url`` answers; ``on_loading`` hears how much it has read in.

    The answer is of the type that :mod:`bigscreen.protocol.questions` names for the question.

    Raises:
        InvalidValue: ``url`` is not an address of a hub.
        NotAnswered: there is no answer.
    """
    asker = _Asker(url, token, question, on_loading)
    return await asker.answer()


class _Asker:
    def __init__(
        self,
        url: str,
        token: str,
        question: Question,
        on_loading: Callable[[float], None],
    ) -> None:
        self._id = secrets.token_hex(8)
        self._question = question
        self._on_loading = on_loading
        self._heard = asyncio.Event()
        self._answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        # Any role that sees figures may join as a wall, which may do nothing else; cases of the
        # past are for leads, and desks may join as one.
        kind: ClientKind = "wall" if isinstance(question, FiguresQuestion) else "lead"
        self._client = FeedClient(url, ClientSession(token=token, kind=kind), self._take)

    async def answer(self) -> object:
        """Return the answer."""
        running = asyncio.create_task(self._client.run())
        try:
            while True:
                self._heard.clear()
                heard = asyncio.create_task(self._heard.wait())
                waited: list[asyncio.Future[Any]] = [self._answer, heard, running]
                await asyncio.wait(waited, timeout=QUIET_S, return_when=asyncio.FIRST_COMPLETED)
                heard.cancel()
                if self._answer.done():
                    return self._answer.result()
                if not self._heard.is_set():
                    raise NotAnswered(f"the hub said nothing for {QUIET_S:.0f} s")
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    def _take(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            match fact:
                case Welcomed():
                    self._client.ask(self._id, self._question)
                case AnswerTold(question_id=self._id):
                    self._told(fact)
                case LinkEnded():
                    self._fail(NotAnswered(fact.detail or fact.code))

    def _told(self, told: AnswerTold) -> None:
        self._heard.set()
        if told.answer is not None and not self._answer.done():
            self._answer.set_result(told.answer)
        elif told.fault is not None:
            self._fail(NotAnswered(_words(told.fault), told.fault))
        elif told.loading is not None:
            self._on_loading(told.loading)

    def _fail(self, error: NotAnswered) -> None:
        if not self._answer.done():
            self._answer.set_exception(error)


def _words(fault: QuestionFault) -> str:
    if fault.expected:
        return f"{fault.field}: {fault.value!r} is not {fault.expected}"
    return " ".join(filter(None, (fault.code, fault.field, fault.value)))
