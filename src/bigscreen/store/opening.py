"""Opens a ledger's database: makes it, brings its schema up to date, hands out its parts."""

from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import Self

from bigscreen.store.accounts import SqlAccounts
from bigscreen.store.database import Database
from bigscreen.store.history import SqlCaseHistory
from bigscreen.store.ledger import SqlLedger
from bigscreen.store.migrate import require_current, upgrade
from bigscreen.store.past import SqlPast
from bigscreen.store.process_lock import ProcessLock
from bigscreen.store.projection import CityIndex
from bigscreen.store.records import SqlDutyRecords
from bigscreen.store.tracks import SqlTracks

_NONE: Mapping[str, str] = MappingProxyType({})


class Store:
    """One open database; a context manager that closes it.

    ``ledger``, ``cases``, ``records`` and ``accounts`` implement the ports of the same names,
    ``tracks`` and ``past`` those of replay.
    They share one connection: calls from several threads wait for each other.
    """

    def __init__(self, database: Database, city: CityIndex) -> None:
        self._database = database
        self._claim: ProcessLock | None = None
        self.ledger = SqlLedger(database, city)
        self.cases = SqlCaseHistory(database)
        self.records = SqlDutyRecords(database)
        self.accounts = SqlAccounts(database)
        self.tracks = SqlTracks(database)
        self.past = SqlPast(database)

    def claim(self) -> None:
        """Make this process the one hub that runs on this database, until it closes or dies.

        Raises:
            LedgerUnavailable: another hub runs on it.
        """
        self._claim = self._database.claim()

    def close(self) -> None:
        """Close the database and let go of the claim."""
        self._database.close()
        if self._claim is not None:
            self._claim.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(
    url: str,
    *,
    read_only: bool = False,
    lead_forces: Mapping[str, str] = _NONE,
    duty_grids: Mapping[str, str] = _NONE,
) -> Store:
    """Open the database at ``url``, making it or bringing its schema up to date if need be.

    ``url`` is ``sqlite:///relative/path``, ``sqlite:////absolute/path`` or ``sqlite://`` (in
    memory). A read-only store changes nothing on disk and may be open beside a running hub.
    ``lead_forces`` maps a catalogue item's code to its lead force, for the case records;
    ``duty_grids`` a patrol duty's id to its grid, for the patrol history.

    Raises:
        InvalidValue: ``url`` is not the address of a SQLite database.
        LedgerUnavailable: it can not be opened, or is of another version and read-only.
    """
    database = Database(url, read_only=read_only)
    try:
        if read_only:
            require_current(database)
        else:
            upgrade(database)
        city = CityIndex(lead_forces=dict(lead_forces), duty_grids=dict(duty_grids))
        return Store(database, city)
    except BaseException:
        database.close()
        raise
