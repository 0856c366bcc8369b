"""What a meeting's steps lead to: the cases behind a figure, and the record of one case."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from bigscreen.ui.meeting.case_view import CaseView
from bigscreen.ui.meeting.drill_view import DrillView
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.meeting.meeting_state import CaseStep, Step
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.meeting.drill import drill_title
from bigscreen.viewmodels.meeting.look import Look

StepView = DrillView | CaseView


class StepViews(QObject):
    """Shows one step at a time in a stack, over the page it was taken from.

    Signals:
        case_opened(incident_id), left(): as of the cases behind a figure.
        cases_shown(Page), case_shown(Page): what the step led to is there.
    """

    case_opened = Signal(str)
    left = Signal()
    cases_shown = Signal(object)
    case_shown = Signal(object)

    def __init__(self, parts: MeetingParts, theme: Theme, views: QStackedWidget) -> None:
        super().__init__(views)
        self._parts = parts
        self._theme = theme
        self._views = views

    def show_step(self, step: Step, look: Look) -> None:
        """Ask for what a step leads to, and show it instead of the step before."""
        self.drop()
        shown = self._made(step, look)
        self._views.addWidget(shown)
        self._views.setCurrentWidget(shown)
        self._parts.asker.leave()

    def drop(self) -> None:
        """Want nothing any more, and be back at the page."""
        views = self._views
        for place in range(views.count() - 1, -1, -1):
            shown = views.widget(place)
            if isinstance(shown, StepView):
                shown.leave()
                if shown.isAncestorOf(views.window().focusWidget()):
                    views.setFocus()
                views.removeWidget(shown)
                shown.deleteLater()

    def _made(self, step: Step, look: Look) -> StepView:
        lane = self._parts.lane
        if isinstance(step, CaseStep):
            case = CaseView(self._theme, lane, self._parts.live, step.incident_id, look)
            case.shown.connect(self.case_shown)
            return case
        drill = DrillView(self._theme, lane, step, look)
        drill.case_opened.connect(self.case_opened)
        drill.left.connect(self.left)
        drill.shown.connect(self.cases_shown)
        return drill


def step_name(step: Step, look: Look) -> str:
    """Return what a step is called on the way back."""
    if isinstance(step, CaseStep):
        return step.title or step.incident_id
    return drill_title(step, look)
