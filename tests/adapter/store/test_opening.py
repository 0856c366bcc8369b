"""Opening a ledger: what may be asked for, what is made, and who else may be there."""

import multiprocessing
import stat
import threading
from pathlib import Path
from queue import Queue

import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.errors import InvalidValue
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.database import sqlite_file
from bigscreen.store.opening import open_store
from tests.support.entries import record
from tests.support.events import declared, registered
from tests.support.small_city import NOON


def pragma(store, name: str) -> object:
    with store._database.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if "-shm" not in path.name}


@pytest.mark.parametrize(
    "url",
    [
        "week.db",
        "",
        "sqlite://week.db",
        "sqlite:///week.db?mode=ro",
        "postgresql+psycopg://hub:secret@db/ledger",
        "mysql:///x",
    ],
)
def test_an_address_that_is_no_sqlite_file_is_named_with_what_would_be_right(url):
    with pytest.raises(InvalidValue, match=r"sqlite:///week\.db") as refused:
        open_store(url)
    assert "secret" not in str(refused.value)


def test_relative_absolute_and_memory_addresses(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert sqlite_file("sqlite:///week.db") == tmp_path / "week.db"
    assert sqlite_file("sqlite:////var/lib/周.db") == Path("/var/lib/周.db")
    assert sqlite_file("sqlite+pysqlite:///week.db") == tmp_path / "week.db"
    assert sqlite_file("sqlite://") is None
    assert sqlite_file("sqlite:///:memory:") is None


def test_the_file_and_its_folders_are_made_for_their_owner_only(tmp_path):
    file = tmp_path / "数据" / "a %b" / "ledger.db"
    with open_store(f"sqlite:///{file}"):
        pass
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_connection_is_durable_and_checks_references(store):
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "synchronous") == 2  # FULL
    assert pragma(store, "foreign_keys") == 1
    assert pragma(store, "busy_timeout") == 5000


def test_a_path_that_can_not_be_made_is_an_error_that_names_it(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(LedgerUnavailable, match=r"file/ledger\.db"):
        open_store(f"sqlite:///{tmp_path}/file/ledger.db")


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("these are my notes, and they are long enough to be read as a header" * 20)
    before = file.read_bytes()
    for read_only in (False, True):
        with pytest.raises(LedgerUnavailable, match="not a database"):
            open_store(f"sqlite:///{file}", read_only=read_only)
    assert file.read_bytes() == before


def test_reading_a_ledger_that_is_not_there_makes_none(tmp_path):
    with pytest.raises(LedgerUnavailable, match="no such file"):
        open_store(f"sqlite:///{tmp_path}/none.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_what_the_hub_wrote_and_leaves_the_files_alone(db_url, store, tmp_path):
    """Opened beside the running hub and again after it, a reader neither writes nor checkpoints."""
    record(store, declared("u1"), registered("i1"))
    before = contents(tmp_path)
    assert before["ledger.db-wal"]
    with open_store(db_url, read_only=True) as reader:
        assert reader.ledger.load() == store.ledger.load()
        record(store, registered("i2"))
        assert reader.ledger.load().seq == 3
    del before["ledger.db-wal"]  # the hub's own second write
    after = contents(tmp_path)
    assert {name: after[name] for name in before} == before


def test_a_read_only_store_can_not_be_written(db_url, store):
    with (
        open_store(db_url, read_only=True) as reader,
        pytest.raises(LedgerUnavailable, match="readonly"),
    ):
        reader.accounts.add("a", Role.WALL, "d1", NOON)


def test_one_hub_at_a_time(db_url, store):
    """A second claim fails at once, accounts can still be changed beside the hub."""
    store.claim()
    with open_store(db_url) as other:
        with pytest.raises(LedgerUnavailable, match="held by another process"):
            other.claim()
        other.accounts.add("a", Role.WALL, "d1", NOON)
    assert store.accounts.find("d1") is not None


def test_a_claim_ends_with_its_store(db_url):
    for _ in range(2):
        with open_store(db_url) as store:
            store.claim()


def test_a_ledger_in_memory_can_be_claimed_by_anybody():
    with open_store("sqlite://") as one, open_store("sqlite://") as other:
        one.claim()
        other.claim()


def test_threads_take_turns_on_the_one_connection(store):
    """Reading from other threads while one writes neither fails nor sees half an order."""
    record(store, declared("u1"))
    seen: Queue[object] = Queue()

    def read() -> None:
        try:
            for _ in range(20):
                seen.put(store.ledger.load().seq % 2)
        except Exception as error:  # noqa: BLE001 - shown by the test
            seen.put(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20):
        record(store, registered(f"x{number}"), registered(f"y{number}"))
    for thread in threads:
        thread.join()
    assert {seen.get() for _ in range(60)} == {1}


def _add_accounts(db_url: str, prefix: str, failures: "multiprocessing.SimpleQueue[str]") -> None:
    try:
        with open_store(db_url) as store:
            for number in range(25):
                store.accounts.add(f"{prefix}{number}", Role.WALL, f"{prefix}{number}", NOON)
    except Exception as error:  # noqa: BLE001 - shown by the test
        failures.put(repr(error))


def test_processes_take_turns_at_writing(db_url):
    """Three processes that open, migrate and write at once lose nothing and damage nothing."""
    spawn = multiprocessing.get_context("spawn")
    failures = spawn.SimpleQueue()
    writers = [
        spawn.Process(target=_add_accounts, args=(db_url, prefix, failures)) for prefix in "abc"
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures.empty() or failures.get() == ""
    with open_store(db_url) as store:
        assert len(store.accounts.all()) == 75
        assert pragma(store, "integrity_check") == "ok"
