"""The recorded week goes through a real hub into a ledger, and its figures come out exactly."""

import json
from pathlib import Path

import pytest

from bigscreen.kpi.measure import TIMED
from bigscreen.kpi.measures import MEASURES
from bigscreen.store.opening import open_store
from tests.support.program import run_program
from tests.support.recordings import real_week
from tests.support.week_cases import week_cases

REFERENCE = {
    # interval: (n, mean, p50, p90), computed independently of this program
    "dispatch": (2776, 114.8, 99, 239),
    "turnout": (2770, 28.1, 10, 77),
    "travel": (2683, 416.1, 267, 902),
    "response": (2683, 559.0, 436, 1045),
}

_MEASURES = (
    *(key for key, measure in MEASURES.items() if measure.kind in TIMED and key != "closure"),
    "volume",
    "daily_volume",
)
"""All that follow from the file's times; when a case closes, the replay decides."""

_SAME = ("--zone", "America/Los_Angeles", *(f"--measure={key}" for key in _MEASURES))


@pytest.mark.timeout(240)
def test_figures_of_the_replayed_week_are_the_reference_figures(tmp_path: Path) -> None:
    week = real_week()
    replay = ["replay", week, "--speed", "max", "--db", "sqlite:///week.db", "--json"]
    report = json.loads(run_program(replay, tmp_path).stdout)
    assert (report["rows"], report["calls"], report["units"]) == (5272, 2776, 195)
    assert report["left_out"] == {"rows": 0, "by_rule": {}, "problems": []}
    assert report["commands"]["refused"] == []
    assert report["commands"]["accepted"] == report["commands"]["sent"]
    assert report["seconds"] < 60

    kpi = ["kpi", "--db", "sqlite:///week.db", "--json"]
    figures = run_program(kpi, tmp_path).stdout
    intervals = json.loads(figures)["intervals"]
    for name, (n, mean, p50, p90) in REFERENCE.items():
        found = intervals[name]
        assert (found["n"], found["p50_s"], found["p90_s"]) == (n, p50, p90), name
        assert found["mean_s"] == pytest.approx(mean, abs=0.1), name
        left_out = {reason: n for reason, n in found["excluded"].items() if n}
        assert left_out == ({"missing": 2776 - n} if n < 2776 else {}), name

    answers = ["kpi", "--db", "sqlite:///week.db", "--format", "json", "--by", "hour"]
    through_the_hub = json.loads(run_program([*answers, *_SAME], tmp_path).stdout)
    with open_store(f"sqlite:///{tmp_path}/batch.db") as store:
        store.cases.add_past_cases(week_cases())
    answers[2] = "sqlite:///batch.db"
    from_the_file = json.loads(run_program([*answers, *_SAME], tmp_path).stdout)
    assert len(from_the_file["answers"]) == 24 * len(_MEASURES)
    for live, batch in zip(through_the_hub["answers"], from_the_file["answers"], strict=True):
        made, _ = live["now"].pop("stamps"), batch["now"].pop("stamps")  # a file does not say how
        assert live == batch, "the live path says of every measure what the file says"
        assert made.get("unknown", 0) == 0

    again = json.loads(run_program(replay, tmp_path).stdout)
    assert again["commands"]["accepted"] == report["commands"]["sent"]
    assert run_program(kpi, tmp_path).stdout == figures, "replaying again acts on nothing"
