"""A notice that stands in the corner of a page for a while: what became of an export."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.ui.dispatch.notice_bar import NoticeBar
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.order_notice import Notice

_STANDS_MS = 8_000
_WIDTH = 620


class PassingNotice(NoticeBar):
    """Stands at the right bottom corner of ``page``, ``edge`` pixels of the design from it."""

    def __init__(self, theme: Theme, page: QWidget, edge: int) -> None:
        super().__init__(theme, page)
        self._page = page
        self._wide = theme.px(_WIDTH)
        self._edge = theme.px(edge)
        self._ends = QTimer(self)
        self._ends.setSingleShot(True)
        self._ends.setInterval(_STANDS_MS)
        self._ends.timeout.connect(self._on_ends_timeout)

    def say(self, notice: Notice) -> None:
        """Say something over the page for a while."""
        self.show_notice(notice)
        page = self._page
        wide = min(page.width() // 2, self._wide)
        self.setFixedWidth(wide)
        self.adjustSize()
        self.move(page.width() - wide - self._edge, page.height() - self.height() - self._edge)
        self.raise_()
        self._ends.start()

    @Slot()
    def _on_ends_timeout(self) -> None:
        self.show_notice(None)
