"""Cameras' addresses may hold passwords: what is told of one never does."""

import pytest

from bigscreen.domain.cameras import Camera, CameraKind, is_playable, told_url

SECRET = "rtsp://admin:s3cret@10.0.0.8:554/live/1?token=abc"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (SECRET, "rtsp://10.0.0.8:554/live/1"),
        ("http://cam.example/a.m3u8", "http://cam.example/a.m3u8"),
        ("file:///data/clip.mp4", "file:/data/clip.mp4"),
        ("demo:street/3", "demo:street/3"),
        ("rtsp://[::1", ""),
        ("rtsp://admin:s3cret@host:port/x", ""),
    ],
)
def test_an_address_is_told_without_what_is_secret(url, told) -> None:
    assert told_url(url) == told


def test_a_camera_that_is_printed_keeps_its_address_to_itself() -> None:
    camera = Camera(id="c", name="门", name_en="", kind=CameraKind.FIXED, url=SECRET)
    assert "s3cret" not in repr(camera)


@pytest.mark.parametrize(
    ("url", "can"),
    [
        ("rtsp://10.0.0.8/live", True),
        ("rtsps://10.0.0.8/live", True),
        ("https://cam.example/a.m3u8", True),
        ("file:///data/clip.mp4", True),
        ("demo:street/1", True),
        ("demo:", False),
        ("http://", False),
        ("rtsp://[::1", False),
        ("10.0.0.8/live", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_known_kinds_of_address_are_opened(url, can) -> None:
    assert is_playable(url) is can
