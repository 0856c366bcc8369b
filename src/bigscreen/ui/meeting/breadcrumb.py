"""The way back from a case to its figure to its page: every step can be gone back to."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.wording import tr

_HEIGHT = 40
_WIDEST = 420


class Breadcrumb(QWidget):
    """The names of the steps that lead here; the last one is where we are.

    Signals:
        gone_back(steps): so many steps back.
    """

    gone_back = Signal(int)

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        super().__init__()
        self.names = tuple(names)
        self.setAccessibleName(" › ".join(names))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for place, name in enumerate(names[:-1]):
            steps = len(names) - 1 - place
            button = KeyButton(theme, name, "Esc" if steps == 1 else "", design_height=_HEIGHT)
            width = min(button.sizeHint().width(), theme.px(_WIDEST))
            button.setFixedWidth(width)
            button.clicked.connect(partial(self.gone_back.emit, steps))
            row.addWidget(button)
            between = TextLabel(theme.font(Size.HEADING), Ink.FAINT)
            between.setText("›")
            row.addWidget(between)
        here = ElidedLabel(theme.font(Size.HEADING, Weight.BOLD), Ink.FULL)
        here.setText(names[-1] if names else tr("Overview"))
        row.addWidget(here, 1)
