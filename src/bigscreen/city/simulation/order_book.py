"""What the simulated city tells the hub: every report once, under an id of its own."""

import hashlib

from bigscreen.domain.commands import Command

_LONGEST_ID = 64
"""How long a command id may be on the wire."""


class OrderBook:
    """Collects the commands of one step; a command that was given before is left out.

    ``run`` tells one run of the simulator from the next, so that an id is never used twice.
    """

    def __init__(self, run: str) -> None:
        self._run = run
        self._given: set[str] = set()
        self._waiting: list[tuple[str, Command]] = []

    def give(self, name: str, command: Command) -> bool:
        """Add a command under a name that is its own; tell whether it is a new one."""
        command_id = f"{self._run}:{name}"
        if len(command_id) > _LONGEST_ID:
            command_id = hashlib.sha256(command_id.encode()).hexdigest()
        if command_id in self._given:
            return False
        self._given.add(command_id)
        self._waiting.append((command_id, command))
        return True

    def take(self) -> tuple[tuple[str, Command], ...]:
        """Return the commands collected since the last call, in order."""
        taken, self._waiting = tuple(self._waiting), []
        return taken
