"""Answers which cases stand behind a figure, and what is known of one of them.

The cases of the period are judged by the measure itself, out of memory (older ones are read
from the ledger piece by piece), and only those that are wanted are read whole.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.past_cases import (
    MOST_CASES,
    CaseBehind,
    CaseFile,
    CaseFileQuestion,
    CasesBehind,
    CasesQuestion,
    Part,
)
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_desk import PastParts
from bigscreen.hub.history_memory import Ask, HistoryMemory
from bigscreen.hub.member import Member
from bigscreen.hub.question_desk import SayLoading
from bigscreen.kpi.case_times import micros
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.history_columns import KeyedCases, keys_of
from bigscreen.kpi.inquiry import Inquiry
from bigscreen.kpi.measure import TIMED, CaseMeasure, Kind
from bigscreen.kpi.plain_figures import inquiry_of
from bigscreen.service.ports import CaseRecord, LedgerUnavailable
from bigscreen.service.scope import AreaIndex

_AT_ONCE = 4_000
"""Cases read at a time: an order waits for so many at worst, about 50 ms."""
_SHORTEST, _LONGEST = timedelta(hours=1), timedelta(days=31)
_SAY_EVERY_S = 1.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class CasesDesk:
    """Finds past cases for whoever may see them: an account bound to an area, those of its grids.

    Without ``past`` there is no answer. ``ask`` runs look-ups where the ledger lives.
    """

    def __init__(
        self,
        past: PastParts | None,
        city: City,
        clock: HubClock,
        ask: Ask,
        memory: HistoryMemory | None,
    ) -> None:
        self._past = past
        self._city = city
        self._areas = AreaIndex(city)
        self._clock = clock
        self._ask = ask
        self._memory = memory

    async def cases(
        self, member: Member, question: CasesQuestion, say_loading: SayLoading
    ) -> CasesBehind:
        """Answer which cases stand behind a figure.

        Raises:
            InvalidValue: the question makes no sense.
            LedgerUnavailable: the past can not be read.
        """
        past = self._there()
        inquiry, measure = self._understood(member, question)
        found = await self._judged(past, measure, inquiry, question, say_loading)
        chosen = found.chosen()
        facts = await self._ask(
            lambda: past.cases.cases_at([_moment(at) for at in chosen.received.tolist()])
        )
        by_key = dict(zip(_keys(facts), facts, strict=True))
        named = await self._ask(
            lambda: past.cases.headlines([one.incident_id for one in by_key.values()])
        )
        rows = zip(chosen.keys.tolist(), chosen.given.tolist(), chosen.reason.tolist(), strict=True)
        cases = []
        for key, given, reason in rows:
            if (one := by_key.get(key)) is None:
                continue  # it was changed meanwhile
            number, title = named.get(one.incident_id, (one.incident_id, ""))
            why = measure.reasons[reason - 1] if reason else ""
            value = None if reason else given
            cases.append(CaseBehind(facts=one, number=number, title=title, value=value, reason=why))
        return found.answer(tuple(cases), self._clock.now())

    async def case(
        self, member: Member, question: CaseFileQuestion, _say_loading: SayLoading
    ) -> CaseFile:
        """Answer what is known of one case.

        Raises:
            InvalidValue: there is no such case that this member may see.
            LedgerUnavailable: the past can not be read.
        """
        past = self._there()
        facts = await self._ask(lambda: past.cases.facts(question.incident_id))
        inside = self._areas.places_in(member.actor.area_id)
        if facts is None or (inside is not None and facts.grid_id not in inside):
            raise InvalidValue("incident_id", question.incident_id, "the id of a case")
        record: CaseRecord | None = await self._ask(lambda: past.records.case(facts.incident_id))
        if record is None:
            return CaseFile(facts=facts)
        forms = await self._ask(past.records.hand_overs)
        return CaseFile(
            facts=facts,
            state=record.state,
            assignments=record.assignments,
            hand_overs=tuple(one for one in forms if one.incident_id == facts.incident_id),
        )

    def _there(self) -> PastParts:
        if self._past is None:
            raise LedgerUnavailable("this hub keeps no history")
        return self._past

    def _understood(self, member: Member, question: CasesQuestion) -> tuple[Inquiry, CaseMeasure]:
        if not 1 <= question.limit <= MOST_CASES:
            raise InvalidValue("limit", question.limit, f"a whole number from 1 to {MOST_CASES}")
        asked = FiguresQuestion(
            measures=(question.measure,),
            only=question.only,
            start=question.start,
            end=question.end,
            zone=question.zone,
        )
        inquiry = inquiry_of(
            asked,
            now=self._clock.now(),
            city=self._city,
            inside=self._areas.places_in(member.actor.area_id),
        )
        (measure,) = inquiry.measures
        if not isinstance(measure, CaseMeasure):
            raise InvalidValue("measure", question.measure, "a measure of cases")
        buckets = [bucket.key for bucket in measure.buckets]
        if question.bucket and question.bucket not in buckets:
            raise InvalidValue("bucket", question.bucket, f"one of {', '.join(buckets) or 'none'}")
        return inquiry, measure

    async def _judged(
        self,
        past: PastParts,
        measure: CaseMeasure,
        inquiry: Inquiry,
        question: CasesQuestion,
        say_loading: SayLoading,
    ) -> "_Found":
        """Return the cases of the period as the measure judges them."""
        memory = self._memory
        if memory is None:
            raise LedgerUnavailable("this hub keeps no history")
        while not memory.loaded.is_set():
            say_loading(round(memory.progress, 3))
            with suppress(TimeoutError):
                await asyncio.wait_for(memory.loaded.wait(), _SAY_EVERY_S)
        while True:
            found, kept_from = _Found(measure, inquiry, question), memory.kept_from
            async for piece in self._pieces(past, question.start, min(question.end, kept_from)):
                found.take(piece)
            async with memory.settled(self._clock.now()):
                if memory.kept_from != kept_from:
                    continue
                start = max(question.start, kept_from)
                window = Window(start=start, end=max(start, question.end))
                await asyncio.to_thread(found.take, memory.keyed(window))
                return found

    async def _pieces(
        self, past: PastParts, start: datetime, end: datetime
    ) -> AsyncIterator[KeyedCases]:
        """Read the cases of a period that memory does not reach, piece by piece."""
        span = await self._ask(past.cases.received_span)
        at = end if span is None else max(start, span[0])
        step = timedelta(days=1)
        while at < end:
            until = min(at + step, end)
            piece = await self._ask(partial(past.cases.keyed_cases, at, until))
            yield piece
            wanted = step * (_AT_ONCE / max(len(piece.cases), 1))
            step = min(max(wanted, _SHORTEST), 4 * step, _LONGEST)
            at = until


@dataclass(frozen=True, slots=True)
class _Rows:
    """Judged cases: keys int64, received float64 (microseconds), given float64, reason int8."""

    keys: NDArray[np.int64]
    received: NDArray[np.float64]
    given: NDArray[np.float64]
    reason: NDArray[np.int8]

    def rows(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> "_Rows":
        return _Rows(
            self.keys[chosen], self.received[chosen], self.given[chosen], self.reason[chosen]
        )


class _Found:
    """What a measure made of the cases a question is about, and those of the wanted part."""

    def __init__(self, measure: CaseMeasure, inquiry: Inquiry, question: CasesQuestion) -> None:
        self._measure = measure
        self._inquiry = inquiry
        self._question = question
        self._parts: list[_Rows] = []
        self._verdicts = np.zeros(1 + len(measure.reasons), np.int64)
        self._held = 0
        self._is_held = _held_by(measure, question.bucket)

    def take(self, piece: KeyedCases) -> None:
        """Take in some cases."""
        wanted = self._inquiry.wanted(piece.cases)
        cases = piece.cases.rows(wanted)
        judged = self._measure.judge(cases, micros(self._inquiry.now))
        given = judged.given.astype(np.float64)
        counted = judged.reason == 0
        held = counted & self._is_held(given)
        self._verdicts += np.bincount(judged.reason, minlength=len(self._verdicts))
        self._held += int(np.count_nonzero(held))
        rows = _Rows(piece.keys[wanted], cases.times["received_at"], given, judged.reason)
        match self._question.part:
            case Part.COUNTED:
                rows = rows.rows(counted)
            case Part.HELD:
                rows = rows.rows(held)
            case Part.MISSED:
                rows = rows.rows(counted & ~held)
            case Part.LEFT_OUT:
                rows = rows.rows(~counted)
            case _:
                pass
        self._parts.append(rows)

    def chosen(self) -> _Rows:
        """Return the first cases of the part: counted before left out."""
        every = self._joined()
        timed = self._measure.kind in TIMED
        order = np.lexsort(
            (-every.received, -every.given if timed else -every.received, every.reason > 0)
        )
        return every.rows(order[: self._question.limit])

    def answer(self, cases: tuple[CaseBehind, ...], as_of: datetime) -> CasesBehind:
        """Return the answer that holds these cases."""
        counted, *excluded = self._verdicts.tolist()
        reasons = dict(zip(self._measure.reasons, excluded, strict=True))
        return CasesBehind(
            measure=self._measure.key,
            total=sum(len(part.keys) for part in self._parts),
            counted=counted,
            held=self._held,
            excluded={reason: n for reason, n in reasons.items() if n},
            cases=cases,
            as_of=as_of,
        )

    def _joined(self) -> _Rows:
        parts = self._parts or [_Rows(*(np.empty(0, kind) for kind in ("i8", "f8", "f8", "i1")))]
        return _Rows(
            *(
                np.concatenate([getattr(part, name) for part in parts])
                for name in ("keys", "received", "given", "reason")
            )
        )


Held = Callable[[NDArray[np.float64]], NDArray[np.bool_]]


def _held_by(measure: CaseMeasure, bucket_key: str) -> Held:
    """Return what tells which values a figure of this measure holds."""
    if measure.kind is Kind.BUCKETS and bucket_key:
        edges = [bucket.up_to_s for bucket in measure.buckets if bucket.up_to_s is not None]
        place = [bucket.key for bucket in measure.buckets].index(bucket_key)
        return lambda given: np.asarray(np.searchsorted(np.array(edges), given) == place)
    if measure.kind in TIMED:
        return lambda given: np.ones(len(given), np.bool_)
    return lambda given: np.asarray(given > 0)


def _moment(at_us: float) -> datetime:
    return _EPOCH + timedelta(microseconds=at_us)


def _keys(facts: Sequence[CaseFacts]) -> list[int]:
    keys: list[int] = keys_of(one.incident_id for one in facts).tolist()
    return keys
