"""Reads the cameras: fixed ones from ``cameras.csv``, those units wear from ``devices.csv``.

``cameras.csv``: id, name, name_en, lat, lon, grid (empty: the grid it stands in), url, sensitive;
optional kind (fixed, body) and unit_id, which a body camera has in place of lat and lon.
``devices.csv``: a device whose optional column url is filled in is a body camera.
"""

from collections.abc import Callable, Collection

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.city.sheets import Rows, note_repeated
from bigscreen.domain.cameras import CAMERA_SCHEMES, Camera, CameraKind, is_playable, told_url
from bigscreen.domain.city import Grid
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.wording import tr

CAMERA_FILE = "cameras.csv"
CAMERA_COLUMNS = ("id", "name", "name_en", "lat", "lon", "grid", "url", "sensitive")

_DEVICES = "devices.csv"


def read_cameras(
    folder: PackageFolder,
    grids: Collection[str],
    grid_at: Callable[[GeoPoint], Grid | None],
) -> Rows[Camera]:
    """Return the cameras of a package, none without the files; ids are told apart over both."""
    listed = folder.lines(CAMERA_FILE, CAMERA_COLUMNS) if folder.has(CAMERA_FILE) else []
    rows = [(record, _listed(record, grids, grid_at)) for record in listed]
    known = [camera.id for _, camera in rows]
    # Whatever else is wrong with a device is noted where devices are read.
    aside = PackageFolder(folder.path)
    worn = aside.lines(_DEVICES, ("id", "unit_id", "label")) if folder.has(_DEVICES) else []
    rows += [(record, _worn(record)) for record in worn if record.has("url")]
    note_repeated(((record, camera.id) for record, camera in rows), "id")
    folder.notes.extend(n for n in aside.notes if n.field == "url" or n.value in known)
    return rows


def _listed(
    record: Record, grids: Collection[str], grid_at: Callable[[GeoPoint], Grid | None]
) -> Camera:
    kind = record.choice("kind", CameraKind, CameraKind.FIXED)
    is_fixed = kind is CameraKind.FIXED
    location = record.point() if is_fixed or record.has("lat") else None
    grid_id = record.known("grid", grids, "")
    if not grid_id and location is not None and (grid := grid_at(location)) is not None:
        grid_id = grid.id
    return Camera(
        id=record.text("id"),
        name=record.text("name"),
        name_en=record.text("name_en", ""),
        kind=kind,
        url=_url(record),
        location=location,
        unit_id=record.text("unit_id", None if not is_fixed else ""),
        grid_id=grid_id,
        is_sensitive=record.flag("sensitive"),
    )


def _worn(record: Record) -> Camera:
    return Camera(
        id=record.text("id"),
        name=record.text("label", "") or record.text("id"),
        name_en="",
        kind=CameraKind.BODY,
        url=_url(record),
        unit_id=record.text("unit_id"),
    )


def _url(record: Record) -> str:
    """Return an address; one that is wrong is noted without what may be a password."""
    url = record.text("url")
    if url and not is_playable(url):
        schemes = ", ".join(CAMERA_SCHEMES)
        record.note("url", told_url(url), tr("an address of one of {schemes}", schemes=schemes))
    return url
