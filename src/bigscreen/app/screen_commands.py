"""The commands that open a screen: desktop (the default), desk and wall."""

import sys
from collections.abc import Callable

import click

from bigscreen.app.desk_place import begin_as_kept, begin_as_told
from bigscreen.app.desktop import run_desktop
from bigscreen.app.display import NoDisplay, choose_platform
from bigscreen.app.logs import set_up_logs
from bigscreen.app.many_walls import open_walls
from bigscreen.app.screen import ScreenKind, open_screen
from bigscreen.app.screen_options import ScreenOptions, screen_options
from bigscreen.app.tokens import read_token
from bigscreen.app.wall_options import WallOptions, wall_options

_JOINING = (
    click.option(
        "--hub",
        "hub_url",
        default="ws://127.0.0.1:8765",
        show_default=True,
        metavar="URL",
        help="The hub to join: ws:// or wss://.",
    ),
    click.option(
        "--token-file",
        required=True,
        metavar="F",
        help="File that holds this account's token; - reads it from standard input.",
    ),
)


def _joining(command: Callable[..., None]) -> Callable[..., None]:
    for option in _JOINING:
        command = option(command)
    return command


@click.command()
@screen_options
def desktop(options: ScreenOptions) -> None:
    """Open the desk on the demo city, with a hub and a simulator of its own."""
    _begin("desktop", options, begin_as_kept)
    sys.exit(run_desktop(options))


@click.command()
@_joining
@screen_options
def desk(hub_url: str, token_file: str, options: ScreenOptions) -> None:
    """Open a commander's desk on a running hub."""
    _begin("desk", options, begin_as_kept)
    sys.exit(open_screen(hub_url, read_token(token_file), ScreenKind.DESK, options))


@click.command()
@_joining
@screen_options
@wall_options
def wall(hub_url: str, token_file: str, options: ScreenOptions, walls: WallOptions) -> None:
    """Open one wall or several (look only) on a running hub."""
    _begin("wall", options, begin_as_told)
    sys.exit(open_walls(hub_url, read_token(token_file), options, walls))


def _begin(
    process: str,
    options: ScreenOptions,
    choose: Callable[[ScreenOptions], None],
) -> None:
    set_up_logs(process, verbose=options.verbose)
    choose(options)
    try:
        choose_platform(screenshot=options.screenshot is not None)
    except NoDisplay as error:
        raise click.ClickException(str(error)) from error
