"""The numbered record: settled commands with their events and answers, durable and gapless."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.exc import DBAPIError

from bigscreen.domain.authority import Role
from bigscreen.domain.events import Event
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.situation import Snapshot
from bigscreen.protocol.codec import command_message, event_message, event_of
from bigscreen.protocol.messages import EventMessage
from bigscreen.service.ports import (
    LedgerEntry,
    LedgerUnavailable,
    RegisteredCase,
    StoredAnswer,
    UnitTaken,
)
from bigscreen.store.database import Database, is_environment
from bigscreen.store.picture import last_seq, load_snapshot
from bigscreen.store.projection import CityIndex, Projection
from bigscreen.store.schema import commands, events, incidents, meta

_outcome_encoder = msgspec.json.Encoder()
_outcome_decoder = msgspec.json.Decoder(Outcome)

_select_answer = select(commands.c.outcome, commands.c.fingerprint).where(
    commands.c.command_id == bindparam("key")
)
_select_events = (
    select(events.c.seq, events.c.name, events.c.data)
    .where(events.c.seq > bindparam("after"))
    .order_by(events.c.seq)
)
_select_by_reference = (
    select(incidents.c.id, incidents.c.number)
    .where(
        incidents.c.source == bindparam("account"),
        incidents.c.reference == bindparam("asked"),
        incidents.c.reference != "",  # as the index says it, or SQLite would not use it
    )
    .limit(1)
)


class SqlLedger:
    """Implements :class:`bigscreen.service.ports.Ledger`."""

    def __init__(self, database: Database, city: CityIndex) -> None:
        self._database = database
        self._city = city
        with database.reading() as connection:
            self._epoch: str = connection.scalars(select(meta.c.epoch)).one()

    @property
    def epoch(self) -> str:
        """Name of this ledger, made once with the database."""
        return self._epoch

    def load(self) -> Snapshot:
        """Return the situation after the last event."""
        with self._database.reading() as connection:
            return load_snapshot(connection)

    @contextmanager
    def transaction(self) -> Iterator["SqlTransaction"]:
        """Begin a transaction; what was appended is durable when the block ends.

        Raises:
            LedgerUnavailable: on begin, on append or on commit; nothing was written.
        """
        with self._database.writing() as connection:
            transaction = SqlTransaction(connection, self._city)
            yield transaction
            transaction.finish()

    def events_after(self, seq: int, limit: int) -> Sequence[tuple[int, Event]]:
        """Return up to ``limit`` events with numbers above ``seq``, in order."""
        with self._database.reading() as connection:
            found = connection.execute(_select_events.limit(limit), {"after": seq}).all()
        return [
            (row.seq, event_of(EventMessage(seq=row.seq, name=row.name, data=_raw(row.data))))
            for row in found
        ]

    def refused_reports(self) -> Mapping[str, int]:
        """Return how many commands of sources were refused, by refusal code."""
        with self._database.reading() as connection:
            found = connection.execute(
                select(commands.c.code, func.count())
                .where(
                    commands.c.status == OutcomeStatus.REFUSED.value,
                    commands.c.role == Role.SOURCE.value,
                )
                .group_by(commands.c.code)
                .order_by(commands.c.code)
            )
            return {code: n for code, n in found}  # noqa: C416 - rows are no pairs to dict()


class SqlTransaction:
    """Implements :class:`bigscreen.service.ports.LedgerTransaction`.

    After a failure that is not one entry's own (a full disk, another hub's events) nothing
    more is taken in and the whole transaction is given up.
    """

    def __init__(self, connection: Connection, city: CityIndex) -> None:
        self._connection = connection
        self._projection = Projection(connection, city)
        self._last_seq = last_seq(connection)
        self._failure: str | None = None

    def answer_to(self, command_id: str) -> StoredAnswer | None:
        """Return the answer stored for this command id, in earlier or in this transaction."""
        self.require_whole()
        row = self._connection.execute(_select_answer, {"key": command_id}).first()
        if row is None:
            return None
        return StoredAnswer(
            outcome=_outcome_decoder.decode(row.outcome), fingerprint=row.fingerprint
        )

    def incident_with_reference(self, source: str, reference: str) -> RegisteredCase | None:
        """Return the case ``source`` has registered under this reference, however long ago."""
        self.require_whole()
        row = self._connection.execute(
            _select_by_reference, {"account": source, "asked": reference}
        ).first()
        return None if row is None else RegisteredCase(incident_id=row.id, number=row.number)

    def append(self, entry: LedgerEntry) -> None:
        """Write an entry; its events take the numbers ``outcome.first_seq`` … ``last_seq``.

        Raises:
            UnitTaken: a constraint refused an assignment; nothing of this entry was written,
                the transaction goes on.
            LedgerUnavailable: nothing of this transaction was or will be written.
            ValueError: the outcome numbers more or fewer events than there are.
        """
        self.require_whole()
        try:
            self._require_next(entry)
            # Not a with block: SQLite may roll back all by itself (a full disk), savepoint
            # included, and leaving the block would hide why.
            savepoint = self._connection.begin_nested()
            try:
                self._write(entry)
            except UnitTaken:
                savepoint.rollback()
                raise
            savepoint.commit()
        except UnitTaken:
            raise
        except DBAPIError as error:
            self._failure = str(error.orig)
            if is_environment(error):
                raise LedgerUnavailable(self._failure) from error
            raise
        except Exception as error:
            self._failure = str(error)
            raise
        self._last_seq += len(entry.events)

    def finish(self) -> None:
        """Write what is written once at the end.

        Raises:
            LedgerUnavailable: something went wrong before; nothing will be written.
        """
        self.require_whole()
        self._projection.finish()

    def require_whole(self) -> None:
        """Refuse to go on after a failure.

        Raises:
            LedgerUnavailable: something went wrong before; nothing will be written.
        """
        if self._failure is not None:
            raise LedgerUnavailable(f"given up after: {self._failure}")

    def _require_next(self, entry: LedgerEntry) -> None:
        first, last = entry.outcome.first_seq, entry.outcome.last_seq
        numbered = last - first + 1 if first else 0
        if numbered != len(entry.events):
            raise ValueError(f"{len(entry.events)} events numbered {first} to {last}")
        if entry.events and first != self._last_seq + 1:
            raise LedgerUnavailable(
                f"event {first} is not next after {self._last_seq}: another hub writes here"
            )

    def _write(self, entry: LedgerEntry) -> None:
        order = command_message(entry.command_id, entry.command)
        self._connection.execute(
            insert(commands),
            {
                "command_id": entry.command_id,
                "fingerprint": entry.fingerprint,
                "actor": entry.actor.name,
                "role": entry.actor.role.value,
                "name": order.name,
                "data": _text(order.data),
                "received_at": entry.received_at,
                "status": entry.outcome.status.value,
                "code": entry.outcome.code,
                "outcome": _outcome_encoder.encode(entry.outcome).decode(),
            },
        )
        for seq, event in zip(count(entry.outcome.first_seq), entry.events, strict=False):
            message = event_message(seq, event)
            self._connection.execute(
                insert(events),
                {
                    "seq": seq,
                    "name": message.name,
                    "data": _text(message.data),
                    "command_id": entry.command_id,
                    "recorded_at": entry.received_at,
                },
            )
            self._projection.apply(event, seq)


def _raw(text: str) -> msgspec.Raw:
    return msgspec.Raw(text.encode())


def _text(raw: msgspec.Raw) -> str:
    return bytes(raw).decode()
