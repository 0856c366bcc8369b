"""What became of an order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bigscreen.domain.errors import FactValue


class OutcomeStatus(StrEnum):
    """How an order settled.

    The hub answers ``accepted`` or ``refused``. ``not_sent`` (link down before sending) and
    ``unconfirmed`` (link cut after sending; settles by itself on reconnect) are a client's own.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOutcome:
    """What the hub says of one unit of an order; ``code`` is ``ok`` or a refusal code."""

    unit_id: str
    code: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer to one command; the same command id always gets the same one.

    ``code`` is ``ok`` or a refusal code; ``can_confirm`` marks a warning that may be overridden
    by repeating the order with ``confirm``. ``first_seq``–``last_seq`` are the ledger events it
    made (0 when none).
    """

    command_id: str
    status: OutcomeStatus
    code: str = "ok"
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    units: tuple[UnitOutcome, ...] = ()
    can_confirm: bool = False
    incident_id: str = ""
    first_seq: int = 0
    last_seq: int = 0
