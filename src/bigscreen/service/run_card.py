"""Which units an item wants 力量编成, how far a unit meets that, and whom to propose for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bigscreen.domain.city import CatalogueItem, RunCardLine
from bigscreen.domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How far a unit meets a run card.

    ``lines`` are the positions of the lines it meets in full. If there are none though its
    force is wanted, ``lacks`` are the capabilities it misses for the line it comes nearest to,
    and ``wrong_kind`` says that it is of none of that line's kinds.
    """

    lines: tuple[int, ...] = ()
    lacks: tuple[str, ...] = ()
    wrong_kind: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether the unit would do only for want of a better one."""
        return self.wrong_kind or bool(self.lacks)


def card_of(item: CatalogueItem) -> tuple[RunCardLine, ...]:
    """Return what an item wants: its run card, or one unit of its lead force.

    Without a run card, one of the first assisting force comes along where the item has any.
    """
    forces = dict.fromkeys((item.lead_force, *item.assisting_forces[:1]))
    return item.run_card or tuple(RunCardLine(force_code=force) for force in forces)


def fit_of(card: Sequence[RunCardLine], unit: Unit, *, can_act: bool) -> Fit:
    """Return how far ``unit`` meets ``card``.

    A line without kinds wants units that can act; one that names a drone wants it as it is.
    """
    of_force = [(place, line) for place, line in enumerate(card) if _is_of(unit, line)]
    met = tuple(place for place, line in of_force if _meets(line, unit, can_act=can_act))
    if met or not of_force:
        return Fit(lines=met)
    wrong_kind, _, lacks = min(
        (bool(line.kinds) and unit.kind not in line.kinds, len(lacks), lacks)
        for _, line in of_force
        for lacks in [_lacks(line, unit)]
    )
    return Fit(lacks=lacks, wrong_kind=wrong_kind)


def places_filled(
    card: Sequence[RunCardLine],
    there: Iterable[Unit],
    ready: Iterable[Unit],
    can_act: Callable[[Unit], bool],
) -> Mapping[str, tuple[int, ...]]:
    """Return whom to propose: the ids of units of ``ready``, each with the lines it fills.

    ``there`` are units on the case already: what they fill is not asked for again. ``ready``
    stand in order of preference. As many places as possible go to units that meet them in
    full, the preferred ones first; what is left over goes to other units of the force that can
    act. A joint unit fills one place of each of its forces.
    """
    filled: dict[str, tuple[int, ...]] = {}
    present, preferred = list(there), list(ready)
    present_ids = {unit.id for unit in present}
    for force in dict.fromkeys(line.force_code for line in card):
        slots = [
            place
            for place, line in enumerate(card)
            if line.force_code == force
            for _ in range(line.count)
        ]
        chosen_first = sorted(preferred, key=lambda unit: unit.id not in filled)
        pool = [unit for unit in (*present, *chosen_first) if force in unit.force_codes]
        for slot, unit in _matched(card, slots, pool, can_act).items():
            if unit.id not in present_ids:
                filled[unit.id] = (*filled.get(unit.id, ()), slots[slot])
    return filled


def _matched(
    card: Sequence[RunCardLine],
    slots: Sequence[int],
    pool: Sequence[Unit],
    can_act: Callable[[Unit], bool],
) -> dict[int, Unit]:
    """Return a unit for each slot that can be filled.

    By augmenting paths: a unit that was given a slot keeps one, but may be moved to another to
    make room. Taking the units in order of preference this way gives the most slots filled and
    the most preferred units that can fill them.
    """
    taken: dict[int, Unit] = {}

    def place(unit: Unit, tried: set[int]) -> bool:
        acts = can_act(unit)
        for slot, line in enumerate(slots):
            if slot in tried or not _meets(card[line], unit, can_act=acts):
                continue
            tried.add(slot)
            if slot not in taken or place(taken[slot], tried):
                taken[slot] = unit
                return True
        return False

    for unit in pool:
        if len(taken) == len(slots):
            break
        place(unit, set())
    given = {unit.id for unit in taken.values()}
    others = (unit for unit in pool if unit.id not in given and can_act(unit))
    free = (slot for slot in range(len(slots)) if slot not in taken)
    return taken | dict(zip(free, others, strict=False))


def _is_of(unit: Unit, line: RunCardLine) -> bool:
    return line.force_code in unit.force_codes


def _meets(line: RunCardLine, unit: Unit, *, can_act: bool) -> bool:
    kind_fits = unit.kind in line.kinds if line.kinds else can_act
    return _is_of(unit, line) and kind_fits and not _lacks(line, unit)


def _lacks(line: RunCardLine, unit: Unit) -> tuple[str, ...]:
    return tuple(able for able in line.capabilities if able not in unit.capabilities)
