"""Times and distances are written one way everywhere."""

import pytest

from bigscreen.viewmodels.durations import (
    age,
    distance,
    minutes_seconds,
    rough_minutes,
    running_clock,
)


@pytest.mark.parametrize(
    ("elapsed_s", "text"),
    [
        (-5, "00:00"),
        (0, "00:00"),
        (47.9, "00:47"),
        (3599, "59:59"),
        (3600, "1:00 h"),
        (9066, "2:31 h"),
        (86399, "23:59 h"),
        (86400, "1 d"),
        (86400 * 12.9, "12 d"),
    ],
)
def test_the_running_clock_gets_coarser_with_time(elapsed_s, text):
    assert running_clock(elapsed_s) == text


@pytest.mark.parametrize(
    ("seconds", "width", "text"),
    [
        (None, 1, "—"),
        (70.4, 1, "1:10"),
        (59.6, 1, "1:00"),
        (134, 2, "02:14"),
        (6000, 2, "100:00"),
        (-1, 1, "0:00"),
    ],
)
def test_figures_in_seconds_are_minutes_and_seconds(seconds, width, text):
    assert minutes_seconds(seconds, width=width) == text


@pytest.mark.parametrize(
    ("metres", "text"),
    [(0, "0 m"), (424, "420 m"), (994, "990 m"), (996, "1.0 km"), (1640, "1.6 km")],
)
def test_distances_round_to_what_matters(metres, text):
    assert distance(metres) == text


def test_a_hint_says_minutes_with_one_decimal():
    assert rough_minutes(72) == "1.2 min"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-3, "0 s ago"), (59, "59 s ago"), (60, "1 min ago"), (3600, "1 h ago"), (200000, "2 d ago")],
)
def test_an_age_is_said_in_its_coarsest_unit(seconds, text):
    assert age(seconds) == text
