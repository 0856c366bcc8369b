"""``bigscreen list``: the lists a centre hands out, from any ledger."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bigscreen.app.language import LANGUAGES, speak
from bigscreen.app.table_output import (
    TableOutput,
    city_of,
    format_option,
    ledger_to_read,
    out_option,
)
from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.kpi.comparisons import period_before, week_of
from bigscreen.kpi.duty_list import DutyList
from bigscreen.kpi.lists import SUSPENDED_TOO_LONG, reminder_list, unfinished_list, watch_list
from bigscreen.kpi.weekly_list import weekly_list
from bigscreen.report.list_tables import ListWriter, list_document
from bigscreen.store.opening import Store
from bigscreen.viewmodels.wording import CHINESE, tr


def _moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime:
    if value is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise click.BadParameter(f"{value!r} is no time with a zone, as 2026-03-02T08:00+08:00")
    return at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What the command line asked for."""

    which: str
    now: datetime
    city: City | None
    suspended_for: timedelta

    @property
    def zone(self) -> ZoneInfo:
        """The clock weeks begin by."""
        return ZoneInfo(self.city.timezone if self.city else "UTC")


@click.command("list")
@click.argument("which", type=click.Choice(("weekly", "reminder", "watch", "unfinished")))
@click.option("--db", "db_url", metavar="URL", required=True, help="As sqlite:///week.db.")
@click.option(
    "--city",
    callback=city_of,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The city's folder: its names, its grids, its clock (else codes and UTC).",
)
@click.option(
    "--as-of", "now", callback=_moment, metavar="ISO", help="The moment of the list [default: now]."
)
@click.option(
    "--suspended-days",
    type=click.FloatRange(min=0),
    default=SUSPENDED_TOO_LONG / timedelta(days=1),
    show_default=True,
    help="A case suspended for longer is on the watch list.",
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
def list_(  # noqa: PLR0913 - one parameter an option, by name
    *,
    which: str,
    db_url: str,
    city: City | None,
    now: datetime,
    suspended_days: float,
    form: str | None,
    file: Path | None,
    lang: str,
) -> None:
    """Print a list: weekly (last whole week, grid by grid), reminder slips, watch, unfinished.

    Drills, merged duplicates and invalid cases are on none. Reads the ledger only; a hub may be
    running on it.
    """
    speak(lang)
    wish = _Wish(which=which, now=now, city=city, suspended_for=timedelta(days=suspended_days))
    with ledger_to_read(db_url) as store:
        situation = Situation(store.ledger.load())
        listed, about = _listed(store, situation, wish)
    writer = ListWriter(city, situation.units, wish.zone)
    about = (*about, tr("As of {moment} ({zone})", moment=writer.moment(now), zone=wish.zone))
    TableOutput(form=form, file=file).write(
        writer.table(listed, about), lambda: list_document(listed, now)
    )


def _listed(store: Store, situation: Situation, wish: _Wish) -> tuple[DutyList, tuple[str, ...]]:
    match wish.which:
        case "weekly":
            week = period_before(week_of(wish.now, wish.zone), wish.zone)
            cases = store.cases.cases_received(week.start, week.end)
            grids = [grid.id for grid in wish.city.grids] if wish.city else []
            start, end = (at.astimezone(wish.zone).date() for at in (week.start, week.end))
            about = tr("Received from {start} to before {end}", start=start, end=end)
            return weekly_list(cases, situation, grids, wish.now), (about,)
        case "reminder":
            return reminder_list(situation, wish.now), ()
        case "watch":
            return watch_list(situation, wish.now, wish.suspended_for), ()
        case _:
            return unfinished_list(situation, wish.now), ()
