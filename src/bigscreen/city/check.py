"""Checks a city package as a whole: what no single line shows, and what can hardly be meant.

Errors are what a hub refuses or what would go wrong in use; warnings are what a city can live
with. A comparison is left out while one of the files it rests on has errors of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bigscreen.city.check_cameras import check_cameras
from bigscreen.city.check_duty import (
    check_devices,
    check_echelons,
    check_levels,
    check_minimums,
    check_officers,
    check_patrol,
    check_response_places,
    check_roster,
    check_squads,
)
from bigscreen.city.check_ground import check_borders, check_grids, check_sites, check_streets
from bigscreen.city.check_people import check_catalogue, check_units
from bigscreen.city.check_weights import check_weights
from bigscreen.city.contents import PackageContents, read_contents
from bigscreen.city.files import PackageFolder
from bigscreen.city.problems import CityProblem

_CHECKS: tuple[tuple[Callable[[PackageContents], None], tuple[str, ...]], ...] = (
    (check_borders, ("city.toml", "grids.geojson")),
    (check_grids, ("city.toml", "grids.geojson", "areas.csv")),
    (check_streets, ("streets.geojson",)),
    (check_sites, ("city.toml", "grids.geojson")),
    (check_units, ("city.toml", "grids.geojson", "units.csv")),
    (check_catalogue, ("city.toml", "catalogue.csv", "dispositions.csv", "units.csv")),
    (check_levels, ("city.toml",)),
    (check_minimums, ("city.toml", "grids.geojson", "units.csv", "minimums.csv")),
    (check_roster, ("units.csv", "roster.csv")),
    (check_squads, ("units.csv", "squads.csv")),
    (check_echelons, ("units.csv", "echelons.toml")),
    (check_officers, ("units.csv", "officers.csv")),
    (check_devices, ("units.csv", "devices.csv")),
    (check_patrol, ("grids.geojson", "patrol.geojson")),
    (check_response_places, ("city.toml", "grids.geojson", "response_places.csv")),
    (check_cameras, ("grids.geojson", "units.csv", "cameras.csv")),
    (check_weights, ("weights.toml",)),
)
"""Each check and the files it compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageReport:
    """What a package holds, and everything wrong with it, errors first."""

    contents: PackageContents
    problems: tuple[CityProblem, ...]

    @property
    def errors(self) -> tuple[CityProblem, ...]:
        """What has to be put right."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[CityProblem, ...]:
        """What deserves a look."""
        return tuple(problem for problem in self.problems if problem.is_warning)

    @property
    def counts(self) -> Mapping[str, int]:
        """How much of what the package lists, by the name of the thing."""
        city, plan = self.contents.city, self.contents.city.plan
        return {
            "areas": len(city.areas),
            "grids": len(city.grids),
            "forces": len(city.forces),
            "units": len(self.contents.units),
            "officers": self.contents.officers,
            "stations": len(city.stations),
            "items": len(city.items),
            "dispositions": len(city.dispositions),
            "clocks": len(city.clocks),
            "duty_levels": len(plan.levels),
            "minimums": len(plan.minimums),
            "roster": len(plan.roster),
            "echelons": len(plan.echelons),
            "patrol": len(plan.patrol),
            "departments": len(plan.departments),
            "squads": len(plan.squads),
            "people": len(plan.officers),
            "devices": len(plan.devices),
            "response_places": len(plan.response_places),
            "cameras": len(city.cameras),
            "scenes": len(city.wall.scenes),
            "streets": len(city.base_map.streets),
            "places": len(self.contents.places),
        }


def check_package(path: Path) -> PackageReport:
    """Read the package in folder ``path`` and check all of it; nothing wrong raises."""
    folder = PackageFolder(path)
    contents = read_contents(folder)
    faulty = {problem.file for problem in folder.notes}
    for check, files in _CHECKS:
        if faulty.isdisjoint(files):
            check(contents)
    return PackageReport(
        contents=contents,
        problems=tuple(sorted(folder.notes, key=lambda problem: problem.is_warning)),
    )
