"""One window for what is not one case's: alarms, forms, shift, joint operations, lists."""

from enum import IntEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.ui.centre.lists_page import ListsPage
from bigscreen.ui.centre.records_page import RecordsPage
from bigscreen.ui.centre.shift_page import ShiftPage
from bigscreen.ui.dispatch.notice_bar import NoticeBar
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Size, State, Theme
from bigscreen.ui.widgets.paced import Paced
from bigscreen.viewmodels import alarm_rows, form_rows, operation_rows
from bigscreen.viewmodels.wording import tr

_WIDTH = 1520
_HEIGHT = 820
_PACE_MS = 200


class Page(IntEnum):
    """The pages, in their order."""

    ALARMS = 0
    FORMS = 1
    SHIFT = 2
    OPERATIONS = 3
    LISTS = 4


class CentreDialog(QDialog):
    """The pages over one notice; the desk behind it can be worked on.

    Signals:
        case_requested(incident_id): show this case at the desk.
    """

    case_requested = Signal(str)

    def __init__(self, live: LiveSituation, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._live = live
        self.setWindowTitle(tr("Centre"))
        self.setStyleSheet(style_sheet(theme))
        self.setFixedSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.alarms = RecordsPage(theme, alarm_rows.headings(), tr("No alarms"), wide=1)
        self.forms = RecordsPage(theme, form_rows.headings(), tr("No forms"), wide=3)
        self.shift = ShiftPage(theme)
        self.operations = RecordsPage(
            theme, operation_rows.headings(), tr("No joint operations"), wide=7
        )
        self.lists = ListsPage(live, theme)
        self.notice = NoticeBar(theme)
        self.tabs = QTabWidget()
        self.tabs.setFont(theme.font(Size.LABEL))
        self.tabs.setAccessibleName(tr("Centre"))
        for name, page in (
            (tr("Alarms"), self.alarms),
            (tr("Forms"), self.forms),
            (tr("Duty and shift"), self.shift),
            (tr("Joint operations"), self.operations),
            (tr("Lists"), self.lists),
        ):
            self.tabs.addTab(page, name)
        column = QVBoxLayout(self)
        margin = theme.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(10))
        column.addWidget(self.tabs, 1)
        column.addWidget(self.notice)
        self.lists.said.connect(self.notice.show_notice)
        for records in (self.alarms, self.forms, self.operations, self.lists):
            records.case_requested.connect(self.case_requested)
        self._pace = Paced(self.show_live, _PACE_MS, self)
        for changed in (live.situation_changed, live.kpi_changed, live.city_changed):
            changed.connect(self._pace.ask)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)

    def key_sheet(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return each page's name with its keys and what they are for."""
        keys = (p.keys for p in (self.alarms, self.forms, self.shift, self.operations, self.lists))
        return [(self.tabs.tabText(place), page_keys) for place, page_keys in enumerate(keys)]

    def open_page(self, page: Page) -> None:
        """Show the window at one of its pages."""
        self.tabs.setCurrentIndex(page)
        self.show()
        self.raise_()
        self.activateWindow()
        self.tabs.currentWidget().setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what there is now."""
        super().showEvent(event)
        self.show_live()

    @Slot(int)
    def _on_tabs_current_changed(self, _page: int) -> None:
        self.notice.show_notice(None)  # it was about the other page
        self.show_live()

    @Slot()
    def show_live(self) -> None:
        """Show the page in front as things stand; what is hidden has nothing to show."""
        if not self.isVisible():
            return
        live, now = self._live, self._live.hub_now()
        situation, city = live.situation, live.city
        match self.tabs.currentIndex():
            case Page.ALARMS:
                listed = alarm_rows.alarm_list(situation, city, now)
                self.alarms.show_line(listed.fault, State.BAD)
                self.alarms.show_rows(listed.rows, may_say_empty=not listed.fault)
            case Page.FORMS:
                self.forms.show_rows(form_rows.form_rows(situation, city, now))
            case Page.SHIFT:
                self.shift.show_live(live, now)
            case Page.OPERATIONS:
                rows = operation_rows.operation_rows(situation, city, live.board, now)
                self.operations.show_rows(rows)
            case Page.LISTS:
                self.lists.show_live()
