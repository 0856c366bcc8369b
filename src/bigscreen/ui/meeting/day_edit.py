"""A day to type or to pick from a calendar, in the look and language of the screen."""

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme
from bigscreen.viewmodels.wording import ENGLISH, language

_HEIGHT = 44
_STYLE = """
QDateEdit::drop-down {{ border: none; border-left: 1px solid {edge}; width: {wide}px; }}
QDateEdit::down-arrow {{ image: none; }}
QCalendarWidget QWidget {{ background: {panel}; alternate-background-color: {row}; color: {ink}; }}
QCalendarWidget QToolButton {{
  color: {ink}; background: {panel}; font-size: {size}px; padding: {pad}px {wide}px; border: none;
}}
QCalendarWidget QToolButton:hover {{ background: {selected}; }}
QCalendarWidget QMenu {{ color: {ink}; background: {row}; }}
QCalendarWidget QSpinBox {{ color: {ink}; background: {panel}; font-size: {size}px; }}
QCalendarWidget QAbstractItemView {{
  color: {ink}; background: {panel}; font-size: {size}px;
  selection-background-color: {action}; selection-color: {on_action}; outline: none;
}}
QCalendarWidget QAbstractItemView:disabled {{ color: {faint}; }}
"""
_OWN_KEYS = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End),
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Minus, Qt.Key.Key_Escape),
    }
)


class DayEdit(QDateEdit):
    """Takes digits and what moves among them; every other key stays the window's."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.setFont(theme.font(Size.LABEL))
        self.setStyleSheet(_styled(theme))
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setMinimumWidth(theme.px(170))
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self._dress(self.calendarWidget(), theme)

    def event(self, event: QEvent) -> bool:
        """Leave the window's keys to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            takes = event.text().isdigit() or Qt.Key(event.key()) in _OWN_KEYS
            event.setAccepted(takes)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def _dress(self, calendar: QCalendarWidget, theme: Theme) -> None:
        chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        calendar.setLocale(english if language() == ENGLISH else chinese)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setFont(theme.font(Size.SMALL))
        calendar.setMinimumSize(theme.px(420), theme.px(320))
        plain = QTextCharFormat()
        plain.setForeground(Ink.FULL)
        plain.setBackground(Ground.PANEL)
        for day in Qt.DayOfWeek:
            calendar.setWeekdayTextFormat(day, plain)
        head = QTextCharFormat()
        head.setForeground(Ink.LABEL)
        head.setBackground(Ground.ROW)
        calendar.setHeaderTextFormat(head)


def _styled(theme: Theme) -> str:
    return _STYLE.format(
        wide=theme.px(26),
        pad=theme.px(4),
        size=theme.px(Size.SMALL),
        edge=Ground.EDGE.name(),
        panel=Ground.PANEL.name(),
        row=Ground.ROW.name(),
        selected=Ground.SELECTED.name(),
        ink=Ink.FULL.name(),
        faint=Ink.FAINT.name(),
        action=State.ACTION.name(),
        on_action=Ink.ON_ACTION.name(),
    )
