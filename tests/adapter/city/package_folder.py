"""A small city package on disk that a test spoils in one place."""

from pathlib import Path

FILES = {
    "city.toml": """\
id = "small"
name = "小城"
timezone = "Asia/Shanghai"
centre = { lat = 30.5, lon = 103.5 }
officers = 12
shift_start_hours = [20, 8]

[[forces]]
code = "police"
name = "公安"
family = "police"
badge = "警"

[[forces]]
code = "cg"
name = "城管"
family = "chengguan"
badge = "城"

[[targets]]
minutes = 3
share = 0.9
""",
    "grids.geojson": """\
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"west","name":"西","response_minutes":3},"geometry":
{"type":"Polygon","coordinates":[[[103,30],[103.5,30],[103.5,31],[103,31],[103,30]]]}}
]}""",
    "streets.geojson": """\
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"大街","rank":1},"geometry":
{"type":"LineString","coordinates":[[103.1,30.5],[103.4,30.5]]}},
{"type":"Feature","properties":{"name":"小巷","rank":3,"speed_mps":5},"geometry":
{"type":"LineString","coordinates":[[103.2,30.5],[103.2,30.6]]}}
]}""",
    "ground.geojson": """\
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"kind":"water"},"geometry":
{"type":"Polygon","coordinates":[[[103.1,30.1],[103.2,30.1],[103.2,30.2],[103.1,30.1]]]}}
]}""",
    "stations.csv": "id,name,name_en,lat,lon,grid_id\ns1,一站,First,30.5,103.2,west\n",
    "catalogue.csv": (
        "code,name,name_en,work_kind,lead_force,assisting_forces,default_level,limit_hours\n"
        "noise,噪音扰民,Noise,police_call,police,cg,2,24\n"
        "vendor,占道经营,Vendors,city_case,cg,,3,4\n"
    ),
    "units.csv": (
        "id,call_sign,force_codes,kind,grid_id,squad,officers,capabilities,home_lat,home_lon,"
        "stale_after_s\n"
        "p-1,巡1,police,car,west,一中队,2,first_aid;shield,30.5,103.2,60\n"
        "j-1,联1,police;cg,foot,,,3,,,,\n"
    ),
    "places.csv": "name,kind,address,lat,lon\n好又多超市,supermarket,大街1号,30.5,103.3\n",
}


def write_package(folder: Path, **changed: tuple[str, str]) -> Path:
    """Write the package; ``city_toml=("a", "b")`` replaces a by b in city.toml."""
    for name, text in FILES.items():
        old, new = changed.get(name.replace(".", "_"), ("", ""))
        assert old in text, f"{name} holds no {old!r}"
        (folder / name).write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return folder
