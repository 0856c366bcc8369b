"""One order while it is being decided: who asks for what, against which situation, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.errors import FactValue, Rejected
from bigscreen.domain.events import Event
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.outcomes import Outcome, OutcomeStatus, UnitOutcome
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import UnitState
from bigscreen.service.ports import RegisteredCase
from bigscreen.service.scope import WHOLE_CITY, Scope
from bigscreen.service.text_rules import NAME_LENGTH

FUTURE_TOLERANCE = timedelta(minutes=5)
"""How far another system's clock may run ahead of the hub's."""

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)

_REPORTING_ROLES = frozenset({Role.SOURCE, Role.UNIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of an order: the events that now have to be written, and the answer."""

    events: tuple[Event, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order from ``actor`` against the ``situation`` as it stands at hub time ``now`` (UTC).

    The rules look things up here and end in :meth:`accept` or :meth:`refuse`; a look-up that
    fails raises :class:`Rejected` with the code and facts of the refusal. ``registered`` is the
    case the actor has registered before under the reference this order names, ``scope`` what
    the actor may see and order on.
    """

    situation: Situation
    city: City
    actor: Actor
    command_id: str
    now: datetime
    registered: RegisteredCase | None = None
    scope: Scope = WHOLE_CITY

    @property
    def reports(self) -> bool:
        """Whether the actor says what has happened elsewhere, instead of ordering it."""
        return self.actor.role in _REPORTING_ROLES

    @property
    def first_seq(self) -> int:
        """The number of the first event this order makes."""
        return self.situation.seq + 1

    def incident(self, incident_id: str) -> IncidentState:
        """Return the incident with this id, or refuse with ``unknown_incident``."""
        known = self.situation.incidents.get(incident_id)
        if known is None:
            raise Rejected(Refusal.UNKNOWN_INCIDENT, {"incident": shown(incident_id)})
        return known

    def open_incident(self, incident_id: str, expected_version: int | None) -> IncidentState:
        """Return the incident if it is open and in the version the sender saw, or refuse."""
        known = self.incident(incident_id)
        if known.status is IncidentStatus.CLOSED:
            facts = {
                "incident": known.incident.number,
                "since": known.closed_at.isoformat() if known.closed_at else "",
                "by": known.closed_by,
            }
            raise Rejected(Refusal.INCIDENT_CLOSED, facts)
        if expected_version is not None and expected_version != known.version:
            raise Rejected(
                Refusal.STALE_VERSION,
                {
                    "incident": known.incident.number,
                    "expected": expected_version,
                    "current": known.version,
                },
            )
        return known

    def unit(self, unit_id: str) -> UnitState:
        """Return the unit with this id, or refuse with ``unknown_unit``."""
        known = self.situation.units.get(unit_id)
        if known is None:
            raise Rejected(Refusal.UNKNOWN_UNIT, {"unit": shown(unit_id)})
        return known

    def own_unit(self, unit_id: str) -> UnitState:
        """Return the unit, or refuse when a unit or a source speaks for one that is not its own."""
        known = self.unit(unit_id)
        if self.actor.role is Role.SOURCE and known.unit.source != self.actor.name:
            raise Rejected(
                Refusal.UNIT_OF_OTHER_SOURCE, {"unit": unit_id, "source": known.unit.source}
            )
        if self.actor.role is Role.UNIT and self.actor.name != unit_id:
            raise Rejected(
                Refusal.NOT_YOUR_UNIT, {"unit": known.unit.call_sign, "account": self.actor.name}
            )
        return known

    def when(self, at: datetime | None) -> datetime:
        """Return the time a report names, or the hub's time for an order and for no time."""
        return self.stated(at) if self.reports else self.now

    def stated(self, at: datetime | None) -> datetime:
        """Return the time somebody states (hub time for none), or refuse one that can not be."""
        if at is None:
            return self.now
        if at > self.now + FUTURE_TOLERANCE:
            facts = {"at": at.isoformat(), "hub_time": self.now.isoformat()}
            raise Rejected(Refusal.IN_THE_FUTURE, facts)
        if at < _EARLIEST:
            raise out_of_range("at", at.isoformat(), _EARLIEST.isoformat(), self.now.isoformat())
        return at.astimezone(UTC)

    def accept(
        self, events: Sequence[Event], *, units: Sequence[UnitOutcome] = (), incident_id: str = ""
    ) -> Decision:
        """Return the decision that these events happen."""
        return Decision(
            events=tuple(events),
            outcome=Outcome(
                command_id=self.command_id,
                status=OutcomeStatus.ACCEPTED,
                units=tuple(units),
                incident_id=incident_id,
                first_seq=self.first_seq if events else 0,
                last_seq=self.situation.seq + len(events) if events else 0,
            ),
        )

    def refuse(
        self,
        code: str,
        facts: Mapping[str, FactValue],
        *,
        units: Sequence[UnitOutcome] = (),
        can_confirm: bool = False,
        incident_id: str = "",
    ) -> Decision:
        """Return the decision that nothing happens, and why."""
        return Decision(
            events=(),
            outcome=Outcome(
                command_id=self.command_id,
                status=OutcomeStatus.REFUSED,
                code=str(code),
                facts=facts,
                units=tuple(units),
                can_confirm=can_confirm,
                incident_id=incident_id,
            ),
        )


def shown(text: str) -> str:
    """Return a name from outside as an answer may repeat it: not longer than names are."""
    return text[:NAME_LENGTH]


def too_many(field: str, count: int, allowed: int) -> Rejected:
    """Return the refusal of a list that is too long."""
    return Rejected(Refusal.TOO_MANY, {"field": field, "count": count, "allowed": allowed})


def out_of_range(field: str, value: FactValue, lowest: FactValue, highest: FactValue) -> Rejected:
    """Return the refusal of a value outside its range."""
    return Rejected(
        Refusal.VALUE_OUT_OF_RANGE,
        {"field": field, "value": value, "lowest": lowest, "highest": highest},
    )
