"""The cases behind a figure: which parts there are, and the cases of the one that is chosen."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from bigscreen.domain.past_cases import CasesBehind, Part
from bigscreen.domain.questions import QuestionFault
from bigscreen.ui.meeting.asking import Lane, OneAnswer
from bigscreen.ui.meeting.block_panel import BlockPanel
from bigscreen.ui.meeting.notice import Notice
from bigscreen.ui.meeting.segments import Choice, Segments
from bigscreen.ui.meeting.table_view import TableView
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.meeting.drill import Drill, cases_question, cases_table, part_words
from bigscreen.viewmodels.meeting.fault_words import fault_sentence
from bigscreen.viewmodels.meeting.look import Look
from bigscreen.viewmodels.report_blocks import Page
from bigscreen.viewmodels.wording import tr


class DrillView(QWidget):
    """Asks for the cases of a figure and shows them.

    Signals:
        case_opened(incident_id): a case's record is wanted.
        left(): back to the page.
        shown(Page): what is on screen now, for exports.
    """

    case_opened = Signal(str)
    left = Signal()
    shown = Signal(object)

    def __init__(self, theme: Theme, lane: Lane, drill: Drill, look: Look) -> None:
        super().__init__()
        self._theme = theme
        self._look = look
        self.drill = drill
        self.fault = ""
        self._answer = OneAnswer(lane, self)
        self._answer.answered.connect(self._on_answer_answered)
        self._answer.loading.connect(self._on_answer_loading)
        self._answer.failed.connect(self._on_answer_failed)
        self.parts = Segments(theme, tr("Which cases"), self._choices(None))
        self.parts.take(drill.part.value)
        self.parts.chosen.connect(self._on_parts_chosen)
        definition = TextLabel(theme.font(Size.SMALL), Ink.LABEL)
        definition.setWordWrap(True)
        definition.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        definition.setText(drill.definition)
        head = QHBoxLayout()
        head.setSpacing(theme.px(20))
        head.addWidget(self.parts)
        head.addWidget(definition, 1)
        self.notice = Notice(theme)
        self.notice.again_requested.connect(self._on_notice_again_requested)
        self._panel: BlockPanel | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        self._ask()

    def again(self) -> None:
        """Ask once more."""
        self._ask()

    @property
    def table(self) -> TableView | None:
        """The table of cases, None while there is none."""
        inside = self._panel.inside if self._panel else None
        return inside if isinstance(inside, TableView) else None

    def leave(self) -> None:
        """Want no answer any more."""
        self._answer.leave()

    def _ask(self) -> None:
        self.fault = ""
        self.notice.show_loading(None)
        self._stack.setCurrentWidget(self.notice)
        self._answer.ask(cases_question(self.drill, self._look))

    def _choices(self, found: CasesBehind | None) -> list[Choice]:
        return [
            Choice(part.value, part_words(self.drill, part, found)) for part in self.drill.parts
        ]

    @Slot(str)
    def _on_parts_chosen(self, key: str) -> None:
        self.drill = self.drill.of_part(Part(key))
        self._ask()

    @Slot()
    def _on_notice_again_requested(self) -> None:
        self._ask()

    @Slot(object)
    def _on_answer_answered(self, found: CasesBehind) -> None:
        self.parts.show_choices(self._choices(found))
        block = cases_table(self.drill, found, self._look)
        if self._panel is not None:
            self._stack.removeWidget(self._panel)
            self._panel.deleteLater()
        self._panel = BlockPanel(self._theme, block)
        self._panel.case_opened.connect(self.case_opened)
        self._stack.addWidget(self._panel)
        self._stack.setCurrentWidget(self._panel)
        if (table := self.table) is not None:
            table.left.connect(self.left)
            table.choose_first()
            table.setFocus()
        self.shown.emit(Page(key="drill", title=block.title, blocks=(block,)))

    @Slot(float)
    def _on_answer_loading(self, share: float) -> None:
        self.notice.show_loading(share)

    @Slot(object)
    def _on_answer_failed(self, fault: QuestionFault) -> None:
        self.fault = fault.code
        self.notice.show_fault(fault_sentence(fault))
        self._stack.setCurrentWidget(self.notice)
