"""Cameras whose picture can be shown beside the map: fixed ones, and those officers wear."""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from bigscreen.domain.geo import GeoPoint

CAMERA_SCHEMES = ("rtsp", "rtsps", "http", "https", "file", "demo")
"""How a picture can be fetched; ``demo:`` is a made-up one, drawn by the screen itself."""


class CameraKind(StrEnum):
    """What a camera hangs on."""

    FIXED = "fixed"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera. ``url`` is RTSP, HTTP (also HLS) or a file; it may hold a password.

    A fixed camera stands at ``location``; a body camera 执法记录仪 is where its unit is.
    ``is_sensitive`` ones are never shown on a wall.
    """

    id: str
    name: str
    name_en: str
    kind: CameraKind
    url: str = field(repr=False)
    location: GeoPoint | None = None
    unit_id: str = ""
    grid_id: str = ""
    is_sensitive: bool = False


def told_url(url: str) -> str:
    """Return an address as a log or a person may read it: without account, password and query."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return ""
    return f"{parts.scheme}:" + (f"//{host}{port}" if host else "") + parts.path


def is_playable(url: str) -> bool:
    """Tell whether an address is of a kind a screen can open."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme not in CAMERA_SCHEMES:
        return False
    return bool(parts.path) if parts.scheme in {"file", "demo"} else bool(parts.hostname)
