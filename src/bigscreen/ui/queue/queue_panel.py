"""The queue as the wall shows it: how many cases are open, and the most urgent ones."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.ui.queue.queue_list import QueueList
from bigscreen.ui.queue.queue_model import QueueModel
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.queue_rows import QueueCounts, count
from bigscreen.viewmodels.wording import tr


class QueuePanel(Panel):
    """Cases by urgency, to look at; what does not fit is counted under the list."""

    def __init__(
        self,
        theme: Theme,
        *,
        can_select: bool = False,
        model: QueueModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self.model = model or QueueModel(self, at_wall=not can_select)
        self.view = QueueList(theme, self.model, can_select=can_select)
        self._empty = TextLabel(theme.font(Size.BODY), Ink.FAINT)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._more = TextLabel(theme.font(Size.SMALL), Ink.FAINT)
        self._more.setFixedHeight(theme.px(24))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._more)
        self._more.setVisible(not can_select)  # a list that scrolls hides nothing
        self.model.lines_changed.connect(self._on_model_lines_changed)
        self._say_counts()

    def show_situation(self, situation: Situation, city: City | None, now: datetime) -> None:
        """Show the cases of a situation."""
        self.model.show_situation(situation, city, now)  # which tells that lines have changed

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Show hints by incident id at the cases nobody was sent to."""
        self.model.show_hints(hints)

    def tick(self, now: datetime) -> None:
        """Let the clocks run on."""
        self.view.tick(now)
        self._say_counts()

    def say_counts(self, counts: QueueCounts) -> None:
        """Put the counts into the header."""
        self.title.setText(tr("Open cases {n}", n=counts.open))
        self.note.setText(
            tr(
                "overdue {overdue} · to dispatch {waiting}",
                overdue=counts.overdue,
                waiting=counts.waiting,
            )
        )

    def nothing_text(self, counts: QueueCounts) -> str:
        """Return what stands in the place of an empty list."""
        del counts
        return tr("No open cases")

    @Slot()
    def _on_model_lines_changed(self) -> None:
        self._say_counts()

    def _say_counts(self) -> None:
        counts = count(self.model.all_rows(), self.model.now)
        self.say_counts(counts)
        shown = self.model.rowCount()
        self.view.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        if not shown:
            self._empty.setText(self.nothing_text(counts))
        if not self._more.isHidden():
            hidden = self.view.hidden_below() if shown else 0
            self._more.setText(tr("and {n} more", n=hidden) if hidden else "")
