"""A token comes from a file or standard input, and a bad one is said plainly."""

import io

import click
import pytest

from bigscreen.app.tokens import read_token


def test_a_token_is_read_from_its_file(tmp_path):
    (tmp_path / "t").write_text("  secret\n", encoding="utf-8")
    assert read_token(str(tmp_path / "t")) == "secret"


def test_a_token_is_read_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\nrest"))
    assert read_token("-") == "secret"


@pytest.mark.parametrize("text", ["", "\n", "   "])
def test_an_empty_file_is_refused(tmp_path, text):
    (tmp_path / "t").write_text(text, encoding="utf-8")
    with pytest.raises(click.ClickException, match="holds no token"):
        read_token(str(tmp_path / "t"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(click.ClickException, match="nowhere"):
        read_token(str(tmp_path / "nowhere"))
