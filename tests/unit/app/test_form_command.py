"""``bigscreen form``: the form of one hand-over out of a ledger."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from bigscreen.app.form_command import form
from bigscreen.domain.centre_events import HandOverChanged
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.hand_overs import HandOver, HandOverKind
from bigscreen.store.opening import open_store
from bigscreen.viewmodels.wording import use_language
from tests.support.entries import record
from tests.support.events import at, registered

FORM = HandOver(
    id="h2",
    number="JQ-JB-20260302-0002",
    kind=HandOverKind.HAND_OVER,
    incident_id="i1",
    department="ps",
    subject="占道经营整治",
    text="",
    created_at=at(5),
    created_by="desk-1",
    deadline=Deadline(clock="", warn_at=at(5), due_at=at(5) + timedelta(days=7)),
)


@pytest.fixture(autouse=True)
def language_left_as_it_was():
    yield
    use_language("en", {})


@pytest.fixture
def db_url(tmp_path):
    url = f"sqlite:///{tmp_path}/duty.db"
    with open_store(url) as store:
        record(store, registered(title="校门口占道"), HandOverChanged(hand_over=FORM))
    return url


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(form, arguments)
    assert result.exit_code == code, result.output
    return result.output


def test_the_form_of_a_hand_over_is_written_as_a_page(db_url, tmp_path):
    file = tmp_path / "form.html"
    run(FORM.number, "--db", db_url, "--out", str(file), "--lang", "en")
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    for text in ("Work hand-over form", FORM.number, "校门口占道", "占道经营整治"):
        assert text in page


def test_the_form_is_in_chinese_unless_asked_otherwise(db_url, tmp_path):
    file = tmp_path / "form.html"
    run(FORM.number, "--db", db_url, "--out", str(file))
    assert 'lang="zh-CN"' in file.read_text(encoding="utf-8")


def test_an_unknown_number_is_answered_with_the_newest_ones(db_url, tmp_path):
    file = tmp_path / "form.html"
    said = run("JQ-JB-1", "--db", db_url, "--out", str(file), code=2)
    assert "JQ-JB-1" in said
    assert FORM.number in said
    assert not file.exists()


def test_what_can_not_be_read_or_written_is_named(db_url, tmp_path):
    file = tmp_path / "form.html"
    assert "--db" in run(FORM.number, "--db", "mysql://x", "--out", str(file), code=2)
    missing = f"sqlite:///{tmp_path}/none.db"
    assert "none.db" in run(FORM.number, "--db", missing, "--out", str(file), code=1)
    nowhere = tmp_path / "none" / "form.html"
    assert "none" in run(FORM.number, "--db", db_url, "--out", str(nowhere), code=1)
    empty = tmp_path / "city"
    empty.mkdir()
    options = ("--db", db_url, "--out", str(file), "--city", str(empty))
    assert "city.toml" in run(FORM.number, *options, code=1)
