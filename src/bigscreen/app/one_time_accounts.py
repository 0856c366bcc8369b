"""Accounts a parent process tells its hub at start; their tokens are never on a command line."""

import sys

import msgspec

from bigscreen.domain.authority import Role
from bigscreen.domain.errors import InvalidValue
from bigscreen.hub.admission import OneTimeAccount


class _Line(msgspec.Struct):
    name: str
    role: Role
    token: str
    area_id: str = ""


def accounts_from_stdin() -> tuple[OneTimeAccount, ...]:
    """Return the accounts on standard input, one JSON object a line, up to an empty line.

    Raises:
        InvalidValue: a line is not an account; the token is not repeated.
    """
    accounts: list[OneTimeAccount] = []
    while line := sys.stdin.readline().strip():
        try:
            given = msgspec.json.decode(line, type=_Line)
        except msgspec.DecodeError as error:
            place = f"line {len(accounts) + 1} of standard input"
            raise InvalidValue(place, "(not shown)", f"an account: {error}") from error
        accounts.append(
            OneTimeAccount(
                name=given.name, role=given.role, token=given.token, area_id=given.area_id
            )
        )
    return tuple(accounts)
