"""Who holds a unit, where the hub's ledger only knew that somebody does."""

from collections.abc import Mapping
from dataclasses import replace

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.errors import FactValue
from bigscreen.domain.outcomes import Outcome, UnitOutcome
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.situation import Situation


def with_holders(outcome: Outcome, situation: Situation) -> Outcome:
    """Return a refusal with the holder of every unit that was just taken.

    Of two orders at the same moment the database lets one through; the event of that one says
    who has the unit now, and the picture knows it as soon as the event is there.
    """
    if outcome.code != Refusal.UNIT_HELD:
        return outcome
    words = outcome.units or _named(outcome)
    filled = tuple(
        replace(word, facts={**word.facts, **_holder(word.unit_id, situation)})
        if word.code == Refusal.UNIT_HELD and "incident" not in word.facts
        else word
        for word in words
    )
    return replace(outcome, units=filled)


def _named(outcome: Outcome) -> tuple[UnitOutcome, ...]:
    """Return the word on the one unit that an answer without words on units speaks of."""
    unit_id = outcome.facts.get("unit")
    if not isinstance(unit_id, str) or not unit_id:
        return ()
    return (UnitOutcome(unit_id=unit_id, code=outcome.code, facts=outcome.facts),)


def _holder(unit_id: str, situation: Situation) -> Mapping[str, FactValue]:
    unit = situation.units.get(unit_id)
    holding = situation.holding(unit) if unit is not None else None
    stamp = holding.stamps.get(Milestone.DISPATCHED) if holding is not None else None
    if unit is None or holding is None or stamp is None:
        return {}
    case = situation.incidents[holding.incident_id].incident
    return {
        "call_sign": unit.unit.call_sign,
        "incident": case.number,
        "title": case.title,
        "since": stamp.at.isoformat(),
        "by": stamp.by,
    }
