"""Computes the figures every screen shows: here and nowhere else, so that two screens agree."""

import asyncio
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.domain.events import Event
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import UnitState
from bigscreen.kpi.board import board_needs, compute_board
from bigscreen.kpi.case_book import CaseBook
from bigscreen.kpi.live_work import LiveWork
from bigscreen.service.limited_city import city_inside
from bigscreen.service.ports import CaseHistory
from bigscreen.service.scope import Scope

_REST = timedelta(seconds=5)
"""How long figures stand when nothing happens: they depend on the time, too."""

_FORGET_EVERY = timedelta(hours=1)
_AHEAD = timedelta(days=366)  # a replay's clock may stand before cases its ledger already has


@dataclass(slots=True)
class _Sheet:
    """The figures of one part of the city: the last board, and after how many events it came."""

    city: City
    board: KpiBoard | None = None
    as_of_event: int = -1


class FiguresDesk:
    """Keeps the recent cases and computes the boards from them in a thread, when they are due.

    A board is of the whole city or of one part of it. ``started`` is hub time; the ledger's
    history is read once, here, as far back as the tallies of ``operations`` reach.

    Raises:
        LedgerUnavailable: the history can not be read.
    """

    def __init__(
        self,
        history: CaseHistory,
        city: City,
        started: datetime,
        operations: Iterable[JointOperation] = (),
    ) -> None:
        self._city = city
        lead_forces = {item.code: item.lead_force for item in city.items}
        needed = board_needs(city, started, operations)
        known = history.cases_received(needed, started + _AHEAD)
        self._book = CaseBook(known, lead_forces)
        self._forgot_at = started
        self._events = 0
        self._sheets: dict[Scope, _Sheet] = {}

    def apply(self, event: Event, situation: Situation) -> None:
        """Take in an event the situation has just applied."""
        self._book.apply(event, situation)
        self._events += 1

    def forget_all_but(self, parts: Container[Scope]) -> None:
        """Drop the figures of parts nobody looks at."""
        self._sheets = {part: sheet for part, sheet in self._sheets.items() if part in parts}

    def last_board(self, part: Scope) -> KpiBoard | None:
        """Return the board of a part of the city as it was computed last, None before that."""
        sheet = self._sheets.get(part)
        return None if sheet is None else sheet.board

    async def changed_board(
        self, part: Scope, situation: Situation, fixes: FixTable, now: datetime
    ) -> KpiBoard | None:
        """Return the board of a part of the city as of ``now`` if it says something new, else None.

        Figures are computed after something happened, and every five seconds of hub time
        otherwise. Call this once a second at most.
        """
        if part not in self._sheets:
            self._sheets[part] = _Sheet(city_inside(self._city, part))
        sheet = self._sheets[part]
        last = sheet.board
        if sheet.as_of_event == self._events and last is not None and now - last.as_of < _REST:
            return None
        sheet.as_of_event = self._events
        if now - self._forgot_at >= _FORGET_EVERY:
            self._forgot_at = now
            self._book.forget_before(board_needs(self._city, now, situation.operations))
        # The thread gets copies: the loop goes on changing the originals.
        standing = FixTable()
        standing.update(fixes.since(0))
        board = await asyncio.to_thread(
            board_of,
            part,
            sheet.city,
            self._book.cases(),
            tuple(situation.units.values()),
            LiveWork(
                incidents=tuple(situation.open_incidents()),
                shift=situation.shift,
                operations=tuple(situation.operations),
                hand_overs=tuple(situation.hand_overs.open()),
            ),
            standing,
            now,
        )
        sheet.board = board
        same = last is not None and replace(board, as_of=last.as_of) == last
        return None if same else board


def board_of(
    part: Scope,
    city: City,
    cases: Sequence[CaseFacts],
    units: Sequence[UnitState],
    live: LiveWork,
    fixes: FixTable,
    now: datetime,
) -> KpiBoard:
    """Return the board of the cases and units of a part of the city; ``city`` is that part."""
    if part.place_ids is not None:
        cases = [case for case in cases if part.holds(case.grid_id)]
        units = [state for state in units if part.holds(state.unit.grid_id)]
        live = replace(
            live,
            incidents=[one for one in live.incidents if part.holds(one.incident.grid_id)],
            operations=[
                one
                for one in live.operations
                if not one.grid_ids or any(map(part.holds, one.grid_ids))
            ],
        )
    return compute_board(cases, units, fixes, city, now, live)
