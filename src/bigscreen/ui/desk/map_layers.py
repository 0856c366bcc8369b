"""Keeps which parts of the map somebody has switched off, and switches them off again."""

from PySide6.QtCore import QObject, Slot

from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.widgets.map_slot import LiveMap


class MapLayers(QObject):
    """Ties a desk's map, and the one that may come after it, to the settings."""

    def __init__(self, store: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._map: LiveMap | None = None

    def tie(self, shown: LiveMap | None) -> None:
        """Show a map's parts as they were left, and keep what is changed from now on."""
        if shown is None or shown is self._map:
            return
        self._map = shown
        shown.part_shown.connect(self._on_map_part_shown)
        for part, is_shown in self._store.settings.layers.items():
            shown.show_part(part, shown=is_shown)

    @Slot(str, bool)
    def _on_map_part_shown(self, part: str, is_shown: bool) -> None:
        self._store.change(layers={**self._store.settings.layers, part: is_shown})
