"""Whose cameras a limited account is told of: its area's, and on walls none that is sensitive."""

from dataclasses import replace

from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.service.limited_city import city_seen
from bigscreen.service.scope import WHOLE_CITY, Scope
from tests.support.small_city import small_city

WEST = frozenset({"west"})


def a_camera(camera_id: str, **fields) -> Camera:
    said = {"kind": CameraKind.FIXED, "location": GeoPoint(30.5, 103.2), "grid_id": "west"}
    return Camera(id=camera_id, name="", name_en="", url="demo:street/1", **{**said, **fields})


def worn(unit_id: str) -> Camera:
    return a_camera(unit_id, kind=CameraKind.BODY, location=None, grid_id="", unit_id=unit_id)


CITY: City = replace(
    small_city(),
    cameras=(
        a_camera("w"),
        a_camera("w-secret", is_sensitive=True),
        a_camera("e", grid_id="east"),
        a_camera("nowhere", grid_id=""),
        worn("p-1"),
        worn("e-1"),
    ),
)


def seen(scope: Scope, *units: str) -> list[str]:
    return [camera.id for camera in city_seen(CITY, scope, units).cameras]


def test_a_desk_of_the_whole_city_has_them_all() -> None:
    assert seen(WHOLE_CITY) == [camera.id for camera in CITY.cameras]
    assert city_seen(CITY, WHOLE_CITY, ()) == CITY


def test_a_wall_is_told_of_no_sensitive_one() -> None:
    assert seen(Scope(hides_sensitive=True)) == ["w", "e", "nowhere", "p-1", "e-1"]
    assert seen(Scope(place_ids=WEST, hides_sensitive=True), "p-1") == ["w", "p-1"]


def test_a_district_is_told_of_its_own() -> None:
    assert seen(Scope(place_ids=WEST), "p-1") == ["w", "w-secret", "p-1"]
    assert seen(Scope(place_ids=WEST)) == ["w", "w-secret"]
