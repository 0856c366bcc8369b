"""The demo city's past is there at once where screens look, and completed without repeating."""

from datetime import UTC, datetime, timedelta

import pytest

from bigscreen.app.assets import resource
from bigscreen.app.demo_past import PAST, RECENT, DemoPast
from bigscreen.store.opening import open_store

NOW = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)


@pytest.fixture
def db_url(tmp_path):
    return f"sqlite:///{tmp_path / 'demo.db'}"


def past(db_url, now=NOW):
    return DemoPast(db_url, resource("demo_city"), 1, now)


def span(db_url):
    with open_store(db_url, read_only=True) as store:
        return store.cases.received_span()


def test_the_days_that_live_screens_look_at_come_first(db_url):
    assert past(db_url).add_recent() > 1000
    oldest, newest = span(db_url)
    assert NOW - RECENT < oldest < NOW - RECENT + timedelta(hours=3)
    assert NOW - timedelta(hours=3) < newest < NOW


def test_a_later_start_adds_what_was_missed_and_nothing_twice(db_url):
    first = past(db_url).add_recent()
    assert past(db_url).add_recent() == 0
    later = past(db_url, NOW + timedelta(days=2)).add_recent()
    assert 0 < later < first


def test_the_year_is_completed_backwards_and_goes_on_where_it_was_stopped(db_url):
    past(db_url).add_recent()
    answers = iter([False, False, True])
    some = past(db_url).add_rest(lambda: next(answers))
    assert some > 0
    half_way = span(db_url)[0]
    assert half_way > NOW - PAST
    assert past(db_url).add_rest(lambda: False) > some
    assert span(db_url)[0] < half_way
    assert past(db_url).add_rest(lambda: False) == 0
