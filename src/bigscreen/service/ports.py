"""What the use cases need of the outside, as interfaces; ``store`` implements them."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.assignments import Assignment, Correction
from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.commands import Command
from bigscreen.domain.events import Event
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.patrol import Visit
from bigscreen.domain.shift import ShiftNote
from bigscreen.domain.situation import Snapshot


class LedgerUnavailable(Exception):
    """The ledger can not be written or read now (disk full, read-only, locked)."""


class UnitTaken(Exception):
    """The database refused a second active assignment of one unit: somebody else was first."""

    def __init__(self, unit_id: str) -> None:
        self.unit_id = unit_id
        super().__init__(unit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """The answer a command id got before, and the fingerprint of what was ordered then."""

    outcome: Outcome
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredCase:
    """A case as it is found again by its reference: its id, and the number people know."""

    incident_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One settled command: its events in order (none when refused) and its answer.

    ``fingerprint`` is a digest of actor and command, so that a reused id with other content
    is told apart from an honest retry.
    """

    command_id: str
    fingerprint: str
    actor: Actor
    command: Command
    received_at: datetime
    events: tuple[Event, ...]
    outcome: Outcome


class LedgerTransaction(Protocol):
    """Everything written inside is durable when the block ends, or none of it."""

    def answer_to(self, command_id: str) -> StoredAnswer | None:
        """Return the answer stored for this command id, in earlier or in this transaction."""

    def incident_with_reference(self, source: str, reference: str) -> RegisteredCase | None:
        """Return the case ``source`` has registered under this reference, however long ago."""

    def append(self, entry: LedgerEntry) -> None:
        """Write an entry; its events take the numbers ``outcome.first_seq`` … ``last_seq``.

        Raises:
            UnitTaken: a constraint refused an assignment; nothing of this entry was written,
                the transaction goes on.
        """


class Ledger(Protocol):
    """The numbered record of everything that happened."""

    @property
    def epoch(self) -> str:
        """Name of this ledger, made once with the database."""

    def load(self) -> Snapshot:
        """Return the situation after the last event."""

    def transaction(self) -> AbstractContextManager[LedgerTransaction]:
        """Begin a transaction (``BEGIN IMMEDIATE``).

        Raises:
            LedgerUnavailable: on begin, on append or on commit; nothing was written.
        """

    def events_after(self, seq: int, limit: int) -> Sequence[tuple[int, Event]]:
        """Return up to ``limit`` events with numbers above ``seq``, in order."""


class CaseHistory(Protocol):
    """The flat case records that figures are computed from."""

    def cases_received(self, start: datetime, end: datetime) -> Sequence[CaseFacts]:
        """Return the cases received in [start, end), in order of receipt."""

    def received_span(self) -> tuple[datetime, datetime] | None:
        """Return when the oldest and the newest case were received, None without any."""

    def add_past_cases(self, cases: Iterable[CaseFacts]) -> int:
        """Add closed cases of the past that never went through this ledger; return how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """A case as the ledger knows it, with all its assignments, oldest first."""

    state: IncidentState
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """A patrol duty that was fulfilled; ``grid_id`` is the duty's grid of that day."""

    visit: Visit
    grid_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCorrection:
    """A stamp that was put right, and whose it is."""

    incident_id: str
    unit_id: str
    correction: Correction


class DutyRecords(Protocol):
    """Everything kept of the centre's work, long-settled records and forgotten cases too.

    All periods are [start, end).
    """

    def case(self, incident_id: str) -> CaseRecord | None:
        """Return the case with this id, or None."""

    def alarms_between(self, start: datetime, end: datetime) -> Sequence[Alarm]:
        """Return the alarms that came due in a period, in that order."""

    def hand_overs(self) -> Sequence[HandOver]:
        """Return all hand-overs, in order of creation."""

    def hand_over(self, number: str) -> HandOver | None:
        """Return the hand-over people know by this number, or None."""

    def operations(self) -> Sequence[JointOperation]:
        """Return all joint operations, in order of planning."""

    def visits_between(self, start: datetime, end: datetime) -> Sequence[PastVisit]:
        """Return the patrol duties fulfilled in a period, in that order."""

    def first_visit_at(self) -> datetime | None:
        """Return when the first patrol duty was fulfilled, None before any was."""

    def corrections_between(self, start: datetime, end: datetime) -> Sequence[PastCorrection]:
        """Return the stamps put right in a period, in that order."""

    def shift_notes_between(self, start: datetime, end: datetime) -> Sequence[ShiftNote]:
        """Return the notes shifts left in a period, in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may connect; ``area_id`` binds them to an area or grid, empty to nothing."""

    name: str
    role: Role
    created_at: datetime
    revoked_at: datetime | None = None
    area_id: str = ""


class Accounts(Protocol):
    """Who may connect; tokens are kept as digests only."""

    def add(
        self, name: str, role: Role, token_digest: str, at: datetime, area_id: str = ""
    ) -> Account:
        """Add an account, or give a known name a new role, token and area."""

    def find(self, token_digest: str) -> Account | None:
        """Return the account, not revoked, whose token has this digest."""

    def revoke(self, name: str, at: datetime) -> bool:
        """End an account; tell whether there was one."""

    def all(self) -> Sequence[Account]:
        """Return all accounts by name."""
