"""Lists the units on one spot by keyboard, and spreads them on the map."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu, QWidget

from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import UnitState
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Size, Theme
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import status_name
from bigscreen.viewmodels.unit_spot import spot_reach_m, units_on_spot
from bigscreen.viewmodels.wording import tr

_MOST = 40
_ZOOM = 13.0


class SpotMenu(QObject):
    """The units where the selected unit stands, or else at the selected case."""

    def __init__(self, parts: DeskParts, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._theme = theme
        self._zoom = _ZOOM
        self.menu = QMenu(window)
        self.menu.setAccessibleName(tr("Units on this spot"))
        parts.actions.spot.triggered.connect(self.open)
        parts.panels.unit_card.spot_requested.connect(self.open)
        self.menu.aboutToHide.connect(self._on_menu_about_to_hide)

    @Slot(float, float, float, bool)
    def take_view(self, _lat: float, _lon: float, zoom: float, _locked: bool) -> None:
        """Know how close symbols are to each other now."""
        self._zoom = zoom

    def units(self) -> tuple[UnitState, ...]:
        """Return the units on the spot that is meant, none where none is."""
        place = self._place()
        if place is None:
            return ()
        live = self._parts.live
        reach_m = spot_reach_m(self._zoom, place.lat)
        return units_on_spot(live.situation, live.fixes, place, reach_m)

    @Slot()
    def open(self) -> None:
        """Open the list, and spread the units on the map while it is open."""
        units = self.units()
        shown = self._parts.panels.map_slot.map
        if shown is not None:
            shown.spread([unit.number for unit in units])
        self._fill(units)
        slot = self._parts.panels.map_slot
        self.menu.popup(slot.mapToGlobal(QPoint(self._theme.px(16), self._theme.px(64))))

    def _fill(self, units: tuple[UnitState, ...]) -> None:
        menu = self.menu
        menu.clear()
        menu.setFont(self._theme.font(Size.LABEL))
        menu.setStyleSheet(style_sheet(self._theme))
        if not units:
            menu.addAction(tr("Select a unit or a case first")).setEnabled(False)
            return
        for place, unit in enumerate(units[:_MOST], start=1):
            name = one_line(unit.unit.call_sign).replace("&", "&&")
            key = f"&{place}  " if place < 10 else ""
            chosen = menu.addAction(f"{key}{name} · {status_name(unit.status)}")
            chosen.triggered.connect(partial(self._select, unit.unit.id))
        menu.addSeparator()
        marked = menu.addAction(tr("Mark all {n}", n=len(units)))
        ids = tuple(unit.unit.id for unit in units)
        marked.triggered.connect(partial(self._mark, ids))

    def _place(self) -> GeoPoint | None:
        parts = self._parts
        unit = parts.live.situation.units.get(parts.selection.unit_id)
        fixes = parts.live.fixes
        if unit is not None and fixes.has(unit.number):
            return GeoPoint(float(fixes.lat[unit.number]), float(fixes.lon[unit.number]))
        return parts.case.incident.location if parts.case is not None else None

    def _select(self, unit_id: str, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        self._parts.selection.select_unit(unit_id, self._parts.case_of(unit_id))

    def _mark(self, unit_ids: tuple[str, ...], _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        self._parts.group.choose(unit_ids, adding=True)

    @Slot()
    def _on_menu_about_to_hide(self) -> None:
        shown = self._parts.panels.map_slot.map
        if shown is not None:
            shown.spread([])
