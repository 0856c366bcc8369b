"""The simulated centre behind the source: sends units, frees them, closes what is settled."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bigscreen.city.chance import stream
from bigscreen.city.rates import Outcomes
from bigscreen.city.simulation.case_course import STRAIGHT, CaseCourse, case_course
from bigscreen.city.simulation.case_work import CLOSED_AFTER, CaseWork
from bigscreen.city.simulation.order_book import OrderBook
from bigscreen.city.simulation.work_pace import case_pace
from bigscreen.domain.assignments import Assignment, Milestone
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.commands import AssignUnits, CloseIncident, ReleaseUnit
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.incidents import Incident, Level, WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.service.recommendation import Candidate, recommend
from bigscreen.service.road_times import RoadTimes

_RETRY = timedelta(seconds=20)
_AFTER_RECALL = timedelta(minutes=5)
"""How long a desk has to send somebody else after it called the units back."""
_AFTER_REWORK = timedelta(minutes=2)
_SIFTED_AFTER = timedelta(seconds=75)
"""When the centre has found out that a call is no case."""
_RELEASE_AFTER = timedelta(seconds=15)
_GRAVE_UNITS = 2

_SETTLED = "处置完毕"
"""How a case ends in a city that does not list its dispositions, and why a unit is let go."""


class Dispatcher:
    """Gives the orders a centre would give on the cases it is shown.

    ``dispatch_after`` holds cases (by reference) that are sent at another time than usual.
    """

    def __init__(
        self, city: City, roads: RoadTimes, seed: int, orders: OrderBook, outcomes: Outcomes
    ) -> None:
        self._city = city
        self._roads = roads
        self._seed = seed
        self._orders = orders
        self._outcomes = outcomes
        self._work = CaseWork(city, orders)
        self._retry_at: dict[tuple[str, datetime], datetime] = {}
        self._reserved: dict[str, datetime] = {}
        self.dispatch_after: dict[str, timedelta] = {}

    def advance(
        self, situation: Situation, fixes: FixTable, state: IncidentState, now: datetime
    ) -> None:
        """Give the orders that are due on one open case of the centre's own.

        One a desk has opened again is the desk's.
        """
        assignments = list(situation.assignments_of(state))
        course = self._course(state.incident)
        is_case = state.incident.work_kind is WorkKind.CITY_CASE
        if is_case:
            self._work.attach(state, assignments)
        for assignment in assignments:
            if _is_own(situation, assignment.unit_id, state.incident):
                self._release_when_reported(assignment, now)
        if state.reopened or any(assignment.is_open for assignment in assignments):
            return
        reworked_at = self._work.reworked_at(state)
        current = [a for a in assignments if reworked_at is None or _sent_at(a) >= reworked_at]
        reported = [
            a.stamps[Milestone.REPORTED].at for a in current if Milestone.REPORTED in a.stamps
        ]
        if reported:
            self._end(state, course, max(reported), now)
            return
        if course.sifted and not is_case and not assignments:
            self._close(state, course, state.incident.received_at + _SIFTED_AFTER, now)
            return
        due = self._dispatch_due(state, current, reworked_at)
        if is_case and not self._work.prepare(state, course, due, now):
            return
        retry_at = self._retry_at.get((state.incident.id, due))
        if now >= (retry_at or due):
            self._retry_at[state.incident.id, due] = now + _RETRY
            # Where nobody was free at first, whoever is free now is sent now.
            sent_at = now if retry_at else max(due, self._work.last_step_at(state))
            self._send(situation, fixes, state.incident, sent_at, now)

    def _course(self, incident: Incident) -> CaseCourse:
        """Return how the case goes; the ones to begin with go straight."""
        if incident.reference in self.dispatch_after:
            return STRAIGHT
        return case_course(self._seed, incident, self._outcomes)

    def _release_when_reported(self, assignment: Assignment, now: datetime) -> None:
        reported = assignment.stamps.get(Milestone.REPORTED)
        if reported is None or not assignment.is_open or now < reported.at + _RELEASE_AFTER:
            return
        self._orders.give(
            f"{assignment.id}:release",
            ReleaseUnit(
                incident_id=assignment.incident_id,
                unit_id=assignment.unit_id,
                reason=_SETTLED,
                at=reported.at + _RELEASE_AFTER,
            ),
        )

    def _end(
        self, state: IncidentState, course: CaseCourse, reported_at: datetime, now: datetime
    ) -> None:
        """End a case some time after the last report."""
        due = reported_at + case_pace(self._seed, state.incident).check
        if state.incident.work_kind is WorkKind.CITY_CASE:
            if not self._work.finish(state, course, due, now):
                return
            due = self._work.last_step_at(state) + CLOSED_AFTER
        self._close(state, course, due, now)

    def _close(
        self, state: IncidentState, course: CaseCourse, due: datetime, now: datetime
    ) -> None:
        if now >= due:
            ending = self._ending(state.incident, valid=not course.invalid)
            self._orders.give(
                f"{state.incident.id}:close",
                CloseIncident(incident_id=state.incident.id, disposition=ending, at=due),
            )

    def _ending(self, incident: Incident, *, valid: bool) -> str:
        """Return how a case ends: one of the ways the catalogue has for its item."""
        item = self._city.item(incident.item_code)
        ways = self._city.dispositions_of(item) if item else ()
        codes = [found.code for found in ways if found.valid is valid]
        luck = stream(self._seed, "disposition", incident.id).random()
        return codes[int(luck * len(codes))] if codes else _SETTLED

    def _dispatch_due(
        self, state: IncidentState, recalled: Iterable[Assignment], reworked_at: datetime | None
    ) -> datetime:
        released = [a.released_at for a in recalled if a.released_at is not None]
        if released:
            return max(released) + _AFTER_RECALL
        if reworked_at is not None:
            return reworked_at + _AFTER_REWORK
        incident = state.incident
        usual = case_pace(self._seed, incident).dispatch
        return incident.received_at + self.dispatch_after.get(incident.reference, usual)

    def _send(
        self,
        situation: Situation,
        fixes: FixTable,
        incident: Incident,
        sent_at: datetime,
        now: datetime,
    ) -> None:
        ranked = recommend(situation, fixes, self._city, incident, self._roads, now)
        free = [
            c
            for c in ranked
            if _is_own(situation, c.unit_id, incident) and self._reserved.get(c.unit_id, now) <= now
        ]
        unit_ids = tuple(c.unit_id for c in _chosen(free, incident))
        if not unit_ids:
            return
        given = self._orders.give(
            f"{incident.id}:assign:{sent_at.isoformat()}:{'+'.join(unit_ids)}",
            AssignUnits(incident_id=incident.id, unit_ids=unit_ids, at=sent_at),
        )
        if given:
            self._reserved.update(dict.fromkeys(unit_ids, now + _RETRY))


def _sent_at(assignment: Assignment) -> datetime:
    return assignment.stamps[Milestone.DISPATCHED].at


def _is_own(situation: Situation, unit_id: str, incident: Incident) -> bool:
    """Tell whether a unit and a case came from the same source: others are not ours to send."""
    return situation.units[unit_id].unit.source == incident.source


def _chosen(free: list[Candidate], incident: Incident) -> list[Candidate]:
    """Return whom to send: those the catalogue asks for; to a grave case one more of the lead."""
    chosen = [c for c in free if c.proposed]
    if incident.level is Level.ONE and len(chosen) < _GRAVE_UNITS:
        chosen += [
            c for c in free if c.match == "lead" and c not in chosen and not c.stale and c.load == 0
        ][:1]
    return chosen
