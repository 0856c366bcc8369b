"""Opens a desk's further windows, on another screen if there is one, and remembers them."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.desk.side_window import MAP, QUEUE, MapWindow, QueueWindow, SideWindow
from bigscreen.ui.queue.queue_model import Finder
from bigscreen.ui.settings.desk_settings import SideWindow as KeptSide
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.settings.window_place import other_screen, place_of, show_at
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.map_slot import MakeMap

_SHARES = {MAP: (0.6, 0.8), QUEUE: (0.25, 0.8)}
"""How much of a screen a window takes when it opens beside the desk on the same one."""


class SideWindows(QObject):
    """At most one window of each kind; the key that opens one closes it again."""

    def __init__(
        self,
        parts: DeskParts,
        theme: Theme,
        make_map: MakeMap,
        finder: Finder,
        store: SettingsStore,
        desk: QWidget,
    ) -> None:
        super().__init__(desk)
        self._parts = parts
        self._theme = theme
        self._make_map = make_map
        self._finder = finder
        self._store = store
        self._desk = desk
        self._closing = False
        self.open_ones: dict[str, SideWindow] = {}
        self._going: dict[str, KeptSide] = {}
        actions = parts.actions
        for kind, action in ((MAP, actions.map_window), (QUEUE, actions.queue_window)):
            action.setCheckable(True)
            action.triggered.connect(partial(self._toggle, kind))

    def reopen(self) -> None:
        """Open the windows that were open the last time."""
        for kept in self._store.settings.sides:
            if kept.kind in _SHARES and kept.kind not in self.open_ones:
                self._open(kept.kind, kept)

    def close_all(self) -> None:
        """Close with the desk; what was open is kept for the next time."""
        self.keep()
        self._closing = True
        for window in list(self.open_ones.values()):
            window.close()
            window.deleteLater()
        self.open_ones.clear()

    def keep(self) -> None:
        """Remember which windows are open, and where."""
        sides = [KeptSide(kind=kind, place=place_of(one)) for kind, one in self.open_ones.items()]
        self._store.change(sides=(*sides, *self._going.values()))

    def _toggle(self, kind: str, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        if kind in self.open_ones:
            self.open_ones[kind].close()
        else:
            self._open(kind, None)
            self.keep()

    def _open(self, kind: str, kept: KeptSide | None) -> None:
        window: SideWindow
        if kind == MAP:
            window = MapWindow(self._parts, self._theme, self._make_map)
        else:
            window = QueueWindow(self._parts, self._theme, self._finder)
        window.closed.connect(self._on_window_closed)
        self.open_ones[kind] = window
        self._action(kind).setChecked(True)
        if kept is None or kept.place is None or not show_at(window, kept.place):
            self._show_fresh(window)

    def _show_fresh(self, window: SideWindow) -> None:
        """Show a window on another screen, as large as that; on the only one beside the desk."""
        screen = other_screen(self._desk)
        if screen is not None:
            window.setGeometry(screen.availableGeometry())
            window.showMaximized()
            return
        area = self._desk.screen().availableGeometry()
        across, down = _SHARES[window.kind]
        window.resize(round(area.width() * across), round(area.height() * down))
        window.move(area.center() - window.rect().center())
        window.show()

    def _action(self, kind: str) -> QAction:
        actions = self._parts.actions
        return actions.map_window if kind == MAP else actions.queue_window

    @Slot(str)
    def _on_window_closed(self, kind: str) -> None:
        window = self.open_ones.pop(kind, None)
        if window is None:
            return
        self._action(kind).setChecked(False)
        window.deleteLater()
        if not self._closing:
            # A program that ends closes every window in turn, the desk perhaps after this one.
            self._going[kind] = KeptSide(kind=kind, place=place_of(window))
            QTimer.singleShot(0, self, self._on_desk_stayed)

    @Slot()
    def _on_desk_stayed(self) -> None:
        """Forget the windows somebody closed, now that the desk has outlived them."""
        if not self._closing:
            self._going.clear()
            self.keep()
