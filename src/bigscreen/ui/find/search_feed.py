"""Keeps the search index in line with the picture, a few milliseconds at a time."""

import time
from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.units import Unit
from bigscreen.ui.widgets.paced import Paced
from bigscreen.viewmodels.search_entries import (
    address_entry,
    case_entry,
    city_entries,
    unit_entry,
)
from bigscreen.viewmodels.search_index import Entry, EntryKind, SearchIndex

_SLICE_S = 0.004
_LOOK_MS = 400


class SearchFeed(QObject):
    """Reads what is new in a live situation into :attr:`index`, between other work.

    Signals:
        read(): everything known has been taken in.
    """

    read = Signal()

    def __init__(self, live: LiveSituation, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.index = SearchIndex()
        self._live = live
        self._versions: dict[str, int] = {}
        self._units: dict[str, Unit] = {}
        self._addresses: dict[str, str] = {}
        self._waiting: deque[tuple[EntryKind, str]] = deque()
        self._city: Iterator[Entry] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._pace = Paced(self._look, _LOOK_MS, self)
        live.situation_changed.connect(self._pace.ask)
        live.city_changed.connect(self._on_live_city_changed)
        self._on_live_city_changed()

    @property
    def is_reading(self) -> bool:
        """Whether there is something left to take in."""
        return self._timer.isActive()

    @Slot()
    def _on_live_city_changed(self) -> None:
        """Begin anew: every name may be another one."""
        self.index.forget(EntryKind)
        self._versions.clear()
        self._units.clear()
        self._addresses.clear()
        self._waiting.clear()
        city = self._live.city
        self._city = city_entries(city) if city else iter(())
        self._look()
        self._timer.start()

    def _look(self) -> None:
        situation = self._live.situation
        for incident_id, state in situation.incidents.items():
            if self._versions.get(incident_id) != state.version:
                self._versions[incident_id] = state.version
                self._waiting.append((EntryKind.CASE, incident_id))
        for unit_id, known in situation.units.items():
            if self._units.get(unit_id) is not known.unit:
                self._units[unit_id] = known.unit
                self._waiting.append((EntryKind.UNIT, unit_id))
        self._forget_gone()
        if self._waiting:
            self._timer.start()

    def _forget_gone(self) -> None:
        situation = self._live.situation
        for incident_id in self._versions.keys() - situation.incidents.keys():
            del self._versions[incident_id]
            self.index.drop(EntryKind.CASE, incident_id)
            address = self._addresses.pop(incident_id, "")
            known = self.index.entry(EntryKind.ADDRESS, address)
            if known is not None and known.target == incident_id:
                self.index.drop(EntryKind.ADDRESS, address)
        for unit_id in self._units.keys() - situation.units.keys():
            del self._units[unit_id]
            self.index.drop(EntryKind.UNIT, unit_id)

    @Slot()
    def _on_timer_timeout(self) -> None:
        """Take in as much as fits into one slice."""
        until = time.monotonic() + _SLICE_S
        while time.monotonic() < until:
            if self._waiting:
                self._take(*self._waiting.popleft())
            elif (entry := next(self._city, None)) is not None:
                self.index.put(entry)
            else:
                self._timer.stop()
                self.read.emit()
                return

    def _take(self, kind: EntryKind, one_id: str) -> None:
        situation, city = self._live.situation, self._live.city
        if kind is EntryKind.UNIT:
            if (unit := situation.units.get(one_id)) is not None:
                self.index.put(unit_entry(unit.unit, city))
            return
        state = situation.incidents.get(one_id)
        if state is None:
            return
        self.index.put(case_entry(situation, state, city))
        if (address := address_entry(state)) is not None:
            self.index.put(address)
            self._addresses[one_id] = address.id
