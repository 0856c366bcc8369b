"""What is out of the ordinary about a case, as small marks with a word each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.hand_overs import HandOverKind
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.progress import Card, HandlingLevel, LinkKind
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.duty_words import (
    card_name,
    echelon_name,
    echelon_numeral,
    handling_name,
    sensitivity_name,
)
from bigscreen.viewmodels.wording import tr


class BadgeKind(StrEnum):
    """What a badge is about, and so its shape: only cards have the shape of a card."""

    RED_CARD = "red_card"
    YELLOW_CARD = "yellow_card"
    ECHELON = "echelon"
    SUPERVISED = "supervised"
    SUSPENDED = "suspended"
    EXTENSION = "extension"
    DRILL = "drill"
    DUPLICATE = "duplicate"
    HANDLING = "handling"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """One mark: a word or two, and what it means in full."""

    kind: BadgeKind
    text: str
    detail: str


def supervised_cases(situation: Situation) -> frozenset[str]:
    """Return the ids of the cases a supervision 督办 is open for."""
    return frozenset(
        one.incident_id
        for one in situation.hand_overs.open()
        if one.kind is HandOverKind.SUPERVISION
    )


def case_badges(
    state: IncidentState, city: City | None, *, supervised: bool, whole: bool = False
) -> tuple[Badge, ...]:
    """Return the badges of a case, the gravest first.

    ``whole`` adds what only its own sheet says: who settles it, how walls show it.
    """
    found = list(_badges(state, city, supervised=supervised))
    if whole:
        found += _quiet_badges(state)
    return tuple(found)


def kept_back(state: IncidentState) -> tuple[Badge, ...]:
    """Return the badge that tells a wall's readers that a case is told only in part."""
    if state.incident.sensitivity is not Sensitivity.DIM:
        return ()
    why = tr("Sensitive: place and details are not shown on walls")
    return (Badge(kind=BadgeKind.SENSITIVE, text=tr("Withheld"), detail=why),)


def _badges(state: IncidentState, city: City | None, *, supervised: bool) -> Iterator[Badge]:
    progress = state.progress
    card = progress.card
    if card is not None:
        kind = BadgeKind.RED_CARD if card is Card.RED else BadgeKind.YELLOW_CARD
        yield Badge(kind=kind, text=card_name(card), detail=tr("shown for taking too long"))
    if progress.echelon:
        yield Badge(
            kind=BadgeKind.ECHELON,
            text=tr("Echelon {numeral}", numeral=echelon_numeral(progress.echelon)),
            detail=echelon_name(city, progress.echelon),
        )
    if supervised:
        yield Badge(
            kind=BadgeKind.SUPERVISED, text=tr("Supervised"), detail=tr("followed to its end")
        )
    if progress.suspended:
        yield Badge(
            kind=BadgeKind.SUSPENDED, text=tr("Suspended"), detail=tr("its clocks stand still")
        )
    if progress.pending_extension is not None:
        yield Badge(
            kind=BadgeKind.EXTENSION,
            text=tr("More time?"),
            detail=tr("more time was asked for and is not decided yet"),
        )
    if state.incident.drill:
        yield Badge(kind=BadgeKind.DRILL, text=tr("Drill"), detail=tr("counts in no figure"))
    if progress.merged_into:
        yield Badge(
            kind=BadgeKind.DUPLICATE, text=tr("Duplicate"), detail=tr("merged into another case")
        )
    doubles = sum(link.kind is LinkKind.DUPLICATE for link in progress.links)
    if doubles:
        yield Badge(
            kind=BadgeKind.DUPLICATE,
            text=tr("+{n} reports", n=doubles),
            detail=tr("{n} other reports were merged into this case", n=doubles),
        )


def _quiet_badges(state: IncidentState) -> Iterator[Badge]:
    if state.progress.handling is not HandlingLevel.LEVEL_TWO:
        name = handling_name(state.progress.handling)
        yield Badge(kind=BadgeKind.HANDLING, text=name, detail=name)
    if state.incident.sensitivity is not Sensitivity.NORMAL:
        name = sensitivity_name(state.incident.sensitivity)
        yield Badge(kind=BadgeKind.SENSITIVE, text=name, detail=name)
