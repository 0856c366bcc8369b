"""Writes a table where and how the command line wants it: terminal, JSON, CSV or a workbook."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bigscreen.app.text_table import table_lines
from bigscreen.city.package import load_city
from bigscreen.city.problems import CityProblems
from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.report.spreadsheets import csv_bytes, xlsx_bytes
from bigscreen.report.tables import Table
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.opening import Store, open_store

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "csv", "xlsx")),
    help="Form of what is written; a table unless told.",
)
out_option = click.option(
    "--out",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOutput:
    """What ``--format`` and ``--out`` ask for."""

    form: str | None
    file: Path | None

    @property
    def is_told(self) -> bool:
        """Whether either was given."""
        return bool(self.form or self.file)

    def write(self, table: Table, document: Callable[[], Any]) -> None:
        """Write a table, or as JSON the document that says the same, where it is wanted."""
        if self.form == "xlsx" and self.file is None:
            raise click.UsageError("--format xlsx needs --out FILE")
        match self.form:
            case "xlsx":
                content = xlsx_bytes(table)
            case "csv":
                content = csv_bytes(table)
            case "json":
                content = (json.dumps(document(), ensure_ascii=False) + "\n").encode()
            case _:
                content = ("\n".join(table_lines(table)) + "\n").encode()
        if self.file is None:
            click.echo(content, nl=False)
            return
        try:
            self.file.write_bytes(content)
        except OSError as error:
            raise click.ClickException(f"{self.file}: {error.strerror}") from error


def city_of(_ctx: click.Context, _param: click.Parameter, folder: Path | None) -> City | None:
    """Return the city of the folder an option names; the callback of ``--city``."""
    if folder is None:
        return None
    try:
        return load_city(folder)
    except CityProblems as error:
        raise click.BadParameter(str(error)) from error


@contextmanager
def ledger_to_read(db_url: str) -> Iterator[Store]:
    """Open a ledger that a hub may be running on; nothing is written."""
    try:
        with open_store(db_url, read_only=True) as store:
            yield store
    except InvalidValue as error:
        raise click.BadParameter(str(error), param_hint="--db") from error
    except LedgerUnavailable as error:
        raise click.ClickException(str(error)) from error
