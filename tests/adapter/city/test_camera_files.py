"""Cameras of a package: read from two files, checked, and never quoted with their passwords."""

from pathlib import Path

import pytest

from bigscreen.city.check import check_package
from bigscreen.city.package import load_city
from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.geo import GeoPoint
from tests.adapter.city.package_folder import write_package

HEAD = "id,name,name_en,lat,lon,grid,url,sensitive\n"
SECRET = "rtsp://admin:s3cret@10.0.0.8/live"


def put(folder: Path, cameras: str = "", devices: str = "", head: str = HEAD) -> Path:
    write_package(folder)
    if cameras:
        (folder / "cameras.csv").write_text(head + cameras, encoding="utf-8")
    if devices:
        text = "id,unit_id,kind,label,force,url\n" + devices
        (folder / "devices.csv").write_text(text, encoding="utf-8")
    return folder


def test_without_the_files_there_are_none(tmp_path: Path) -> None:
    assert load_city(write_package(tmp_path)).cameras == ()


def test_fixed_ones_are_listed_and_worn_ones_are_devices_with_an_address(tmp_path: Path) -> None:
    city = load_city(
        put(
            tmp_path,
            f"c1,东门,East gate,30.5,103.2,,{SECRET},yes\n",
            "b1,p-1,body_camera,执法仪 巡1,police,demo:body/1\nr1,p-1,radio,电台,police,\n",
        )
    )
    assert city.cameras == (
        Camera(
            id="c1", name="东门", name_en="East gate", kind=CameraKind.FIXED, url=SECRET,
            location=GeoPoint(30.5, 103.2), grid_id="west", is_sensitive=True,
        ),
        Camera(
            id="b1", name="执法仪 巡1", name_en="", kind=CameraKind.BODY, url="demo:body/1",
            unit_id="p-1",
        ),
    )  # fmt: skip


def test_a_worn_one_may_be_listed_as_well(tmp_path: Path) -> None:
    head = HEAD.strip() + ",kind,unit_id\n"
    [camera] = load_city(put(tmp_path, "b1,甲,,,,,demo:body/1,,body,p-1\n", head=head)).cameras
    assert (camera.kind, camera.unit_id, camera.location) == (CameraKind.BODY, "p-1", None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("c1,门,,30.5,103.2,,ftp://admin:s3cret@10.0.0.8/x,\n", "cameras.csv, line 2, url"),
        ("c1,门,,30.5,103.2,,,\n", "cameras.csv, line 2, url: is missing"),
        ("c1,门,,,103.2,,demo:street/1,\n", "cameras.csv, line 2, lat"),
        ("c1,门,,30.5,103.2,south,demo:street/1,\n", "cameras.csv, line 2, grid"),
        ("c1,门,,30.5,103.2,,demo:street/1,perhaps\n", "cameras.csv, line 2, sensitive"),
        ("c1,a,,30.5,103.2,,demo:a,\nc1,b,,30.5,103.2,,demo:a,\n", "cameras.csv, line 3, id"),
    ],
)
def test_what_is_wrong_is_named_without_a_password(tmp_path: Path, line: str, said: str) -> None:
    errors = [str(error) for error in check_package(put(tmp_path, line)).errors]
    assert any(error.startswith(said) for error in errors), errors
    assert "s3cret" not in str(errors)


def test_ids_are_told_apart_over_both_files(tmp_path: Path) -> None:
    folder = put(
        tmp_path,
        "b1,门,,30.5,103.2,,demo:street/1,\n",
        "b1,p-1,body_camera,执法仪,police,demo:body/1\nb2,p-1,body_camera,,police,nowhere\n",
    )
    errors = [str(error) for error in check_package(folder).errors]
    assert [error.split(":")[0] for error in errors] == [
        "devices.csv, line 3, url", "devices.csv, line 2, id",
    ]  # fmt: skip


def test_cameras_nobody_wears_and_those_that_stand_elsewhere_are_found(tmp_path: Path) -> None:
    head = HEAD.strip() + ",kind,unit_id\n"
    lines = (
        "c1,门,,10.5,103.2,west,demo:street/1,,,\n"
        "c2,窗,,10.5,103.2,,demo:street/1,,,\n"
        "b1,甲,,,,,demo:body/1,,body,ghost\n"
    )
    report = check_package(put(tmp_path, lines, head=head))
    assert [str(one).split(":")[0] for one in report.errors] == ["cameras.csv, line 4, unit_id"]
    warned = [str(one) for one in report.warnings if one.file == "cameras.csv"]
    assert [one.split(":")[0] for one in warned] == [
        "cameras.csv, line 2, lat", "cameras.csv, line 3, lat",
    ]  # fmt: skip
    assert report.counts["cameras"] == 3
