"""Answers questions about past moments: the course of events, a case's times, the figures."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.past import (
    NotedEvent,
    PastBoard,
    PastBoardQuestion,
    PastCase,
    PastCaseQuestion,
    PastPage,
    PastQuestion,
    Tracks,
    TracksQuestion,
)
from bigscreen.domain.situation import Situation
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_memory import Ask
from bigscreen.hub.member import Member
from bigscreen.hub.past_boards import PastBoards
from bigscreen.hub.past_moments import PastMoments, decoded
from bigscreen.hub.past_tracks import PastTracks
from bigscreen.hub.question_desk import Answerer, SayLoading
from bigscreen.hub.track_keeper import TrackKeeper, TrackParts
from bigscreen.protocol.past_pages import (
    moment_ms,
    packed_events,
    packed_lines,
    packed_snapshot,
)
from bigscreen.service.limited_view import LimitedView
from bigscreen.service.past_marks import case_marks
from bigscreen.service.past_ports import PastEvent
from bigscreen.service.ports import CaseRecord, LedgerUnavailable
from bigscreen.service.scope import AreaIndex, Scope

LONGEST_PAGE = timedelta(hours=2)
"""The longest stretch of events that is given at once."""

_MINUTE = timedelta(minutes=1)


class PastDesk:
    """Rebuilds past moments for whoever may see them: as they would have seen them then.

    Without ``parts`` there is no answer. ``situation`` is the published one; ``ask`` runs
    look-ups where the ledger lives.
    """

    def __init__(
        self,
        parts: TrackParts | None,
        keeper: TrackKeeper,
        city: City,
        situation: Situation,
        clock: HubClock,
        ask: Ask,
    ) -> None:
        self._parts = parts
        self._areas = AreaIndex(city)
        self._clock = clock
        self._ask = ask
        self._duty_grids = {duty.id: duty.grid_id for duty in city.plan.patrol}
        if parts is not None:
            self._moments = PastMoments(parts.past, ask)
            self._tracks = PastTracks(
                parts, self._moments, keeper, situation, self._duty_grids, ask
            )
            self._boards = PastBoards(parts, self._moments, self._tracks, city, clock, ask)

    def answerers(self) -> Mapping[type[Any], Answerer]:
        """Return who answers which question."""
        return {
            PastQuestion: self.page,
            PastCaseQuestion: self.case,
            PastBoardQuestion: self.board,
            TracksQuestion: self.tracks,
        }

    async def page(
        self, member: Member, question: PastQuestion, _say_loading: SayLoading
    ) -> PastPage:
        """Answer what the centre knew at a moment, and what happened from then on.

        Raises:
            InvalidValue: the period makes no sense.
            LedgerUnavailable: the past can not be read.
        """
        parts = self._there()
        _require_period(question.start, question.end, LONGEST_PAGE)
        past = parts.past
        known_from, first, last = await self._ask(
            lambda: (past.first_moment(), past.seq_at(question.start), past.seq_at(question.end))
        )
        situation = await self._moments.situation_after(first)
        read: list[PastEvent] = []
        while first + len(read) < last:
            read += await self._moments.events(first + len(read), last)
        scope = self._areas.scope_of(member.actor)
        snapshot, events = await asyncio.to_thread(
            _as_seen, situation, read, scope, self._duty_grids
        )
        return PastPage(
            start=question.start,
            end=question.end,
            snapshot=snapshot,
            events=events,
            known_from=known_from,
        )

    async def case(
        self, member: Member, question: PastCaseQuestion, _say_loading: SayLoading
    ) -> PastCase:
        """Answer when a case ran.

        Raises:
            InvalidValue: there is no such case that this member may see.
            LedgerUnavailable: the past can not be read.
        """
        parts, incident_id = self._there(), question.incident_id
        record: CaseRecord | None = await self._ask(lambda: parts.records.case(incident_id))
        scope = self._areas.scope_of(member.actor)
        if record is None or not scope.holds(record.state.incident.grid_id):
            raise InvalidValue("incident_id", incident_id, "the id of a case that was worked here")
        incident = record.state.incident
        now = self._clock.now()
        marks = case_marks(record.state, record.assignments)
        last = max((mark.at for mark in marks), default=incident.received_at)
        return PastCase(
            incident_id=incident.id,
            number=incident.number,
            title=incident.title,
            level=incident.level,
            start=incident.received_at,
            end=max(last if record.state.closed_at else now, incident.received_at + _MINUTE),
            location=incident.location,
            marks=marks,
        )

    async def board(
        self, member: Member, question: PastBoardQuestion, _say_loading: SayLoading
    ) -> PastBoard:
        """Answer what the board showed at a moment.

        Raises:
            LedgerUnavailable: the past can not be read.
        """
        self._there()
        scope = self._areas.scope_of(member.actor)
        board = await self._boards.board_at(question.at, Scope(place_ids=scope.place_ids))
        return PastBoard(board=board)

    async def tracks(
        self, member: Member, question: TracksQuestion, _say_loading: SayLoading
    ) -> Tracks:
        """Answer where units were.

        Raises:
            InvalidValue: the period makes no sense.
            LedgerUnavailable: the past can not be read.
        """
        self._there()
        _require_period(question.start, question.end)
        return await self._tracks.tracks(question, self._areas.scope_of(member.actor))

    def _there(self) -> TrackParts:
        if self._parts is None:
            raise LedgerUnavailable("this hub keeps no tracks")
        return self._parts


def _require_period(start: datetime, end: datetime, longest: timedelta | None = None) -> None:
    if end <= start:
        raise InvalidValue("end", end.isoformat(), f"a time after {start.isoformat()}")
    if longest is not None and end - start > longest:
        raise InvalidValue("end", end.isoformat(), f"at most {longest} after start")


def _as_seen(
    situation: Situation, events: list[PastEvent], scope: Scope, duty_grids: Mapping[str, str]
) -> tuple[bytes, bytes]:
    """Return what a scope saw of a situation and of the events after it, packed."""
    if scope == Scope():
        lines = ((moment_ms(one.at), one.seq, one.name, one.data.encode()) for one in events)
        return packed_snapshot(situation.snapshot()), packed_lines(lines)
    view = LimitedView(scope, situation, duty_grids)
    snapshot = packed_snapshot(view.snapshot())
    told: list[NotedEvent] = []
    for noted in map(decoded, events):
        situation.apply(noted.seq, noted.event)
        told.append(NotedEvent(noted.at_ms, noted.seq, view.follow(noted.event)))
    return snapshot, packed_events(told)
