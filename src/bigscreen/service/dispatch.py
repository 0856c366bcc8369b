"""Decides what becomes of an order: authority first, then its area, then the rules of its kind.

Pure: the situation is read, never changed; who asks comes from the session, the time from the
hub's clock. The ledger writes the decision before anybody hears of it.
"""

import hashlib
from datetime import datetime

import msgspec

from bigscreen.domain.authority import Actor, may
from bigscreen.domain.city import City
from bigscreen.domain.commands import Command
from bigscreen.domain.errors import FactValue, Rejected
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.situation import Situation
from bigscreen.service import (
    alarm_orders,
    assignment_orders,
    case_steps,
    correction_orders,
    echelon_orders,
    extension_orders,
    grade_orders,
    hand_over_orders,
    incident_orders,
    link_orders,
    operation_orders,
    patrol_orders,
    shift_orders,
    sos_orders,
    unit_orders,
    watch_orders,
)
from bigscreen.service.area_rules import kept_inside, refused_outside
from bigscreen.service.order import Decision, Order
from bigscreen.service.ports import RegisteredCase
from bigscreen.service.rule import Rules
from bigscreen.service.scope import AreaIndex

RULES: Rules = {
    **unit_orders.RULES,
    **incident_orders.RULES,
    **assignment_orders.RULES,
    **case_steps.RULES,
    **extension_orders.RULES,
    **grade_orders.RULES,
    **link_orders.RULES,
    **correction_orders.RULES,
    **echelon_orders.RULES,
    **hand_over_orders.RULES,
    **alarm_orders.RULES,
    **sos_orders.RULES,
    **watch_orders.RULES,
    **shift_orders.RULES,
    **operation_orders.RULES,
    **patrol_orders.RULES,
}
"""The rule of every kind of order."""

_encoder = msgspec.json.Encoder(order="deterministic")


def decide(  # noqa: PLR0913 - what is known is named by name
    situation: Situation,
    city: City,
    actor: Actor,
    command_id: str,
    command: Command,
    now: datetime,
    *,
    registered: RegisteredCase | None = None,
    areas: AreaIndex | None = None,
) -> Decision:
    """Return the events an order makes on this situation, and its answer.

    ``now`` is the hub's time (UTC). ``registered`` is the case the actor has registered before
    under the reference a registration names, however long ago; ``areas`` is kept from order to
    order, so that an area is worked out once. An order that is not allowed
    makes no events and is answered ``refused`` with a code of :class:`Refusal`; nothing is
    raised.
    """
    order = Order(
        situation=situation,
        city=city,
        actor=actor,
        command_id=command_id,
        now=now,
        registered=registered,
        scope=(areas or AreaIndex(city)).scope_of(actor),
    )
    return kept_inside(order, _decided(order, command))


def _decided(order: Order, command: Command) -> Decision:
    if not may(order.actor.role, type(command)):
        return _not_allowed(order, command)
    if (outside := refused_outside(order, command)) is not None:
        return outside
    try:
        return RULES[type(command)](order, command)
    except Rejected as reason:
        incident_id = reason.facts.pop("incident_id", "")
        return order.refuse(reason.code, reason.facts, incident_id=str(incident_id))


def _not_allowed(order: Order, command: Command) -> Decision:
    facts = {"role": order.actor.role.value, "order": type(command).__name__}
    return order.refuse(Refusal.NOT_ALLOWED, facts)


def fingerprint(actor: Actor, command: Command) -> str:
    """Return a digest of who ordered what, the same for an honest retry and for nothing else."""
    order = (actor.name, type(command).__name__, command)
    return hashlib.sha256(_encoder.encode(order)).hexdigest()


def refusal(command_id: str, code: Refusal, facts: dict[str, FactValue] | None = None) -> Outcome:
    """Return the answer to an order that never came to be decided."""
    return Outcome(
        command_id=command_id, status=OutcomeStatus.REFUSED, code=code.value, facts=facts or {}
    )
