"""A mapping file says how columns become fields, and what is wrong with it is said clearly."""

from pathlib import Path

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.incidents import Channel, Level
from bigscreen.feed.column_mapping import (
    MappingError,
    choose_mapping,
    load_mapping,
    require_columns,
)
from tests.support.recordings import HEADER, MAPPING_TOML, toy_mapping

SHIPPED = Path(__file__).parents[3] / "resources" / "mappings"


def test_reads_every_table(tmp_path: Path) -> None:
    mapping = toy_mapping(tmp_path)
    assert mapping.levels == {"A": Level.ONE, "3": Level.THREE}
    assert mapping.call.channel is Channel.HOTLINE
    assert mapping.unit.times.milestones() == {
        Milestone.EN_ROUTE: "rolling",
        Milestone.ON_SCENE: "there",
    }
    assert mapping.columns()["unit.times.released"] == "free"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('id = "call"', 'idd = "call"', "unknown field `idd` - at `$.call`"),
        ('dispatched = "sent"', "", "missing required field `dispatched` - at `$.unit.times`"),
        ("A = 1", "A = 9", "Invalid enum value 9"),
        ("A = 1", "A = ", "Invalid value"),
        ("America/Los_Angeles", "Moon/Crater", "'Moon/Crater' is not an IANA time zone"),
        ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "does not give date, hour and minute"),
        ("%Y-%m-%d %H:%M:%S", "%Q", "does not give date, hour and minute"),
        ("(?P<lat>\\S+)", "(?P<latitude>\\S+)", "needs the groups (?P<lat>…) and (?P<lon>…)"),
        ("(?P<lat>\\S+)", "(", "call.location_pattern: missing )"),
        (
            'lead_force = "medical"',
            'lead_force = "navy"',
            "items.known.'Fall': 'navy' is not one of the forces fire, medical",
        ),
        ("第 {district} 区", "第 {n} 区", "city.district_name: only {district}"),
    ],
)
def test_mistake_is_named_with_its_place(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in MAPPING_TOML
    with pytest.raises(MappingError) as error:
        toy_mapping(tmp_path, MAPPING_TOML.replace(right, wrong, 1))
    assert said in str(error.value)
    assert "toy.toml" in str(error.value)


def test_place_needs_both_columns(tmp_path: Path) -> None:
    lines = MAPPING_TOML.splitlines()
    text = "\n".join('lat = "y"' if ln.startswith("location =") else ln for ln in lines)
    with pytest.raises(MappingError, match=r"call\.lat, call\.lon: one of them is missing"):
        toy_mapping(tmp_path, text)


def test_no_force_is_too_few(tmp_path: Path) -> None:
    head, _, rest = MAPPING_TOML.partition("[[forces]]")
    text = f"forces = []\n{head}[items]{rest.partition('[items]')[2]}"
    with pytest.raises(MappingError, match="forces: needs at least one"):
        toy_mapping(tmp_path, text)


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"none\.toml: No such file"):
        load_mapping(tmp_path / "none.toml")


def test_mapping_is_chosen_by_the_columns_and_the_closest_wins(tmp_path: Path) -> None:
    toy_mapping(tmp_path)
    closer = MAPPING_TOML.replace('["call", "unit"', '["call", "unit", "place"').replace(
        'id = "toy"', 'id = "closer"'
    )
    (tmp_path / "closer.toml").write_text(closer, encoding="utf-8")
    assert choose_mapping(HEADER.split(","), tmp_path).city.id == "closer"


def test_recording_no_mapping_fits_is_told_what_each_misses(tmp_path: Path) -> None:
    toy_mapping(tmp_path)
    with pytest.raises(MappingError, match=r"toy\.toml misses unit, received"):
        choose_mapping(["call", "other"], tmp_path)


def test_missing_columns_are_named_with_their_keys(tmp_path: Path) -> None:
    mapping = toy_mapping(tmp_path)
    header = [column for column in HEADER.split(",") if column != "sent"]
    with pytest.raises(MappingError, match=r"unit\.times\.dispatched = 'sent'; the recording has"):
        require_columns(mapping, header)
    require_columns(mapping, HEADER.split(","))


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.name)
def test_shipped_mappings_can_be_used_and_choose_themselves(path: Path) -> None:
    mapping = load_mapping(path)
    columns = [*mapping.columns().values(), *mapping.match.columns]
    assert choose_mapping(columns, SHIPPED) == mapping
