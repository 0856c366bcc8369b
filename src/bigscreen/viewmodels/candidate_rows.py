"""The ranked units a desk can choose from, each with the reasons for its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import ForceFamily, Unit, UnitKind, UnitStatus
from bigscreen.viewmodels.durations import NOTHING, age, distance, minutes_seconds, rough_minutes
from bigscreen.viewmodels.duty_words import capability_name, echelon_numeral
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import kind_name, status_name
from bigscreen.viewmodels.unit_marks import Mark, mark_of_unit
from bigscreen.viewmodels.wording import tr

_NAMED_IN_ORDER = 2


class Ranked(Protocol):
    """What has to be known of a unit that could be sent; ``service.recommendation`` makes it."""

    @property
    def unit_id(self) -> str:
        """Which unit."""

    @property
    def rank(self) -> int:
        """Its place, from 1."""

    @property
    def proposed(self) -> bool:
        """Whether the catalogue asks for it."""

    @property
    def match(self) -> str:
        """``lead``, ``assist`` or ``other``."""

    @property
    def status(self) -> UnitStatus:
        """What it is doing."""

    @property
    def load(self) -> int:
        """How many cases it holds."""

    @property
    def own_grid(self) -> bool:
        """Whether the case is in its own grid."""

    @property
    def distance_m(self) -> float | None:
        """How far it is, None where a place is unknown."""

    @property
    def travel_s(self) -> float | None:
        """How long it needs, None where a place is unknown."""

    @property
    def by_road(self) -> bool:
        """Whether streets were followed."""

    @property
    def fix_age_s(self) -> float | None:
        """How old its position is, None without one."""

    @property
    def stale(self) -> bool:
        """Whether the position is too old to be relied on."""

    @property
    def fills(self) -> tuple[int, ...]:
        """The lines of the run card it is proposed for, by position."""

    @property
    def lacks(self) -> tuple[str, ...]:
        """The capabilities it misses for the run card."""

    @property
    def wrong_kind(self) -> bool:
        """Whether the run card asks for another kind of unit."""

    @property
    def echelon(self) -> int:
        """The active echelon it was called with, 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """One unit to choose, in its ``place`` of the list, from 1.

    ``is_free`` is false for a unit that holds a case already.
    """

    unit_id: str
    place: int
    call_sign: str
    mark: Mark
    reasons: str
    travel: str
    distance: str
    proposed: bool
    is_free: bool


def candidate_rows(
    candidates: Iterable[Ranked], situation: Situation, city: City | None, item_code: str = ""
) -> tuple[CandidateRow, ...]:
    """Return a row a candidate: the proposed ones first, then the others by rank.

    ``item_code`` is what the case is, by the city's catalogue. Candidates the situation no
    longer knows are left out.
    """
    item = city.item(item_code) if city else None
    card_lines = len(item.run_card) if item else 0
    known = [candidate for candidate in candidates if candidate.unit_id in situation.units]
    known.sort(key=lambda candidate: (not candidate.proposed, candidate.rank))
    return tuple(
        _row(place, candidate, situation.units[candidate.unit_id].unit, city, card_lines)
        for place, candidate in enumerate(known, start=1)
    )


def _row(
    place: int, candidate: Ranked, unit: Unit, city: City | None, card_lines: int
) -> CandidateRow:
    metres = candidate.distance_m
    return CandidateRow(
        unit_id=unit.id,
        place=place,
        call_sign=one_line(unit.call_sign),
        mark=mark_of_unit(unit, city),
        reasons=" · ".join(_reasons(candidate, unit, card_lines)),
        travel=minutes_seconds(candidate.travel_s),
        distance=NOTHING if metres is None else distance(metres),
        proposed=candidate.proposed,
        is_free=candidate.load == 0,
    )


def _reasons(candidate: Ranked, unit: Unit, card_lines: int) -> list[str]:
    if candidate.load:
        reasons = [status_name(candidate.status), tr("can take a second case")]
    else:
        reasons = [status_name(candidate.status)]
    if candidate.match == "lead":
        reasons.append(tr("leads"))
    elif candidate.match == "assist":
        reasons.append(tr("assists"))
    reasons += _card_reasons(candidate, card_lines)
    if candidate.own_grid:
        reasons.append(tr("own grid"))
    if unit.kind is not UnitKind.CAR:
        reasons.append(kind_name(unit.kind))
    if unit.officers > 1:
        reasons.append(tr("{n} officers", n=unit.officers))
    if candidate.fix_age_s is None:
        reasons.append(tr("no position"))
    elif candidate.stale:
        reasons.append(tr("position {age}", age=age(candidate.fix_age_s)))
    if candidate.travel_s is not None and not candidate.by_road:
        reasons.append(tr("straight line"))
    return reasons


def _card_reasons(candidate: Ranked, card_lines: int) -> list[str]:
    """Return what the item's run card and the echelons have to do with the unit."""
    reasons = []
    if candidate.echelon:
        reasons.append(tr("Echelon {numeral}", numeral=echelon_numeral(candidate.echelon)))
    if candidate.fills and card_lines > 1:  # of one line there is nothing to tell apart
        places = "+".join(str(line + 1) for line in candidate.fills)
        reasons.append(tr("place {places}/{all}", places=places, all=card_lines))
    if candidate.wrong_kind:
        reasons.append(tr("another kind is wanted"))
    if candidate.lacks:
        missing = tr(", ").join(capability_name(one) for one in candidate.lacks)
        reasons.append(tr("lacks {what}", what=missing))
    return reasons


def hint(candidates: Iterable[Ranked], situation: Situation) -> str:
    """Return what the queue says of a case nobody was sent to: to dispatch, and whom."""
    best = next((c for c in candidates if c.proposed and c.unit_id in situation.units), None)
    if best is None or best.travel_s is None:
        return tr("To dispatch")
    return tr(
        "Send {unit} · {minutes}",
        unit=one_line(situation.units[best.unit_id].unit.call_sign),
        minutes=rough_minutes(best.travel_s),
    )


def order_text(unit_ids: Sequence[str], situation: Situation, city: City | None) -> str:
    """Return what sending these units is called: joint where they bring several families."""
    if not unit_ids:
        return tr("Choose units to dispatch")
    shown = unit_names(unit_ids, situation)
    if is_joint(unit_ids, situation, city):
        return tr("Joint dispatch {units}", units=shown)
    return tr("Dispatch {units}", units=shown)


def unit_names(unit_ids: Sequence[str], situation: Situation) -> str:
    """Return the units of an order for a button: the first ones by name, the rest counted."""
    names = [_call_sign(situation, unit_id) for unit_id in unit_ids]
    more = [str(len(names) - _NAMED_IN_ORDER)] if len(names) > _NAMED_IN_ORDER else []
    return " + ".join([*names[:_NAMED_IN_ORDER], *more])


def is_joint(unit_ids: Iterable[str], situation: Situation, city: City | None) -> bool:
    """Tell whether the units bring forces of more than one family."""
    families: set[ForceFamily] = set()
    for unit_id in unit_ids:
        known = situation.units.get(unit_id)
        if known is None or city is None:
            continue
        forces = (city.force(code) for code in known.unit.force_codes)
        families |= {force.family for force in forces if force is not None}
    return len(families) > 1


def call_signs(unit_ids: Iterable[str], situation: Situation) -> str:
    """Return the call signs of units as an enumeration."""
    return tr(", ").join(_call_sign(situation, unit_id) for unit_id in unit_ids)


def _call_sign(situation: Situation, unit_id: str) -> str:
    known = situation.units.get(unit_id)
    return one_line(known.unit.call_sign if known else unit_id)
