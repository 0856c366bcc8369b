"""Settles orders against the ledger: known answers again, new ones decided, all of it durable.

The authoritative situation lives here. One thread owns a settlement; many orders share one
transaction, and no answer leaves before it is committed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.authority import Actor
from bigscreen.domain.city import City
from bigscreen.domain.commands import Command, RegisterIncident
from bigscreen.domain.events import Event
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.service.dispatch import decide, fingerprint, refusal
from bigscreen.service.ports import (
    Ledger,
    LedgerEntry,
    LedgerTransaction,
    LedgerUnavailable,
    RegisteredCase,
    UnitTaken,
)
from bigscreen.service.scope import AreaIndex

NumberedEvent = tuple[int, Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRequest:
    """An order as it came in: from the session's actor, at ``received_at`` hub time (UTC)."""

    actor: Actor
    command_id: str
    command: Command
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a batch of requests.

    ``answers`` stand in the order of the requests. ``events`` follow the last ones published
    without a gap and are durable. ``faults`` are what went wrong, for the log.
    """

    answers: tuple[Outcome, ...]
    events: tuple[NumberedEvent, ...] = ()
    faults: tuple[Exception, ...] = ()


class Settlement:
    """The one who decides, for one ledger and one city.

    Raises:
        LedgerUnavailable: the ledger can not be read at the start.
    """

    def __init__(self, ledger: Ledger, city: City) -> None:
        self._ledger = ledger
        self._city = city
        self._areas = AreaIndex(city)
        self._start = ledger.load()
        self._situation = Situation(self._start)
        self._published_seq = self._start.seq
        self._trusted = True

    @property
    def start(self) -> Snapshot:
        """The situation the ledger held at the start: events follow from it."""
        return self._start

    def settle(self, requests: Sequence[OrderRequest]) -> Settled:
        """Settle a batch in one transaction.

        Where the ledger can not be written, every order is refused with
        ``ledger_unavailable`` and nothing has changed. An order that meets a fault of our own
        is refused with ``hub_fault``; the others of the batch are settled without it.
        """
        caught_up: tuple[NumberedEvent, ...] = ()
        try:
            caught_up = self._catch_up()
            answers, events = self._write(requests)
        except LedgerUnavailable as error:
            self._trusted = False
            return _all_refused(requests, Refusal.LEDGER_UNAVAILABLE, caught_up, error)
        except Exception as fault:  # noqa: BLE001 - one bad order must not stop the hub
            self._trusted = False
            if len(requests) == 1:
                return _all_refused(requests, Refusal.HUB_FAULT, caught_up, fault)
            return _joined(caught_up, [self.settle([request]) for request in requests])
        self._published_seq = self._situation.seq
        return Settled(answers=answers, events=(*caught_up, *events))

    def _catch_up(self) -> tuple[NumberedEvent, ...]:
        """After a failure: read back what the ledger really holds.

        A commit whose success we never learnt of may stand; its events are still to be told.
        """
        if self._trusted:
            return ()
        self._situation = Situation(self._ledger.load())
        limit = self._situation.seq - self._published_seq
        events = tuple(self._ledger.events_after(self._published_seq, limit)) if limit else ()
        self._published_seq = self._situation.seq
        self._trusted = True
        return events

    def _write(
        self, requests: Sequence[OrderRequest]
    ) -> tuple[tuple[Outcome, ...], list[NumberedEvent]]:
        events: list[NumberedEvent] = []
        with self._ledger.transaction() as transaction:
            answers = tuple(self._settle_one(transaction, one, events) for one in requests)
        return answers, events

    def _settle_one(
        self, transaction: LedgerTransaction, request: OrderRequest, events: list[NumberedEvent]
    ) -> Outcome:
        print_of_request = fingerprint(request.actor, request.command)
        known = transaction.answer_to(request.command_id)
        if known is not None:
            if known.fingerprint == print_of_request:
                return known.outcome
            return refusal(request.command_id, Refusal.ID_REUSED)
        decision = decide(
            self._situation,
            self._city,
            request.actor,
            request.command_id,
            request.command,
            request.received_at,
            registered=_registered_before(transaction, request),
            areas=self._areas,
        )
        try:
            transaction.append(_entry(request, print_of_request, decision.events, decision.outcome))
        except UnitTaken as taken:
            outcome = refusal(request.command_id, Refusal.UNIT_HELD, {"unit": taken.unit_id})
            transaction.append(_entry(request, print_of_request, (), outcome))
            return outcome
        for event in decision.events:
            self._situation.apply(self._situation.seq + 1, event)
            events.append((self._situation.seq, event))
        return decision.outcome


def _registered_before(
    transaction: LedgerTransaction, request: OrderRequest
) -> RegisteredCase | None:
    """Return the case this registration would repeat; the situation forgets closed ones."""
    if not isinstance(request.command, RegisterIncident):
        return None
    reference = request.command.reference.strip()
    if not reference:
        return None
    return transaction.incident_with_reference(request.actor.name, reference)


def _entry(
    request: OrderRequest, print_of_request: str, events: tuple[Event, ...], outcome: Outcome
) -> LedgerEntry:
    return LedgerEntry(
        command_id=request.command_id,
        fingerprint=print_of_request,
        actor=request.actor,
        command=request.command,
        received_at=request.received_at,
        events=events,
        outcome=outcome,
    )


def _all_refused(
    requests: Sequence[OrderRequest],
    code: Refusal,
    events: tuple[NumberedEvent, ...],
    fault: Exception,
) -> Settled:
    answers = tuple(refusal(request.command_id, code) for request in requests)
    return Settled(answers=answers, events=events, faults=(fault,))


def _joined(caught_up: tuple[NumberedEvent, ...], parts: Sequence[Settled]) -> Settled:
    return Settled(
        answers=tuple(answer for part in parts for answer in part.answers),
        events=(*caught_up, *(event for part in parts for event in part.events)),
        faults=tuple(fault for part in parts for fault in part.faults),
    )
