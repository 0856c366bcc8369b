"""``bigscreen bulletin``: the weekly bulletin of a ledger or a running hub, as a document."""

import importlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from bigscreen.app.assets import resource
from bigscreen.app.bulletin_sources import BulletinSource, HubBulletin, LedgerBulletin
from bigscreen.app.document_options import city_named, document_options
from bigscreen.app.language import speak
from bigscreen.app.table_output import ledger_to_read
from bigscreen.app.tokens import read_token
from bigscreen.domain.city import City
from bigscreen.report.html_document import html_document, print_document
from bigscreen.report.pptx_document import pptx_bytes
from bigscreen.report.xlsx_document import xlsx_report
from bigscreen.viewmodels.bulletin import (
    bulletin,
    bulletin_case_questions,
    bulletin_questions,
    read_answers,
    week_look,
)
from bigscreen.viewmodels.bulletin_cases import BulletinCases
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.meeting.look import SPAN_QUESTION, Look
from bigscreen.viewmodels.report_blocks import Report

FORMATS = ("pdf", "pptx", "xlsx", "html", "png")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def _week(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """Return the Monday of the week an option names."""
    if value is None:
        return None
    found = _WEEK.fullmatch(value)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else _no_week(value)
    except ValueError:
        return _no_week(value)


def _no_week(value: str) -> date:
    raise click.BadParameter(f"{value!r} is not a week like 2026-W46")


@click.command()
@click.option("--db", "db_url", metavar="URL", help="For example sqlite:///week.db.")
@click.option("--hub", "hub_url", metavar="URL", help="Ask this running hub instead of --db.")
@click.option("--token-file", metavar="F", help="With --hub: file with a desk's token, or -.")
@click.option(
    "--week",
    "monday",
    callback=_week,
    metavar="YYYY-Www",
    help="The week, as 2026-W46 [default: the last whole one].",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Kind of document [default: as the ending of --out says].",
)
@document_options("bulletin", "The file to write.")
def bulletin_(  # noqa: PLR0913 - one parameter an option, by name
    *,
    db_url: str | None,
    hub_url: str | None,
    token_file: str | None,
    monday: date | None,
    form: str | None,
    file: Path,
    city_folder: Path | None,
    lang: str,
) -> None:
    """Write the weekly bulletin: totals, speeds, worst units, unfinished and grave cases.

    Reads the ledger only; a hub may be running on it. With --hub the hub answers.
    """
    speak(lang)
    form = form or file.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise click.UsageError(f"--format is one of {', '.join(FORMATS)}")
    if (db_url is None) == (hub_url is None):
        raise click.UsageError("either --db or --hub")
    if (hub_url is None) != (token_file is None):
        raise click.UsageError("--hub and --token-file need each other")
    city = city_named(city_folder)
    now = datetime.now(UTC)
    day = monday or (now.astimezone(zone_of(city)).date() - timedelta(days=7))
    look = week_look(city, day, now)
    if hub_url is not None:
        report = _made(HubBulletin(hub_url, read_token(str(token_file))), look)
    else:
        with ledger_to_read(str(db_url)) as store:
            report = _made(LedgerBulletin(store, city, now), look)
    _write(file, _document(report, city, form))


def _made(source: BulletinSource, look: Look) -> Report:
    span = source.figures(SPAN_QUESTION)
    look = replace(look, known_from=span.periods[0].start)
    asked = bulletin_questions(look)
    found = {name: source.figures(question) for name, question in asked.items()}
    unfinished, *grave = (source.cases(one) for one in bulletin_case_questions(look))
    cases = BulletinCases(
        unfinished=unfinished.cases,
        unfinished_total=unfinished.total,
        grave=[case for one in grave for case in one.cases],
    )
    return bulletin(read_answers(found), cases, look, source.unit_names())


def _document(report: Report, city: City, form: str) -> bytes:
    match form:
        case "pptx":
            return pptx_bytes(report, city)
        case "xlsx":
            return xlsx_report(report, city)
        case "html":
            return html_document(report, city, resource("web")).encode()
        case _:
            # Loaded when it is needed: the others are written where Qt is not installed.
            printing = importlib.import_module("bigscreen.app.pdf_printing")
            write = printing.pdf_of if form == "pdf" else printing.picture_file_of
            try:
                content: bytes = write(print_document(report, city))
            except printing.NotPrinted as error:
                raise click.ClickException("the page could not be printed") from error
            return content


def _write(file: Path, content: bytes) -> None:
    """Write the whole file or nothing of it."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise click.ClickException(f"{file}: {error.strerror}") from error
