"""``bigscreen kpi``: the figures of a ledger, their definitions and the cases behind them."""

import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from bigscreen.app.interval_report import interval_document, interval_lines
from bigscreen.app.kpi_inquiry import Inquiry, assessment, cases_behind, figures
from bigscreen.app.language import LANGUAGES, speak
from bigscreen.app.text_table import table_lines
from bigscreen.domain.errors import InvalidValue
from bigscreen.kpi.answers import MIN_N
from bigscreen.kpi.assessment import Criterion, criteria_of
from bigscreen.kpi.interval_figures import interval_figures
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.splits import SPLITS
from bigscreen.report.figure_tables import COMPARISONS, measure_documents, measure_table
from bigscreen.report.spreadsheets import csv_bytes, xlsx_bytes
from bigscreen.report.tables import Table
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.opening import Store, open_store
from bigscreen.viewmodels.wording import CHINESE

_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


def _zone(_ctx: click.Context, _param: click.Parameter, value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise click.BadParameter(f"{value!r} is not a time zone like Asia/Shanghai") from None


def _moment(ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Return the time an option names; without a zone of its own it is one of ``--zone``."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time like 2026-03-02T08:00+08:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ctx.params["zone"])


def _filters(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    found = []
    for text in values:
        split, sign, label = text.partition("=")
        if not sign or split not in SPLITS:
            raise click.BadParameter(f"{text!r} is not like grid=G01 (one of {', '.join(SPLITS)})")
        found.append((split, label))
    return tuple(found)


def _criteria(
    _ctx: click.Context, _param: click.Parameter, file: Path | None
) -> tuple[Criterion, ...] | None:
    if file is None:
        return None
    try:
        return criteria_of(tomllib.loads(file.read_text(encoding="utf-8")))
    except (InvalidValue, OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.BadParameter(f"{file}: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Output:
    form: str | None
    file: Path | None
    as_json: bool

    @property
    def is_told(self) -> bool:
        return bool(self.form or self.file)

    def write(self, table: Table, document: Callable[[], Any]) -> None:
        """Write a table, or as JSON the document that says the same, where it is wanted."""
        if self.form == "xlsx" and self.file is None:
            raise click.UsageError("--format xlsx needs --out FILE")
        match self.form or ("json" if self.as_json else "table"):
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


@click.command()
@click.option("--db", "db_url", metavar="URL", help="For example sqlite:///week.db.")
@click.option(
    "--zone",
    is_eager=True,
    callback=_zone,
    default="UTC",
    show_default=True,
    help="Clock of hours, weekdays, months, and of times that name no zone.",
)
@click.option(
    "--from",
    "start",
    callback=_moment,
    metavar="ISO",
    help="Count cases received from this moment on.",
)
@click.option(
    "--to",
    "end",
    callback=_moment,
    metavar="ISO",
    help="Count cases received before this moment.",
)
@click.option("--list", "listing", is_flag=True, help="Print what can be measured, and how.")
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(list(MEASURES)),
    metavar="KEY",
    help="Only this measure; may be repeated. See --list.",
)
@click.option(
    "--by",
    "splits",
    multiple=True,
    type=click.Choice(list(SPLITS)),
    help="Split by this; may be repeated.",
)
@click.option(
    "--only",
    "filters",
    multiple=True,
    callback=_filters,
    metavar="SPLIT=VALUE",
    help="Only cases with this value, for example work=police_call; may be repeated.",
)
@click.option(
    "--compare",
    "comparisons",
    multiple=True,
    type=click.Choice(list(COMPARISONS)),
    help="Beside the same period last year, or the period before; needs --from and --to.",
)
@click.option(
    "--min-n",
    type=click.IntRange(min=1),
    default=MIN_N,
    show_default=True,
    help="No percentile of fewer cases.",
)
@click.option(
    "--score",
    "how_often",
    type=click.Choice(("weekly", "monthly")),
    help="Score the grids for the week or month of --from, else the last whole one.",
)
@click.option(
    "--weights",
    "criteria",
    callback=_criteria,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file with the [[criteria]] of --score.",
)
@click.option("--cases", "trace", is_flag=True, help="Print the cases behind the one --measure.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "csv", "xlsx")),
    help="Form of the figures; a table unless told.",
)
@click.option(
    "--out",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=CHINESE,
    show_default=True,
    help="Language of the table.",
)
def kpi(db_url: str | None, lang: str, *, listing: bool, trace: bool, **given: Any) -> None:
    """Print how long cases took from milestone to milestone, with what was left out and why.

    With --measure, --by, --only, --compare or --format: any measure of --list, split and
    compared. Reads the ledger only; a hub may be running on it.
    """
    speak(lang)
    output = _Output(form=given.pop("form"), file=given.pop("file"), as_json=given.pop("as_json"))
    how_often, criteria = given.pop("how_often"), given.pop("criteria")
    chosen = [MEASURES[key] for key in given.pop("measures")]
    if listing:
        listed = chosen or list(MEASURES.values())
        output.write(measure_table(listed), lambda: measure_documents(listed))
        return
    if db_url is None:
        raise click.MissingParameter(param_hint="'--db'", param_type="option")
    if trace and len(chosen) != 1:
        raise click.UsageError("--cases needs one --measure")
    if (how_often is None) != (criteria is None):
        raise click.UsageError("--score and --weights need each other")
    _check_period(**given)
    inquiry = Inquiry(measures=chosen or list(MEASURES.values()), now=datetime.now(UTC), **given)
    asked = chosen or inquiry.splits or inquiry.filters or inquiry.comparisons or output.is_told
    with _opened(db_url) as store:
        if criteria is not None:
            output.write(*assessment(store, inquiry, how_often, criteria))
        elif trace:
            output.write(*cases_behind(store, inquiry))
        elif asked:
            output.write(*figures(store, inquiry))
        else:
            _print_intervals(store, inquiry, as_json=output.as_json)


@contextmanager
def _opened(db_url: str) -> Iterator[Store]:
    try:
        with open_store(db_url, read_only=True) as store:
            yield store
    except InvalidValue as error:
        raise click.BadParameter(str(error), param_hint="--db") from error
    except LedgerUnavailable as error:
        raise click.ClickException(str(error)) from error


def _check_period(
    start: datetime | None, end: datetime | None, comparisons: tuple[str, ...], **_others: Any
) -> None:
    if start and end and end < start:
        raise click.UsageError("--to lies before --from")
    if comparisons and not (start and end):
        raise click.UsageError("--compare needs --from and --to")


def _print_intervals(store: Store, inquiry: Inquiry, *, as_json: bool) -> None:
    cases = store.cases.cases_received(inquiry.start or _FIRST, inquiry.end or _LAST)
    refused = store.ledger.refused_reports()
    shown = interval_figures(cases, min_n=inquiry.min_n)
    if as_json:
        document = interval_document(len(cases), shown, refused)
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for line in interval_lines(len(cases), shown, refused):
        click.echo(line)
