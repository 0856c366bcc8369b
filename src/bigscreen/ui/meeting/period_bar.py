"""Where the period is picked: its kind, one before, one after, or two days of a calendar."""

from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bigscreen.ui.meeting.day_edit import DayEdit
from bigscreen.ui.meeting.segments import Choice, Segments
from bigscreen.ui.theme import Ink, Theme, Weight
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.meeting.look import Look
from bigscreen.viewmodels.meeting.periods import KIND_NAMES, PeriodKind
from bigscreen.viewmodels.meeting.report import said_period
from bigscreen.viewmodels.wording import tr

_HEIGHT = 44
_ARROW = 52
_ROOMY = 1400


class PeriodBar(QWidget):
    """Says which period is looked at, and lets people pick another.

    Signals:
        kind_chosen(PeriodKind): the same time as a day, a week …
        stepped(steps): one period later, -1 one earlier.
        days_chosen(date, date): whole days of a calendar.
    """

    kind_chosen = Signal(object)
    stepped = Signal(int)
    days_chosen = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._is_showing = False
        self._roomy = theme.px(_ROOMY)
        self.setAccessibleName(tr("Period"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        self.kinds = Segments(
            theme,
            tr("Kind of period"),
            [Choice(kind.value, tr(KIND_NAMES[kind])) for kind in PeriodKind],
            height=_HEIGHT,
        )
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.earlier = self._arrow(theme, "‹", tr("Period before"))
        self.later = self._arrow(theme, "›", tr("Next period"))
        self.earlier.clicked.connect(self._on_earlier_clicked)
        self.later.clicked.connect(self._on_later_clicked)
        self.label = ElidedLabel(theme.font(22, Weight.BOLD), Ink.FULL)
        self.first = self._day(theme, tr("First day"))
        self.last = self._day(theme, tr("Last day"))
        for widget in (self.kinds, self.earlier, self.later, self.first, self.last):
            row.addWidget(widget)
        row.addWidget(self.label, 1)

    def show_look(self, look: Look) -> None:
        """Show the period of a look."""
        period = look.period
        self._is_showing = True
        self.kinds.take(period.kind.value)
        self.label.setText(said_period(look))
        self.later.setEnabled(period.end <= look.now)
        is_custom = period.kind is PeriodKind.CUSTOM
        self.label.setVisible(not is_custom or self.width() > self._roomy)
        first = look.clock.day_of(period.start)
        last = look.clock.day_of(period.end).toordinal() - 1
        self.first.setDate(QDate(first.year, first.month, first.day))
        day = date.fromordinal(last)
        self.last.setDate(QDate(day.year, day.month, day.day))
        today = look.clock.day_of(look.now)
        for edit in (self.first, self.last):
            edit.setVisible(is_custom)
            edit.setMaximumDate(QDate(today.year, today.month, today.day))
        self._is_showing = False

    def _arrow(self, theme: Theme, sign: str, name: str) -> KeyButton:
        button = KeyButton(theme, sign, design_height=_HEIGHT)
        button.setFixedWidth(theme.px(_ARROW))
        button.setAccessibleName(name)
        return button

    def _day(self, theme: Theme, name: str) -> DayEdit:
        edit = DayEdit(theme, name)
        edit.setVisible(False)
        edit.dateChanged.connect(self._on_day_date_changed)
        return edit

    @Slot(str)
    def _on_kinds_chosen(self, key: str) -> None:
        self.kind_chosen.emit(PeriodKind(key))

    @Slot()
    def _on_earlier_clicked(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on_later_clicked(self) -> None:
        self.stepped.emit(1)

    @Slot(QDate)
    def _on_day_date_changed(self, _day: QDate) -> None:
        if not self._is_showing:
            first, last = self.first.date(), self.last.date()
            self.days_chosen.emit(
                date(first.year(), first.month(), first.day()),
                date(last.year(), last.month(), last.day()),
            )
