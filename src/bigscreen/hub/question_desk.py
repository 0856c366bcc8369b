"""Takes what sessions ask, has it answered, and sends the answer or why there is none."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.questions import QuestionFault
from bigscreen.hub.member import Member
from bigscreen.protocol.codec import encode
from bigscreen.protocol.messages import Answer
from bigscreen.protocol.questions import Question, answer_frame
from bigscreen.service.ports import LedgerUnavailable

_log = structlog.get_logger(__name__)

MOST_AT_ONCE = 4
"""So many questions of one session are worked on at a time; more are turned away as ``busy``."""

_LONGEST_VALUE = 100

SayLoading = Callable[[float], None]
"""Tells whoever waits how much of what the answer needs is there, from 0 to 1."""

Answerer = Callable[[Member, Any, SayLoading], Awaitable[object]]
"""Answers questions of one type.

Raises:
    InvalidValue: the question makes no sense.
    LedgerUnavailable: what it asks for can not be read.
"""


class QuestionDesk:
    """Has each question answered by the ``answerers`` of its type."""

    def __init__(self, answerers: Mapping[type[Question], Answerer]) -> None:
        self._answerers = answerers
        self._asking: dict[asyncio.Task[None], Member] = {}
        self._counts: Counter[Member] = Counter()

    async def stop(self) -> None:
        """Leave all questions."""
        tasks = tuple(self._asking)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def take(self, member: Member, question_id: str, question: Question) -> None:
        """Take a question of a member; what comes of it goes into its outbox."""
        if self._counts[member] >= MOST_AT_ONCE:
            _tell(member, Answer(id=question_id, fault=QuestionFault(code="busy")))
            return
        work = self._answer(member, question_id, question)
        task = asyncio.create_task(work, name=f"question {type(question).__name__}")
        self._counts[member] += 1
        self._asking[task] = member
        task.add_done_callback(self._done)

    def left(self, member: Member) -> None:
        """Leave the questions of a member who has gone."""
        for task, asker in self._asking.items():
            if asker is member:
                task.cancel()

    def _done(self, task: asyncio.Task[None]) -> None:
        member = self._asking.pop(task)
        self._counts[member] -= 1
        if not self._counts[member]:
            del self._counts[member]

    async def _answer(self, member: Member, question_id: str, question: Question) -> None:
        def say_loading(share: float) -> None:
            _tell(member, Answer(id=question_id, loading=share))

        fault = QuestionFault(code="history_unavailable")
        try:
            answer = await self._answerers[type(question)](member, question, say_loading)
            frame = await asyncio.to_thread(answer_frame, question_id, question, answer)
        except InvalidValue as error:
            fault = QuestionFault(
                code="invalid_question",
                field=error.field,
                value=str(error.value)[:_LONGEST_VALUE],
                expected=error.expected,
            )
            _tell(member, Answer(id=question_id, fault=fault))
        except LedgerUnavailable as error:
            _log.warning("history_unavailable", reason=str(error))
            _tell(member, Answer(id=question_id, fault=fault))
        except Exception as error:  # noqa: BLE001 - somebody waits for an answer
            _log.error("question_failed", exc_info=error)
            _tell(member, Answer(id=question_id, fault=fault))
        else:
            member.outbox.put_answer(frame)


def _tell(member: Member, message: Answer) -> None:
    member.outbox.put_answer(encode(message).encode())
