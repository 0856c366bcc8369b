"""``bigscreen hub``: the ledger, the clock and the port that all screens and sources join."""

import asyncio
import contextlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from bigscreen.app.assets import resource
from bigscreen.app.ending import ends_on
from bigscreen.app.ledger_place import DEFAULT_LEDGER, ledger_url
from bigscreen.app.logs import set_up_logs
from bigscreen.app.one_time_accounts import accounts_from_stdin
from bigscreen.city.package import load_city
from bigscreen.city.problems import CityProblems
from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.hub.admission import OneTimeAccount
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_desk import PastParts
from bigscreen.hub.hub import Hub, HubParts
from bigscreen.hub.server import HubServer, ListenAddress, listen_address
from bigscreen.hub.track_keeper import KEPT, TrackParts
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.opening import open_store

DEFAULT_LISTEN = "127.0.0.1:8765"


class _Moment(click.ParamType[datetime]):
    """A time with its zone, as ISO 8601 says it."""

    name = "TIME"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        at: datetime | None
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            self.fail(f"{value!r} is no time with a zone, as 2026-03-01T08:00+08:00", param, ctx)
        return at


@dataclass(frozen=True, slots=True, kw_only=True)
class _HubOrder:
    """What the command line asked for."""

    address: ListenAddress
    db_url: str
    city: City
    clock: HubClock
    one_time: tuple[OneTimeAccount, ...]
    tracks_kept: timedelta
    origins: tuple[str, ...]
    ready_json: bool
    exit_with_stdin: bool


@click.command()
@click.option(
    "--listen",
    default=DEFAULT_LISTEN,
    show_default=True,
    metavar="HOST:PORT",
    help="Where to listen; port 0 takes any free one. Put a TLS proxy in front of anything "
    "but loopback.",
)
@click.option("--db", "db_url", metavar="URL", help=f"The ledger [default: {DEFAULT_LEDGER}].")
@click.option(
    "--city",
    "city_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The city's folder [default: the demo city].",
)
@click.option("--origin", "origins", multiple=True, help="A web origin that may connect.")
@click.option("--clock-start", type=_Moment(), help="Let hub time start here (a replay).")
@click.option(
    "--clock-rate",
    type=click.FloatRange(min=0, min_open=True, max=100_000),
    default=1.0,
    help="With --clock-start: times as fast as real time.",
)
@click.option(
    "--accounts-stdin",
    is_flag=True,
    help='Take one-time accounts from standard input: {"name","role","token"} a line, then an '
    "empty line.",
)
@click.option(
    "--keep-tracks",
    "tracks_kept_days",
    type=click.FloatRange(min=1, max=3660),
    default=KEPT.days,
    show_default=True,
    metavar="DAYS",
    help="How long units' tracks are kept for replay.",
)
@click.option("--exit-with-stdin", is_flag=True, help="End when standard input is closed.")
@click.option("--ready-json", is_flag=True, help="Print one JSON line once clients may connect.")
@click.option("--verbose", is_flag=True, help="Log to standard error, too.")
def hub(  # noqa: PLR0913 - one parameter an option, by name
    *,
    listen: str,
    db_url: str | None,
    city_folder: Path | None,
    origins: tuple[str, ...],
    clock_start: datetime | None,
    clock_rate: float,
    accounts_stdin: bool,
    tracks_kept_days: float,
    exit_with_stdin: bool,
    ready_json: bool,
    verbose: bool,
) -> None:
    """Run the hub: it keeps the ledger and tells every screen the same."""
    set_up_logs("hub", verbose=verbose)
    if clock_start is None and clock_rate != 1.0:
        raise click.UsageError("--clock-rate needs --clock-start")
    try:
        order = _HubOrder(
            address=listen_address(listen),
            db_url=ledger_url(db_url),
            city=load_city(city_folder or resource("demo_city")),
            clock=HubClock(clock_start, clock_rate),
            one_time=accounts_from_stdin() if accounts_stdin else (),
            tracks_kept=timedelta(days=tracks_kept_days),
            origins=origins,
            ready_json=ready_json,
            exit_with_stdin=exit_with_stdin,
        )
        asyncio.run(_run(order))
    except (InvalidValue, CityProblems, LedgerUnavailable) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{listen}: {error.strerror or error}") from error


async def _run(order: _HubOrder) -> None:
    end = ends_on(stdin=order.exit_with_stdin)
    lead_forces = {item.code: item.lead_force for item in order.city.items}
    duty_grids = {duty.id: duty.grid_id for duty in order.city.plan.patrol}
    with open_store(order.db_url, lead_forces=lead_forces, duty_grids=duty_grids) as store:
        store.claim()
        parts = HubParts(
            ledger=store.ledger,
            cases=store.cases,
            accounts=store.accounts,
            city=order.city,
            clock=order.clock,
            one_time=order.one_time,
            past=PastParts(cases=store.cases, records=store.records),
            tracks=TrackParts(
                tracks=store.tracks,
                past=store.past,
                cases=store.cases,
                records=store.records,
                kept=order.tracks_kept,
            ),
        )
        server = HubServer(Hub(parts), order.address, order.origins)
        url = await server.start()
        if order.ready_json:
            with contextlib.suppress(BrokenPipeError):  # nobody may be listening any more
                click.echo(json.dumps({"listening": url}))
        await end.wait()
        await server.stop()
