"""Numbers of things as a screen writes them."""

import pytest

from bigscreen.viewmodels.counts import count_text
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language


@pytest.fixture
def chinese():
    use_language(CHINESE, {})
    yield
    use_language(ENGLISH, {})


@pytest.mark.parametrize(
    ("n", "text"),
    [(0, "0"), (99_999, "99999"), (100_000, "100k"), (132_900, "133k"), (1_329_000, "1.3M")],
)
def test_large_numbers_get_shorter_in_thousands_and_millions(n, text):
    assert count_text(n) == text


@pytest.mark.parametrize(("n", "text"), [(99_999, "99999"), (1_329_000, "132.9万")])
def test_in_chinese_large_numbers_are_counted_in_ten_thousands(chinese, n, text):
    assert count_text(n) == text
