"""The screen beside a replay: loaded only when there is one, because it needs Qt."""

import click

from bigscreen.app.display import NoDisplay, choose_platform
from bigscreen.app.many_walls import open_walls
from bigscreen.app.screen import ScreenKind, open_screen
from bigscreen.app.screen_options import ScreenOptions
from bigscreen.app.wall_options import WallOptions
from bigscreen.ui.theme import use_look


def show(url: str, token: str, kind: str, options: ScreenOptions) -> int:
    """Open a ``desk`` or ``wall`` on the replay's hub; return the exit code once it is closed.

    Raises:
        click.ClickException: there is no display.
    """
    try:
        choose_platform(screenshot=options.screenshot is not None)
    except NoDisplay as error:
        raise click.ClickException(str(error)) from error
    if options.look:
        use_look(options.look)
    if ScreenKind(kind) is ScreenKind.WALL:
        return open_walls(url, token, options, WallOptions())
    return open_screen(url, token, ScreenKind(kind), options)
