"""What ``bigscreen replay`` can not do is said in one line, before anything is started."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bigscreen.app import replay_command
from bigscreen.app.cli import main
from tests.support.recordings import MAPPING_TOML, recording_file

GOOD = "c1,Fall,A,W,2020-04-07 08:00:00,37.7 -122.5,M1,MEDIC,2020-04-07 08:01:00,,,"
HUB = ("--hub", "ws://127.0.0.1:1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(replay_command, "set_up_logs", lambda *_, **__: None)
    recording_file(tmp_path, GOOD)
    (tmp_path / "toy.toml").write_text(MAPPING_TOML, encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "options", "said"),
    [
        ("none.csv", (), "does not exist"),
        ("empty.csv", (), "holds no line with the names of its columns"),
        ("calls.csv", (), "no known mapping fits this recording: sf-dispatch.toml misses"),
        ("calls.csv", ("--mapping", "toy.toml"), "the recording has 1 places; an outline needs 3"),
        ("calls.csv", ("--speed", "fast"), "'fast' is not max or a number above 0"),
        ("calls.csv", ("--speed", "-1"), "'-1' is not max or a number above 0"),
        ("calls.csv", HUB, "--hub needs --token-file"),
        ("calls.csv", ("--token-file", "t"), "--token-file goes with --hub"),
        ("calls.csv", (*HUB, "--token-file", "t", "--db", "x"), "--db goes with a hub of our own"),
        (
            "calls.csv",
            (*HUB, "--token-file", "t", "--screen", "desk"),
            "--screen goes with a hub of our own",
        ),
    ],
)
def test_mistake_is_named(folder: Path, file: str, options: tuple[str, ...], said: str) -> None:
    paths = [str(folder / o) if o.endswith(".toml") else o for o in options]
    done = CliRunner().invoke(main, ["replay", str(folder / file), *paths])
    assert done.exit_code != 0
    assert said in " ".join(done.output.split())
