"""Percentiles of groups are those of the sorted values, however they came in."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.kpi.intervals import nearest_rank
from bigscreen.kpi.percentiles import ExactPercentiles

PERCENTS = (1, 50, 90, 100)

values_and_groups = st.lists(
    st.tuples(
        st.one_of(
            st.just(np.nan),
            st.just(0.0),
            st.integers(0, 10**12).map(lambda micros: micros / 1e6),
            st.floats(0, 3e11),
            st.floats(0, 1e-6),
        ),
        st.integers(0, 3),
    ),
    max_size=60,
)


def percentiles(values, group, cuts=(), groups=4):
    taken = ExactPercentiles(groups)
    edges = [0, *sorted(cuts), len(values)]
    for start, end in pairwise(edges):
        taken.add(values[start:end], group[start:end])
    return taken.at(PERCENTS, lambda rows: values[rows])


def columns(drawn):
    values = np.array([value for value, _ in drawn], np.float64)
    return values, np.array([group for _, group in drawn], np.int32)


@given(values_and_groups, st.lists(st.integers(0, 60), max_size=4))
def test_any_batch_split_gives_the_percentiles_of_the_sorted_values(drawn, cuts):
    values, group = columns(drawn)
    found = percentiles(values, group, [min(cut, len(values)) for cut in cuts])
    for number in range(4):
        ordered = np.sort(values[(group == number) & ~np.isnan(values)])
        for percent, value in zip(PERCENTS, found[number], strict=True):
            expected = nearest_rank(ordered, percent)
            assert (expected is None and np.isnan(value)) or expected == value


@pytest.mark.parametrize("groups", [1, 20, 300, 20_000, 400_000])
def test_the_number_of_groups_changes_no_value(groups):
    """With many groups the bins grow wide; what is found in them stays exact."""
    chance = np.random.default_rng(7)
    values = np.round(chance.lognormal(5, 2, 5_000), 6)
    group = np.full(5_000, groups - 1, np.int32)
    taken = ExactPercentiles(groups)
    taken.add(values, group)
    found = taken.at((50, 90), lambda rows: values[rows])
    ordered = np.sort(values)
    assert found[-1].tolist() == [nearest_rank(ordered, 50), nearest_rank(ordered, 90)]


def test_no_groups_have_no_percentiles():
    assert percentiles(np.empty(0), np.empty(0, np.int32), groups=0).shape == (0, 4)
