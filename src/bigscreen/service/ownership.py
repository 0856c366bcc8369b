"""What a source may touch: its own cases, and of others' only those its units have finished.

Units are its own when it declared them (:meth:`bigscreen.service.order.Order.own_unit`); cases
are its own when it registered them. Desks and administrators act on everything.
"""

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.authority import Role
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.errors import Rejected
from bigscreen.domain.refusals import Refusal
from bigscreen.service.order import Order


def require_own_case(order: Order, known: IncidentState) -> None:
    """Refuse a source that did not register this case."""
    if order.actor.role is Role.SOURCE and known.incident.source != order.actor.name:
        facts = {"incident": known.incident.number, "source": known.incident.source}
        raise Rejected(Refusal.INCIDENT_OF_OTHER_SOURCE, facts)


def require_own_or_finished_case(order: Order, known: IncidentState) -> None:
    """Refuse a source that neither registered this case nor has finished it with its own units."""
    if order.actor.role is Role.SOURCE and not _finished_by_own_units(order, known):
        require_own_case(order, known)


def _finished_by_own_units(order: Order, known: IncidentState) -> bool:
    """Tell whether only units of the actor were ever sent, and those on the case have handled it.

    Somebody has to be on it still: a case whose units were called back, or that was opened again
    after they had left, is not finished.
    """
    sent = list(order.situation.assignments_of(known))
    units = order.situation.units
    there = [assignment for assignment in sent if assignment.is_open]
    return (
        bool(there)
        and all(units[assignment.unit_id].unit.source == order.actor.name for assignment in sent)
        and all(Milestone.HANDLED in assignment.stamps for assignment in there)
    )
