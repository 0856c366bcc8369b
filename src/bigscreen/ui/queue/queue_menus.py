"""The two small menus over the queue: in which order, and which cases."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from bigscreen.ui.theme import Size, Theme
from bigscreen.viewmodels.queue_rows import Order, Scope
from bigscreen.viewmodels.wording import tr, tr_noop

ORDER_NAMES: dict[StrEnum, str] = {
    Order.URGENCY: tr_noop("By urgency"),
    Order.NEWEST: tr_noop("Newest first"),
    Order.OLDEST: tr_noop("Oldest first"),
}
SCOPE_NAMES: dict[StrEnum, str] = {
    Scope.OPEN: tr_noop("All open"),
    Scope.WAITING: tr_noop("To dispatch"),
    Scope.OVERDUE: tr_noop("Overdue"),
    Scope.POLICE_CALLS: tr_noop("Police calls"),
    Scope.CITY_CASES: tr_noop("City cases"),
    Scope.CLOSED: tr_noop("Closed"),
}


class ChoiceButton(QToolButton):
    """A word that opens a menu of choices.

    Signals:
        choice_changed(str): the value of the choice that was made.
    """

    choice_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        names: dict[StrEnum, str],
        chosen: StrEnum,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFont(theme.font(Size.SMALL))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.setFont(theme.font(Size.SMALL))
        group = QActionGroup(menu)
        for value, name in names.items():
            action = QAction(tr(name), menu, checkable=True)
            action.setData(value.value)
            action.setChecked(value == chosen)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_group_triggered)
        self.setMenu(menu)
        self._say(tr(names[chosen]))

    @Slot(QAction)
    def _on_group_triggered(self, action: QAction) -> None:
        self._say(action.text())
        self.choice_changed.emit(action.data())

    def _say(self, name: str) -> None:
        self.setText(f"{name} ▾")
        self.setAccessibleName(name)
