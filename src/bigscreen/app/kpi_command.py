"""``bigscreen kpi``: the figures of a ledger, their definitions and the cases behind them."""

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from bigscreen.app.figure_sources import FigureSource, HubFigures, LedgerFigures
from bigscreen.app.interval_report import interval_document, interval_lines
from bigscreen.app.kpi_inquiry import (
    assessment,
    cases_behind,
    during_operation,
    fault_in,
    figures,
)
from bigscreen.app.language import LANGUAGES, speak
from bigscreen.app.table_output import (
    TableOutput,
    city_of,
    format_option,
    ledger_to_read,
    out_option,
)
from bigscreen.app.tokens import read_token
from bigscreen.domain.errors import InvalidValue
from bigscreen.kpi.answers import MIN_N
from bigscreen.kpi.assessment import Criterion, criteria_of
from bigscreen.kpi.inquiry import Inquiry
from bigscreen.kpi.interval_figures import interval_figures
from bigscreen.kpi.measure import CaseMeasure
from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.kpi.splits import SPLITS
from bigscreen.report.figure_tables import COMPARISONS, measure_documents, measure_table
from bigscreen.store.opening import Store
from bigscreen.viewmodels.wording import CHINESE

_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)
_OPERATION = "operation"
_ONLY = (*SPLITS, _OPERATION)


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
        if not sign or split not in _ONLY:
            raise click.BadParameter(f"{text!r} is not like grid=G01 (one of {', '.join(_ONLY)})")
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


@click.command()
@click.option("--db", "db_url", metavar="URL", help="For example sqlite:///week.db.")
@click.option("--hub", "hub_url", metavar="URL", help="Ask this running hub instead of --db.")
@click.option("--token-file", metavar="F", help="With --hub: file with a screen's token, or -.")
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
    type=click.Choice(list(ALL_MEASURES)),
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
    help="Only cases with this value, for example work=police_call, or those of a joint operation"
    " (operation=ID); may be repeated.",
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
    "--city",
    callback=city_of,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The city's folder: for splits by street and district, and measures of presence.",
)
@format_option
@out_option
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=CHINESE,
    show_default=True,
    help="Language of the table.",
)
def kpi(
    db_url: str | None,
    hub_url: str | None,
    token_file: str | None,
    lang: str,
    *,
    listing: bool,
    trace: bool,
    **given: Any,
) -> None:
    """Print how long cases took from milestone to milestone, with what was left out and why.

    With --measure, --by, --only, --compare or --format: any measure of --list, split and
    compared. Reads the ledger only; a hub may be running on it. With --hub the hub answers,
    which has the last two years in memory.
    """
    speak(lang)
    as_json, form, file = (given.pop(name) for name in ("as_json", "form", "file"))
    output = TableOutput(form=form or ("json" if as_json else None), file=file)
    how_often, criteria = given.pop("how_often"), given.pop("criteria")
    chosen = [ALL_MEASURES[key] for key in given.pop("measures")]
    if listing:
        listed = chosen or list(ALL_MEASURES.values())
        output.write(measure_table(listed), lambda: measure_documents(listed))
        return
    _check_source(db_url, hub_url, token_file, trace=trace)
    traced = chosen[0] if trace and len(chosen) == 1 else None
    if trace and not isinstance(traced, CaseMeasure):
        raise click.UsageError("--cases needs one --measure of cases")
    if (how_often is None) != (criteria is None):
        raise click.UsageError("--score and --weights need each other")
    _check_period(**given)
    operation_id = _operation_in(given, can_be=hub_url is None and criteria is None)
    inquiry = Inquiry(measures=chosen, now=datetime.now(UTC), **given)
    if (fault := fault_in(inquiry, criteria or (), has_city=hub_url is not None)) is not None:
        raise click.UsageError(fault)

    def answer(source: FigureSource) -> None:
        if criteria is not None:
            output.write(*assessment(source, inquiry, how_often, criteria))
        else:
            output.write(*figures(source, inquiry))

    if hub_url is not None:
        answer(HubFigures(hub_url, read_token(str(token_file))))
        return
    narrowed = inquiry.splits or inquiry.filters or inquiry.comparisons or operation_id
    asked = chosen or narrowed or form or file
    with ledger_to_read(str(db_url)) as store:
        inquiry = during_operation(store, inquiry, operation_id)
        if isinstance(traced, CaseMeasure) and criteria is None:
            output.write(*cases_behind(store, inquiry, traced))
        elif asked or criteria is not None:
            answer(LedgerFigures(store))
        else:
            _print_intervals(store, inquiry, as_json=as_json)


def _check_source(
    db_url: str | None, hub_url: str | None, token_file: str | None, *, trace: bool
) -> None:
    if db_url is None and hub_url is None:
        raise click.MissingParameter(param_hint="'--db' or '--hub'", param_type="option")
    if db_url is not None and hub_url is not None:
        raise click.UsageError("either --db or --hub")
    if (hub_url is None) != (token_file is None):
        raise click.UsageError("--hub and --token-file need each other")
    if trace and hub_url is not None:
        raise click.UsageError("--cases needs --db: the hub tells figures, not cases")


def _check_period(
    start: datetime | None, end: datetime | None, comparisons: tuple[str, ...], **_others: Any
) -> None:
    if start and end and end < start:
        raise click.UsageError("--to lies before --from")
    if comparisons and not (start and end):
        raise click.UsageError("--compare needs --from and --to")


def _operation_in(given: dict[str, Any], *, can_be: bool) -> str | None:
    """Take the joint operation out of the filters and return its id, None where none is named."""
    named = [text for key, text in given["filters"] if key == _OPERATION]
    if named and not can_be:
        raise click.UsageError(f"--only {_OPERATION}= needs --db, and goes without --score")
    if len(named) > 1:
        raise click.UsageError(f"--only {_OPERATION}= can be given once")
    given["filters"] = tuple(one for one in given["filters"] if one[0] != _OPERATION)
    return named[0] if named else None


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
