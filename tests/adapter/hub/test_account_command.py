"""``bigscreen account`` on a ledger without a hub."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bigscreen.app.cli import main
from bigscreen.domain.authority import Role
from bigscreen.service.token_digest import token_digest
from bigscreen.store.opening import open_store


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command in a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def run(*arguments: str):
        return CliRunner().invoke(main, ["account", *arguments])

    return run


@pytest.fixture
def ledger(tmp_path) -> Path:
    return tmp_path / "data" / "bigscreen" / "ledger.db"


def test_a_token_is_printed_once_and_only_its_digest_is_kept(run, ledger) -> None:
    token = run("add", "席 1", "--role", "desk").output.strip()
    with open_store(f"sqlite:///{ledger}") as store:
        account = store.accounts.find(token_digest(token))
        assert (account.name, account.role) == ("席 1", Role.DESK)
    assert token.encode() not in ledger.read_bytes()
    assert token not in run("list").output


def test_a_known_name_gets_a_new_token_and_role(run, ledger) -> None:
    old = run("add", "w", "--role", "wall").output.strip()
    new = run("add", "w", "--role", "lead").output.strip()
    with open_store(f"sqlite:///{ledger}") as store:
        assert store.accounts.find(token_digest(old)) is None
        assert store.accounts.find(token_digest(new)).role is Role.LEAD
    assert len(run("list").output.splitlines()) == 1


def test_an_account_may_be_bound_to_an_area(run, ledger) -> None:
    token = run("add", "w", "--role", "desk", "--area", "west-end").output.strip()
    with open_store(f"sqlite:///{ledger}") as store:
        assert store.accounts.find(token_digest(token)).area_id == "west-end"
    assert "west-end" in run("list").output
    run("add", "w", "--role", "desk")
    assert "west-end" not in run("list").output


def test_a_revoked_account_is_listed_as_ended_and_opens_nothing(run, ledger) -> None:
    token = run("add", "w", "--role", "wall").output.strip()
    assert run("revoke", "w").exit_code == 0
    assert "ended" in run("list").output
    with open_store(f"sqlite:///{ledger}") as store:
        assert store.accounts.find(token_digest(token)) is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "w"), "--role"),
        (("add", "w", "--role", "king"), "king"),
        (("add", "w", "--role", "desk", "--area", "a\nb"), "AREA_ID"),
        (("add", "a\nb", "--role", "wall"), "text_has_control"),
        (("add", "x" * 61, "--role", "wall"), "text_too_long"),
        (("add", "w", "--role", "wall", "--db", "mysql://x"), "sqlite:///"),
        (("revoke", "nobody"), "nobody"),
        (("list",), "no such file"),
    ],
)
def test_what_can_not_be_done_is_named(run, arguments, said) -> None:
    result = run(*arguments)
    assert result.exit_code != 0
    assert said in result.output
