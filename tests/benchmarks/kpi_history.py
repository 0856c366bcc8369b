"""How long the response of a long history takes: n, left out and why, how stamped, mean, P50, P90.

The engine that ``bigscreen kpi`` uses, on columns in memory, beside DuckDB on a table of its own
with the same rows: the same answer in one query, and the percentiles alone. Both are exact, and
the run fails where they differ. Then how long a ledger file takes to be read into columns, beside
reading it as one record a case.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from _measuring import Result, arguments, median, report

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.kpi.answers import Answer, Question, answers
from bigscreen.kpi.case_columns import CaseColumns, Coded, Value
from bigscreen.kpi.case_times import CaseTimes, micros
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.splits import SPLITS
from bigscreen.store.opening import open_store

GRIDS = 20
YEAR_START = datetime(2025, 1, 1, tzinfo=UTC)
YEAR_S = 365 * 86_400

QUESTION = Question(
    measures=[MEASURES["response"]],
    splits=[SPLITS["grid"]],
    zone=UTC,
    as_of=YEAR_START + timedelta(days=366),
    days=365.0,
)

SAME_ANSWER = """
    SELECT grid, count(*) FILTER (counts),
           count(*) FILTER (NOT out AND us IS NULL), count(*) FILTER (NOT out AND us < 0),
           count(*) FILTER (duplicate), count(*) FILTER (NOT duplicate AND drill),
           count(*) FILTER (NOT duplicate AND NOT drill AND NOT valid),
           count(*) FILTER (NOT duplicate AND NOT drill AND valid AND regraded),
           count(*) FILTER (counts AND manner = 0), count(*) FILTER (counts AND manner = 1),
           count(*) FILTER (counts AND manner = 2),
           avg(us) FILTER (counts), quantile_disc(us, [0.5, 0.9]) FILTER (counts)
    FROM (SELECT *, NOT out AND us >= 0 AS counts FROM (
        SELECT *, on_scene - received AS us, duplicate OR drill OR NOT valid OR regraded AS out
        FROM cases
    )) GROUP BY grid ORDER BY grid
"""
PERCENTILES = """
    SELECT grid, quantile_disc(on_scene - received, [0.5, 0.9])
    FROM cases
    WHERE on_scene >= received AND NOT duplicate AND NOT drill AND valid AND NOT regraded
    GROUP BY grid ORDER BY grid
"""


def made_up(count: int) -> CaseColumns:
    """Return a year of cases: 4 % nobody reached, one in a thousand reached before its receipt.

    Some are no work: 3 % merged, 1 % drills, 20 % invalid; 2 % were regraded.
    """
    chance = np.random.default_rng(20)
    received = micros(YEAR_START) + chance.integers(0, YEAR_S * 1_000_000, count)
    on_scene = received + np.floor(chance.lognormal(5.5, 0.8, count) * 1e6)
    on_scene[chance.random(count) < 0.001] -= 86_400e6
    on_scene[chance.random(count) < 0.04] = np.nan
    grid = Coded(
        chance.integers(0, GRIDS, count).astype(np.int32),
        tuple(f"G{number:02}" for number in range(GRIDS)),
    )

    def drawn(labels: tuple[Value, ...], share: tuple[float, ...]) -> Coded:
        return Coded(chance.choice(len(labels), count, p=share).astype(np.int32), labels)

    times = CaseTimes({"received_at": received, "on_scene_at": on_scene}, count)
    return CaseColumns(
        times,
        {
            "grid_id": grid,
            "duplicate_of": drawn(("", "another"), (0.97, 0.03)),
            "drill": drawn((False, True), (0.99, 0.01)),
            "valid": drawn((True, False), (0.8, 0.2)),
            "stage": drawn(("",), (1.0,)),
            "original_level": drawn((None, 3), (0.98, 0.02)),
            "stamped_by": drawn(("suus--", "suuu--", "suuh--"), (0.1, 0.7, 0.2)),
            "corrections": drawn((0, 1), (0.99, 0.01)),
        },
    )


def table_of(cases: CaseColumns) -> duckdb.DuckDBPyConnection:
    """Return DuckDB with the same cases in a table of whole microseconds."""
    on_scene = cases.times["on_scene_at"]
    rows = {
        "grid": cases.coded["grid_id"].codes.astype(np.int16),
        "received": cases.times["received_at"].astype(np.int64),
        "on_scene": np.nan_to_num(on_scene, nan=-1).astype(np.int64),
        "duplicate": cases.coded["duplicate_of"].codes == 1,
        "drill": cases.coded["drill"].codes == 1,
        "valid": cases.coded["valid"].codes == 0,
        "regraded": cases.coded["original_level"].codes == 1,
        "manner": cases.coded["stamped_by"].codes.astype(np.int8),
    }
    connection = duckdb.connect()
    connection.register("rows", rows)
    connection.execute(
        "CREATE TABLE cases AS SELECT * REPLACE (nullif(on_scene, -1) AS on_scene) FROM rows"
    )
    connection.unregister("rows")
    return connection


def seconds_of(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of some rounds after one nobody counts."""
    work()
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return median(taken)


def check(found: list[Answer], rows: list[tuple[Any, ...]]) -> None:
    """Fail unless DuckDB says the same of every grid, to the microsecond."""
    reasons = ("missing", "negative", "duplicate", "drill", "invalid", "regraded")
    for answer, (_, *counts, mean, percentiles) in zip(found, rows, strict=True):
        left_out = [answer.excluded[reason] for reason in reasons]
        made = [answer.stamps[manner] for manner in ("system", "unit", "hand")]
        assert [answer.n, *left_out, *made] == counts
        p50, p90 = (answer.statistics[key].value for key in ("p50", "p90"))
        assert [p50, p90] == [value / 1e6 for value in percentiles]
        assert abs((answer.statistics["mean"].value or 0.0) - mean / 1e6) < 1e-6


def over_history(count: int, rounds: int) -> list[Result]:
    """Measure one size of history."""
    cases = made_up(count)
    peer = table_of(cases)
    check(answers(cases, QUESTION), peer.execute(SAME_ANSWER).fetchall())
    ours = seconds_of(lambda: answers(cases, QUESTION), rounds) * 1e3
    same = seconds_of(lambda: peer.execute(SAME_ANSWER).fetchall(), rounds) * 1e3
    alone = seconds_of(lambda: peer.execute(PERCENTILES).fetchall(), rounds) * 1e3
    return [
        Result(
            name=f"kpi by {GRIDS} grids, {count:,}",
            value=ours,
            unit="ms",
            peer=name,
            peer_value=theirs,
            ratio=theirs / ours,
            n=rounds,
        )
        for name, theirs in (("DuckDB, same answer", same), ("DuckDB, percentiles only", alone))
    ]


def past(count: int, start: datetime = YEAR_START) -> list[CaseFacts]:
    """Return a year of cases with every stamp."""
    chance = np.random.default_rng(21)
    found = []
    for number, second in enumerate(np.sort(chance.integers(0, YEAR_S, count)).tolist()):
        received = start + timedelta(seconds=second)
        stamps = [received + timedelta(seconds=60 * step) for step in range(1, 8)]
        found.append(
            CaseFacts(
                incident_id=f"c{number}",
                work_kind=WorkKind.POLICE_CALL,
                item_code=f"item-{number % 21}",
                level=Level(number % 4 + 1),
                channel=list(Channel)[number % len(Channel)],
                grid_id=f"G{number % GRIDS:02}",
                lead_force="police",
                response_minutes=(1, 3, 5)[number % 3],
                received_at=received,
                dispatched_at=stamps[0],
                accepted_at=stamps[1],
                en_route_at=stamps[2],
                on_scene_at=stamps[3],
                handled_at=stamps[4],
                reported_at=stamps[5],
                closed_at=stamps[6],
                force_codes=("police",),
            )
        )
    return found


def from_file(count: int, rounds: int) -> Result:
    """Measure how long a ledger file takes to become columns."""
    ever = (YEAR_START, YEAR_START + timedelta(days=366))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(f"sqlite:///{Path(folder) / 'year.db'}") as store,
    ):
        store.cases.add_past_cases(past(count))
        ours = seconds_of(lambda: store.cases.case_columns(*ever), rounds)
        records = seconds_of(lambda: CaseColumns.of(store.cases.cases_received(*ever)), rounds)
    return Result(
        name=f"ledger to columns, {count:,}",
        value=ours,
        unit="s",
        peer="a record a case",
        peer_value=records,
        ratio=records / ours,
        n=rounds,
    )


def main() -> None:
    """Measure and print."""
    given = arguments(__doc__ or "")
    sizes = (20_000,) if given.smoke else (1_000_000, 10_000_000)
    results = []
    for size in sizes:
        results += over_history(size, 1 if given.smoke else 7)
    results.append(from_file(2_000 if given.smoke else 200_000, 1 if given.smoke else 3))
    report(results, as_json=given.json)


if __name__ == "__main__":
    main()
