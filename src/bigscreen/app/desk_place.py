"""Where a desk's settings are kept, and how a desk begins as somebody left it."""

import hashlib
from pathlib import Path

import platformdirs

from bigscreen.app.language import LANGUAGES, speak
from bigscreen.app.screen_options import ScreenOptions
from bigscreen.ui.settings.desk_settings import DeskSettings
from bigscreen.ui.settings.settings_file import load
from bigscreen.ui.theme import use_look
from bigscreen.viewmodels.design_tokens import LOOKS
from bigscreen.viewmodels.wording import CHINESE


def settings_path(options: ScreenOptions) -> Path | None:
    """Return the file of this desk's settings; a desk with a name of its own has its own file.

    None for a desk that only has its picture taken: that has to look alike everywhere.
    """
    if options.screenshot is not None:
        return None
    folder = Path(platformdirs.user_config_dir("bigscreen"))
    if not options.name:
        return folder / "desk.json"
    mark = hashlib.sha256(options.name.encode()).hexdigest()[:10]
    return folder / f"desk-{mark}.json"


def begin_as_kept(options: ScreenOptions) -> None:
    """Speak the language, and wear the look, that somebody chose at this desk.

    A language or a look given on the command line comes first.
    """
    path = settings_path(options)
    kept = load(path) if path is not None else None
    wished = kept.language if kept and not options.lang_given else options.lang
    speak(wished if wished in LANGUAGES else CHINESE)
    worn = options.look or (kept.look if kept is not None else "")
    if worn in LOOKS:
        use_look(worn)


def begin_as_told(options: ScreenOptions) -> None:
    """Speak the language, and wear the look, that the command line says."""
    speak(options.lang)
    if options.look:
        use_look(options.look)


def kept_size(options: ScreenOptions, settings: DeskSettings) -> tuple[int, int] | None:
    """Return the size somebody gave the desk's window, None where it fills its screen.

    A size given on the command line comes first.
    """
    place = settings.window
    if options.size is not None or place is None or place.maximized or place.full_screen:
        return None
    return place.width, place.height
