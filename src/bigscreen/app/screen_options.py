"""The options every command that opens a screen shares."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bigscreen.app.language import LANGUAGES
from bigscreen.service.stream_course import STREAMS_AT_ONCE
from bigscreen.viewmodels.design_tokens import LOOKS
from bigscreen.viewmodels.wording import CHINESE

_SIZE = re.compile(r"(\d{3,5})x(\d{3,5})")
_DEFAULT_AFTER_S = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenOptions:
    """How a screen is opened.

    ``size`` is (width, height) in pixels, None for the whole screen; ``name`` what the screen is
    called, empty for what it shows and the number of its account; ``lang_given`` says whether the
    command line named a language; ``look`` is dark or light, empty where it did not say.
    """

    lang: str = CHINESE
    lang_given: bool = False
    look: str = ""
    size: tuple[int, int] | None = None
    name: str = ""
    screenshot: Path | None = None
    after_s: float = _DEFAULT_AFTER_S
    video_streams: int = STREAMS_AT_ONCE
    verbose: bool = False


class _Size(click.ParamType[tuple[int, int]]):
    name = "WxH"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        if not (match := _SIZE.fullmatch(value)):
            self.fail(f"{value!r} is not a size like 1920x1080", param, ctx)
        return int(match[1]), int(match[2])


def screen_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the shared options to a click command; they arrive as one ``options`` argument."""

    def gathered(  # noqa: PLR0913 - what click hands over is handed over by name
        *args: Any,
        lang: str | None,
        look: str | None,
        size: tuple[int, int] | None,
        name: str,
        screenshot: Path | None,
        after_s: float,
        video_streams: int,
        verbose: bool,
        **rest: Any,
    ) -> None:
        options = ScreenOptions(
            lang=lang or CHINESE,
            lang_given=lang is not None,
            look=look or "",
            size=size,
            name=name,
            screenshot=screenshot,
            after_s=after_s,
            video_streams=video_streams,
            verbose=verbose,
        )
        command(*args, options=options, **rest)

    gathered.__name__ = command.__name__
    gathered.__doc__ = command.__doc__
    gathered.__dict__.update(command.__dict__)
    for option in (
        click.option("--verbose", is_flag=True, help="Log everything to standard error."),
        click.option(
            "--video-streams",
            type=click.IntRange(1, 64),
            default=STREAMS_AT_ONCE,
            show_default=True,
            metavar="N",
            help="How many cameras play at once; the others wait for their turn.",
        ),
        click.option(
            "--after",
            "after_s",
            type=click.FloatRange(0.5, 3600),
            default=_DEFAULT_AFTER_S,
            show_default=True,
            metavar="S",
            help="Seconds from the open window to the screenshot.",
        ),
        click.option(
            "--screenshot",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Write a PNG of the window and end; needs no display.",
        ),
        click.option(
            "--name",
            default="",
            metavar="TEXT",
            help="What this screen is called [default: its kind and its account's number].",
        ),
        click.option(
            "--look",
            type=click.Choice(tuple(LOOKS)),
            help="Light is for bright rooms and projectors [default: the one chosen at this desk, "
            "or dark].",
        ),
        click.option("--size", type=_Size(), help="Window size, for example 1920x1080."),
        click.option(
            "--lang",
            type=click.Choice(LANGUAGES),
            help="Language on screen [default: the one chosen at this desk, or zh_CN].",
        ),
    ):
        gathered = option(gathered)
    return gathered
