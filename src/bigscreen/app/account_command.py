"""``bigscreen account``: who may connect.

Works beside a running hub: the store keeps both processes from writing at once, and the hub
looks every few seconds whether the accounts of its sessions still stand.
"""

import secrets
from datetime import UTC, datetime

import click

from bigscreen.app.ledger_place import DEFAULT_LEDGER, ledger_url
from bigscreen.domain.authority import Role
from bigscreen.domain.errors import InvalidValue, Rejected
from bigscreen.service import text_rules
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.service.token_digest import token_digest
from bigscreen.store.opening import Store, open_store

_TOKEN_BYTES = 32

_db_option = click.option(
    "--db", "db_url", metavar="URL", help=f"The ledger [default: {DEFAULT_LEDGER}]."
)


@click.group()
def account() -> None:
    """Add, list and end the accounts that may connect."""


@account.command("add")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role if role is not Role.HUB]),
    required=True,
)
@click.option(
    "--area",
    "area_id",
    default="",
    metavar="AREA_ID",
    help="An area or grid of the city the account is bound to [default: the whole city].",
)
@_db_option
def add(name: str, role: str, area_id: str, db_url: str | None) -> None:
    """Add an account and print its token, once.

    A NAME that is known gets a new role, area and token; sessions with the old token end. A
    unit's account bears the unit's id as its NAME. The hub lets an account in whose AREA_ID is
    one of its city's (``bigscreen city show`` lists them); the account sees that area and
    orders there.
    """
    try:
        name = text_rules.name("NAME", name)
        area_id = text_rules.optional_name("AREA_ID", area_id)
    except Rejected as refused:
        raise click.BadParameter(f"{refused.code}: {refused.facts}") from refused
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with _opened(db_url) as store:
        try:
            store.accounts.add(
                name, Role(role), token_digest(token), datetime.now(UTC), area_id=area_id
            )
        except LedgerUnavailable as error:
            raise click.ClickException(str(error)) from error
    click.echo(token)


@account.command("list")
@_db_option
def list_accounts(db_url: str | None) -> None:
    """List all accounts: name, role, area (- is the whole city), since when, when they ended."""
    with _opened(db_url, read_only=True) as store:
        for one in store.accounts.all():
            ended = f"ended {one.revoked_at:%Y-%m-%d %H:%M}Z" if one.revoked_at else "open"
            since = f"{one.created_at:%Y-%m-%d %H:%M}Z"
            click.echo(f"{one.name}\t{one.role}\t{one.area_id or '-'}\t{since}\t{ended}")


@account.command("revoke")
@click.argument("name")
@_db_option
def revoke(name: str, db_url: str | None) -> None:
    """End an account; its sessions are cut within seconds."""
    with _opened(db_url) as store:
        try:
            ended = store.accounts.revoke(name, datetime.now(UTC))
        except LedgerUnavailable as error:
            raise click.ClickException(str(error)) from error
    if not ended:
        raise click.ClickException(f"{name}: no open account has this name")


def _opened(db_url: str | None, *, read_only: bool = False) -> Store:
    try:
        return open_store(ledger_url(db_url), read_only=read_only)
    except (InvalidValue, LedgerUnavailable) as error:
        raise click.ClickException(str(error)) from error
