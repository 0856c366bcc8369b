"""A duty room made up for the gallery: cases and units brought about by the real rules."""

from dataclasses import replace
from datetime import datetime, timedelta

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.city import CatalogueItem, City
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    Command,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
)
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Unit
from bigscreen.service.dispatch import decide
from bigscreen.service.mailbox import Mailbox
from bigscreen.ui.gallery.sample_figures import NOW, sample_city
from bigscreen.viewmodels.incident_sheet import IncidentSheet, incident_sheet

_DESK = Actor(name="desk-1", role=Role.DESK)
_SOURCE = Actor(name="simulator", role=Role.SOURCE)
_ITEMS = (
    CatalogueItem(
        code="dispute",
        name="纠纷",
        name_en="Dispute",
        work_kind=WorkKind.POLICE_CALL,
        lead_force="patrol",
        assisting_forces=("chengguan",),
    ),
    CatalogueItem(
        code="vendor",
        name="占道经营",
        name_en="Street vendor",
        work_kind=WorkKind.CITY_CASE,
        lead_force="chengguan",
    ),
)
_UNITS_AT_ONCE = 200


class SampleRoom:
    """A situation that orders are given to one after the other, each at its moment."""

    def __init__(self, city: City | None = None) -> None:
        self.city = replace(city or sample_city(), items=_ITEMS)
        self.situation = Situation()
        self._given = 0

    def order(self, command: Command, actor: Actor = _DESK, ago_s: float = 0.0) -> str:
        """Decide an order, apply its events, return the id of its case."""
        self._given += 1
        now = NOW - timedelta(seconds=ago_s)
        decision = decide(self.situation, self.city, actor, f"c{self._given}", command, now)
        for event in decision.events:
            self.situation.apply(self.situation.seq + 1, event)
        return decision.outcome.incident_id

    def declare(self, *call_signs: str) -> tuple[str, ...]:
        """Make units known and return their ids: those of patrol and chengguan by turns."""
        grids = [grid.id for grid in self.city.grids]
        units = tuple(
            Unit(
                id=f"u{place}",
                call_sign=sign,
                force_codes=("chengguan" if place % 2 else "patrol",),
                grid_id=grids[place % len(grids)],
            )
            for place, sign in enumerate(call_signs)
        )
        for first in range(0, len(units), _UNITS_AT_ONCE):
            self.order(DeclareUnits(units=units[first : first + _UNITS_AT_ONCE]), _SOURCE, 600)
        return tuple(unit.id for unit in units)

    def register(self, title: str, *, summary: str = "", item: str = "dispute") -> str:
        """Register a case, a minute and a half ago, and return its id."""
        order = RegisterIncident(
            item_code=item,
            title=title,
            channel=Channel.HOTLINE,
            level=Level.ONE,
            address=title,
            location=self.city.centre,
            summary=summary,
        )
        return self.order(order, ago_s=90)

    def send(self, incident_id: str, *unit_ids: str) -> None:
        """Send units to a case; the first of them has taken the order and is on its way."""
        self.order(AssignUnits(incident_id=incident_id, unit_ids=unit_ids), ago_s=80)
        for milestone, ago_s in ((Milestone.ACCEPTED, 70), (Milestone.EN_ROUTE, 60)):
            mark = RecordMilestone(
                incident_id=incident_id, unit_id=unit_ids[0], milestone=milestone
            )
            self.order(mark, ago_s=ago_s)

    def note(self, incident_id: str, text: str, times: int = 1) -> None:
        """Leave notes on a case."""
        for _ in range(times):
            self.order(AddNote(incident_id=incident_id, text=text), ago_s=30)

    def sheet(self, incident_id: str) -> IncidentSheet:
        """Return a case as the desk shows it."""
        state = self.situation.incidents[incident_id]
        return incident_sheet(self.situation, state, self.city, NOW)

    def live(self, board: KpiBoard | None = None) -> LiveSituation:
        """Return the room as a picture that stands still."""
        return _StillPicture(self.situation, self.city, board)


class _StillPicture(LiveSituation):
    """A picture without a hub."""

    def __init__(self, situation: Situation, city: City | None, board: KpiBoard | None) -> None:
        super().__init__(Mailbox())
        self._situation, self._city, self._board = situation, city, board

    def hub_now(self) -> datetime:
        """Return the moment at which everything stands still."""
        return NOW
