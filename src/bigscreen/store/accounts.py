"""Who may connect, with tokens as digests only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from bigscreen.domain.authority import Role
from bigscreen.domain.errors import InvalidValue
from bigscreen.service.ports import Account
from bigscreen.store.database import Database
from bigscreen.store.rows import AnyRow
from bigscreen.store.schema import accounts


class SqlAccounts:
    """Implements :class:`bigscreen.service.ports.Accounts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, name: str, role: Role, token_digest: str, at: datetime, area_id: str = ""
    ) -> Account:
        """Add an account, or give a known name a new role, token and area and let it in again.

        Raises:
            InvalidValue: another account has this token.
        """
        given = {
            "role": role.value,
            "token_digest": token_digest,
            "revoked_at": None,
            "area_id": area_id,
        }
        try:
            with self._database.writing() as connection:
                known = connection.execute(
                    update(accounts).where(accounts.c.name == name).values(**given)
                ).rowcount
                if not known:
                    connection.execute(insert(accounts).values(name=name, created_at=at, **given))
                row = connection.execute(select(accounts).where(accounts.c.name == name)).one()
        except IntegrityError as error:
            raise InvalidValue("token", "(not shown)", "one no other account has") from error
        return _account(row)

    def find(self, token_digest: str) -> Account | None:
        """Return the account, not revoked, whose token has this digest."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(accounts).where(
                    accounts.c.token_digest == token_digest, accounts.c.revoked_at.is_(None)
                )
            ).first()
        return None if row is None else _account(row)

    def revoke(self, name: str, at: datetime) -> bool:
        """End an account; tell whether there was one that had not ended."""
        with self._database.writing() as connection:
            ended = connection.execute(
                update(accounts)
                .where(accounts.c.name == name, accounts.c.revoked_at.is_(None))
                .values(revoked_at=at)
            ).rowcount
        return ended > 0

    def all(self) -> Sequence[Account]:
        """Return all accounts by name."""
        with self._database.reading() as connection:
            found = connection.execute(select(accounts).order_by(accounts.c.name)).all()
        return [_account(row) for row in found]


def _account(row: AnyRow) -> Account:
    return Account(
        name=row.name,
        role=Role(row.role),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
        area_id=row.area_id,
    )
