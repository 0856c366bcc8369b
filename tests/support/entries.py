"""Ledger entries from bare events, for tests that care about the record and not the rules."""

from collections.abc import Iterable

from bigscreen.domain.authority import Actor
from bigscreen.domain.commands import AddNote, Command
from bigscreen.domain.events import Event
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.service.ports import LedgerEntry
from tests.support.small_city import DESK, NOON


def accepted(
    command_id: str,
    first_seq: int,
    events: Iterable[Event],
    *,
    command: Command | None = None,
    actor: Actor = DESK,
) -> LedgerEntry:
    """Return the entry of a command that made ``events``, numbered from ``first_seq`` on."""
    made = tuple(events)
    return LedgerEntry(
        command_id=command_id,
        fingerprint=f"print of {command_id}",
        actor=actor,
        command=command or AddNote(incident_id="i1", text="看过"),
        received_at=NOON,
        events=made,
        outcome=Outcome(
            command_id=command_id,
            status=OutcomeStatus.ACCEPTED,
            first_seq=first_seq if made else 0,
            last_seq=first_seq + len(made) - 1 if made else 0,
        ),
    )


def refused(command_id: str, code: str, *, actor: Actor = DESK, **facts) -> LedgerEntry:
    """Return the entry of a command that was refused."""
    return LedgerEntry(
        command_id=command_id,
        fingerprint=f"print of {command_id}",
        actor=actor,
        command=AddNote(incident_id="i1", text="看过"),
        received_at=NOON,
        events=(),
        outcome=Outcome(
            command_id=command_id, status=OutcomeStatus.REFUSED, code=code, facts=facts
        ),
    )


def record(store, *events: Event, command_id: str | None = None) -> None:
    """Write events as one accepted command, numbered after what the ledger holds."""
    first = store.ledger.load().seq + 1
    with store.ledger.transaction() as transaction:
        transaction.append(accepted(command_id or f"record-{first}", first, events))
