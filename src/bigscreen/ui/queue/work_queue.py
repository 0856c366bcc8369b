"""The queue as a desk works on it: search, order, groups, filter, kept views, a selection."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.ui.dispatch.ask_dialog import AskDialog, Question, Text
from bigscreen.ui.queue.filter_bar import FilterBar
from bigscreen.ui.queue.queue_menus import SCOPE_NAMES, FilterButton, OrderButton, ViewsButton
from bigscreen.ui.queue.queue_panel import QueuePanel
from bigscreen.ui.queue.search_field import SearchField
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.queue_rows import Order, QueueCounts
from bigscreen.viewmodels.queue_view import Grouping, QueueFilter, QueueView, filter_words
from bigscreen.viewmodels.trade_words import force_name, grid_name
from bigscreen.viewmodels.wording import tr

_NAME_LENGTH = 60
_MOST_VIEWS = 40


class WorkQueuePanel(QueuePanel):
    """Cases to choose from.

    Signals:
        incident_selected(str): a person chose this case.
        view_changed(): a person looks at the queue in another way, or keeps other views.
    """

    incident_selected = Signal(str)
    view_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.search = SearchField(theme, tr("Search, pinyin too   /"))
        self.order, self.filter = OrderButton(theme), FilterButton(theme)
        self.views = ViewsButton(theme)
        self.filter_bar = FilterBar(theme)
        self.own_views: tuple[QueueView, ...] = ()
        self._link = LinkStatus.LIVE
        super().__init__(theme, can_select=True, parent=parent)
        self.header.addWidget(self.order)
        self.header.addWidget(self.filter)
        searching = QHBoxLayout()
        searching.setSpacing(theme.px(8))
        searching.addWidget(self.search, 1)
        searching.addWidget(self.views)
        self.body.insertLayout(0, searching)
        self.body.insertSpacing(1, theme.px(10))
        self.body.insertWidget(2, self.filter_bar)
        self.order.order_chosen.connect(self._on_order_chosen)
        self.order.grouping_chosen.connect(self._on_grouping_chosen)
        self.filter.filter_chosen.connect(self._on_filter_chosen)
        self.filter.clear.triggered.connect(self.clear_filter)
        self.filter.menu().aboutToShow.connect(self._on_filter_about_to_show)
        self.filter_bar.clear.clicked.connect(self.clear_filter)
        self.views.view_chosen.connect(self.use_view)
        self.views.keep_requested.connect(self.ask_to_keep_view)
        self.views.delete_requested.connect(self.delete_view)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.left_downwards.connect(self._on_search_left_downwards)
        self.view.incident_selected.connect(self.incident_selected)
        self._show_view()

    def select(self, incident_id: str) -> None:
        """Mark a case as selected, without saying so."""
        self.view.select(incident_id)

    def step(self, rows: int) -> None:
        """Select the case that many rows further down."""
        self.view.step(rows)

    def show_link(self, link: LinkState) -> None:
        """Take in how the link is, for an empty list to tell, and whose cases are one's own."""
        self.model.set_account(link.account)
        if link.status is not self._link:
            self._link = link.status
            self._say_counts()

    def say_counts(self, counts: QueueCounts) -> None:
        """Put the number of open cases into the header; the menus need the rest of the room."""
        self.title.setText(tr("Open {n}", n=counts.open))
        self._show_hidden()

    def nothing_text(self, counts: QueueCounts) -> str:
        """Return why the list is empty."""
        if self.search.text() or self.model.view.filter.narrows:
            if counts.open:
                return tr("No case matches")
        elif not counts.open and self._link is LinkStatus.CONNECTING:
            return tr("Loading the cases …")
        if not counts.open and not self._link.shows_now:
            return tr("No link to the hub: cases are not known")
        return tr("No open cases")

    def use_view(self, view: QueueView) -> None:
        """Look at the queue this way."""
        self.model.set_view(replace(view, name=""))
        self._show_view()
        self.view_changed.emit()

    @Slot()
    def clear_filter(self) -> None:
        """Show all open cases again; order and groups stay."""
        self.search.clear()
        self._on_filter_chosen(QueueFilter())

    def show_views(self, own: Sequence[QueueView]) -> None:
        """Offer these views besides the default ones."""
        self.own_views = tuple(own)[:_MOST_VIEWS]
        self.views.show_views(self.own_views)

    @Slot()
    def ask_to_keep_view(self) -> None:
        """Ask for the name under which the view in use shall be kept."""
        question = Question(
            heading=tr("Keep this view"),
            fields=(Text(name="name", label=tr("Name"), required=True),),
            about=self._filter_words(),
            order=tr("Keep"),
        )
        dialog = AskDialog(self.theme, question, self.window())
        dialog.answered.connect(self._on_name_answered)
        dialog.open()

    @Slot(str)
    def delete_view(self, name: str) -> None:
        """Keep a view no longer."""
        self.show_views([view for view in self.own_views if view.name != name])
        self.view_changed.emit()

    def menu_actions(self) -> list[tuple[str, QAction]]:
        """Return everything the menus offer, each with what it is about."""
        self._on_filter_about_to_show()
        about = ((tr("Order"), self.order), (tr("Filter"), self.filter), (tr("Views"), self.views))
        return [(name, one) for name, button in about for one in _leaves(button.menu())]

    def _keep_view(self, name: str) -> None:
        kept = replace(self.model.view, name=one_line(name, _NAME_LENGTH))
        others = [view for view in self.own_views if view.name != kept.name]
        self.show_views([*others, kept])
        self.view_changed.emit()

    def _show_view(self) -> None:
        self.order.show_view(self.model.view)
        self.filter.show_filter(self.model.view.filter)
        self._say_counts()

    def _show_hidden(self) -> None:
        chosen = self.model.view.filter
        narrows = chosen.narrows or bool(self.search.text())
        sos, grave = self.model.hidden_grave() if narrows else (0, 0)
        if self.model.view.grouping is not Grouping.NONE and not narrows:
            sos, grave = self.model.hidden_grave()  # a folded group hides too
        self.filter_bar.show_filter(self._filter_words(), narrows=narrows, sos=sos, grave=grave)

    def _filter_words(self) -> str:
        chosen = self.model.view.filter
        words = filter_words(chosen, tr(SCOPE_NAMES[chosen.scope]), self.model.city)
        query = one_line(self.search.text())
        return " · ".join(part for part in (words, f"“{query}”" if query else "") if part)

    @Slot(str)
    def _on_order_chosen(self, value: str) -> None:
        self.use_view(replace(self.model.view, order=Order(value)))

    @Slot(str)
    def _on_grouping_chosen(self, value: str) -> None:
        self.use_view(replace(self.model.view, grouping=Grouping(value)))

    @Slot(object)
    def _on_filter_chosen(self, chosen: QueueFilter) -> None:
        self.use_view(replace(self.model.view, filter=chosen))

    @Slot()
    def _on_filter_about_to_show(self) -> None:
        rows, city = self.model.all_rows(), self.model.city
        forces = sorted({code for row in rows for code in row.forces if code})
        stages = {row.stage_key: (row.work_kind, row.stage, row.stage_name) for row in rows}
        self.filter.offer(
            _grids(city, {row.grid_id for row in rows if row.grid_id}),
            [(code, force_name(city, code)) for code in forces],
            [(key, stages[key][2]) for key in sorted(stages, key=lambda key: stages[key])],
        )

    @Slot(dict)
    def _on_name_answered(self, values: Mapping[str, Any]) -> None:
        self._keep_view(values["name"])

    @Slot(str)
    def _on_search_text_changed(self, text: str) -> None:
        self.model.set_query(text)

    @Slot()
    def _on_search_left_downwards(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _grids(city: City | None, known: set[str]) -> list[tuple[str, str]]:
    ids = [grid.id for grid in city.grids] if city else []
    ids += sorted(known - set(ids))
    return [(grid_id, grid_name(city, grid_id)) for grid_id in ids]


def _leaves(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _leaves(inner)
        elif not action.isSeparator():
            found.append(action)
    return found
