"""Answers questions about any period of the past, one after the other, out of memory."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.events import Event
from bigscreen.domain.history_figures import FiguresFault, FiguresQuestion
from bigscreen.domain.situation import Situation
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_memory import Ask, ColumnHistory, HistoryMemory
from bigscreen.hub.member import Member
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.inquiry import Inquiry, Street, answers_of, figures_of
from bigscreen.kpi.plain_figures import inquiry_of, plain
from bigscreen.protocol.codec import encode
from bigscreen.protocol.messages import FiguresMessage
from bigscreen.service.ports import DutyRecords, LedgerUnavailable
from bigscreen.service.scope import AreaIndex

_log = structlog.get_logger(__name__)

_SAY_EVERY_S = 1.0
_LONGEST_VALUE = 100
_A_DAY = timedelta(days=1)  # a shift of a period may end on the day after it


@dataclass(frozen=True, slots=True, kw_only=True)
class PastParts:
    """Where the past is read from: the case records, and the patrols of the duty records."""

    cases: ColumnHistory
    records: DutyRecords


class HistoryDesk:
    """Keeps the history in memory and answers from it; without ``past`` there is no answer.

    ``situation`` is the published one, ``ask`` runs look-ups where the ledger lives. Answers
    are computed in a thread, and each session has one question at a time.
    """

    def __init__(
        self,
        past: PastParts | None,
        city: City,
        situation: Situation,
        clock: HubClock,
        ask: Ask,
    ) -> None:
        self._past = past
        self._city = city
        self._areas = AreaIndex(city)
        self._situation = situation
        self._clock = clock
        self._ask = ask
        self._memory = HistoryMemory(past.cases, ask, clock.now()) if past else None
        self._asking: dict[Member, asyncio.Task[None]] = {}
        self._loading: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to read the history in."""
        if self._memory is not None:
            self._loading = asyncio.create_task(self._memory.load(), name="history")

    async def stop(self) -> None:
        """Leave all questions."""
        tasks = [*self._asking.values()]
        if self._loading is not None:
            tasks.append(self._loading)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def happened(self, event: Event) -> None:
        """Take in an event the situation has just applied."""
        if self._memory is not None:
            self._memory.note(event)

    async def catch_up(self) -> None:
        """Take what has changed into memory; call this a few times a second."""
        if self._memory is not None:
            # A ledger that fails is told of where orders fail; here it is asked again soon.
            with suppress(LedgerUnavailable):
                await self._memory.catch_up(self._clock.now())

    def health(self) -> dict[str, object]:
        """Return how much is in memory, as plain data."""
        memory = self._memory
        if memory is None:
            return {}
        return {
            "cases": len(memory),
            "bytes": memory.nbytes,
            "loaded": round(memory.progress, 3),
            "from": memory.kept_from.isoformat(),
        }

    def take(self, member: Member, question_id: str, question: FiguresQuestion) -> None:
        """Take a question of a member; what comes of it goes into its outbox."""
        if member in self._asking:
            _tell(member, FiguresMessage(id=question_id, fault=FiguresFault(code="busy")))
            return
        work = self._answer(member, question_id, question)
        task = asyncio.create_task(work, name="figures asked")
        self._asking[member] = task
        task.add_done_callback(lambda _: self._asking.pop(member, None))

    def left(self, member: Member) -> None:
        """Leave the question of a member who has gone."""
        if (task := self._asking.get(member)) is not None:
            task.cancel()

    async def _answer(self, member: Member, question_id: str, question: FiguresQuestion) -> None:
        try:
            inquiry = inquiry_of(
                question,
                now=self._clock.now(),
                city=self._city,
                inside=self._areas.places_in(member.actor.area_id),
            )
            text = await self._found(inquiry, question_id, member)
        except InvalidValue as error:
            fault = FiguresFault(
                code="invalid_question",
                field=error.field,
                value=str(error.value)[:_LONGEST_VALUE],
                expected=error.expected,
            )
            _tell(member, FiguresMessage(id=question_id, fault=fault))
        except LedgerUnavailable as error:
            _log.warning("history_unavailable", reason=str(error))
            _tell_unavailable(member, question_id)
        except Exception as error:  # noqa: BLE001 - somebody waits for an answer
            _log.error("question_failed", exc_info=error)
            _tell_unavailable(member, question_id)
        else:
            member.outbox.put_answer(text)

    async def _found(self, inquiry: Inquiry, question_id: str, member: Member) -> bytes:
        """Return the frame of the answer.

        Raises:
            InvalidValue: the question makes too many groups.
            LedgerUnavailable: the past can not be read.
        """
        if self._memory is None or self._past is None:
            raise LedgerUnavailable("this hub keeps no history")
        memory = self._memory
        while not memory.loaded.is_set():
            _tell(member, FiguresMessage(id=question_id, loading=round(memory.progress, 3)))
            with suppress(TimeoutError):
                await asyncio.wait_for(memory.loaded.wait(), _SAY_EVERY_S)
        is_open = inquiry.start is None or inquiry.end is None
        windows = inquiry.windows(await memory.span() if is_open else None)
        streets = {
            key: await self._street(window) if inquiry.wants_street else None
            for key, window in windows.items()
        }
        while True:
            kept_from = memory.kept_from
            older = {key: await memory.older(window) for key, window in windows.items()}
            async with memory.settled(self._clock.now()):
                if memory.kept_from != kept_from:
                    continue
                asked = _Asked(question_id, inquiry, windows, older, streets)
                return await asyncio.to_thread(_frame_of, asked, memory)

    async def _street(self, window: Window) -> Street:
        """Return what the street has shown in a period."""
        if self._past is None:
            return Street()
        records = self._past.records
        past = await self._ask(lambda: records.visits_between(window.start, window.end + _A_DAY))
        return Street(
            visits=[one.visit for one in past],
            units=tuple(self._situation.units.values()),
            duty_level=self._situation.shift.level,
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with all that memory does not have; each mapping has an entry a window."""

    question_id: str
    inquiry: Inquiry
    windows: Mapping[str, Window]
    older: Mapping[str, CaseColumns | None]
    streets: Mapping[str, Street | None]


def _frame_of(asked: _Asked, memory: HistoryMemory) -> bytes:
    """Return the frame of the answer; this is what takes time."""
    found = [
        answers_of(
            asked.inquiry,
            window,
            _joined(asked.older[key], memory.between(window)),
            asked.streets[key],
        )
        for key, window in asked.windows.items()
    ]
    figures = plain(figures_of(asked.inquiry, asked.windows, found))
    return encode(FiguresMessage(id=asked.question_id, figures=figures)).encode()


def _joined(older: CaseColumns | None, newer: CaseColumns) -> CaseColumns:
    return newer if older is None else CaseColumns.joined([older, newer])


def _tell(member: Member, message: FiguresMessage) -> None:
    member.outbox.put_answer(encode(message).encode())


def _tell_unavailable(member: Member, question_id: str) -> None:
    fault = FiguresFault(code="history_unavailable")
    _tell(member, FiguresMessage(id=question_id, fault=fault))
