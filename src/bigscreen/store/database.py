"""The one connection to the database file, and what can go wrong with it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    InternalError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from bigscreen.domain.errors import InvalidValue
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.process_lock import ProcessLock

_BUSY_S = 5.0
"""How long to wait for another process, and for another thread of this one, before giving up."""

_EXPECTED = "an address such as sqlite:///week.db (relative) or sqlite:////var/lib/week.db"

_WRITES = "bigscreen_writes"


class Database:
    """One SQLite database: a single connection, handed to one thread at a time.

    SQLite before 3.51.3 can damage a WAL database when two connections write or checkpoint at
    the same instant (https://www.sqlite.org/wal.html#walresetbug). So this process has one
    connection, and between processes a lock beside the file is held around everything that
    writes or checkpoints. A read-only one (``mode=ro``) never does either.

    Raises:
        InvalidValue: ``url`` is not the address of a SQLite file.
        LedgerUnavailable: the file can not be made or opened.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self.path = sqlite_file(url)
        self.read_only = read_only
        self._lock: ProcessLock | None = None
        if self.path is not None and read_only and not self.path.is_file():
            raise LedgerUnavailable(f"{self.path}: there is no such file")
        if self.path is not None and not read_only:
            self._lock = _lock_beside(self.path, "writer", _BUSY_S)
        self._engine = self._make_engine()

    def _make_engine(self) -> Engine:
        # A pool of one: a second thread waits its turn instead of opening a second connection.
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_timeout=_BUSY_S,
            hide_parameters=True,  # what people reported stays out of tracebacks and logs
        )
        event.listen(engine, "begin", _begin)
        return engine

    def _connect(self) -> sqlite3.Connection:
        # isolation_level None: the driver leaves BEGIN to us, so that savepoints and DDL are
        # part of the transaction (SQLAlchemy, "Enabling Non-Legacy SQLite Transactional Modes").
        if self.path is None:
            target = ":memory:"
        elif self.read_only:
            target = f"{self.path.as_uri()}?mode=ro"
        else:
            target = str(self.path)
        connection = sqlite3.connect(
            target,
            timeout=_BUSY_S,
            isolation_level=None,
            check_same_thread=False,
            uri=self.read_only,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if not self.read_only:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database throughout.

        Raises:
            LedgerUnavailable: the database can not be read now.
        """
        with self._failures_named(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection inside ``BEGIN IMMEDIATE``; what was written is durable afterwards.

        Raises:
            LedgerUnavailable: the database can not be written now; nothing was.
        """
        with (
            self._failures_named(),
            self._engine.connect().execution_options(**{_WRITES: True}) as connection,
            self._lock or nullcontext(),
            connection.begin(),
        ):
            yield connection

    def claim(self) -> ProcessLock | None:
        """Return the held lock that says who runs on this database; None when it is in memory."""
        if self.path is None:
            return None
        lock = _lock_beside(self.path, "hub", 0.0)
        try:
            lock.acquire()
        except LedgerUnavailable:
            lock.close()
            raise
        return lock

    def close(self) -> None:
        """Close the connection; the last one to close brings the file up to date."""
        with self._lock or nullcontext():
            self._engine.dispose()
        if self._lock is not None:
            self._lock.close()

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        """Turn what the environment does to us into one error; bugs pass as they are."""
        try:
            yield
        except PoolTimeout as error:
            raise LedgerUnavailable(f"{self.path}: {error}") from error
        except DBAPIError as error:
            if is_environment(error):
                raise LedgerUnavailable(f"{self.path}: {error.orig}") from error
            raise


def is_environment(error: DBAPIError) -> bool:
    """Tell a database that can not be used now from a statement that was wrong."""
    return isinstance(error, OperationalError | InternalError) or type(error) is DatabaseError


def sqlite_file(url: str) -> Path | None:
    """Return the absolute path a database address names, None for one in memory.

    Raises:
        InvalidValue: it is not the address of a SQLite database.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise InvalidValue("db", url, _EXPECTED) from None
    shown = parsed.render_as_string(hide_password=True)
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"} or parsed.host or parsed.query:
        raise InvalidValue("db", shown, _EXPECTED)
    if parsed.database in {None, "", ":memory:"}:
        return None
    return Path(str(parsed.database)).expanduser().absolute()


def _lock_beside(path: Path, purpose: str, wait_s: float) -> ProcessLock:
    """Make the database file, its folders and a lock next to it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # only its owner reads what people reported
        return ProcessLock(path.with_name(f"{path.name}-{purpose}"), wait_s)
    except (OSError, sqlite3.Error) as error:
        raise LedgerUnavailable(f"{path}: {error}") from error


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
