"""Brings a database's schema to this program's version, wholly or not at all."""

import secrets
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select

from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.database import Database
from bigscreen.store.schema import meta

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(database: Database) -> None:
    """Run the migrations the database lacks, in one transaction, and name the ledger.

    Raises:
        LedgerUnavailable: a newer program has written it, or it can not be written.
    """
    with database.writing() as connection:
        config = _config(connection)
        known, current = _revisions(config, connection)
        if current is not None and current not in known:
            raise LedgerUnavailable(_other_version(database, current, known[-1]))
        command.upgrade(config, "head")
        if connection.scalar(select(meta.c.epoch)) is None:
            connection.execute(insert(meta).values(id=1, epoch=secrets.token_hex(8)))


def require_current(database: Database) -> None:
    """Refuse a database whose schema is not this program's.

    Raises:
        LedgerUnavailable: it is older, newer, or no ledger at all.
    """
    with database.reading() as connection:
        known, current = _revisions(_config(connection), connection)
    if current is None:
        raise LedgerUnavailable(f"{database.path}: this is not a ledger")
    if current != known[-1]:
        raise LedgerUnavailable(_other_version(database, current, known[-1]))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _revisions(config: Config, connection: Connection) -> tuple[list[str], str | None]:
    """Return the known revisions, oldest first, and the database's own."""
    script = ScriptDirectory.from_config(config)
    known = [revision.revision for revision in script.walk_revisions()]
    return known[::-1], MigrationContext.configure(connection).get_current_revision()


def _other_version(database: Database, current: str, ours: str) -> str:
    return (
        f"{database.path}: its schema is {current}, this program's is {ours}; "
        "a hub of this program brings an older one up to date, a newer one needs a newer program"
    )
