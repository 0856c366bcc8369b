"""Counts the connections, and bounds those nobody has answered for."""

from bigscreen.hub.counters import Counters

MOST_CONNECTIONS = 2_000
MOST_SILENT = 64
"""Connections that were opened and have not been let in yet, at one time."""


class Lobby:
    """Who is connected: everybody, and those who have not said who they are."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters
        self._silent = 0
        self._present = 0

    def turns_away(self) -> bool:
        """Tell whether there is no room for another connection; if so, it is counted."""
        full = self._silent >= MOST_SILENT or self._present >= MOST_CONNECTIONS
        if full:
            self._counters.connections_refused += 1
        return full

    def came(self) -> None:
        """Note a new connection, silent so far."""
        self._counters.connections += 1
        self._present += 1
        self._silent += 1

    def spoke(self) -> None:
        """Note that one was let in or turned away, or has left without a word."""
        self._silent -= 1

    def left(self) -> None:
        """Note that a connection has ended."""
        self._present -= 1
