"""What a wall tells each of its panels, and when: figures, the picture, the running second."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.scenes import ScenePanel
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.kpi.forces_panel import ForcesPanel
from bigscreen.ui.queue.queue_hints import QueueHints
from bigscreen.ui.queue.queue_panel import QueuePanel
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.figure_panels import TilesPanel
from bigscreen.ui.wall.sight import Sight
from bigscreen.ui.wall.wall_queue import WallQueueModel
from bigscreen.ui.wall.watch_strip import WatchStrip
from bigscreen.viewmodels.wall_stack import Strip
from bigscreen.viewmodels.watch_line import watch_items


class Holder:
    """Holds one panel; a kind of panel overrides what concerns it."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget

    def begin(self, panel: ScenePanel, sight: Sight) -> None:
        """Come into sight as ``panel`` of a scene; figures and picture follow."""

    def end(self) -> None:
        """Be out of sight."""

    def set_strips(self, strips: Sequence[Strip]) -> None:
        """Keep text off these strips of the panel's width, which bezels hide.

        Only of a panel that runs under them there are any.
        """

    def show_board(self, sight: Sight) -> None:
        """Show other figures."""

    def show_situation(self, sight: Sight) -> None:
        """Show another picture."""

    def tick(self, sight: Sight, now: datetime) -> None:
        """Let clocks run on."""


class _BoardWidget(Protocol):
    def show_board(self, board: KpiBoard | None, city: City | None) -> None: ...


class BoardHolder(Holder):
    """A panel that is all figures."""

    def __init__(self, widget: QWidget, board: _BoardWidget) -> None:
        super().__init__(widget)
        self._board = board

    def show_board(self, sight: Sight) -> None:
        """Show other figures."""
        self._board.show_board(sight.live.board, sight.live.city)


class TilesHolder(BoardHolder):
    """The large figures, which stand between bezels."""

    def __init__(self, theme: Theme) -> None:
        self._panel = TilesPanel(theme)
        super().__init__(self._panel, self._panel)

    def set_strips(self, strips: Sequence[Strip]) -> None:
        """Let no figure stand across a bezel."""
        self._panel.set_strips(strips)


class ForcesHolder(BoardHolder):
    """Forces: figures, and how many drones are out."""

    def __init__(self, theme: Theme) -> None:
        self._panel = ForcesPanel(theme)
        super().__init__(self._panel, self._panel)

    def show_situation(self, sight: Sight) -> None:
        """Say what only the units themselves tell."""
        self._panel.show_units(sight.live.situation.units.values())


class QueueHolder(Holder):
    """The queue of the city or of the scene's grid, with whom to send."""

    def __init__(self, theme: Theme, sight: Sight, advisor: Advisor) -> None:
        self._model = WallQueueModel()
        self.panel = QueuePanel(theme, model=self._model)
        self._model.setParent(self.panel)
        super().__init__(self.panel)
        self._hints = QueueHints(sight.live, advisor, self._model, self.panel)
        self._hints.hints_changed.connect(self.panel.show_hints)

    def begin(self, panel: ScenePanel, sight: Sight) -> None:
        """Look out for whom to send."""
        del panel
        self._model.grid_id = sight.grid_id
        self._hints.start()

    def end(self) -> None:
        """Rest."""
        self._hints.stop()

    def show_situation(self, sight: Sight) -> None:
        """Show the cases."""
        self.panel.show_situation(sight.live.situation, sight.live.city, sight.live.hub_now())

    def tick(self, sight: Sight, now: datetime) -> None:
        """Let the clocks run on."""
        del sight
        self.panel.tick(now)


class WatchHolder(Holder):
    """The strip of what there is to know."""

    def __init__(self, theme: Theme) -> None:
        self.strip = WatchStrip(theme)
        super().__init__(self.strip)

    def show_board(self, sight: Sight) -> None:
        """Show what figures tell."""
        self.show_situation(sight)

    def show_situation(self, sight: Sight) -> None:
        """Show what the picture tells."""
        live = sight.live
        self.strip.show_items(watch_items(live.situation, live.city, live.board))
