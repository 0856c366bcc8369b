"""Views of the queue: what a filter says of itself, which groups there are, what is hidden."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.incidents import Level
from bigscreen.viewmodels.queue_rows import Order, Scope, queue_row
from bigscreen.viewmodels.queue_view import (
    DEFAULT_VIEWS,
    Grouping,
    Heading,
    QueueFilter,
    arranged,
    filter_words,
    grave_hidden,
    line_key,
)
from tests.support.duty_room import DutyRoom
from tests.support.small_city import IN_EAST, IN_WEST, small_city


@pytest.fixture
def room():
    return DutyRoom(small_city(), units=("p-1",))


@pytest.fixture
def rows(room):
    """Return rows of three cases: Ⅰ west, Ⅱ east, Ⅲ without a place."""
    cases = (
        room.case(title="a", level=Level.ONE, location=IN_WEST),
        room.case(title="b", level=Level.TWO, location=IN_EAST),
        room.case(title="c", level=Level.THREE, location=None),
    )
    states = (room.situation.incidents[case] for case in cases)
    return [queue_row(room.situation, state, room.city) for state in states]


def test_a_filter_says_what_it_lets_through(room):
    chosen = QueueFilter(
        scope=Scope.WAITING,
        levels=frozenset({Level.TWO, Level.ONE}),
        grids=frozenset({"west"}),
        forces=frozenset({"cg"}),
        stages=frozenset({"x", "y"}),
        mine=True,
        overdue=True,
        cards=True,
    )
    words = "To dispatch · Level Ⅰ · Level Ⅱ · West · Chengguan · 2 stages · Mine · Overdue"
    assert filter_words(chosen, "To dispatch", room.city) == f"{words} · With cards"
    assert filter_words(QueueFilter(), "All open", room.city) == ""
    assert not QueueFilter().narrows


def test_a_group_without_a_name_stands_last_and_says_none(room, rows):
    lines = arranged(rows, Order.URGENCY, Grouping.GRID, frozenset(), room.now)
    headings = [line.text for line in lines if isinstance(line, Heading)]
    assert headings == ["East", "West", "None"]


def test_a_folded_group_keeps_its_heading_with_the_counts(room, rows):
    late = room.now + timedelta(hours=1)
    lines = arranged(rows, Order.URGENCY, Grouping.LEVEL, frozenset({"level:1"}), late)
    first = lines[0]
    assert (first.folded, first.count, first.overdue, first.waiting) == (True, 1, 1, 1)
    assert isinstance(lines[1], Heading)
    assert len({line_key(line) for line in lines}) == len(lines)


def test_what_is_hidden_counts_an_sos_apart_from_level_one(rows):
    helped = [rows[0], replace(rows[1], has_sos=True), rows[2]]
    assert grave_hidden(helped, frozenset()) == (1, 1)
    assert grave_hidden(helped, frozenset({rows[0].incident_id})) == (1, 0)
    closed = [replace(row, stopped_at=row.received_at) for row in helped]
    assert grave_hidden(closed, frozenset()) == (0, 0)


def test_default_views_have_names_of_their_own():
    assert len({view.name for view in DEFAULT_VIEWS}) == len(DEFAULT_VIEWS)
