"""Rules of the orders on units themselves: declare them, put them on and off duty."""

from collections.abc import Iterable
from dataclasses import replace

from bigscreen.domain.authority import HUB, Role
from bigscreen.domain.commands import DeclareUnits, SetDuty
from bigscreen.domain.errors import Rejected
from bigscreen.domain.events import DutyChanged, UnitDeclared
from bigscreen.domain.outcomes import UnitOutcome
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.units import Duty, Unit
from bigscreen.service import text_rules
from bigscreen.service.order import Decision, Order, out_of_range, shown, too_many
from bigscreen.service.rule import Rules
from bigscreen.service.shift_watch import rostered

MOST_UNITS = 5_000
"""How many units one command may declare."""

_MOST_NAMES = 20
_MOST_OFFICERS = 1_000
_LONGEST_STALE_AFTER_S = 86_400.0


def declare_units(order: Order, command: DeclareUnits) -> Decision:
    """Make units known; one that can not be right is refused alone, the others are taken in.

    A unit belongs to the account that declared it first. An administrator may hand it to
    another one by naming that account as the unit's source. One that was not known when the
    running shift began starts as the roster has it.
    """
    if not command.units:
        raise Rejected(Refusal.NOTHING_TO_DO)
    if len(command.units) > MOST_UNITS:
        raise too_many("units", len(command.units), MOST_UNITS)
    numbers = {unit_id: state.number for unit_id, state in order.situation.units.items()}
    next_number = max(numbers.values(), default=0) + 1
    events: dict[str, UnitDeclared] = {}
    words: list[UnitOutcome] = []
    for unit in command.units:
        try:
            declared = _checked(order, unit)
        except Rejected as reason:
            words.append(UnitOutcome(unit_id=shown(unit.id), code=reason.code, facts=reason.facts))
            continue
        number = numbers.setdefault(declared.id, next_number)
        next_number = max(next_number, number + 1)
        words.append(UnitOutcome(unit_id=declared.id, code="ok", facts={"number": number}))
        known = order.situation.units.get(declared.id)
        if known is None or known.unit != declared:
            events[declared.id] = UnitDeclared(unit=declared, number=number)
    refused = [word for word in words if word.code != "ok"]
    if len(refused) == len(words):
        return order.refuse(refused[0].code, refused[0].facts, units=words)
    return order.accept([*events.values(), *_off_duty(order, events)], units=words)


def _off_duty(order: Order, declared: Iterable[str]) -> list[DutyChanged]:
    """Return which of these units, where they are new, the roster has off duty in this shift."""
    shift = order.situation.shift
    if shift.started_at is None:
        return []
    duties = rostered(order.city, shift.index, shift.started_at)
    return [
        DutyChanged(unit_id=unit_id, duty=Duty.OFF_DUTY, at=order.now, by=HUB.name)
        for unit_id in declared
        if unit_id not in order.situation.units and duties.get(unit_id) is Duty.OFF_DUTY
    ]


def _checked(order: Order, unit: Unit) -> Unit:
    """Return the unit as it may be kept, with the account it belongs to."""
    unit_id = text_rules.name("id", unit.id)
    if not 0 <= unit.officers <= _MOST_OFFICERS:
        raise out_of_range("officers", unit.officers, 0, _MOST_OFFICERS)
    if not 1.0 <= unit.stale_after_s <= _LONGEST_STALE_AFTER_S:
        raise out_of_range("stale_after_s", unit.stale_after_s, 1, _LONGEST_STALE_AFTER_S)
    for field, names in (("force_codes", unit.force_codes), ("capabilities", unit.capabilities)):
        if len(names) > _MOST_NAMES:
            raise too_many(field, len(names), _MOST_NAMES)
    if not unit.force_codes:
        raise Rejected(Refusal.TEXT_MISSING, {"field": "force_codes"})
    for code in unit.force_codes:
        if order.city.force(code) is None:
            raise Rejected(Refusal.UNKNOWN_FORCE, {"unit": unit_id, "force": shown(code)})
    if unit.grid_id and order.city.grid(unit.grid_id) is None:
        raise Rejected(Refusal.UNKNOWN_GRID, {"grid": shown(unit.grid_id)})
    return replace(
        unit,
        id=unit_id,
        call_sign=text_rules.name("call_sign", unit.call_sign),
        squad=text_rules.optional_name("squad", unit.squad),
        capabilities=tuple(text_rules.name("capabilities", c) for c in unit.capabilities),
        source=_source_of(order, unit_id, unit.source),
    )


def _source_of(order: Order, unit_id: str, named: str) -> str:
    known = order.situation.units.get(unit_id)
    owner = known.unit.source if known else ""
    if order.actor.role is Role.ADMIN:
        return text_rules.optional_name("source", named) or owner or order.actor.name
    if owner and owner != order.actor.name:
        raise Rejected(Refusal.UNIT_OF_OTHER_SOURCE, {"unit": unit_id, "source": owner})
    return order.actor.name


def set_duty(order: Order, command: SetDuty) -> Decision:
    """Put a unit on or off duty; what it holds it keeps until it is released."""
    unit = order.own_unit(command.unit_id)
    if unit.duty is command.duty:
        raise Rejected(Refusal.NOTHING_TO_DO)
    event = DutyChanged(unit_id=unit.unit.id, duty=command.duty, at=order.now, by=order.actor.name)
    return order.accept([event])


RULES: Rules = {
    DeclareUnits: declare_units,
    SetDuty: set_duty,
}
