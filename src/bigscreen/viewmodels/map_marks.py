"""Units the map marks for the selected case: the recommended and the chosen ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.candidate_rows import CandidateRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedUnit:
    """A unit by ``number`` in its ``place`` of the list, 0 for one that is not in it."""

    number: int
    place: int
    chosen: bool = False


def marked_units(
    chosen: Sequence[str], rows: Iterable[CandidateRow], situation: Situation, most: int
) -> tuple[MarkedUnit, ...]:
    """Return the chosen units and after them the best others, with their places in the list.

    ``most`` bounds the others: all that would be sent are marked, however many.
    """
    places = {row.unit_id: row.place for row in rows}
    ids = [*chosen, *(unit_id for unit_id in places if unit_id not in chosen)]
    known = ((unit_id, situation.units.get(unit_id)) for unit_id in ids[: max(most, len(chosen))])
    return tuple(
        MarkedUnit(number=unit.number, place=places.get(unit_id, 0), chosen=unit_id in chosen)
        for unit_id, unit in known
        if unit is not None
    )
