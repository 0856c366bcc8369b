"""A small made-up recording with its mapping, and the real one where it is at hand."""

import os
from pathlib import Path

import pytest

from bigscreen.feed.column_mapping import ColumnMapping, load_mapping

MAPPING_TOML = """
[match]
columns = ["call", "unit", "received"]

[time]
format = "%Y-%m-%d %H:%M:%S"
timezone = "America/Los_Angeles"

[call]
id = "call"
type = "type"
priority = "priority"
district = "district"
received = "received"
location = "place"
location_pattern = '(?P<lat>\\S+) (?P<lon>\\S+)'

[unit]
id = "unit"
type = "kind"

[unit.times]
dispatched = "sent"
en_route = "rolling"
on_scene = "there"
released = "free"

[levels]
A = 1
3 = 3

[[forces]]
code = "fire"
name = "消防"
family = "police"
badge = "消"

[[forces]]
code = "medical"
name = "急救"
family = "chengguan"
badge = "医"
unit_types = ["MEDIC"]
unit_kind = "motorcycle"

[items]
lead_force = "fire"

[items.known."Fall"]
name = "摔伤"
lead_force = "medical"
assisting_forces = ["fire"]
level = 2

[city]
id = "toy"
name = "小城"
name_en = "Toytown"
district_name = "第 {district} 区"
district_name_en = "District {district}"
no_district = ["None"]
response_minutes = 7
case_prefix = "TT"
"""

HEADER = "call,type,priority,district,received,place,unit,kind,sent,rolling,there,free"


def toy_mapping(folder: Path, text: str = MAPPING_TOML) -> ColumnMapping:
    path = folder / "toy.toml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def recording_file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "calls.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def real_week() -> Path:
    """Return the recorded week of San Francisco; skip where it is not beside the checkout."""
    shared = os.environ.get("BIGSCREEN_RECORDINGS")
    folder = Path(shared) if shared else Path(__file__).parents[3] / "shared" / "data"
    path = folder / "sf-dispatch-week1.csv"
    if not path.exists():
        pytest.skip(f"the recording is not here: {path} (or set BIGSCREEN_RECORDINGS)")
    return path
