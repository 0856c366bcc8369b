"""``bigscreen gallery``: every widget in every state, on screen or as pictures."""

import re
import sys
from pathlib import Path

import click
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from bigscreen.app.application import make_application
from bigscreen.app.display import NoDisplay, choose_platform
from bigscreen.app.language import LANGUAGES, speak
from bigscreen.app.logs import set_up_logs
from bigscreen.ui.gallery.all_specimens import ALL_SPECIMENS
from bigscreen.ui.gallery.gallery_window import Gallery
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.gallery.stage import Stage
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Theme, use_look
from bigscreen.viewmodels.design_tokens import LOOKS
from bigscreen.viewmodels.wording import CHINESE

_SIZE = (1600, 1000)


@click.command()
@click.option("--look", type=click.Choice(tuple(LOOKS)), default="dark", show_default=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default=CHINESE, show_default=True)
@click.option("--only", default="", metavar="NAME", help="Show the widgets whose name holds this.")
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a PNG of each state in both looks and languages, and end; needs no display.",
)
def gallery(look: str, lang: str, only: str, pictures: Path | None) -> None:
    """Show every widget in every state."""
    set_up_logs("gallery", verbose=False)
    speak(lang)
    try:
        choose_platform(screenshot=pictures is not None)
    except NoDisplay as error:
        raise click.ClickException(str(error)) from error
    app = make_application()
    use_look(look)
    specimens = [one for one in ALL_SPECIMENS if only.lower() in one.name.lower()]
    if not specimens:
        raise click.BadParameter(f"no widget has a name with {only!r}", param_hint="--only")
    if pictures is not None:
        click.echo(f"{write_pictures(pictures, specimens)} pictures in {pictures}")
        return
    shown = _Shown(specimens)
    shown.open(0)
    sys.exit(app.exec())


class _Shown(QObject):
    """The gallery on screen, made anew when another look or language is wanted."""

    def __init__(self, specimens: list[Specimen]) -> None:
        super().__init__()
        self._specimens = specimens
        self._window: Gallery | None = None

    def open(self, at: int) -> None:
        """Show the gallery at one of its specimens."""
        before, self._window = self._window, Gallery(Theme(), self._specimens, at)
        self._window.look_requested.connect(self._on_window_look_requested)
        self._window.language_requested.connect(self._on_window_language_requested)
        self._window.resize(*_SIZE)
        if before is not None:
            self._window.setGeometry(before.geometry())
        self._window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    @Slot(str)
    def _on_window_look_requested(self, look: str) -> None:
        use_look(look)
        self._again()

    @Slot(str)
    def _on_window_language_requested(self, language: str) -> None:
        speak(language)
        self._again()

    def _again(self) -> None:
        if self._window is not None:
            self.open(self._window.list.currentRow())


def write_pictures(folder: Path, specimens: list[Specimen]) -> int:
    """Write a picture of each specimen in every look and language; return how many."""
    count = 0
    for look in LOOKS:
        use_look(look)
        for lang in LANGUAGES:
            speak(lang)
            target = folder / look / lang
            target.mkdir(parents=True, exist_ok=True)
            for specimen in specimens:
                theme = Theme()
                stage = Stage(theme)
                stage.setPalette(theme.palette())
                stage.setFont(theme.font(16))
                stage.setStyleSheet(style_sheet(theme))
                stage.show_specimen(specimen)
                stage.show()
                for _ in range(3):
                    QApplication.processEvents()
                name = re.sub(r"\W+", "-", f"{specimen.name}-{specimen.state}").strip("-")
                count += stage.grab().save(str(target / f"{name}.png"), "PNG")
                stage.close()
                stage.deleteLater()
    return count
