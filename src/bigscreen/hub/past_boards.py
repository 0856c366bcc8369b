"""Works out what the board of figures showed at a past moment, as it did then."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.situation import Situation
from bigscreen.hub.clock import HubClock
from bigscreen.hub.figures_desk import board_of
from bigscreen.hub.history_memory import Ask
from bigscreen.hub.past_moments import PastMoments
from bigscreen.hub.past_tracks import PastTracks
from bigscreen.hub.track_keeper import TrackParts
from bigscreen.kpi.board import board_needs
from bigscreen.kpi.case_book import facts_of
from bigscreen.kpi.live_work import LiveWork
from bigscreen.protocol.past_pages import moment_ms
from bigscreen.service.limited_city import city_inside
from bigscreen.service.scope import Scope

_STEP = timedelta(hours=6)
"""So much of the history is read at a time: an order waits for it at worst."""
_AHEAD = timedelta(hours=6)
_STANDS = timedelta(minutes=2)
"""How long what was read of the history is used for questions about the last day."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The cases received in [start, end) as they stood at ``read_at``."""

    start: datetime
    end: datetime
    read_at: datetime
    cases: tuple[CaseFacts, ...]


class PastBoards:
    """Computes boards with the very function of the live one.

    Cases that were settled for good by then are taken from the history; those that could still
    change from the situation of the moment, so that nothing of what came later is in a figure.
    """

    def __init__(
        self,
        parts: TrackParts,
        moments: PastMoments,
        tracks: PastTracks,
        city: City,
        clock: HubClock,
        ask: Ask,
    ) -> None:
        self._parts = parts
        self._moments = moments
        self._tracks = tracks
        self._cases = parts.cases
        self._city = city
        self._clock = clock
        self._ask = ask
        self._lead_forces = {item.code: item.lead_force for item in city.items}
        self._read: _Read | None = None

    async def board_at(self, at: datetime, part: Scope) -> KpiBoard:
        """Return the board of a part of the city at a moment.

        Raises:
            LedgerUnavailable: the past can not be read.
        """
        at = min(at, self._clock.now())
        seq: int = await self._ask(partial(self._parts.past.seq_at, at))
        situation = await self._moments.situation_after(seq)
        needed = board_needs(self._city, at, situation.operations)
        known = await self._known(needed, at)
        later = await self._ask(partial(self._parts.past.cases_registered_after, seq, needed, at))
        fixes = await self._tracks.fixes_at(moment_ms(at))
        return await asyncio.to_thread(
            lambda: board_of(
                part,
                city_inside(self._city, part),
                self._as_they_stood(known, situation, frozenset(later), at),
                tuple(situation.units.values()),
                LiveWork(
                    incidents=tuple(situation.open_incidents()),
                    shift=situation.shift,
                    operations=tuple(situation.operations),
                    hand_overs=tuple(situation.hand_overs.open()),
                ),
                fixes,
                at,
            )
        )

    def _as_they_stood(
        self,
        known: tuple[CaseFacts, ...],
        situation: Situation,
        later: frozenset[str],
        at: datetime,
    ) -> list[CaseFacts]:
        leads = {case.incident_id: case.lead_force for case in known}
        settled = [
            case
            for case in known
            if case.received_at <= at
            and case.incident_id not in situation.incidents
            and case.incident_id not in later
        ]
        moving = []
        for state in situation.incidents.values():
            sent = tuple(situation.assignments_of(state))
            forces = [
                code for one in sent for code in situation.units[one.unit_id].unit.force_codes
            ]
            item = self._lead_forces.get(state.incident.item_code, "")
            lead = leads.get(state.incident.id, item)
            moving.append(facts_of(state, sent, forces, lead))
        return settled + moving

    async def _known(self, start: datetime, at: datetime) -> tuple[CaseFacts, ...]:
        """Return the cases received from ``start`` to ``at``; some more do no harm."""
        now, read = self._clock.now(), self._read
        if read is not None and read.start <= start and at < read.end:
            settled = read.end + timedelta(days=1) < read.read_at
            if settled or now - read.read_at <= _STANDS:
                return read.cases
        end = at + _AHEAD
        cases: list[CaseFacts] = []
        piece = start
        while piece < end:
            until = min(piece + _STEP, end)
            cases += await self._ask(partial(self._cases.cases_received, piece, until))
            piece = until
        self._read = _Read(start, end, now, tuple(cases))
        return self._read.cases
