"""Reads every file whose lines become part of the city document, but its map."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bigscreen.city.area_sheets import read_areas, read_grids, read_stations
from bigscreen.city.duty_files import read_echelons, read_levels, read_patrol
from bigscreen.city.duty_sheets import (
    read_departments,
    read_devices,
    read_minimums,
    read_officers,
    read_response_places,
    read_roster,
    read_squads,
)
from bigscreen.city.files import PackageFolder
from bigscreen.city.force_sheets import read_forces
from bigscreen.city.sheets import Rows, values
from bigscreen.city.work_sheets import read_dispositions, read_items
from bigscreen.domain.city import Area, CatalogueItem, Disposition, Grid, Station
from bigscreen.domain.duty_plan import (
    Department,
    Device,
    DutyLevel,
    DutyPlan,
    Echelon,
    Minimum,
    Officer,
    PatrolDuty,
    ResponsePlace,
    RosterLine,
    Squad,
)
from bigscreen.domain.units import Force


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheets:
    """The rows of the duty plan."""

    levels: Rows[DutyLevel]
    minimums: Rows[Minimum]
    roster: Rows[RosterLine]
    echelons: Rows[Echelon]
    patrol: Rows[PatrolDuty]
    departments: Rows[Department]
    squads: Rows[Squad]
    officers: Rows[Officer]
    devices: Rows[Device]
    response_places: Rows[ResponsePlace]

    @property
    def plan(self) -> DutyPlan:
        """The duty plan the rows make."""
        return DutyPlan(
            levels=values(self.levels),
            minimums=values(self.minimums),
            roster=values(self.roster),
            echelons=values(self.echelons),
            patrol=values(self.patrol),
            departments=values(self.departments),
            squads=values(self.squads),
            officers=values(self.officers),
            devices=values(self.devices),
            response_places=values(self.response_places),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySheets:
    """The rows of everything that becomes part of the city document, but its map."""

    forces: Rows[Force]
    areas: Rows[Area]
    grids: Rows[Grid]
    stations: Rows[Station]
    dispositions: Rows[Disposition]
    items: Rows[CatalogueItem]
    duty: PlanSheets


def read_sheets(
    folder: PackageFolder,
    content: Mapping[str, object],
    *,
    shifts: int,
    clocks: Collection[str] | None,
) -> CitySheets:
    """Read the rows of a package whose ``city.toml`` holds ``content``.

    ``shifts`` is how many the city has a day; ``clocks`` are the codes of its time limits, None
    when those can not be read.
    """
    forces = read_forces(folder, content)
    codes = {force.code for force in values(forces)}
    areas = read_areas(folder)
    grids = read_grids(folder, {area.id for area in values(areas)})
    grid_ids = {grid.id for grid in values(grids)}
    dispositions = read_dispositions(folder)
    endings = {disposition.code for disposition in values(dispositions)}
    return CitySheets(
        forces=forces,
        areas=areas,
        grids=grids,
        stations=read_stations(folder, grid_ids),
        dispositions=dispositions,
        items=read_items(folder, codes, endings, clocks),
        duty=_read_plan(folder, codes, grid_ids, shifts),
    )


def _read_plan(
    folder: PackageFolder, forces: Collection[str], grids: Collection[str], shifts: int
) -> PlanSheets:
    levels = read_levels(folder)
    squads = read_squads(folder, forces, grids)
    squad_codes = {squad.code for squad in values(squads)}
    return PlanSheets(
        levels=levels,
        minimums=read_minimums(folder, grids, forces, {level.code for level in values(levels)}),
        roster=read_roster(folder, shifts),
        echelons=read_echelons(folder, forces, squad_codes),
        patrol=read_patrol(folder, forces, grids),
        departments=read_departments(folder, forces),
        squads=squads,
        officers=read_officers(folder, forces, squad_codes),
        devices=read_devices(folder, forces),
        response_places=read_response_places(folder),
    )
