"""The schema comes about by migrations, wholly or not at all, and is what the code expects."""

import os
import re
import signal
import sqlite3
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.migrate import MIGRATIONS
from bigscreen.store.opening import open_store
from bigscreen.store.schema import metadata

_KILLED_HALFWAY = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from bigscreen.store.opening import open_store

@event.listens_for(Engine, "before_cursor_execute")
def kill(connection, cursor, statement, *rest):
    if "CREATE TABLE stamps" in statement:
        os.kill(os.getpid(), signal.SIGKILL)

open_store(sys.argv[1])
"""


def statements(connection) -> dict[str, str]:
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
    )
    return {name: re.sub(r"\s+", " ", sql) for name, sql in found}


def test_migrations_make_the_schema_the_code_expects(store):
    """Compared as alembic sees it, and statement by statement: partial indexes and all."""
    fresh = create_engine("sqlite://")
    with store._database.reading() as migrated, fresh.connect() as expected:
        assert compare_metadata(MigrationContext.configure(migrated), metadata) == []
        metadata.create_all(expected)
        assert statements(migrated) == statements(expected)
    fresh.dispose()


def test_the_rule_against_double_assignment_is_in_the_database(store):
    with store._database.reading() as connection:
        made = statements(connection)["one_active_assignment"]
    assert made == (
        "CREATE UNIQUE INDEX one_active_assignment ON assignments (unit_id) "
        "WHERE released_at IS NULL AND stacked = 0"
    )


def test_a_migration_killed_half_way_leaves_nothing_and_is_repeated(db_url, tmp_path):
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_HALFWAY, db_url], check=False, env=os.environ
    )
    assert killed.returncode == -signal.SIGKILL
    left = sqlite3.connect(tmp_path / "ledger.db")
    assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    left.close()
    with pytest.raises(LedgerUnavailable, match="not a ledger"):
        open_store(db_url, read_only=True)
    with open_store(db_url) as store:
        assert store.ledger.load().seq == 0


def test_a_database_of_a_newer_program_is_left_alone(db_url, tmp_path):
    with open_store(db_url):
        pass
    newer = sqlite3.connect(tmp_path / "ledger.db")
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.close()
    for read_only in (False, True):
        with pytest.raises(LedgerUnavailable, match="its schema is 9999"):
            open_store(db_url, read_only=read_only)


def test_migrations_are_found_beside_the_code():
    """In a wheel and in a bundle alike: a folder next to the module, with the files as text."""
    assert (MIGRATIONS / "env.py").is_file()
    assert list((MIGRATIONS / "versions").glob("v0001_*.py"))
