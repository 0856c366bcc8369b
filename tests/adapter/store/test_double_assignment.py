"""Two ledgers open on one file, neither knowing of the other's assignments: the index decides.

The rules never see these orders and no claim keeps the second hub out, so that nothing but the
constraint stands between a unit and two cases at a time.
"""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bigscreen.service.ports import UnitTaken
from bigscreen.store.opening import open_store
from tests.support.entries import accepted, record
from tests.support.events import assigned, declared, registered, released

ROUNDS = 200


def race(db_url: str, rounds: int) -> tuple[Counter[tuple[str, ...]], int]:
    """Let two hubs send one unit to two cases; return what came of it, and the most held at once.

    Each believes the unit to be free, as a hub with an old situation would.
    """
    results: Counter[tuple[str, ...]] = Counter()
    most = 0
    with open_store(db_url) as one, open_store(db_url) as two, ThreadPoolExecutor(2) as pool:
        record(one, declared("u1", 1), registered("i1"), registered("i2"))
        for turn in range(rounds):
            line = threading.Barrier(2)
            tries = [
                pool.submit(_send, store, line.wait, f"{turn}-{case}", case)
                for store, case in ((one, "i1"), (two, "i2"))
            ]
            results[tuple(sorted(done.result() for done in tries))] += 1
            held = [a for a in one.ledger.load().assignments if a.is_open and not a.stacked]
            most = max(most, len(held))
            record(one, *(released(a.id, a.incident_id) for a in held))
    return results, most


def _send(store, on_your_marks: Callable[[], object], name: str, case: str) -> str:
    on_your_marks()
    with store.ledger.transaction() as transaction:
        entry = accepted(name, transaction._last_seq + 1, [assigned(f"a-{name}", case, "u1")])
        try:
            transaction.append(entry)
        except UnitTaken as taken:
            return f"{taken.unit_id} taken"
        return "sent"


def test_of_two_hubs_that_send_one_unit_exactly_one_is_let(db_url) -> None:
    assert race(db_url, ROUNDS) == ({("sent", "u1 taken"): ROUNDS}, 1)


def test_without_the_index_both_would_be_let(db_url) -> None:
    """What the race above proves is the index: nothing else refuses the second one."""
    with open_store(db_url) as store, store._database.writing() as connection:
        connection.exec_driver_sql("DROP INDEX one_active_assignment")
    assert race(db_url, 3) == ({("sent", "sent"): 3}, 2)


def test_a_reference_is_found_by_its_source_in_this_and_later_transactions(store) -> None:
    with store.ledger.transaction() as transaction:
        transaction.append(
            accepted("c1", 1, [registered("i1", source="a", reference="7", number="JQ-1")])
        )
        found = transaction.incident_with_reference("a", "7")
        assert (found.incident_id, found.number) == ("i1", "JQ-1")
    with store.ledger.transaction() as transaction:
        assert transaction.incident_with_reference("a", "7") == found
        assert transaction.incident_with_reference("b", "7") is None
        assert transaction.incident_with_reference("a", "8") is None


def test_references_are_looked_up_by_their_index(store) -> None:
    with store._database.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id, number FROM incidents "
            "WHERE source = ? AND reference = ? AND reference != '' LIMIT 1",
            ("a", "7"),
        ).all()
    assert "incident_references" in str(plan)
