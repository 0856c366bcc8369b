"""Cameras whose picture can be shown beside the map: fixed ones, and those officers wear."""

from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.geo import GeoPoint


class CameraKind(StrEnum):
    """What a camera hangs on."""

    FIXED = "fixed"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera. ``url`` is RTSP, HTTP (also HLS) or a file.

    A fixed camera stands at ``location``; a body camera 执法记录仪 is where its unit is.
    ``is_sensitive`` ones are never shown on a wall.
    """

    id: str
    name: str
    name_en: str
    kind: CameraKind
    url: str
    location: GeoPoint | None = None
    unit_id: str = ""
    grid_id: str = ""
    is_sensitive: bool = False
