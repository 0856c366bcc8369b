"""A button that is one of the window's actions: same name, same key, same state."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.screen_actions import key_text

LOOK = "look"
"""Property of an action: the :class:`ButtonLook` its buttons take on."""


class ActionButton(KeyButton):
    """Follows its action: text, key, enabled, visible and look."""

    def __init__(self, theme: Theme, action: QAction, *, design_height: int) -> None:
        super().__init__(theme, design_height=design_height)
        self.action = action
        action.changed.connect(self._on_action_changed)
        self.clicked.connect(self._on_clicked)
        self._on_action_changed()

    @Slot()
    def _on_action_changed(self) -> None:
        action = self.action
        self.set_label(action.text(), key_text(action.shortcut()))
        self.setEnabled(action.isEnabled())
        if self.parentWidget() or not action.isVisible():
            # A widget without a parent would open as a window of its own.
            self.setVisible(action.isVisible())
        self.set_look(ButtonLook(action.property(LOOK) or ButtonLook.PLAIN))

    @Slot()
    def _on_clicked(self) -> None:
        self.action.trigger()
