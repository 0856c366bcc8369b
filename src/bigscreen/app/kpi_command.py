"""``bigscreen kpi``: the response intervals of a ledger, for people or for machines."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from bigscreen.app.language import LANGUAGES, speak
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.figures import IntervalFigure
from bigscreen.kpi.intervals import INTERVALS, interval_figures
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.opening import open_store
from bigscreen.viewmodels.wording import CHINESE, named, tr, tr_noop

_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)

_NUMBERS = (False, True, True, True, True, False, False)
"""Which columns of the table are set flush right."""

_REASONS = {
    "missing": tr_noop("a time is missing"),
    "negative": tr_noop("the end lies before the start"),
}


def _moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Return the time an option names; without a zone it means UTC."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time like 2026-03-02T08:00+08:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@click.option("--db", "db_url", required=True, metavar="URL", help="For example sqlite:///week.db.")
@click.option(
    "--from",
    "start",
    callback=_moment,
    metavar="ISO",
    help="Count cases received from this moment on (UTC, unless it names its zone).",
)
@click.option(
    "--to",
    "end",
    callback=_moment,
    metavar="ISO",
    help="Count cases received before this moment.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=CHINESE,
    show_default=True,
    help="Language of the table.",
)
def kpi(
    db_url: str, start: datetime | None, end: datetime | None, as_json: bool, lang: str
) -> None:
    """Print how long cases took from milestone to milestone, with what was left out and why.

    Reads the ledger only; a hub may be running on it.
    """
    try:
        with open_store(db_url, read_only=True) as store:
            cases = store.cases.cases_received(start or _FIRST, end or _LAST)
            refused = store.ledger.refused_reports()
    except InvalidValue as error:
        raise click.BadParameter(str(error), param_hint="--db") from error
    except LedgerUnavailable as error:
        raise click.ClickException(str(error)) from error
    figures = interval_figures(cases)
    if as_json:
        click.echo(json.dumps(_document(len(cases), figures, refused), ensure_ascii=False))
        return
    speak(lang)
    for line in _lines(len(cases), figures, refused):
        click.echo(line)


def _document(
    cases: int, figures: Sequence[IntervalFigure], refused: Mapping[str, int]
) -> dict[str, Any]:
    """Return everything as plain data; seconds are rounded to milliseconds, means to tenths."""
    return {
        "cases": cases,
        "intervals": {
            interval.key: {
                "name_zh": interval.name,
                "name_en": interval.name_en,
                "definition": interval.definition_en,
                "definition_zh": interval.definition,
                "n": figure.n,
                "mean_s": _rounded(figure.mean_s, 1),
                "p50_s": _rounded(figure.p50_s, 3),
                "p90_s": _rounded(figure.p90_s, 3),
                "excluded": dict(figure.excluded),
            }
            for interval, figure in zip(INTERVALS, figures, strict=True)
        },
        "rows_left_out": {"total": sum(refused.values()), "by_code": dict(refused)},
    }


def _lines(
    cases: int, figures: Sequence[IntervalFigure], refused: Mapping[str, int]
) -> Iterator[str]:
    yield tr("{n} cases; the first unit of a case counts for each milestone; seconds", n=cases)
    rows = [(tr("Interval"), "n", tr("mean"), "P50", "P90", tr("left out"), tr("definition"))]
    for interval, figure in zip(INTERVALS, figures, strict=True):
        left_out = [
            f"{count} ({tr(_REASONS[reason])})"
            for reason, count in figure.excluded.items()
            if count
        ]
        rows.append(
            (
                named(interval.name, interval.name_en),
                str(figure.n),
                _seconds(figure.mean_s, 1),
                _seconds(figure.p50_s, 0),
                _seconds(figure.p90_s, 0),
                ", ".join(left_out) or "0",
                named(interval.definition, interval.definition_en),
            )
        )
    widths = [max(map(_cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [_padded(*cell) for cell in zip(row, widths, _NUMBERS, strict=True)]
        yield "  ".join(cells).rstrip()
    if refused:
        reasons = ", ".join(f"{code} {count}" for code, count in refused.items())
        yield tr("{n} reports were refused: {reasons}", n=sum(refused.values()), reasons=reasons)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _seconds(value: float | None, digits: int) -> str:
    return "—" if value is None else f"{value:.{digits}f}"


def _padded(text: str, width: int, is_number: bool) -> str:
    room = " " * (width - _cells(text))
    return room + text if is_number else text + room


def _cells(text: str) -> int:
    """Return how many cells of a terminal a text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
