"""The export of a meeting: at rest, while something is asked for or written."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from bigscreen.ui.gallery.sample_figures import sample_city
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.meeting.export_menu import ExportMenu
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.report_blocks import Report

_SIZE = (760, 64)


def _report() -> Report:
    made_at = datetime(2026, 11, 16, tzinfo=UTC)
    return Report(title="", city="", period="", made_at=made_at, pages=())


def _menu(show: Callable[[ExportMenu], object]) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        menu = ExportMenu(theme, _report, QPixmap, sample_city(), Path())
        show(menu)
        return menu

    return make


SPECIMENS: tuple[Specimen, ...] = (
    Specimen(name="ExportMenu", state="usual", make=_menu(lambda _menu: None), size=_SIZE),
    Specimen(
        name="ExportMenu",
        state="loading",
        make=_menu(lambda menu: menu.show_reading(0.34)),
        size=_SIZE,
    ),
    Specimen(
        name="ExportMenu",
        state="writing",
        make=_menu(lambda menu: menu.show_writing(0.82)),
        size=_SIZE,
    ),
)
