"""Who is let in: the accounts of the ledger, and one-time accounts told at start."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.authority import Role
from bigscreen.service.ports import Account, Accounts
from bigscreen.service.token_digest import token_digest


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OneTimeAccount:
    """An account that lives as long as the hub does and is written nowhere."""

    name: str
    role: Role
    token: str
    area_id: str = ""


class Admission:
    """Finds accounts by token digest; one-time accounts come before the ledger's."""

    def __init__(
        self, accounts: Accounts, one_time: Iterable[OneTimeAccount], now: datetime
    ) -> None:
        self._accounts = accounts
        self._one_time: Mapping[str, Account] = {
            token_digest(account.token): Account(
                name=account.name, role=account.role, created_at=now, area_id=account.area_id
            )
            for account in one_time
        }

    def find(self, digest: str) -> Account | None:
        """Return the account, not revoked, whose token has this digest.

        Raises:
            LedgerUnavailable: the ledger can not be read now.
        """
        return self._one_time.get(digest) or self._accounts.find(digest)

    def ended(self, digests: Iterable[str]) -> set[str]:
        """Return those of these digests that no longer open anything."""
        return {digest for digest in digests if self.find(digest) is None}
