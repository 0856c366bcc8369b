"""Offers what a presenter has keys for to the mouse as well."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from bigscreen.ui.meeting.meeting_actions import MeetingActions
from bigscreen.ui.theme import Size, Theme


def pop_up_more(actions: MeetingActions, theme: Theme, button: QWidget, parent: QWidget) -> None:
    """Open the menu below ``button``, right ends aligned; its first entry has the keyboard."""
    menu = QMenu(parent)
    menu.setFont(theme.font(Size.LABEL))
    for group in (
        (actions.look, actions.larger, actions.smaller, actions.usual_size),
        (actions.blank, actions.full_screen),
        (actions.again, actions.shortcuts),
    ):
        menu.addActions(list(group))
        menu.addSeparator()
    left = button.width() - menu.sizeHint().width()
    menu.popup(button.mapToGlobal(QPoint(left, button.height())))
    menu.setActiveAction(actions.look)
