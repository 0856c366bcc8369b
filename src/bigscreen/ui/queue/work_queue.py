"""The queue as a desk works on it: search, order, scope, and a selection."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.ui.queue.queue_menus import ORDER_NAMES, SCOPE_NAMES, ChoiceButton
from bigscreen.ui.queue.queue_panel import QueuePanel
from bigscreen.ui.queue.search_field import SearchField
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.queue_rows import Order, QueueCounts, Scope
from bigscreen.viewmodels.wording import tr


class WorkQueuePanel(QueuePanel):
    """Cases to choose from.

    Signals:
        incident_selected(str): a person chose this case.
    """

    incident_selected = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.search = SearchField(theme, tr("Search case, unit, address   Ctrl+K"))
        super().__init__(theme, can_select=True, parent=parent)
        order = ChoiceButton(theme, ORDER_NAMES, Order.URGENCY)
        scope = ChoiceButton(theme, SCOPE_NAMES, Scope.OPEN)
        self.header.addWidget(order)
        self.header.addWidget(scope)
        self.body.insertWidget(0, self.search)
        self.body.insertSpacing(1, theme.px(10))
        order.choice_changed.connect(self._on_order_choice_changed)
        scope.choice_changed.connect(self._on_scope_choice_changed)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.left_downwards.connect(self._on_search_left_downwards)
        self.view.incident_selected.connect(self.incident_selected)

    def select(self, incident_id: str) -> None:
        """Mark a case as selected, without saying so."""
        self.view.select(incident_id)

    def step(self, rows: int) -> None:
        """Select the case that many rows further down."""
        self.view.step(rows)

    def say_counts(self, counts: QueueCounts) -> None:
        """Put the number of open cases into the header; the menus need the rest of the room."""
        self.title.setText(tr("Open {n}", n=counts.open))

    def nothing_text(self, counts: QueueCounts) -> str:
        """Return why the list is empty."""
        filtered = self.search.text() or self.model.scope is not Scope.OPEN
        return tr("No case matches") if counts.open and filtered else tr("No open cases")

    @Slot(str)
    def _on_order_choice_changed(self, value: str) -> None:
        self.model.set_order(Order(value))

    @Slot(str)
    def _on_scope_choice_changed(self, value: str) -> None:
        self.model.set_scope(Scope(value))

    @Slot(str)
    def _on_search_text_changed(self, text: str) -> None:
        self.model.set_query(text)

    @Slot()
    def _on_search_left_downwards(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
