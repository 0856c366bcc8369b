"""``bigscreen city``: look a city's own files over before a hub is started on them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bigscreen.app.city_listing import listing
from bigscreen.app.language import LANGUAGES, speak
from bigscreen.app.text_table import aligned
from bigscreen.city.check import PackageReport, check_package
from bigscreen.city.package import city_digest, load_city, load_units
from bigscreen.city.problems import CityProblem, CityProblems
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, tr, tr_noop

_COUNTED = {
    "areas": tr_noop("areas above and below the grids"),
    "grids": tr_noop("grids"),
    "forces": tr_noop("forces"),
    "units": tr_noop("units"),
    "officers": tr_noop("officers and helpers in the units"),
    "stations": tr_noop("stations"),
    "items": tr_noop("catalogue items"),
    "dispositions": tr_noop("ways a case can end"),
    "clocks": tr_noop("clocks"),
    "duty_levels": tr_noop("duty levels"),
    "minimums": tr_noop("minimum strengths"),
    "roster": tr_noop("units under the roster"),
    "echelons": tr_noop("echelons"),
    "patrol": tr_noop("must-visit points and must-patrol lines"),
    "departments": tr_noop("departments"),
    "squads": tr_noop("squads"),
    "people": tr_noop("officers by name"),
    "devices": tr_noop("devices"),
    "cameras": tr_noop("cameras"),
    "scenes": tr_noop("wall scenes"),
    "response_places": tr_noop("places with a response class of their own"),
    "streets": tr_noop("streets"),
    "places": tr_noop("named places"),
}

_folder = click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
_language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=CHINESE,
    show_default=True,
    help="Language of what is printed.",
)


@click.group()
def city() -> None:
    """Look over a city package: the folder of files that describes a city."""


@city.command()
@_folder
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@_language
@click.pass_context
def check(ctx: click.Context, *, folder: Path, as_json: bool, lang: str) -> None:
    """Read every file of the package DIR and name everything that is wrong in it.

    Errors have to be put right before a hub takes the city (exit code 1); warnings deserve a
    look.
    """
    speak(ENGLISH if as_json else lang)
    report = check_package(folder)
    if as_json:
        click.echo(json.dumps(_document(report), ensure_ascii=False))
    else:
        for line in _lines(report):
            click.echo(line)
    if report.errors:
        ctx.exit(1)


@city.command()
@_folder
@click.option("--area", "area_id", metavar="ID", default="", help="Only this area or grid.")
@_language
def show(*, folder: Path, area_id: str, lang: str) -> None:
    """Print the areas, forces, catalogue and duty plan of the package DIR."""
    speak(lang)
    try:
        found, units = load_city(folder), load_units(folder)
    except CityProblems as error:
        raise click.ClickException(str(error)) from error
    if area_id and not found.subtree(area_id):
        names = ", ".join(place.id for place in found.divisions)
        raise click.BadParameter(
            tr("{name} is not one of {names}", name=area_id, names=names), param_hint="--area"
        )
    for line in listing(found, units, area_id):
        click.echo(line)


def _document(report: PackageReport) -> dict[str, Any]:
    """Return the report as plain data; ``digest`` names the city document without errors."""
    return {
        "city": report.contents.city.id,
        "ok": not report.errors,
        "digest": None if report.errors else city_digest(report.contents.city),
        "counts": dict(report.counts),
        "errors": [_plain(problem) for problem in report.errors],
        "warnings": [_plain(problem) for problem in report.warnings],
    }


def _plain(problem: CityProblem) -> dict[str, object]:
    return {
        "file": problem.file,
        "where": problem.where,
        "field": problem.field,
        "value": _plain_value(problem.value),
        "expected": problem.expected,
    }


def _plain_value(value: object) -> object:
    """Return a value as JSON can say it; a date or a NaN of a TOML file is said as text."""
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return str(value)
    return value


def _lines(report: PackageReport) -> Iterator[str]:
    for problem in report.errors:
        yield tr("error: {problem}", problem=problem)
    for problem in report.warnings:
        yield tr("warning: {problem}", problem=problem)
    rows = [(str(count), tr(_COUNTED[name])) for name, count in report.counts.items()]
    yield from aligned(rows, (True, False))
    yield tr(
        "{errors} errors, {warnings} warnings",
        errors=len(report.errors),
        warnings=len(report.warnings),
    )
