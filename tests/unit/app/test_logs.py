"""The log is readable, says nothing secret and can not command a terminal."""

import json
import logging

import pytest
import structlog

from bigscreen.app.logs import set_up_logs


@pytest.fixture
def log_file(tmp_path, monkeypatch, capsys):
    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    path = set_up_logs("hub", verbose=True)
    yield path
    for handler in logging.getLogger().handlers[:]:
        logging.getLogger().removeHandler(handler)
        handler.close()
    structlog.reset_defaults()


def test_names_from_outside_can_not_command_the_terminal(log_file, capsys):
    structlog.get_logger("t").info("client_joined", screen="a\x1b]0;pwned\x07\x1b[2J\nb 大屏")
    shown = capsys.readouterr().err
    assert "\x1b]" not in shown
    assert "\x07" not in shown
    assert "大屏" in shown
    line = json.loads(log_file.read_text(encoding="utf-8").splitlines()[-1])
    assert line["screen"] == "a\x1b]0;pwned\x07\x1b[2J\nb 大屏"


def test_a_traceback_shows_no_local_variables(log_file, capsys):
    def fail():
        token = str(10**12 + 1)
        raise RuntimeError(len(token))

    try:
        fail()
    except RuntimeError:
        structlog.get_logger("t").exception("failed")
    shown = capsys.readouterr().err
    assert "RuntimeError" in shown
    assert str(10**12 + 1) not in shown


def test_setting_up_twice_leaves_one_console_and_one_file(log_file):
    set_up_logs("hub")
    assert len(logging.getLogger().handlers) == 2
