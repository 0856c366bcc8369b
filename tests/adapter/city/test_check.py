"""``bigscreen city``: a package is looked over as a whole, and everything wrong is named."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.app.cli import main
from bigscreen.city.check import check_package
from bigscreen.city.package import city_digest, load_city
from tests.adapter.city.package_folder import FILES, write_package

SECOND_GRID = """\
,{"type":"Feature","properties":{"id":"east","name":"东","response_minutes":3},"geometry":
{"type":"Polygon","coordinates":[[[103.5,30],[104,30],[104,31],[103.5,31],[103.5,30]]]}}
]}"""

DUTY_FILES = {
    "duty.toml": (
        '[[levels]]\ncode = "usual"\nname = "三级"\n\n[[levels]]\ncode = "high"\nname = "一级"\n'
    ),
    "minimums.csv": "grid_id,force_code,count,duty_level\nwest,police,1,\nwest,police,1,high\n",
    "roster.csv": "unit_id,shifts,weekdays\np-1,0;1,\nj-1,1,6;7\n",
    "echelons.toml": """\
[[echelons]]
number = 1
name = "第一梯队"

[[echelons.rules]]
reach = "grid"
forces = ["police"]
within_m = 1500

[[echelons]]
number = 2
name = "第二梯队"
commander = "city"

[[echelons.rules]]
reach = "city"
kinds = ["car", "foot"]
squads = ["一中队"]
capabilities = ["shield"]
""",
    "patrol.geojson": """\
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"b1","name":"老街小学","grid_id":"west","forces":["police"],
"visits":2},"geometry":{"type":"Point","coordinates":[103.2,30.5]}},
{"type":"Feature","properties":{"id":"x1","name":"大街","radius_m":40},"geometry":
{"type":"LineString","coordinates":[[103.1,30.5],[103.4,30.5]]}}
]}""",
    "departments.csv": "code,name,name_en,force,contact\npcs,派出所,Station,police,110\n",
    "squads.csv": "code,name,name_en,force,grid_id,leader\n一中队,一中队,Squad 1,police,west,王\n",
    "officers.csv": "id,name,force,squad,unit_id\n1001,王建国,police,一中队,p-1\n",
    "devices.csv": (
        "id,unit_id,kind,label,force\nc-1,j-1,body_camera,执法仪,police\nc-2,j-1,radio,电台,cg\n"
    ),
    "weights.toml": (
        '[[criteria]]\nmeasure = "volume"\nstatistic = "count"\nweight = 2\nbest = 10\nworst = 90\n'
    ),
    "clocks.toml": '[[clocks]]\ncode = "day"\nname = "一日"\nlimit_hours = 24\nwarn_hours = 2\n',
    "calendar.toml": 'weekdays = [1, 2, 3, 4, 5]\nhours = ["09:00-17:00"]\n',
    "response_places.csv": "name,lat,lon,radius_m,minutes\n火车站,30.5,103.3,300,3\n",
}

LISTS = [*FILES, *DUTY_FILES, "areas.csv", "dispositions.csv"]


def whole_package(folder: Path) -> Path:
    """Write the small package with nothing wrong in it."""
    write_package(folder, city_toml=("lon = 103.5", "lon = 103.4"))
    put(
        folder,
        "areas.csv",
        "id,parent,level,name,name_en,commander\n"
        "town,,district,城区,Town,王\nold,town,street,老街,,\nw1,west,micro_grid,一微网,,李\n",
    )
    change(folder, "grids.geojson", '"id":"west"', '"id":"west","area_id":"old"')
    put(
        folder,
        "dispositions.csv",
        "code,name,name_en,retired,valid\n"
        "settled,处置完毕,Settled,,\nwarned,警告,Warned,yes,\nfalse_call,谎报,False call,,no\n",
    )
    put(
        folder,
        "catalogue.csv",
        "code,name,name_en,work_kind,lead_force,assisting_forces,default_level,limit_hours,"
        "run_card,dispositions,evidence,sensitivity,clock\n"
        "noise,噪音扰民,Noise,police_call,police,cg,2,24,1 police car +shield; 1 cg,"
        "settled,,dim,day\n"
        "vendor,占道经营,Vendors,city_case,cg,,3,4,,,before;after,,\n",
    )
    for name, text in DUTY_FILES.items():
        put(folder, name, text)
    change(folder, "streets.geojson", "[103.1,30.5]", "[103.1,30.5],[103.2,30.5]")
    return folder


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    put(folder, name, text.replace(old, new, 1))


def run(*args: object):
    return CliRunner().invoke(main, ["city", *map(str, args)])


def test_a_whole_package_has_no_problems(tmp_path: Path) -> None:
    report = check_package(whole_package(tmp_path))
    assert report.problems == ()
    assert report.counts == {
        "areas": 3,
        "grids": 1,
        "forces": 2,
        "units": 2,
        "officers": 5,
        "stations": 1,
        "items": 2,
        "dispositions": 3,
        "clocks": 1,
        "duty_levels": 2,
        "minimums": 2,
        "roster": 2,
        "echelons": 2,
        "patrol": 2,
        "departments": 1,
        "squads": 1,
        "people": 1,
        "devices": 2,
        "response_places": 1,
        "cameras": 0,
        "scenes": 5,
        "streets": 2,
        "places": 1,
    }


ERRORS = [
    ("areas.csv", "old,town,", "old,village,", "areas.csv, line 3, parent: 'village'"),
    ("areas.csv", "town,,district", "town,old,district", "line 2, parent: 'old' is not right"),
    ("areas.csv", "old,town,street", "old,town,city", "expected an area of a higher level"),
    ("areas.csv", "w1,west", "w1,old", "expected the id of the grid a micro-grid lies in"),
    ("areas.csv", "w1,west", "w1,", "areas.csv, line 4, parent: is missing"),
    ("areas.csv", "w1,", "west,", "expected an id that no grid has"),
    ("areas.csv", "old,town,street", "old,town,block", "line 3, level: 'block'"),
    ("areas.csv", "w1,west", "old,west", "areas.csv, line 4, id: 'old'"),
    ("grids.geojson", '"area_id":"old"', '"area_id":"new"', "feature 1, area_id: 'new'"),
    ("grids.geojson", '"area_id":"old"', '"area_id":"w1"', "expected a street, a district"),
    ("grids.geojson", "[103.5,31],[103,31]", "[103,31],[103.5,31]", "outline that does not cross"),
    ("grids.geojson", "\n]}", SECOND_GRID.replace("103.5", "103.4"), "grids that do not overlap"),
    ("city.toml", 'code = "cg"', 'code = "police"', "forces 2, code: 'police'"),
    ("units.csv", "联1", "巡1", "units.csv, line 3, call_sign: '巡1'"),
    ("units.csv", "west", "north", "units.csv, line 2, grid_id: 'north'"),
    ("units.csv", "police;cg", "army", "units.csv, line 3, force_codes: 'army'"),
    ("catalogue.csv", "city_case,cg", "city_case,", "line 3, lead_force: is missing"),
    ("catalogue.csv", "1 cg", "x cg", "line 2, run_card: 'x cg' is not right; expected a part"),
    ("catalogue.csv", "1 cg", "1 army", "run_card: '1 army' is not right; expected a force of"),
    ("catalogue.csv", "police car", "police tank", "expected kinds of foot, car"),
    ("catalogue.csv", ",settled", ",gone", "catalogue.csv, line 2, dispositions: 'gone'"),
    ("catalogue.csv", ",settled", ",warned", "expected at least one that is not retired"),
    ("catalogue.csv", ",day", ",week", "line 2, clock: 'week' is not right; expected one of day"),
    ("clocks.toml", "limit_hours = 24", "limit_hours = 0", "clocks.toml, clocks 1, limit_hours: 0"),
    ("calendar.toml", "09:00-17:00", "17:00-09:00", "calendar.toml, hours: ['17:00-09:00']"),
    ("catalogue.csv", ",dim", ",secret", "line 2, sensitivity: 'secret'"),
    ("dispositions.csv", ",,no", ",,maybe", "dispositions.csv, line 4, valid: 'maybe'"),
    ("city.toml", "officers", 'walls_show_addresses = "perhaps"\nofficers', "walls_show_addresses"),
    ("duty.toml", "high", "usual", "duty.toml, levels 2, code: 'usual' is not right"),
    ("minimums.csv", "west,police,1,high", "east,police,1,high", "minimums.csv, line 3, grid_id"),
    ("minimums.csv", "1,high", "1,low", "line 3, duty_level: 'low' is not right; expected one of"),
    ("minimums.csv", "1,high", "-1,high", "line 3, count: '-1'"),
    ("minimums.csv", "1,high", "1,", "minimums.csv, line 3, grid_id: 'west/police/'"),
    ("roster.csv", "0;1", "0;2", "line 2, shifts: '2' is not right; expected whole numbers from 0"),
    ("roster.csv", "6;7", "6;8", "roster.csv, line 3, weekdays: '8'"),
    ("roster.csv", "p-1,0;1", "p-1,", "roster.csv, line 2, shifts: is missing"),
    ("roster.csv", "j-1", "j-9", "line 3, unit_id: 'j-9' is not right; expected the id of a unit"),
    ("roster.csv", "j-1", "p-1", "roster.csv, line 3, unit_id: 'p-1'"),
    ("echelons.toml", "number = 2", "number = 3", "echelons 2, number: 3 is not right; expected 2"),
    ("echelons.toml", '"city"\n\n', '"village"\n\n', "echelons 2, commander: 'village'"),
    ("echelons.toml", '["police"]', '["army"]', "echelons 1, rules 1, forces: 'army'"),
    ("echelons.toml", '"foot"', '"horse"', "echelons 2, rules 1, kinds: 'horse'"),
    ("echelons.toml", "一中队", "九中队", "echelons 2, rules 1, squads: '九中队'"),
    ("echelons.toml", "1500", "-1", "echelons 1, rules 1, within_m: -1"),
    ("patrol.geojson", '"x1"', '"b1"', "patrol.geojson, feature 2, id: 'b1'"),
    ("patrol.geojson", "Point", "Polygon", "patrol.geojson, feature 1, geometry: 'Polygon'"),
    ("patrol.geojson", '"visits":2', '"visits":0', "feature 1, visits: 0"),
    ("departments.csv", "Station,police", "Station,army", "departments.csv, line 2, force: 'army'"),
    ("squads.csv", "police,west", "police,east", "squads.csv, line 2, grid_id: 'east'"),
    ("officers.csv", "一中队", "九中队", "officers.csv, line 2, squad: '九中队'"),
    ("officers.csv", "p-1", "p-9", "officers.csv, line 2, unit_id: 'p-9'"),
    ("devices.csv", "c-2,j-1", "c-2,j-9", "devices.csv, line 3, unit_id: 'j-9'"),
    ("response_places.csv", "300", "none", "response_places.csv, line 2, radius_m: 'none'"),
    ("catalogue.csv", "noise,噪", "vendor,噪", "catalogue.csv, line 3, code: 'vendor'"),
    ("dispositions.csv", "Warned,yes", "Warned,perhaps", "line 3, retired: 'perhaps'"),
    ("places.csv", "30.5", "95", "places.csv, line 2, lat: '95'"),
    ("weights.toml", "volume", "wealth", "weights.toml, criteria[1].measure: 'wealth'"),
    ("weights.toml", "weight = 2", "weight = ", "weights.toml: "),
    ("rates.toml", "", "[outcomes]\nluck = 0.5\n", "rates.toml, outcomes, luck: 'luck'"),
    ("rates.toml", "", "[outcomes]\ndrills = 2\n", "rates.toml, outcomes, drills: 2"),
    ("rates.toml", "", "cases_per_day = -1\n", "rates.toml, cases_per_day: -1 is not right"),
    ("rates.toml", "", "places = 3\n", "rates.toml, places: 3 is not right"),
    ("rates.toml", "", "[places]\nfire = ['school']\n", "rates.toml, places, fire: 'fire'"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), ERRORS)
def test_an_error_is_named_and_ends_in_failure(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    whole_package(tmp_path)
    if old:
        change(tmp_path, name, old, new)
    else:
        put(tmp_path, name, new)
    done = run("check", tmp_path, "--lang", "en")
    errors = [line for line in done.output.splitlines() if line.startswith("error: ")]
    assert any(said in line for line in errors), done.output
    assert done.exit_code == 1


WARNINGS = [
    ("city.toml", "minutes = 3", "minutes = 4", "response_minutes: 3 is not right; expected a cl"),
    ("city.toml", "minutes = 3", "minutes = 4", "targets 1, minutes: 4"),
    ("city.toml", "lon = 103.4", "lon = 104.4", "city.toml, centre: '30.5, 104.4'"),
    ("city.toml", "officers = 12", "officers = 4", "expected at least the 5 of the units"),
    ("city.toml", '"chengguan"\nbadge = "城"', '"police"\nbadge = "警"', "forces 2, badge: '警'"),
    ("grids.geojson", '"area_id":"old"', '"area_id":""', "feature 1, area_id: is missing"),
    ("grids.geojson", '"area_id":"old"', '"area_id":"town"', "areas.csv, line 3, id: 'old'"),
    ("grids.geojson", "\n]}", SECOND_GRID, "feature 2, id: 'east'"),
    ("streets.geojson", ",[103.2,30.5],", ",[103.3,30.5],", "geometry: '小巷: 1 in one piece'"),
    ("stations.csv", "103.2", "105", "stations.csv, line 2, lat: '30.5, 105'"),
    ("units.csv", "103.2", "105", "units.csv, line 2, home_lat: '30.5, 105'"),
    ("units.csv", "police;cg", "police", "city.toml, forces 2, code: 'cg'"),
    ("places.csv", "103.3", "105", "places.csv, line 2, lat: '30.5, 105'"),
    ("city.toml", "officers", 'duty_level = "二级"\nofficers', "expected [[levels]] in duty.toml"),
    ("catalogue.csv", ",settled", ",settled;warned", "expected ways to end that are still in use"),
    ("minimums.csv", "1,high", "3,high", "count: 3 is not right; expected what the units can"),
    ("echelons.toml", "shield", "boat", "echelons 2, rules: 'rule 1' is not right; expected a rul"),
    ("patrol.geojson", "[103.2,30.5]", "[105,30.5]", "feature 1, geometry: '30.5, 105'"),
    ("units.csv", "一中队", "二中队", "units.csv, line 2, squad: '二中队'"),
    ("units.csv", "一中队", "", "squads.csv, line 2, code: '一中队'"),
    ("officers.csv", "police,一中队", "cg,一中队", "officers.csv, line 2, force: 'cg'"),
    ("devices.csv", "电台,cg", "电台,police", "id: 'j-1' is not right; expected a device of force"),
    ("response_places.csv", "300,3", "300,9", "response_places.csv, line 2, minutes: 9"),
    ("response_places.csv", "103.3", "105", "response_places.csv, line 2, lat: '30.5, 105'"),
    ("catalogue.csv", "police,cg", "police,police", "expected forces other than the one that le"),
    ("catalogue.csv", "1 police", "3 police", "'3 police car +shield' is not right; expected wh"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), WARNINGS)
def test_a_warning_is_named_and_the_package_still_passes(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    change(whole_package(tmp_path), name, old, new)
    done = run("check", tmp_path, "--lang", "en")
    warnings = [line for line in done.output.splitlines() if line.startswith("warning: ")]
    assert any(said in line for line in warnings), done.output
    assert done.exit_code == 0, done.output


def test_a_hole_between_grids_is_found(tmp_path: Path) -> None:
    """Four grids around a fifth that nobody drew."""
    whole_package(tmp_path)
    boxes = [(0, 0, 2, 1), (2, 0, 3, 2), (1, 2, 3, 3), (0, 1, 1, 3)]
    features = [
        {
            "type": "Feature",
            "properties": {"id": f"g{n}", "name": f"{n}", "response_minutes": 3, "area_id": "old"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [
                        [103 + x / 10, 30.5 + y / 10]
                        for x, y in ((w, s), (e, s), (e, n_), (w, n_), (w, s))
                    ]
                ],
            },
        }
        for n, (w, s, e, n_) in enumerate(boxes)
    ]
    put(tmp_path, "grids.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    change(tmp_path, "areas.csv", "w1,west", "w1,g0")
    change(tmp_path, "stations.csv", "west", "g0")
    change(tmp_path, "units.csv", "west", "g0")
    said = [str(problem) for problem in check_package(tmp_path).warnings]
    assert any("a gap of 106.5 km² at 30.65, 103.15" in line for line in said), said


def test_a_station_in_another_grid_than_it_says_is_found(tmp_path: Path) -> None:
    change(whole_package(tmp_path), "grids.geojson", "\n]}", SECOND_GRID)
    change(tmp_path, "stations.csv", "103.2", "103.7")
    [said] = [str(p) for p in check_package(tmp_path).warnings if p.file == "stations.csv"]
    assert "grid_id: 'west' is not right; expected east, where it stands" in said


def test_an_empty_city_is_an_error(tmp_path: Path) -> None:
    whole_package(tmp_path)
    put(tmp_path, "grids.geojson", '{"type":"FeatureCollection","features":[]}')
    put(tmp_path, "catalogue.csv", FILES["catalogue.csv"].splitlines()[0] + "\n")
    for name in ("areas.csv", "streets.geojson", *DUTY_FILES):
        (tmp_path / name).unlink()
    put(tmp_path, "stations.csv", FILES["stations.csv"].replace("west", ""))
    put(tmp_path, "units.csv", FILES["units.csv"].replace("west", ""))
    said = [str(problem) for problem in check_package(tmp_path).errors]
    assert said == [
        "grids.geojson: is missing; expected at least one grid",
        "catalogue.csv: is missing; expected at least one item",
    ]


def test_the_report_comes_as_json_in_english(tmp_path: Path) -> None:
    change(whole_package(tmp_path), "units.csv", "联1", "巡1")
    change(tmp_path, "units.csv", ",103.2,", ",105,")
    done = run("check", tmp_path, "--json")
    said = json.loads(done.output)
    assert done.exit_code == 1
    assert (said["city"], said["ok"], said["digest"]) == ("small", False, None)
    assert said["counts"]["units"] == 2
    assert said["errors"] == [
        {
            "file": "units.csv",
            "where": "line 3",
            "field": "call_sign",
            "value": "巡1",
            "expected": "a value no other line has",
        }
    ]
    assert [problem["field"] for problem in said["warnings"]] == ["home_lat"]


def test_without_errors_the_report_names_the_document(tmp_path: Path) -> None:
    said = json.loads(run("check", whole_package(tmp_path), "--json").output)
    assert said["digest"] == city_digest(load_city(tmp_path))


def test_areas_forces_and_catalogue_are_shown(tmp_path: Path) -> None:
    done = run("show", whole_package(tmp_path), "--lang", "en")
    lines = [line.split() for line in done.output.splitlines()]
    assert done.exit_code == 0
    assert ["Town", "(town)", "district", "王", "1", "2"] in lines
    assert ["西", "(west)", "grid", "3", "1", "2"] in lines
    assert ["一微网", "(w1)", "micro-grid", "李"] in lines
    assert ["城管", "cg", "城", "urban", "management", "1", "1", "1"] in lines
    assert "1 police car +shield;1 cg  settled" in done.output
    assert ["Warned", "warned", "retired"] in lines


def test_the_duty_plan_is_shown(tmp_path: Path) -> None:
    done = run("show", whole_package(tmp_path), "--lang", "en")
    lines = [" ".join(line.split()) for line in done.output.splitlines()]
    assert "三级 usual 1" in lines
    assert "一级 high 1" in lines
    assert "西: 1 公安 一级" in lines
    assert "1 第一梯队 the grid the grid 公安 1500 m" in lines
    assert "2 第二梯队 the whole city the whole city Patrol car Foot patrol 一中队 +shield" in lines
    assert "西 1 0" in lines
    assert "the whole city 0 1" in lines
    assert "Station pcs 公安" in lines
    assert "一日 day calendar time 24 – / –" in lines
    assert "False call false_call in use, no case" in lines


def test_one_area_is_shown_with_what_lies_above_it(tmp_path: Path) -> None:
    done = run("show", whole_package(tmp_path), "--area", "west", "--lang", "en")
    indents = [line[: len(line) - len(line.lstrip())] for line in done.output.splitlines()[3:]]
    assert indents == ["", "  ", "    ", "      "]
    wrong = run("show", tmp_path, "--area", "moon", "--lang", "en")
    assert "moon is not one of town, old, w1, west" in wrong.output


def test_a_package_with_errors_is_not_shown(tmp_path: Path) -> None:
    change(whole_package(tmp_path), "units.csv", "car", "horse")
    done = run("show", tmp_path, "--lang", "en")
    assert done.exit_code == 1
    assert "units.csv, line 2, kind: 'horse'" in done.output


def test_values_json_has_no_word_for_are_said_as_text(tmp_path: Path) -> None:
    change(whole_package(tmp_path), "city.toml", "lat = 30.5", "lat = nan")
    change(tmp_path, "city.toml", '"小城"', "2026-11-21")
    said = run("check", tmp_path, "--json").output
    assert "NaN" not in said
    assert {problem["value"] for problem in json.loads(said)["errors"]} == {"nan", "2026-11-21"}


@pytest.mark.parametrize("junk", ["", "\x00", "[" * 100_000, '{"features":[null,7]}', "id\n,,,\n"])
@pytest.mark.parametrize(
    "name", [*FILES, *DUTY_FILES, "areas.csv", "dispositions.csv", "rates.toml"]
)
def test_junk_in_a_file_is_a_problem_and_no_crash(tmp_path: Path, name: str, junk: str) -> None:
    put(whole_package(tmp_path), name, junk)
    report = check_package(tmp_path)
    assert all(str(problem) for problem in report.problems)
    if junk:
        assert {problem.file for problem in report.errors} >= {name}


@given(
    name=st.sampled_from(LISTS),
    start=st.floats(0, 1),
    count=st.integers(0, 40),
    put_in=st.sampled_from(["", "null", "-1", '"', ",", "[]", "1e999", "\n", ";", "nan"]),
)
@settings(max_examples=150, deadline=None)
def test_no_slip_of_the_pen_ends_in_a_crash(
    name: str, start: float, count: int, put_in: str
) -> None:
    with TemporaryDirectory() as folder:
        path = whole_package(Path(folder)) / name
        text = path.read_text(encoding="utf-8")
        at = int(start * len(text))
        path.write_text(text[:at] + put_in + text[at + count :], encoding="utf-8")
        assert all(str(problem) for problem in check_package(Path(folder)).problems)
