"""The mailbox between a fast writer and a reader that looks in now and then."""

import threading

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.fixes import FixColumns, FixTable, newest_fixes
from bigscreen.service.mailbox import FixBox, Mailbox


def fixes(*rows: tuple[int, float]) -> FixColumns:
    """Rows of number and time; the latitude repeats the time."""
    number = np.array([n for n, _ in rows], np.uint32)
    at = np.array([t for _, t in rows], np.float64)
    nothing = np.zeros(len(rows))
    return FixColumns(
        number=number,
        lat=at,
        lon=nothing,
        speed_mps=nothing.astype(np.float32),
        heading_deg=nothing.astype(np.float32),
        fixed_at_ms=at,
    )


def as_dict(columns: FixColumns) -> dict[int, float]:
    assert len(set(columns.number.tolist())) == len(columns)
    return dict(zip(columns.number.tolist(), columns.lat.tolist(), strict=True))


batches = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 20).map(float)), max_size=6), max_size=25
)


@given(batches)
def test_box_gives_the_newest_fix_of_every_unit(rows: list[list[tuple[int, float]]]) -> None:
    box = FixBox()
    newest: dict[int, float] = {}
    for batch in rows:
        box.put(fixes(*batch))
        for number, at in batch:
            newest[number] = max(at, newest.get(number, at))
    assert as_dict(box.take()) == newest
    assert len(box.take()) == 0


def test_later_row_wins_among_fixes_of_one_time() -> None:
    first, second = fixes((1, 5.0)), fixes((1, 5.0))
    second.lat[0] = 7.0
    assert newest_fixes([first, second]).lat.tolist() == [7.0]


def test_box_nobody_empties_stays_small() -> None:
    box = FixBox()
    for at in range(1, 1000):
        box.put(fixes((1, at), (2, at)))
    assert sum(len(batch) for batch in box._batches) <= 2 * 10


def test_items_come_in_order_and_as_many_as_asked_for() -> None:
    box: Mailbox[int] = Mailbox()
    for item in range(5):
        box.put(item)
    assert box.drain(3)[0] == [0, 1, 2]
    assert box.drain(3)[0] == [3, 4]
    assert box.drain(3)[0] == []


def test_positions_of_an_old_picture_never_come_after_the_new_one() -> None:
    box: Mailbox[str] = Mailbox()
    box.put_fixes(fixes((1, 1.0)))
    box.put("event")
    box.start_over("new picture")
    box.put_fixes(fixes((2, 2.0)))
    items, columns = box.drain(10)
    assert items == ["event", "new picture"]
    assert as_dict(columns) == {2: 2.0}


def test_positions_of_the_new_picture_wait_for_it() -> None:
    box: Mailbox[str] = Mailbox()
    box.put("event")
    box.start_over("new picture")
    box.put_fixes(fixes((2, 2.0)))
    items, columns = box.drain(1)
    assert (items, len(columns)) == (["event"], 0)
    items, columns = box.drain(1)
    assert items == ["new picture"]
    assert as_dict(columns) == {2: 2.0}


def test_two_threads_lose_neither_item_nor_newest_position() -> None:
    box: Mailbox[int] = Mailbox()
    rounds = 3000

    def write() -> None:
        for at in range(1, rounds + 1):
            box.put_fixes(fixes((at % 7, at)))
            box.put(at)

    writer = threading.Thread(target=write)
    writer.start()
    items: list[int] = []
    table = FixTable()
    while len(items) < rounds:
        some, columns = box.drain(100)
        items += some
        table.update(columns)
    writer.join()
    table.update(box.drain(1)[1])
    assert items == list(range(1, rounds + 1))
    assert [table.fixed_at_ms[n] for n in range(7)] == [
        max(at for at in range(rounds - 7, rounds + 1) if at % 7 == n) for n in range(7)
    ]
