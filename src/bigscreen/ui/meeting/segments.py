"""A row of choices of which one is taken: pages, kinds of period, parts of a figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton

_HEIGHT = 44
_WIDEST = 420
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its key in the code, what it says, and the key that takes it."""

    key: str
    text: str
    shortcut: str = ""


class Segments(QWidget):
    """Buttons side by side; the one that is taken looks pressed.

    Signals:
        chosen(key): a person took a choice.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[Choice], *, height: int = _HEIGHT
    ) -> None:
        super().__init__()
        self._theme = theme
        self._height = height
        self._current = ""
        self._buttons: dict[str, KeyButton] = {}
        self._widths: dict[KeyButton, int] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(4))
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices, or the same in other words."""
        keys = [choice.key for choice in choices]
        if list(self._buttons) != keys:
            for button in self._buttons.values():
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._widths.clear()
            self._buttons = {key: self._made(key) for key in keys}
        for choice in choices:
            button = self._buttons[choice.key]
            button.set_label(choice.text, choice.shortcut)
            self._fit(button)
        self.take(self._current)
        self.updateGeometry()

    def take(self, key: str) -> None:
        """Show which one is taken, without telling anybody."""
        self._current = key
        for own, button in self._buttons.items():
            button.set_look(ButtonLook.PRIMARY if own == key else ButtonLook.PLAIN)
            button.setAccessibleDescription("✓" if own == key else "")

    def button(self, key: str) -> KeyButton:
        """Return the button of a choice."""
        return self._buttons[key]

    def sizeHint(self) -> QSize:
        """Return the room all texts need."""
        hints = [self._widths[button] for button in self._buttons.values()]
        gaps = self._theme.px(4) * max(0, len(hints) - 1)
        return QSize(sum(hints) + gaps, self._theme.px(self._height))

    def _fit(self, button: KeyButton) -> None:
        """Give a button the room its words take while it is pressed, so that none ever moves.

        Where a row is short of room its buttons give way, and are set smaller.
        """
        button.set_look(ButtonLook.PRIMARY)
        widest = self._theme.px(_WIDEST)
        button.resize(widest, button.height())  # a label is set smaller where it is narrow
        width = min(button.sizeHint().width(), widest)
        self._widths[button] = width
        button.setMaximumWidth(width)
        button.setMinimumWidth(min(width, self._theme.px(_NARROWEST)))

    def _made(self, key: str) -> KeyButton:
        button = KeyButton(self._theme, design_height=self._height)
        button.clicked.connect(partial(self._on_button_clicked, key))
        self._row.addWidget(button)
        button.show()
        return button

    def _on_button_clicked(self, key: str) -> None:
        if key != self._current:
            self.take(key)
            self.chosen.emit(key)
