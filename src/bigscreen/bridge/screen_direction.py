"""Where a desk wishes walls to show something, and where a wall hears of it."""

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from bigscreen.domain.screens import ScreenState, ScreenView, ScreenWish
from bigscreen.protocol.link_facts import DirectionSettled, ScreensTold, WishArrived

ScreenFact = WishArrived | ScreensTold | DirectionSettled


class ScreenDirection(QObject):
    """``screens`` are the walls a desk may direct, as of now.

    Signals:
        screens_changed: walls came, went or show something else.
        direction_settled(direction_id, fault): handed to the wall (empty), or why not:
            ``screen_gone``, ``not_allowed``, ``case_not_shown`` or ``not_sent``.
        wish_arrived(wish, by): a desk wishes this wall to show something.
    """

    screens_changed = Signal()
    direction_settled = Signal(str, str)
    wish_arrived = Signal(object, str)

    def __init__(
        self,
        direct: Callable[[str, str, ScreenWish], None],
        tell_view: Callable[[ScreenView], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._direct = direct
        self._tell_view = tell_view
        self.screens: tuple[ScreenState, ...] = ()

    def direct(self, screen_id: str, wish: ScreenWish) -> str:
        """Wish a wall to show something; return an id, which comes back with the signal."""
        direction_id = uuid.uuid4().hex
        self._direct(direction_id, screen_id, wish)
        return direction_id

    def report_view(self, view: ScreenView) -> None:
        """Say what this wall shows now."""
        self._tell_view(view)

    @Slot(list)
    def on_live_screen_facts_arrived(self, facts: list[ScreenFact]) -> None:
        """Take in what the hub said of walls."""
        for fact in facts:
            match fact:
                case ScreensTold():
                    self.screens = fact.screens
                    self.screens_changed.emit()
                case DirectionSettled():
                    self.direction_settled.emit(fact.direction_id, fact.fault)
                case WishArrived():
                    self.wish_arrived.emit(fact.wish, fact.by)

    @Slot()
    def on_live_link_lost(self) -> None:
        """Forget the walls: nobody says what they show."""
        if self.screens:
            self.screens = ()
            self.screens_changed.emit()
