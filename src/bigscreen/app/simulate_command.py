"""``bigscreen simulate``: the demo city lives on a hub, as an ordinary source."""

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path

import click
import structlog

from bigscreen.app.assets import resource
from bigscreen.app.ending import ends_on
from bigscreen.app.logs import set_up_logs
from bigscreen.app.tokens import read_token
from bigscreen.city.package import load_city, load_units
from bigscreen.city.places import load_places
from bigscreen.city.problems import CityProblems
from bigscreen.city.rates import load_rates
from bigscreen.city.simulation.duty_officer import DutyOfficer
from bigscreen.city.simulation.living_city import CityPackage, LivingCity
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.feed.errors import LinkRefused
from bigscreen.feed.source_client import SourceClient
from bigscreen.protocol.link_facts import PictureReplaced

TICK_S = 1.0
"""How often moving units report where they are, in hub time."""

DUTY_OFFICER = "duty-officer"
"""The name of the duty officer's account."""

_LOOK_S = 5.0
"""How often the duty officer looks at the situation, in hub time."""

_SHORTEST_PAUSE_S = 0.02

_log = structlog.get_logger(__name__)


@click.command()
@click.option(
    "--hub",
    "hub_url",
    default="ws://127.0.0.1:8765",
    show_default=True,
    metavar="URL",
    help="The hub to report to: ws:// or wss://.",
)
@click.option(
    "--token-file",
    required=True,
    metavar="F",
    help="File that holds a source account's token; - reads it from standard input.",
)
@click.option(
    "--desk-token-file",
    default="",
    metavar="F",
    help="Token of a desk account, for a duty officer who escalates, hands over and calls back; "
    "- reads the next line of standard input.",
)
@click.option(
    "--city",
    "city_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="City package to bring to life; the demo city if none is named.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Decides all chance.")
@click.option(
    "--rate",
    type=click.FloatRange(0.0, 1000.0),
    default=1.0,
    show_default=True,
    help="How many times the city's usual number of cases.",
)
@click.option("--exit-with-stdin", is_flag=True, help="End when standard input is closed.")
@click.option("--verbose", is_flag=True, help="Log everything to standard error.")
def simulate(  # noqa: PLR0913 - one parameter an option, by name
    *,
    hub_url: str,
    token_file: str,
    desk_token_file: str,
    city_folder: Path | None,
    seed: int,
    rate: float,
    exit_with_stdin: bool,
    verbose: bool,
) -> None:
    """Bring a city to life on a running hub: cases arrive, units patrol, drive and obey."""
    set_up_logs("simulate", verbose=verbose)
    token = read_token(token_file)
    desk_token = read_token(desk_token_file) if desk_token_file else ""
    try:
        package = load_package(city_folder or resource("demo_city"))
        simulator = Simulator(package, seed=seed, rate=rate, desk_token=desk_token)
        asyncio.run(_until_told(simulator, hub_url, token, exit_with_stdin=exit_with_stdin))
    except (CityProblems, InvalidValue, LinkRefused, OtherCity) as error:
        raise click.ClickException(str(error)) from error


class OtherCity(Exception):
    """The hub serves another city than the one to be brought to life."""

    def __init__(self, served: str, simulated: str) -> None:
        super().__init__(f"--city: the hub serves city {served!r}, this package is {simulated!r}")


def load_package(folder: Path) -> CityPackage:
    """Return everything a simulation needs of a city package.

    Raises:
        CityProblems: what is wrong in its files.
    """
    city = load_city(folder)
    return CityPackage(
        city=city,
        units=load_units(folder),
        places=load_places(folder),
        rates=load_rates(folder, city),
    )


class Simulator:
    """Lets a city live on a hub until it is cancelled; outages of the hub are sat out.

    With a ``desk_token`` a duty officer gives the orders only a desk may give.
    """

    def __init__(
        self, package: CityPackage, *, seed: int, rate: float = 1.0, desk_token: str = ""
    ) -> None:
        self._package = package
        self._seed = seed
        self._rate = rate
        self._desk_token = desk_token
        self._new_ledger = False

    async def run(self, hub_url: str, token: str) -> None:
        """Connect and simulate.

        Raises:
            InvalidValue: ``hub_url`` is no ws:// or wss:// address.
            LinkRefused: the hub will not have this account.
            OtherCity: the hub serves another city.
        """
        async with SourceClient(hub_url, token, "simulator") as hub:
            if hub.city.id != self._package.city.id:
                raise OtherCity(hub.city.id, self._package.city.id)
            beside = [asyncio.create_task(self._watch(hub))]
            if self._desk_token:
                beside.append(asyncio.create_task(self._sit_at_desk(hub_url)))
            try:
                await self._live(hub)
            finally:
                for task in beside:
                    task.cancel()

    async def _live(self, hub: SourceClient) -> None:
        city = self._city(hub)
        while True:
            if self._new_ledger:
                self._new_ledger = False
                city = self._city(hub)
            step = city.advance(hub.situation, hub.hub_now())
            for command_id, command in step.commands:
                answer = await hub.post(command, command_id)
                answer.add_done_callback(partial(_note_refusal, command_id))
            if len(step.fixes):
                hub.report(step.fixes)
            await asyncio.sleep(max(_SHORTEST_PAUSE_S, TICK_S / hub.clock_rate))

    async def _sit_at_desk(self, hub_url: str) -> None:
        """Give a duty officer's orders; without that the city lives all the same."""
        try:
            async with SourceClient(hub_url, self._desk_token, DUTY_OFFICER, kind="desk") as desk:
                officer = DutyOfficer(
                    self._package.city,
                    self._package.rates.outcomes,
                    seed=self._seed,
                    run=f"{desk.hub_now():%y%m%dT%H%M%S%f}",
                    name=DUTY_OFFICER,
                )
                while True:
                    for command_id, command in officer.advance(desk.situation, desk.hub_now()):
                        answer = await desk.post(command, command_id)
                        answer.add_done_callback(partial(_note_refusal, command_id))
                    await asyncio.sleep(max(_SHORTEST_PAUSE_S, _LOOK_S / desk.clock_rate))
        except LinkRefused as error:
            _log.warning("duty_officer_refused", reason=str(error))

    def _city(self, hub: SourceClient) -> LivingCity:
        run = f"{hub.hub_now():%y%m%dT%H%M%S%f}"
        return LivingCity(self._package, seed=self._seed, rate=self._rate, run=run)

    async def _watch(self, hub: SourceClient) -> None:
        """Notice when the hub comes back with another ledger: then the city starts over."""
        async for change in hub.changes():
            if isinstance(change, PictureReplaced) and change.new_ledger:
                self._new_ledger = True


def _note_refusal(command_id: str, answer: asyncio.Future[Outcome]) -> None:
    if answer.cancelled() or answer.exception() is not None:
        return
    outcome = answer.result()
    if outcome.status is OutcomeStatus.REFUSED:
        _log.info("report_refused", command=command_id, code=outcome.code, facts=outcome.facts)


async def _until_told(
    simulator: Simulator, hub_url: str, token: str, *, exit_with_stdin: bool
) -> None:
    """Run until SIGINT or SIGTERM comes, or standard input ends where that is asked for."""
    end = asyncio.create_task(ends_on(stdin=exit_with_stdin).wait())
    running = asyncio.create_task(simulator.run(hub_url, token), name="simulator")
    await asyncio.wait({end, running}, return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        running.cancel()
    with suppress(asyncio.CancelledError):
        await running
