"""The settings of a running desk: changed in memory at once, written a moment later."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bigscreen.ui.settings.desk_settings import DeskSettings
from bigscreen.ui.settings.settings_file import load, save

_WRITE_AFTER_MS = 400


class SettingsStore(QObject):
    """Holds the settings; without a ``path`` they last as long as the program runs.

    Signals:
        settings_changed(): somebody has changed something.
    """

    settings_changed = Signal()

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._settings = load(path) if path is not None else DeskSettings()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WRITE_AFTER_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def settings(self) -> DeskSettings:
        """What is arranged now."""
        return self._settings

    def change(self, **fields: Any) -> None:
        """Change some fields of the settings, by their names."""
        changed = replace(self._settings, **fields)
        if changed != self._settings:
            self._settings = changed
            self._timer.start()
            self.settings_changed.emit()

    def write(self) -> None:
        """Write what has not been written yet."""
        if self._timer.isActive():
            self._timer.stop()
            if self._path is not None:
                save(self._path, self._settings)

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._path is not None:
            save(self._path, self._settings)
