"""Compares cameras with where they stand and who wears them."""

from bigscreen.city.contents import PackageContents
from bigscreen.city.problems import place_text
from bigscreen.city.sheets import values
from bigscreen.domain.cameras import CameraKind
from bigscreen.viewmodels.wording import tr


def check_cameras(contents: PackageContents) -> None:
    """Find cameras nobody wears, and fixed ones that do not stand where they say."""
    units = {unit.id for unit in values(contents.units)}
    for record, camera in contents.cameras:
        if camera.kind is CameraKind.BODY:
            if camera.unit_id and camera.unit_id not in units:
                record.note("unit_id", camera.unit_id, tr("the id of a unit of units.csv"))
            continue
        if camera.location is None or not record.is_sound:
            continue
        grid = contents.city.grid_at(camera.location)
        if grid is None:
            record.warn("lat", place_text(camera.location), tr("a point in one of the grids"))
        elif camera.grid_id != grid.id:
            record.warn("grid", camera.grid_id, tr("{grid}, where it lies", grid=grid.id))
