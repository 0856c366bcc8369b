"""Computes the figures every screen shows: here and nowhere else, so that two screens agree."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bigscreen.domain.city import City
from bigscreen.domain.events import Event
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.situation import Situation
from bigscreen.kpi.board import board_needs, compute_board
from bigscreen.kpi.case_book import CaseBook
from bigscreen.kpi.live_work import LiveWork
from bigscreen.service.ports import CaseHistory

_REST = timedelta(seconds=5)
"""How long figures stand when nothing happens: they depend on the time, too."""

_FORGET_EVERY = timedelta(hours=1)
_AHEAD = timedelta(days=366)  # a replay's clock may stand before cases its ledger already has


class FiguresDesk:
    """Keeps the recent cases and computes the board from them in a thread, when it is due.

    ``started`` is hub time; the ledger's history is read once, here, as far back as the tallies
    of ``operations`` reach.

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
        self._due = True
        self._board: KpiBoard | None = None

    def apply(self, event: Event, situation: Situation) -> None:
        """Take in an event the situation has just applied."""
        self._book.apply(event, situation)
        self._due = True

    async def changed_board(
        self, situation: Situation, fixes: FixTable, now: datetime
    ) -> KpiBoard | None:
        """Return the board as of ``now`` if it says something new, else None.

        Figures are computed after something happened, and every five seconds of hub time
        otherwise. Call this once a second at most.
        """
        last = self._board
        if not self._due and last is not None and now - last.as_of < _REST:
            return None
        self._due = False
        if now - self._forgot_at >= _FORGET_EVERY:
            self._forgot_at = now
            operations = situation.operations.open()
            self._book.forget_before(board_needs(self._city, now, operations))
        # The thread gets copies: the loop goes on changing the originals.
        standing = FixTable()
        standing.update(fixes.since(0))
        units = tuple(situation.units.values())
        live = LiveWork(
            incidents=tuple(situation.open_incidents()),
            shift=situation.shift,
            operations=tuple(situation.operations.open()),
            hand_overs=tuple(situation.hand_overs.open()),
        )
        board = await asyncio.to_thread(
            compute_board, self._book.cases(), units, standing, self._city, now, live
        )
        self._board = board
        same = last is not None and replace(board, as_of=last.as_of) == last
        return None if same else board
