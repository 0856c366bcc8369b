"""Classes of values: round limits, every value in one, the strongest shade where it is worst."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.viewmodels.value_classes import MOST_CLASSES, classes_of

NUMBERS = st.lists(st.floats(0, 1e6, allow_nan=False), max_size=40)


@given(NUMBERS)
def test_every_value_has_a_shade_and_more_is_never_paler(values):
    classes = classes_of(values)
    shades = [classes.shade_of(value) for value in sorted(values)]
    assert all(shade is not None and 0 <= shade < MOST_CLASSES for shade in shades)
    assert shades == sorted(shades)
    assert classes.count == len(classes.labels()) == len(classes.shades) <= MOST_CLASSES


@given(NUMBERS)
def test_where_less_is_worse_the_least_is_the_strongest(values):
    classes = classes_of(values, more_is_worse=False)
    shades = [classes.shade_of(value) for value in sorted(values)]
    assert shades == sorted(shades, reverse=True)


def test_limits_are_round_and_said_as_ranges():
    classes = classes_of([1, 5, 20, 33])
    assert classes.limits == (10.0, 20.0, 30.0)
    assert classes.labels() == ("< 10", "10 – < 20", "20 – < 30", "≥ 30")
    assert (classes.shades[0], classes.shades[-1]) == (0, MOST_CLASSES - 1)


@pytest.mark.parametrize("values", [[], [3.0], [3.0, 3.0], [float("nan")]])
def test_alike_or_missing_values_make_one_class(values):
    classes = classes_of(values)
    assert classes.count == 1
    assert classes.shade_of(None) is None
    assert classes.shade_of(float("nan")) is None
