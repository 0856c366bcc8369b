"""The options of the commands that write a document: where to, of which city, in what language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bigscreen.app.assets import resource
from bigscreen.app.language import LANGUAGES
from bigscreen.city.package import load_city
from bigscreen.city.problems import CityProblems
from bigscreen.domain.city import City
from bigscreen.viewmodels.wording import CHINESE

_CommandT = TypeVar("_CommandT", bound=Callable[..., Any])


def document_options(document: str, file_help: str) -> Callable[[_CommandT], _CommandT]:
    """Add ``file``, ``city_folder`` and ``lang``; ``document`` is what is written, for the help."""
    options = (
        click.option(
            "--out",
            "file",
            required=True,
            metavar="FILE",
            type=click.Path(dir_okay=False, path_type=Path),
            help=file_help,
        ),
        click.option(
            "--city",
            "city_folder",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="The city's folder [default: the demo city].",
        ),
        click.option(
            "--lang",
            type=click.Choice(LANGUAGES),
            default=CHINESE,
            show_default=True,
            help=f"Language of the {document}.",
        ),
    )

    def added(command: _CommandT) -> _CommandT:
        for option in reversed(options):  # the lowest one is applied first
            command = option(command)
        return command

    return added


def city_named(folder: Path | None) -> City:
    """Return the city of a folder, the demo city if none is named; problems end the command."""
    try:
        return load_city(folder or resource("demo_city"))
    except CityProblems as error:
        raise click.ClickException(str(error)) from error
