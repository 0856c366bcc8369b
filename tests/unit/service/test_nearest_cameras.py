"""The cameras for a case: those on it first, then the nearest, always the same order."""

from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.service.nearest_cameras import NEAR_M, nearest_cameras

HERE = GeoPoint(30.6, 103.6)
DEGREE_M = 111_195.0


def north(metres: float) -> GeoPoint:
    return GeoPoint(HERE.lat + metres / DEGREE_M, HERE.lon)


def fixed(camera_id: str, metres: float) -> Camera:
    return Camera(
        id=camera_id, name="", name_en="", kind=CameraKind.FIXED, url="demo:street/1",
        location=north(metres),
    )  # fmt: skip


def body(unit_id: str) -> Camera:
    return Camera(
        id=f"b-{unit_id}", name="", name_en="", kind=CameraKind.BODY, url="demo:body/1",
        unit_id=unit_id,
    )  # fmt: skip


UNITS = {"near": north(40), "far": north(5_000), "mid": north(300)}
CAMERAS = (
    fixed("f3", 700), fixed("f1", 100), fixed("f2", 200), fixed("f9", 1_200),
    body("near"), body("mid"), body("far"), body("lost"),
)  # fmt: skip


def ids(**fields) -> list[str]:
    wanted = {"place": HERE, **fields}
    found = nearest_cameras(CAMERAS, wanted.pop("place"), UNITS.get, **wanted)
    return [one.camera.id for one in found]


def test_the_nearest_come_first_wherever_they_hang() -> None:
    assert ids() == ["b-near", "f1", "f2", "b-mid"]
    assert ids(most=9) == ["b-near", "f1", "f2", "b-mid", "f3"]


def test_those_on_the_case_come_before_all_however_far_and_leave_room_for_fixed_ones() -> None:
    assert ids(on_case={"far"}) == ["b-far", "f1", "f2", "b-near"]
    assert ids(on_case={"far", "mid", "lost"}) == ["b-mid", "f1", "b-far", "f2"]
    assert ids(on_case={"far", "mid", "lost"}, within_m=150) == [
        "b-mid", "f1", "b-far", "b-lost",
    ]  # fmt: skip
    assert ids(on_case={"lost"}, most=1) == ["b-lost"]


def test_a_case_without_a_place_has_those_that_are_on_it() -> None:
    assert ids(place=None) == []
    found = nearest_cameras(CAMERAS, None, UNITS.get, on_case=("far",))
    assert [(one.camera.id, one.distance_m, one.is_on_case) for one in found] == [
        ("b-far", None, True)
    ]


@given(
    st.lists(st.floats(0, 3_000), max_size=8),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 3_000) | st.none(), max_size=6),
    st.sets(st.sampled_from("abcdef")),
    st.integers(0, 6),
)
def test_never_too_many_never_twice_never_one_that_is_too_far(far, units, on_case, most) -> None:
    cameras = [fixed(f"f{n}", metres) for n, metres in enumerate(far)]
    cameras += [body(unit) for unit in units]
    where = {unit: None if m is None else north(m) for unit, m in units.items()}
    found = nearest_cameras(cameras, HERE, where.get, on_case=on_case, most=most)
    again = nearest_cameras(reversed(cameras), HERE, where.get, on_case=on_case, most=most)
    assert found == again
    names = [one.camera.id for one in found]
    assert len(names) == len(set(names)) <= most
    worn = [unit for unit in units if unit in on_case]
    near = [c for c in cameras if not (c.unit_id in on_case and c.unit_id) and _is_near(c, where)]
    assert len(found) == min(most, len(worn) + len(near))
    for one in found:
        assert one.is_on_case is (one.camera.unit_id in on_case)
        assert one.is_on_case or one.distance_m <= NEAR_M


def _is_near(camera: Camera, where) -> bool:
    there = camera.location or where[camera.unit_id]
    return there is not None and distance_m(HERE, there) <= NEAR_M
