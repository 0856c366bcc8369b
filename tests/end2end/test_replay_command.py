"""``bigscreen replay`` as a person meets it, on a small recording."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bigscreen.city.package import load_city
from tests.support.program import environment, run_program
from tests.support.recordings import MAPPING_TOML, recording_file

TIMES = "2020-04-07 08:0{}:10,2020-04-07 08:0{}:30,2020-04-07 08:09:00,2020-04-07 09:00:00"
GOOD = [
    f"c{n},Fall,A,W,2020-04-07 08:0{n}:00,37.7{n} -122.5{n % 3},M{n},MEDIC,{TIMES.format(n, n)}"
    for n in range(1, 6)
]
BAD = [
    "c8,Fall,A,W,yesterday,37.75 -122.5,M1,MEDIC," + TIMES.format(1, 1),
    "c9,Fall,Z,W,2020-04-07 08:00:00,37.75 -122.5,M1,MEDIC," + TIMES.format(1, 1),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    recording_file(tmp_path, GOOD[0], BAD[0], *GOOD[1:], BAD[1])
    (tmp_path / "toy.toml").write_text(MAPPING_TOML, encoding="utf-8")
    return tmp_path


REPLAY = ["replay", "calls.csv", "--mapping", "toy.toml"]


def test_bad_rows_are_listed_and_the_rest_goes_on(home: Path) -> None:
    done = run_program([*REPLAY, "--speed", "max", "--lang", "en"], home)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("line 3, received: 'yesterday' is not right; expected a time")
    assert lines[1].startswith("line 8, priority: 'Z' is not right; expected one of 3, A")
    assert lines[2:4] == [
        "7 rows read: 5 calls, 5 units",
        "2 rows left out: time 1, priority 1",
    ]
    assert lines[4].startswith("30 of 30 commands accepted in ")


def test_machines_get_the_same_as_one_object(home: Path) -> None:
    done = run_program([*REPLAY, "--speed", "max", "--json", "--db", "sqlite:///w.db"], home)
    report = json.loads(done.stdout)
    assert report["left_out"]["rows"] == 2
    assert report["left_out"]["by_rule"] == {"time": 1, "priority": 1}
    first = report["left_out"]["problems"][0]
    assert (first["line"], first["field"], first["value"]) == (3, "received", "yesterday")
    asked = ["kpi", "--db", "sqlite:///w.db", "--json", "--min-n", "1"]
    figures = json.loads(run_program(asked, home).stdout)
    assert figures["intervals"]["dispatch"]["n"] == 5
    assert figures["intervals"]["dispatch"]["p50_s"] == 10


def test_runs_at_a_pace_and_ends_when_told(home: Path) -> None:
    """The recorded hour would take 36 s; told to end on the way, it leaves nothing behind."""
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "bigscreen", *REPLAY, "--lang", "en"),
            *("--speed", "100", "--screen", "none"),
        ],
        cwd=home,
        env={**environment(home), "TMPDIR": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert "of 30 commands sent" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    # A line on an order that was under way may follow.
    (counts,) = re.findall(r"(?m)^([0-9]+) of ([0-9]+) ", out)
    assert 0 < int(counts[0]) <= int(counts[1]) < 30
    assert not list(home.glob("bigscreen-replay-*"))


def test_city_is_written_for_a_hub_that_stands_alone(home: Path) -> None:
    run_program([*REPLAY, "--save-city", "city"], home)
    city = load_city(home / "city")
    assert (city.id, [grid.id for grid in city.grids]) == ("toy", ["W"])
