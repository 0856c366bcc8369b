"""What the benchmarks share: one way to report, one way to run a server beside us."""

import argparse
import asyncio
import json
import os
import statistics
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
# A benchmark is started as a script; what it shares with the tests lies beside this folder.
sys.path.insert(0, str(HERE.parents[1]))

_READY_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One figure beside its peer's from the same run; ``ratio`` above 1 is in our favour."""

    name: str
    value: float
    unit: str
    peer: str
    peer_value: float
    ratio: float
    n: int


def arguments(about: str, *, can_choose: bool = False) -> argparse.Namespace:
    """Return ``json``, ``smoke`` and, where one ``can_choose``, ``only``."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true", help="one JSON object a result")
    parser.add_argument("--smoke", action="store_true", help="only see that it runs")
    if can_choose:
        parser.add_argument("--only", default="", metavar="TEXT", help="only acts named like this")
    return parser.parse_args()


def report(results: Sequence[Result], *, as_json: bool) -> None:
    """Print the results."""
    for result in results:
        if as_json:
            print(json.dumps(asdict(result)))
        else:
            print(
                f"{result.name:28} {result.value:14,.3f} {result.unit:22}"
                f" {result.peer}: {result.peer_value:,.3f}  ×{result.ratio:.2f}  n={result.n}"
            )


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def share(values: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100).__int__() - 1)]


@dataclass(frozen=True, slots=True)
class Served:
    """A server process and its address."""

    pid: int
    url: str

    def cpu_s(self) -> float:
        """Return the processor time it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def served(script: str, *options: object) -> AsyncIterator[Served]:
    """Run a server script of this folder until the block ends; it prints its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HERE / script),
        *map(str, options),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_READY_WITHIN_S):
            url = (await process.stdout.readline()).decode().strip()
        if not url:
            raise RuntimeError(f"{script} ended before it was ready")
        yield Served(process.pid, url)
    finally:
        process.stdin.close()
        await process.wait()
