"""What the desk says of an order from the click to its answer; every phase reads differently."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.errors import FactValue
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.viewmodels.wording import tr

Sentence = Callable[[str, Mapping[str, FactValue]], str]
"""Makes a sentence for people from a refusal's code and facts."""


class Phase(StrEnum):
    """How far an order has come."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    WARNED = "warned"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One order's phase in words: what it is about, and what that means."""

    phase: Phase
    title: str
    detail: str = ""


def pending(name: str) -> Notice:
    """Return the notice of an order that was handed in."""
    return Notice(phase=Phase.PENDING, title=name, detail=tr("waiting for the hub"))


def settled(name: str, outcome: Outcome, sentence: Sentence) -> Notice:
    """Return the notice of an order that has settled."""
    match outcome.status:
        case OutcomeStatus.ACCEPTED:
            return Notice(phase=Phase.ACCEPTED, title=name, detail=tr("accepted"))
        case OutcomeStatus.NOT_SENT:
            return Notice(
                phase=Phase.NOT_SENT,
                title=tr("Not sent: {order}", order=name),
                detail=tr("The link to the hub is down. Nothing was ordered."),
            )
        case OutcomeStatus.UNCONFIRMED:
            return Notice(
                phase=Phase.UNCONFIRMED,
                title=tr("Unconfirmed: {order}", order=name),
                detail=tr(
                    "The link was cut before the answer came. It settles by itself when the link "
                    "is back."
                ),
            )
        case _:
            return _refused(name, outcome, sentence)


def _refused(name: str, outcome: Outcome, sentence: Sentence) -> Notice:
    against = [word for word in outcome.units if word.code != "ok"]
    reasons = [sentence(word.code, word.facts) for word in against] or [
        sentence(outcome.code, outcome.facts)
    ]
    if outcome.can_confirm:
        return Notice(
            phase=Phase.WARNED,
            title=" ".join(reasons),
            detail=(
                tr("Give the order again to send it as a second case.")
                if against
                else tr("Give the order again to close it all the same; it counts as forced.")
            ),
        )
    return Notice(
        phase=Phase.REFUSED, title=tr("Refused: {order}", order=name), detail=" ".join(reasons)
    )
