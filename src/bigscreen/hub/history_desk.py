"""Answers questions about any period of the past out of memory."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from bigscreen.domain.city import City
from bigscreen.domain.events import Event
from bigscreen.domain.history_figures import FiguresQuestion, HistoryFigures
from bigscreen.domain.situation import Situation
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_memory import Ask, ColumnHistory, HistoryMemory
from bigscreen.hub.member import Member
from bigscreen.hub.question_desk import SayLoading
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.inquiry import Inquiry, Street, answers_of, figures_of
from bigscreen.kpi.plain_figures import inquiry_of, plain
from bigscreen.service.ports import DutyRecords, LedgerUnavailable
from bigscreen.service.scope import AreaIndex

_SAY_EVERY_S = 1.0
_A_DAY = timedelta(days=1)  # a shift of a period may end on the day after it


@dataclass(frozen=True, slots=True, kw_only=True)
class PastParts:
    """Where the past is read from: the case records, and the patrols of the duty records."""

    cases: ColumnHistory
    records: DutyRecords


class HistoryDesk:
    """Keeps the history in memory and answers from it; without ``past`` there is no answer.

    ``situation`` is the published one, ``ask`` runs look-ups where the ledger lives. Answers
    are computed in a thread.
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
        self._loading: asyncio.Task[None] | None = None

    @property
    def memory(self) -> HistoryMemory | None:
        """The cases in memory, for who looks behind a figure; None without a past."""
        return self._memory

    def start(self) -> None:
        """Begin to read the history in."""
        if self._memory is not None:
            self._loading = asyncio.create_task(self._memory.load(), name="history")

    async def stop(self) -> None:
        """Leave off reading."""
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)

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

    async def figures(
        self, member: Member, question: FiguresQuestion, say_loading: SayLoading
    ) -> HistoryFigures:
        """Answer a member's question about figures.

        Raises:
            InvalidValue: the question makes no sense, or too many groups.
            LedgerUnavailable: the past can not be read.
        """
        inquiry = inquiry_of(
            question,
            now=self._clock.now(),
            city=self._city,
            inside=self._areas.places_in(member.actor.area_id),
        )
        if self._memory is None or self._past is None:
            raise LedgerUnavailable("this hub keeps no history")
        memory = self._memory
        while not memory.loaded.is_set():
            say_loading(round(memory.progress, 3))
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
                asked = _Asked(inquiry, windows, older, streets)
                return await asyncio.to_thread(_figures_of, asked, memory)

    async def _street(self, window: Window) -> Street:
        """Return what the street has shown in a period."""
        if self._past is None:
            return Street()
        records = self._past.records
        past = await self._ask(lambda: records.visits_between(window.start, window.end + _A_DAY))
        first = await self._ask(records.first_visit_at)
        return Street(
            visits=[one.visit for one in past],
            units=tuple(self._situation.units.values()),
            duty_level=self._situation.shift.level,
            kept_from=first or self._clock.now(),
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with all that memory does not have; each mapping has an entry a window."""

    inquiry: Inquiry
    windows: Mapping[str, Window]
    older: Mapping[str, CaseColumns | None]
    streets: Mapping[str, Street | None]


def _figures_of(asked: _Asked, memory: HistoryMemory) -> HistoryFigures:
    """Return the answer; this is what takes time."""
    found = [
        answers_of(
            asked.inquiry,
            window,
            _joined(asked.older[key], memory.between(window)),
            asked.streets[key],
        )
        for key, window in asked.windows.items()
    ]
    return plain(figures_of(asked.inquiry, asked.windows, found))


def _joined(older: CaseColumns | None, newer: CaseColumns) -> CaseColumns:
    return newer if older is None else CaseColumns.joined([older, newer])
