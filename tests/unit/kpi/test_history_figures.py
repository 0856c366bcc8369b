"""Figures of random legal histories: each case once, no time negative, however it was replayed."""

from collections import Counter
from datetime import timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.domain.fixes import FixTable
from bigscreen.domain.situation import Situation
from bigscreen.kpi.answers import Question, answers
from bigscreen.kpi.board import compute_board
from bigscreen.kpi.case_book import CaseBook
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import micros
from bigscreen.kpi.lists import reminder_list, unfinished_list, watch_list
from bigscreen.kpi.live_work import LiveWork
from bigscreen.kpi.measure import TIMED
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.splits import SPLITS
from tests.support.duty_city import duty_city
from tests.support.histories import LEAD_FORCES, choices, history_of
from tests.support.small_city import NOON

LATER = NOON + timedelta(days=10)


def replayed(orders, cut: int | None = None) -> tuple[CaseBook, Situation]:
    """Apply the events; at ``cut`` all is written down and taken up again, as after a restart."""
    book, situation = CaseBook((), LEAD_FORCES), Situation()
    for seq, event in enumerate(chain.from_iterable(orders), 1):
        if seq == cut:
            situation = Situation(situation.snapshot())
            book = CaseBook(book.cases(), LEAD_FORCES)
        situation.apply(seq, event)
        book.apply(event, situation)
    return book, situation


def question(*by: str) -> Question:
    return Question(
        measures=list(MEASURES.values()),
        splits=[SPLITS[key] for key in by],
        zone=ZoneInfo("Asia/Shanghai"),
        as_of=LATER,
        days=10.0,
        min_n=1,
    )


@settings(max_examples=60, deadline=None)
@given(choices(least=20, most=80))
def test_every_case_is_counted_or_left_out_for_exactly_one_reason(drawn):
    book, _ = replayed(history_of(drawn))
    columns = CaseColumns.of(book.cases())
    for measure in MEASURES.values():
        judged = measure.judge(columns, micros(LATER))
        verdicts = Counter(judged.reason.tolist())
        assert verdicts.total() == len(columns)
        assert set(verdicts) <= set(range(len(measure.reasons) + 1))
        if measure.kind in TIMED:
            assert not np.any(judged.given[judged.reason == 0] < 0)
    sizes = Counter()
    for one in answers(columns, question("grid", "level")):
        sizes[one.measure.key] += one.n + sum(one.excluded.values())
        if one.stamps:
            assert sum(one.stamps.values()) - one.stamps["corrected"] == one.n
    assert set(sizes.values()) <= {len(columns)}


@settings(max_examples=40, deadline=None)
@given(choices(least=20, most=80), st.integers(1, 200))
def test_a_history_gives_the_same_figures_wherever_it_was_interrupted(drawn, cut):
    orders = history_of(drawn)
    whole, _ = replayed(orders)
    parts, _ = replayed(orders, cut)
    for by in ((), ("unit",), ("channel", "work")):
        asked = question(*by)
        assert answers(CaseColumns.of(parts.cases()), asked) == answers(
            CaseColumns.of(whole.cases()), asked
        )


@settings(max_examples=40, deadline=None)
@given(choices(least=20, most=80))
def test_live_figures_and_lists_agree_with_the_situation(drawn):
    book, situation = replayed(history_of(drawn))
    cases = book.cases()
    now = NOON + timedelta(hours=2)
    live = LiveWork(
        incidents=tuple(situation.open_incidents()),
        shift=situation.shift,
        operations=tuple(situation.operations.open()),
        hand_overs=tuple(situation.hand_overs.open()),
    )
    units = tuple(situation.units.values())
    board = compute_board(cases, units, FixTable(), duty_city(), now, live)
    stands = {
        case.incident_id
        for case in cases
        if case.valid and not case.drill and not case.duplicate_of
    }
    waiting = {state.incident.id for state in situation.open_incidents()} & stands
    assert board.open_work.open == len(waiting) == len(unfinished_list(situation, now).rows)
    assert board.today == sum(grid.total for grid in board.grids) <= len(stands)
    assert len(watch_list(situation, now).rows) <= len(waiting)
    assert len(reminder_list(situation, now).rows) <= 2 * len(waiting)
