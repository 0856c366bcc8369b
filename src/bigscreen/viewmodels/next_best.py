"""Whom to send instead of units that can not be had."""

from collections.abc import Collection, Sequence

from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.candidate_rows import CandidateRow, call_signs
from bigscreen.viewmodels.wording import tr


def replaced_units(
    unit_ids: Sequence[str],
    against: Collection[str],
    rows: Sequence[CandidateRow],
    situation: Situation,
) -> tuple[str, ...]:
    """Return the order with the next best free candidate in the place of each unit of ``against``.

    One of the same leading force goes before the others. Empty where nobody is free for one of
    them: an order half filled is not offered.
    """
    held = {unit_id: state for unit_id, state in situation.units.items() if state.assignment_ids}
    free = [
        row.unit_id
        for row in rows
        if row.is_free and row.unit_id not in unit_ids and row.unit_id not in held
    ]
    order: list[str] = []
    for unit_id in unit_ids:
        if unit_id not in against:
            order.append(unit_id)
            continue
        force = _force(unit_id, situation)
        chosen = next((one for one in free if _force(one, situation) == force), None)
        chosen = chosen or next(iter(free), None)
        if chosen is None:
            return ()
        free.remove(chosen)
        order.append(chosen)
    return tuple(order)


def next_best_text(unit_ids: Sequence[str], offered: Sequence[str], situation: Situation) -> str:
    """Return what sending the replaced order is called: only the new units are named."""
    new = [unit_id for unit_id in offered if unit_id not in unit_ids]
    return tr("Send {units} instead", units=call_signs(new, situation))


def _force(unit_id: str, situation: Situation) -> str:
    known = situation.units.get(unit_id)
    return known.unit.force_codes[0] if known and known.unit.force_codes else ""
