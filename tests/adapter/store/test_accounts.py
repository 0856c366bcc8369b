"""Accounts: found by the digest of their token, until they end."""

import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.errors import InvalidValue
from bigscreen.service.ports import Account
from tests.support.events import at
from tests.support.small_city import NOON


def test_an_account_is_found_by_its_token(store):
    made = store.accounts.add("大屏 1", Role.WALL, "d1", NOON)
    assert made == Account(name="大屏 1", role=Role.WALL, created_at=NOON)
    assert store.accounts.find("d1") == made
    assert store.accounts.find("d2") is None


def test_a_known_name_gets_a_new_role_and_token(store):
    store.accounts.add("a", Role.WALL, "d1", NOON)
    assert store.accounts.add("a", Role.DESK, "d2", at(5)).role is Role.DESK
    assert store.accounts.find("d1") is None
    assert store.accounts.find("d2") == Account(name="a", role=Role.DESK, created_at=NOON)


def test_an_ended_account_is_not_found_until_it_is_added_again(store):
    store.accounts.add("a", Role.WALL, "d1", NOON)
    assert store.accounts.revoke("a", at(1))
    assert store.accounts.find("d1") is None
    assert store.accounts.all() == [
        Account(name="a", role=Role.WALL, created_at=NOON, revoked_at=at(1))
    ]
    store.accounts.add("a", Role.WALL, "d1", at(2))
    assert store.accounts.find("d1") is not None


def test_only_an_open_account_can_be_ended(store):
    store.accounts.add("a", Role.WALL, "d1", NOON)
    assert not store.accounts.revoke("b", NOON)
    assert store.accounts.revoke("a", at(1))
    assert not store.accounts.revoke("a", at(2))
    assert store.accounts.all()[0].revoked_at == at(1)


def test_two_accounts_never_share_a_token(store):
    store.accounts.add("a", Role.WALL, "d1", NOON)
    with pytest.raises(InvalidValue, match="token"):
        store.accounts.add("b", Role.DESK, "d1", NOON)
    assert [account.name for account in store.accounts.all()] == ["a"]


def test_accounts_are_listed_by_name(store):
    for name in ("c", "a", "b"):
        store.accounts.add(name, Role.WALL, name, NOON)
    assert [account.name for account in store.accounts.all()] == ["a", "b", "c"]
