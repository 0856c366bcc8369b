"""Remembers in a file of the user's what each wall showed last, by the name of its screen."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs
import structlog

from bigscreen.domain.screens import ScreenView
from bigscreen.service.rotation import DESK

_log = structlog.get_logger(__name__)


class WallMemory:
    """What walls begin with after a new start; a file that can not be read or written is said."""

    def __init__(self, path: Path | None = None) -> None:
        folder = Path(platformdirs.user_config_dir("bigscreen"))
        self._path = path or folder / "walls.json"
        self._views = self._read()
        self._written = dict(self._views)

    def view(self, key: str) -> ScreenView | None:
        """Return what the wall on this screen showed last, None for nothing known."""
        return self._views.get(key)

    def keep(self, key: str, view: ScreenView) -> None:
        """Keep what a wall begins with; what a desk has pinned is written down at once."""
        earlier = self._views.get(key)
        self._views[key] = view
        if DESK in {view.held_by, earlier.held_by if earlier else ""}:
            self.write()

    def write(self) -> None:
        """Write everything down, if anything is new."""
        if self._views == self._written:
            return
        told = {
            key: {"scene": view.scene, "grid": view.grid_id, "pinned": view.held_by == DESK}
            for key, view in self._views.items()
        }
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(beside, self._path)  # noqa: PTH105 - the same, and says what it is
        except OSError as error:
            _log.warning("walls_not_remembered", path=str(self._path), reason=str(error))
            return
        self._written = dict(self._views)

    def _read(self) -> dict[str, ScreenView]:
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            _log.warning("walls_forgotten", path=str(self._path), reason=str(error))
            return {}
        rows = said.items() if isinstance(said, dict) else ()
        return {key: _view(row) for key, row in rows if isinstance(row, dict)}


def _view(row: Mapping[str, object]) -> ScreenView:
    return ScreenView(
        scene=str(row.get("scene", "")),
        grid_id=str(row.get("grid", "")),
        held_by=DESK if row.get("pinned") is True else "",
    )
