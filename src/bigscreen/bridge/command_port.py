"""Where the GUI hands in orders and learns what became of them."""

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from bigscreen.domain.commands import Command
from bigscreen.domain.outcomes import Outcome


class CommandPort(QObject):
    """Sends orders; every one settles, none is sent late.

    Signals:
        command_pending(command_id): handed in, nothing is known yet.
        command_settled(command_id, outcome): accepted, refused, not_sent or unconfirmed. An
            unconfirmed one (the link was cut before its answer) settles once more when the
            link is back.
    """

    command_pending = Signal(str)
    command_settled = Signal(str, object)

    def __init__(self, send: Callable[[str, Command], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send

    def submit(self, command: Command) -> str:
        """Send an order; return its command id, which comes back with both signals.

        ``command_pending`` is emitted before this returns, ``command_settled`` always after.
        """
        command_id = uuid.uuid4().hex
        self.command_pending.emit(command_id)
        self._send(command_id, command)
        return command_id

    @Slot(list)
    def on_live_outcomes_arrived(self, outcomes: list[Outcome]) -> None:
        """Pass on what the hub, or the missing link, said."""
        for outcome in outcomes:
            self.command_settled.emit(outcome.command_id, outcome)
