"""``bigscreen form``: writes the printable form of one hand-over."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bigscreen.app.document_options import city_named, document_options
from bigscreen.app.language import speak
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.hand_overs import HandOver
from bigscreen.report.hand_over_form import hand_over_form
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.opening import open_store

_NEWEST_NAMED = 5


@click.command()
@click.argument("number", metavar="HAND_OVER_NUMBER")
@click.option("--db", "db_url", required=True, metavar="URL", help="For example sqlite:///week.db.")
@document_options("form", "The HTML file to write.")
def form(*, number: str, db_url: str, file: Path, city_folder: Path | None, lang: str) -> None:
    """Write the form of a hand-over, transfer or supervision as a page to be printed.

    Reads the ledger only; a hub may be running on it.
    """
    speak(lang)
    city = city_named(city_folder)
    found, case = _looked_up(db_url, number)
    page = hand_over_form(found, case, city, datetime.now(UTC))
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error


def _looked_up(db_url: str, number: str) -> tuple[HandOver, IncidentState]:
    try:
        with open_store(db_url, read_only=True) as store:
            found = store.records.hand_over(number)
            known = [one.number for one in store.records.hand_overs()]
            record = store.records.case(found.incident_id) if found else None
    except InvalidValue as error:
        raise click.BadParameter(str(error), param_hint="--db") from error
    except LedgerUnavailable as error:
        raise click.ClickException(str(error)) from error
    if found is None or record is None:
        newest = ", ".join(known[-_NEWEST_NAMED:]) or "none"
        raise click.BadParameter(
            f"no hand-over {number!r} in this ledger; its newest are: {newest}",
            param_hint="HAND_OVER_NUMBER",
        )
    return found, record.state
