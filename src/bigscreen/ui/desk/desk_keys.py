"""The keys that move a person around the desk and give no order."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.ui.centre.centre_dialog import CentreDialog
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.desk.shortcuts_overlay import ShortcutsOverlay
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.action_button import LOOK
from bigscreen.ui.widgets.key_button import ButtonLook
from bigscreen.viewmodels.wording import tr


class DeskKeys(QObject):
    """Search, next and previous case, candidates by number, a step back, the sheet of keys."""

    def __init__(
        self, parts: DeskParts, centre: CentreDialog, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._centre = centre
        self._parts = parts
        self._theme = theme
        self._window = window
        actions, panels = parts.actions, parts.panels
        actions.pick.setCheckable(True)
        actions.pick.toggled.connect(self._on_pick_toggled)
        actions.search.triggered.connect(self._on_search_triggered)
        actions.next_case.triggered.connect(self._on_next_case_triggered)
        actions.previous_case.triggered.connect(self._on_previous_case_triggered)
        actions.shortcuts.triggered.connect(self._on_shortcuts_triggered)
        queue = panels.queue
        for action, slot in (
            (actions.sort_queue, queue.order.showMenu),
            (actions.filter_queue, queue.filter.showMenu),
            (actions.queue_views, queue.views.showMenu),
            (actions.keep_view, queue.ask_to_keep_view),
            (actions.clear_filter, queue.clear_filter),
        ):
            action.triggered.connect(slot)
        for place, action in enumerate(actions.ranks, start=1):
            action.triggered.connect(partial(self._choose_rank, place))
        panels.queue.incident_selected.connect(parts.selection.select_incident)

    def step_back(self) -> bool:
        """Leave the innermost thing: picking, the unit, the case; tell whether there was one."""
        if self._parts.actions.pick.isChecked():
            self._parts.actions.pick.setChecked(False)
            return True
        if self._parts.group.unit_ids:
            self._parts.group.clear()
            return True
        selection = self._parts.selection
        had_one = bool(selection.unit_id or selection.incident_id)
        selection.clear()
        return had_one

    @Slot(bool)
    def _on_pick_toggled(self, is_picking: bool) -> None:
        pick = self._parts.actions.pick
        pick.setProperty(LOOK, ButtonLook.PENDING if is_picking else ButtonLook.PLAIN)
        pick.setText(tr("Picking…") if is_picking else tr("Pick units"))

    @Slot()
    def _on_search_triggered(self) -> None:
        search = self._parts.panels.queue.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    @Slot()
    def _on_next_case_triggered(self) -> None:
        self._parts.panels.queue.step(1)

    @Slot()
    def _on_previous_case_triggered(self) -> None:
        self._parts.panels.queue.step(-1)

    def _choose_rank(self, place: int, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        if self._parts.case is not None:
            self._parts.panels.drawer.candidates.toggle_place(place)

    @Slot()
    def _on_shortcuts_triggered(self) -> None:
        sheet = self._parts.actions.key_sheet(self._window.actions())
        pages = self._centre.key_sheet()
        ShortcutsOverlay(self._theme, sheet, pages, self._window).open()
