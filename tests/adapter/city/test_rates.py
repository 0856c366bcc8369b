"""How often which work arrives, as a city says it."""

from pathlib import Path

import pytest

from bigscreen.city.package import load_city
from bigscreen.city.problems import CityProblems
from bigscreen.city.rates import load_rates
from bigscreen.domain.incidents import Channel, WorkKind
from tests.adapter.city.package_folder import write_package

RATES = """\
cases_per_day = 50
hours = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]
weekdays = [1, 1, 1, 1, 1, 0, 0]
[grids]
west = 1
[items]
noise = 3
[channels.police_call]
hotline = 9
video = 1
[channels.city_case]
patrol = 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_package(tmp_path)
    (tmp_path / "rates.toml").write_text(RATES, encoding="utf-8")
    return tmp_path


def test_rates_are_read(folder: Path) -> None:
    rates = load_rates(folder, load_city(folder))
    assert (rates.cases_per_day, rates.hours[23], rates.weekdays[6]) == (50.0, 2.0, 0.0)
    assert rates.items == {"noise": 3.0, "vendor": 0.0}
    assert rates.channels[WorkKind.POLICE_CALL][Channel.HOTLINE] == 9.0
    assert rates.channels[WorkKind.CITY_CASE][Channel.HOTLINE] == 0.0


def test_without_a_file_everything_is_equally_likely(tmp_path: Path) -> None:
    rates = load_rates(write_package(tmp_path), load_city(tmp_path))
    assert set(rates.items) == {"noise", "vendor"}
    assert len(set(rates.hours)) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cases_per_day = 50", "cases_per_day = -1", "rates.toml, cases_per_day: -1"),
        ("[1, 1, 1, 1, 1, 0, 0]", "[1, 1]", "weekdays: [1, 1] is not right; expected 7 numbers"),
        ("[1, 1, 1, 1, 1, 0, 0]", "[0, 0, 0, 0, 0, 0, 0]", "expected 7 numbers of 0 or more"),
        ("[1, 1, 1, 1, 1, 0, 0]", "[1, 1, 1, 1, 1, 1, -1]", "expected 7 numbers of 0 or more"),
        ("noise = 3", "shouting = 3", "rates.toml, items, shouting: 'shouting'"),
        ("noise = 3", "noise = 'much'", "rates.toml, items, noise: 'much'"),
        ("[grids]\nwest = 1", "", "rates.toml, grids: is missing; expected a weight above 0"),
        ("hotline = 9", "phone = 9", "channels.police_call, phone: 'phone'"),
    ],
)
def test_a_fault_is_named(folder: Path, old: str, new: str, said: str) -> None:
    assert old in RATES
    (folder / "rates.toml").write_text(RATES.replace(old, new), encoding="utf-8")
    with pytest.raises(CityProblems) as caught:
        load_rates(folder, load_city(folder))
    assert any(said in str(problem) for problem in caught.value.problems), str(caught.value)
