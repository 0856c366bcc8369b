"""What is always in reach at a desk: the alarms with their count, the shift, the lists, a new case.

The alarm button never says "no alarms" when the time limits could not be read.
"""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

from bigscreen.ui.centre.sos_banner import SosBanner
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.action_button import LOOK, ActionButton
from bigscreen.ui.widgets.key_button import ButtonLook
from bigscreen.viewmodels.alarm_rows import AlarmList


class CentreBar(QWidget):
    """Buttons of actions: the alarms', then two by two; above them a unit that calls for help."""

    def __init__(
        self,
        theme: Theme,
        alarms: QAction,
        others: tuple[QAction, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._alarms = alarms
        self.alarm_button = ActionButton(theme, alarms, design_height=44)
        self.sos = SosBanner(theme)
        self.sos.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        grid.addWidget(self.sos, 0, 0, 1, 2)
        grid.addWidget(self.alarm_button, 1, 0, 1, 2)
        for place, action in enumerate(others):
            row, column = divmod(place, 2)
            grid.addWidget(ActionButton(theme, action, design_height=36), row + 2, column)

    def show_alarms(self, listed: AlarmList) -> None:
        """Say how many alarms are open and unanswered, or that nobody can know; an SOS is red."""
        look = ButtonLook.PLAIN
        if listed.fault or listed.calls:
            look = ButtonLook.ALARM
        elif listed.unanswered:
            look = ButtonLook.WARNING
        self._alarms.setProperty(LOOK, look)
        self._alarms.setText(listed.summary)
        self._alarms.setToolTip(listed.fault)
