"""Hands what a meeting shows to the export menu: the page on screen, its picture, the look."""

from collections.abc import Callable

from PySide6.QtGui import QPixmap

from bigscreen.ui.meeting.export_menu import ExportMenu
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.meeting.look import Look
from bigscreen.viewmodels.meeting.report import report_of
from bigscreen.viewmodels.report_blocks import Page, Report


class PageExport:
    """Answers what an export asks of a meeting; ``page`` is the one on screen."""

    def __init__(self, parts: MeetingParts) -> None:
        self._parts = parts
        self.page: Page | None = None

    def menu(self, theme: Theme, grab: Callable[[], QPixmap]) -> ExportMenu | None:
        """Return the menu, None as long as no city is known or where no page can be shown."""
        look, web_root = self._parts.look(), self._parts.web_root
        if look is None or look.city is None or web_root is None:
            return None
        menu = ExportMenu(theme, self._report, grab, look.city, web_root)
        menu.offer_bulletin(self._parts.lane, self._look, self._unit_names)
        return menu

    def _report(self) -> Report:
        return report_of((self.page,) if self.page is not None else (), self._look())

    def _look(self) -> Look:
        look = self._parts.look()
        assert look is not None  # noqa: S101 - there is a menu only when there is a look
        return look

    def _unit_names(self) -> dict[str, str]:
        units = self._parts.live.situation.units
        return {key: one.unit.call_sign for key, one in units.items()}
