"""The row over a page: the tabs of the pages, or the way back out of a figure; and what else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bigscreen.ui.meeting.breadcrumb import Breadcrumb
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.meeting.more_menu import pop_up_more
from bigscreen.ui.meeting.segments import Choice, Segments
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.viewmodels.wording import tr

_BUTTON = 44


class MeetingHeading(QHBoxLayout):
    """Shows where in the meeting we are; ``owner`` is the widget the menu belongs to.

    Signals:
        page_chosen(key): another page.
        gone_back(steps): so many steps back.
    """

    page_chosen = Signal(str)
    gone_back = Signal(int)

    def __init__(self, parts: MeetingParts, theme: Theme, owner: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self._theme = theme
        self._owner = owner
        choices = [
            Choice(page.key, tr(page.title), str(number))
            for number, page in enumerate(parts.pages, start=1)
        ]
        self._tabs = Segments(theme, tr("Pages"), choices)
        self._tabs.chosen.connect(self.page_chosen)
        self._crumb: Breadcrumb | None = None
        self._more = KeyButton(theme, "⋯", design_height=_BUTTON)
        self._more.setFixedWidth(theme.px(64))
        self._more.setAccessibleName(tr("More …"))
        self._more.clicked.connect(self._on_more_clicked)
        self.setSpacing(theme.px(10))
        self.addWidget(self._tabs)
        self.addStretch(1)
        self.addWidget(self._more)

    def show_page(self) -> None:
        """Mark the tab of the page that is looked at."""
        self._tabs.take(self._parts.page.key)

    def show_steps(self, names: Sequence[str]) -> None:
        """Show the steps from the page to where we are instead of the tabs, if there are any."""
        if self._crumb is not None:
            self.removeWidget(self._crumb)
            self._crumb.hide()
            self._crumb.deleteLater()
            self._crumb = None
        self._tabs.setVisible(not names)
        if names:
            self._crumb = Breadcrumb(self._theme, [tr(self._parts.page.title), *names])
            self._crumb.gone_back.connect(self.gone_back)
            self.insertWidget(0, self._crumb, 1)

    @Slot()
    def _on_more_clicked(self) -> None:
        pop_up_more(self._parts.actions, self._theme, self._more, self._owner)
