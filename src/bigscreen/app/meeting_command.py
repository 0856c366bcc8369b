"""``bigscreen meeting``: figures of any period, for the people in the room."""

import sys

import click

from bigscreen.app.desk_place import begin_as_told
from bigscreen.app.display import NoDisplay, choose_platform
from bigscreen.app.logs import set_up_logs
from bigscreen.app.meeting_screen import open_meeting
from bigscreen.app.screen_options import ScreenOptions, screen_options
from bigscreen.app.tokens import read_token


@click.command()
@click.option(
    "--hub",
    "hub_url",
    default="ws://127.0.0.1:8765",
    show_default=True,
    metavar="URL",
    help="The hub to join: ws:// or wss://.",
)
@click.option(
    "--token-file",
    required=True,
    metavar="F",
    help="File that holds the token of a lead's or a desk's account; - reads standard input.",
)
@click.option(
    "--page",
    default="overview",
    show_default=True,
    metavar="KEY",
    help="Begin with this page: overview, trends, speeds, rhythm, places, ranking, presence, "
    "backlog or map.",
)
@screen_options
def meeting(hub_url: str, token_file: str, page: str, options: ScreenOptions) -> None:
    """Open the meeting face on a running hub: periods, comparisons, cases behind every figure."""
    set_up_logs("meeting", verbose=options.verbose)
    begin_as_told(options)
    try:
        choose_platform(screenshot=options.screenshot is not None)
    except NoDisplay as error:
        raise click.ClickException(str(error)) from error
    sys.exit(open_meeting(hub_url, read_token(token_file), page, options))
