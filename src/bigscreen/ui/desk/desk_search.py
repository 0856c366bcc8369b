"""Ties the command palette to the desk: what is found is shown, what is chosen is done."""

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import UnitStatus
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.find.doable_actions import offered
from bigscreen.ui.find.palette import Palette
from bigscreen.ui.find.search_feed import SearchFeed
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.screen_frame import ScreenFrame
from bigscreen.viewmodels.search_index import Entry, EntryKind
from bigscreen.viewmodels.wording import tr


class DeskSearch(QObject):
    """Keeps the index of one desk, and opens its palette."""

    def __init__(self, parts: DeskParts, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._theme = theme
        self._window = window
        self._palette: Palette | None = None
        self.feed = SearchFeed(parts.live, self)
        self.feed.read.connect(self._on_feed_read)
        queue = parts.panels.queue
        queue.model.use_finder(self.find_cases)
        parts.actions.palette.triggered.connect(self.open)

    def find_cases(self, query: str) -> frozenset[str]:
        """Return the ids of the cases a query means."""
        return self.feed.index.matching(EntryKind.CASE, query)

    @Slot()
    def open(self) -> None:
        """Open the palette over the window somebody works in."""
        if self._palette is not None:
            return
        own = offered(self._window.actions())
        menus = self._parts.panels.queue.menu_actions()
        active = QApplication.activeWindow()
        over = active if isinstance(active, ScreenFrame) else self._window
        palette = Palette(
            self._theme,
            self.feed.index,
            [*own, *menus],
            over,
            is_reading=lambda: self.feed.is_reading,
            refusal=self._refusal,
        )
        palette.entry_chosen.connect(self.show_entry)
        palette.action_chosen.connect(self._on_palette_action_chosen)
        palette.finished.connect(self._on_palette_finished)
        self._palette = palette
        palette.open()

    @Slot(object)
    def show_entry(self, entry: Entry) -> None:
        """Show what was found: the case, the unit, the place."""
        parts = self._parts
        match entry.kind:
            case EntryKind.CASE:
                parts.selection.select_incident(entry.id)
                self._centre(entry.location)
            case EntryKind.UNIT | EntryKind.OFFICER | EntryKind.SQUAD:
                self._show_unit(self._unit_of(entry))
            case EntryKind.ITEM:
                parts.panels.queue.search.setText(entry.name)
                parts.panels.queue.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case _:
                self._centre(entry.location)

    def _show_unit(self, unit_id: str) -> None:
        parts = self._parts
        situation, fixes = parts.live.situation, parts.live.fixes
        unit = situation.units.get(unit_id)
        if unit is None:
            return
        holding = situation.holding(unit)
        parts.selection.select_unit(unit_id, holding.incident_id if holding else "")
        if fixes.has(unit.number):
            self._centre(GeoPoint(float(fixes.lat[unit.number]), float(fixes.lon[unit.number])))

    def _unit_of(self, entry: Entry) -> str:
        """Return the unit that stands for a unit, an officer or a squad; a free one if it can."""
        if entry.kind is not EntryKind.SQUAD:
            return entry.target
        units = self._parts.live.situation.units.values()
        members = [one for one in units if one.unit.squad == entry.id]
        members.sort(key=lambda one: one.status is not UnitStatus.AVAILABLE)
        return members[0].unit.id if members else ""

    def _refusal(self, entry: Entry) -> str:
        """Return why something that was found can not be shown, empty where it can."""
        parts = self._parts
        match entry.kind:
            case EntryKind.CASE:
                known = entry.id in parts.live.situation.incidents
                return "" if known else tr("{name} is not in the picture any more", name=entry.name)
            case EntryKind.UNIT | EntryKind.OFFICER | EntryKind.SQUAD:
                known = self._unit_of(entry) in parts.live.situation.units
                return "" if known else tr("{name} has no unit on duty", name=entry.name)
            case EntryKind.ITEM:
                return ""
            case _:
                return "" if entry.location else tr("Nobody knows where {name} is", name=entry.name)

    def _centre(self, point: GeoPoint | None) -> None:
        made = self._parts.panels.map_slot.map
        if made is not None and point is not None:
            made.centre(point)

    @Slot()
    def _on_feed_read(self) -> None:
        if self._palette is not None and not self._palette.view.hasFocus():
            self._palette.refresh()
        if text := self._parts.panels.queue.search.text():
            self._parts.panels.queue.model.set_query(text)

    @Slot(object)
    def _on_palette_action_chosen(self, action: QAction) -> None:
        # Later: by then the window is active again, and an action may open one of its own.
        QTimer.singleShot(0, action, action.trigger)

    @Slot()
    def _on_palette_finished(self) -> None:
        self._palette = None
