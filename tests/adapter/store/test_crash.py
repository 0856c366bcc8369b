"""Power and processes fail: what was acknowledged stays, half an order never shows."""

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bigscreen.domain.situation import Situation
from bigscreen.store.opening import open_store
from tests.support.entries import record
from tests.support.events import assigned, declared, registered

ROOT = Path(__file__).parents[3]

_KILLED_INSIDE = """
import os, signal, sys
from bigscreen.store.opening import open_store
from tests.support.entries import accepted, record
from tests.support.events import declared, registered

store = open_store(sys.argv[1])
record(store, declared("u1"))
print("acknowledged", flush=True)
with store.ledger.transaction() as transaction:
    transaction.append(accepted("c2", 2, [registered("i1")]))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def events_of(store) -> list[object]:
    return [event for _, event in store.ledger.events_after(0, 10_000)]


def test_a_process_killed_inside_a_transaction_leaves_the_one_before(db_url):
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_INSIDE, db_url],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert killed.returncode == -signal.SIGKILL
    assert killed.stdout == "acknowledged\n"
    with open_store(db_url) as store:
        assert events_of(store) == [declared("u1")]
        record(store, registered("i1"))
        assert store.ledger.load().seq == 2


@pytest.mark.parametrize("seed", range(12))
def test_a_write_ahead_log_torn_anywhere_opens_clean(db_url, store, tmp_path, seed):
    """What is left is a whole number of orders from the first on, in events and present alike."""
    record(store, *(declared(f"u{n}", n) for n in range(1, 4)))
    for number in range(1, 16):
        record(
            store,
            registered(f"i{number}"),
            *([assigned(f"a{number}", f"i{number}", f"u{number}")] if number < 4 else []),
        )
    written = events_of(store)
    torn = tmp_path / "torn"
    torn.mkdir()
    for name in ("ledger.db", "ledger.db-wal"):
        shutil.copy(tmp_path / name, torn / name)
    log = torn / "ledger.db-wal"
    keep = random.Random(seed).randrange(log.stat().st_size)
    with log.open("r+b") as file:
        file.truncate(keep)
    with open_store(f"sqlite:///{torn}/ledger.db") as left:
        kept = events_of(left)
        assert kept == written[: len(kept)]
        assert len(kept) in {0, 3, 5, 7, *range(9, 22)}
        situation = Situation()
        for seq, event in enumerate(kept, 1):
            situation.apply(seq, event)
        assert left.ledger.load() == situation.snapshot()
