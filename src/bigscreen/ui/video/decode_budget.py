"""Lets only so many streams decode at once: a wall of dead cameras must not eat the machine."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject

from bigscreen.service.stream_course import STREAMS_AT_ONCE

_NAME = "decode_budget"


class Player(Protocol):
    """Whoever wants to decode."""

    def go_ahead(self) -> None:
        """Begin: there is room."""


class DecodeBudget(QObject):
    """Those who play now and those who wait, in the order in which they asked."""

    def __init__(self, limit: int = STREAMS_AT_ONCE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self._limit = limit
        self._playing: list[Player] = []
        self._waiting: list[Player] = []

    @property
    def limit(self) -> int:
        """How many may play at once."""
        return self._limit

    @limit.setter
    def limit(self, limit: int) -> None:
        """Set it; those who play already go on."""
        self._limit = max(1, limit)
        self._let_in()

    @property
    def playing(self) -> int:
        """How many play now."""
        return len(self._playing)

    def ask(self, player: Player) -> bool:
        """Tell whether somebody may play now; if not, it is told as soon as there is room."""
        if player in self._playing:
            return True
        if len(self._playing) < self._limit and not self._waiting:
            self._playing.append(player)
            return True
        if player not in self._waiting:
            self._waiting.append(player)
        return False

    def leave(self, player: Player) -> None:
        """Play no more, and wait no more."""
        if player in self._waiting:
            self._waiting.remove(player)
        if player in self._playing:
            self._playing.remove(player)
            self._let_in()

    def _let_in(self) -> None:
        while self._waiting and len(self._playing) < self._limit:
            player = self._waiting.pop(0)
            self._playing.append(player)
            player.go_ahead()


def shared_budget() -> DecodeBudget:
    """Return the one budget of all windows of this program."""
    program = QCoreApplication.instance()
    if program is None:
        return DecodeBudget()
    found = program.findChild(DecodeBudget, _NAME)
    return found if isinstance(found, DecodeBudget) else DecodeBudget(parent=program)
