"""A ledger in memory that can be told to fail, for tests of what sits on top of one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bigscreen.domain.events import Event, IncidentRegistered
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.service.ports import (
    LedgerEntry,
    LedgerUnavailable,
    RegisteredCase,
    StoredAnswer,
    UnitTaken,
)


class MemoryLedger:
    """Keeps entries in a list; ``fail_*`` switches make the next transaction go wrong.

    ``taken`` names units whose assignment the "database" refuses.
    """

    epoch = "memory"

    def __init__(self) -> None:
        self.entries: list[LedgerEntry] = []
        self.events: list[tuple[int, Event]] = []
        self.commits = 0
        self.fail_begin = False
        self.fail_commit = False
        self.lose_commit_answer = False
        self.fail_load = False
        self.taken: set[str] = set()

    def load(self) -> Snapshot:
        if self.fail_load:
            raise LedgerUnavailable("load")
        situation = Situation()
        for seq, event in self.events:
            situation.apply(seq, event)
        return situation.snapshot()

    @contextmanager
    def transaction(self) -> Iterator["MemoryTransaction"]:
        if self.fail_begin:
            raise LedgerUnavailable("begin")
        transaction = MemoryTransaction(self)
        yield transaction
        if self.fail_commit:
            raise LedgerUnavailable("commit")
        for entry in transaction.entries:
            self.entries.append(entry)
            numbers = range(entry.outcome.first_seq, entry.outcome.last_seq + 1)
            self.events += zip(numbers, entry.events, strict=False)
        self.commits += 1
        if self.lose_commit_answer:
            self.lose_commit_answer = False
            raise LedgerUnavailable("commit, or so it seemed")

    def events_after(self, seq: int, limit: int) -> Sequence[tuple[int, Event]]:
        return [pair for pair in self.events if pair[0] > seq][:limit]

    def answer(self, command_id: str) -> Outcome | None:
        """Return what is kept as the answer to a command."""
        return next((e.outcome for e in self.entries if e.command_id == command_id), None)


class MemoryTransaction:
    """What is written before the commit."""

    def __init__(self, ledger: MemoryLedger) -> None:
        self._ledger = ledger
        self.entries: list[LedgerEntry] = []

    def answer_to(self, command_id: str) -> StoredAnswer | None:
        for entry in (*self._ledger.entries, *self.entries):
            if entry.command_id == command_id:
                return StoredAnswer(outcome=entry.outcome, fingerprint=entry.fingerprint)
        return None

    def incident_with_reference(self, source: str, reference: str) -> RegisteredCase | None:
        written = (event for _, event in self._ledger.events)
        for event in (*written, *(event for entry in self.entries for event in entry.events)):
            if isinstance(event, IncidentRegistered):
                incident = event.incident
                if (incident.source, incident.reference) == (source, reference):
                    return RegisteredCase(incident_id=incident.id, number=incident.number)
        return None

    def append(self, entry: LedgerEntry) -> None:
        for event in entry.events:
            if getattr(event, "unit_id", None) in self._ledger.taken:
                raise UnitTaken(event.unit_id)
        self.entries.append(entry)
