"""``bigscreen replay``: a recorded week again, through a real hub."""

import asyncio
import importlib
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bigscreen.app.children import ChildFailed
from bigscreen.app.ending import ends_on
from bigscreen.app.language import speak
from bigscreen.app.logs import set_up_logs
from bigscreen.app.replay_report import as_json, progress_line, reading_lines, result_lines
from bigscreen.app.replay_run import (
    OtherCity,
    ReplayHub,
    ReplayScript,
    read_script,
    run_replay,
)
from bigscreen.app.screen_options import ScreenOptions, screen_options
from bigscreen.app.tokens import read_token
from bigscreen.bridge.loop_thread import LoopThread
from bigscreen.city.saving import save_city
from bigscreen.domain.errors import InvalidValue
from bigscreen.feed.column_mapping import MappingError
from bigscreen.feed.errors import LinkRefused
from bigscreen.feed.replay import Replay, ReplayResult

NO_SCREEN = "none"
_PROGRESS_EVERY_S = 5.0
_FULL_SPEED = "max"
_INTERRUPTED = 130


class _Speed(click.ParamType[float | None]):
    """How many times as fast as it happened; None for as fast as the ledger takes it."""

    name = "N|max"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | None:
        if value == _FULL_SPEED:
            return None
        try:
            rate = float(value)
        except ValueError:
            rate = 0.0
        if not 0.0 < rate <= 100_000.0:
            self.fail(f"{value!r} is not max or a number above 0, such as 120", param, ctx)
        return rate


@dataclass(slots=True)
class _Running:
    """The replay under way, for whoever wants to know how far it is."""

    replay: Replay | None = None
    interrupted: bool = False

    @property
    def result(self) -> ReplayResult:
        return self.replay.result if self.replay is not None else ReplayResult()

    def begin(self, replay: Replay) -> None:
        self.replay = replay


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--speed",
    "rate",
    type=_Speed(),
    default="120",
    show_default=True,
    help="Times as fast as it happened, or max: as fast as the ledger takes it.",
)
@click.option("--hub", "hub_url", metavar="URL", help="Send it to a running hub, as a source.")
@click.option("--token-file", metavar="F", help="With --hub: file with a source's token, or -.")
@click.option("--db", "db_url", metavar="URL", help="Keep the ledger: sqlite:///week.db")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How columns become fields (TOML); else chosen by the names of the columns.",
)
@click.option(
    "--screen",
    type=click.Choice(("desk", "wall", NO_SCREEN)),
    help="What to open beside it [default: desk with a number as --speed, else none].",
)
@click.option(
    "--save-city",
    "city_folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the recorded city for bigscreen hub --city, and end.",
)
@click.option("--json", "wants_json", is_flag=True, help="Print the summary as one JSON object.")
@screen_options
def replay(  # noqa: PLR0913 - one parameter an option, by name
    *,
    file: Path,
    rate: float | None,
    hub_url: str | None,
    token_file: str | None,
    db_url: str | None,
    mapping_file: Path | None,
    screen: str | None,
    city_folder: Path | None,
    wants_json: bool,
    options: ScreenOptions,
) -> None:
    """Replay a recording of calls (CSV) through a hub: its own one, or the one of --hub."""
    set_up_logs("replay", verbose=options.verbose)
    speak(options.lang)
    screen = screen or _usual_screen(rate, hub_url, options)
    _check(hub_url, token_file, db_url, screen)
    try:
        script = read_script(file, mapping_file)
        _say(reading_lines(script), wants_json=wants_json)
        if city_folder is not None:
            save_city(script.city, city_folder)
            return
        if hub_url is not None:
            token = read_token(token_file or "")
            running = _Running()
            work = run_replay(script, hub_url, token, rate, own_hub=False, on_start=running.begin)
            asyncio.run(_with_progress(work, running, script))
        else:
            running = _through_own_hub(script, db_url, rate, screen, options)
    except (MappingError, LinkRefused, OtherCity, ChildFailed, InvalidValue, OSError) as error:
        raise click.ClickException(str(error)) from error
    if wants_json:
        click.echo(as_json(script, running.result))
    _say(result_lines(running.result), wants_json=wants_json)
    if running.interrupted:
        raise SystemExit(_INTERRUPTED)


def _usual_screen(rate: float | None, hub_url: str | None, options: ScreenOptions) -> str:
    wanted = rate is not None or options.screenshot is not None
    return "desk" if wanted and hub_url is None else NO_SCREEN


def _check(hub_url: str | None, token_file: str | None, db_url: str | None, screen: str) -> None:
    if hub_url is None:
        if token_file is not None:
            raise click.UsageError("--token-file goes with --hub")
        return
    if token_file is None:
        raise click.UsageError("--hub needs --token-file, with the token of a source account")
    if db_url is not None:
        raise click.UsageError("--db goes with a hub of our own: leave out --hub")
    if screen != NO_SCREEN:
        raise click.UsageError("--screen goes with a hub of our own; else: bigscreen desk --hub …")


def _say(lines: Any, *, wants_json: bool) -> None:
    """Speak to people: on standard output, or beside it where that belongs to a machine."""
    for line in lines:
        click.echo(line, err=wants_json)


def _through_own_hub(
    script: ReplayScript,
    db_url: str | None,
    rate: float | None,
    screen: str,
    options: ScreenOptions,
) -> _Running:
    hub = ReplayHub(script, db_url, rate)
    running = _Running()

    def work() -> Coroutine[Any, Any, ReplayResult]:
        return run_replay(
            script, hub.url, hub.source_token, rate, own_hub=True, on_start=running.begin
        )

    try:
        hub.start()
        if screen == NO_SCREEN:
            asyncio.run(_with_progress(work(), running, script))
        else:
            _beside_screen(work, hub, screen, options)
    finally:
        hub.stop()
    return running


def _beside_screen(work: Any, hub: ReplayHub, screen: str, options: ScreenOptions) -> None:
    """Replay while a screen is open; closing it ends the replay."""
    # Only a replay that is watched needs Qt.
    replay_screen = importlib.import_module("bigscreen.app.replay_screen")
    thread = LoopThread("bigscreen-replay")
    thread.start(work)
    try:
        code = replay_screen.show(hub.url, hub.desk_token, screen, options)
    finally:
        thread.stop()
    if code:
        raise SystemExit(code)


async def _with_progress(
    work: Coroutine[Any, Any, ReplayResult], running: _Running, script: ReplayScript
) -> None:
    """Say how far the replay is now and then; SIGINT and SIGTERM end it."""
    task = asyncio.ensure_future(work)
    end = asyncio.ensure_future(ends_on(stdin=False).wait())
    while not (task.done() or end.done()):
        await asyncio.wait(
            {task, end}, timeout=_PROGRESS_EVERY_S, return_when=asyncio.FIRST_COMPLETED
        )
        if running.replay is not None and not task.done():
            click.echo(progress_line(script, running.result), err=True)
    end.cancel()
    running.interrupted = not task.done()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
