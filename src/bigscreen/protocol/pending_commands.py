"""A client's commands between giving them and the hub's answer."""

from collections import deque
from dataclasses import dataclass

from bigscreen.domain.outcomes import Outcome, OutcomeStatus


@dataclass(slots=True)
class _Pending:
    frame: str
    sent: bool = False
    told_unconfirmed: bool = False


class PendingCommands:
    """Commands by id: those still to be sent, in order, and those waiting for their answer."""

    def __init__(self) -> None:
        self._by_id: dict[str, _Pending] = {}
        self._to_send: deque[str] = deque()

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, command_id: str, frame: str) -> None:
        """Queue a command for sending.

        Raises:
            ValueError: a command with this id is still without an answer.
        """
        if command_id in self._by_id:
            raise ValueError(f"command {command_id!r} is already under way")
        self._by_id[command_id] = _Pending(frame)
        self._to_send.append(command_id)

    def next_frame(self) -> str | None:
        """Return the next frame to send, which counts as sent from now on, or None."""
        while self._to_send:
            pending = self._by_id.get(self._to_send.popleft())
            if pending is not None:
                pending.sent = True
                return pending.frame
        return None

    def answer(self, outcome: Outcome) -> bool:
        """Take the hub's answer; tell whether somebody was waiting for it."""
        return self._by_id.pop(outcome.command_id, None) is not None

    def cut(self, *, hold_unsent: bool) -> list[Outcome]:
        """Note that the link is gone and return what that settles.

        What was sent may have been acted on: it is ``unconfirmed`` (said once) and will be sent
        again under its id, before anything newer. What was not is ``not_sent`` and dropped, or
        kept for later with ``hold_unsent``.
        """
        settled = []
        for command_id, pending in list(self._by_id.items()):
            if pending.sent and not pending.told_unconfirmed:
                pending.told_unconfirmed = True
                settled.append(unconfirmed(command_id))
            elif not pending.sent and not hold_unsent:
                del self._by_id[command_id]
                settled.append(not_sent(command_id))
        self._to_send = deque(self._by_id)
        return settled

    def void(self, code: str) -> list[Outcome]:
        """Drop every command and return its refusal with ``code``."""
        refused = [
            Outcome(command_id=command_id, status=OutcomeStatus.REFUSED, code=code)
            for command_id in self._by_id
        ]
        self._by_id.clear()
        self._to_send.clear()
        return refused


def unconfirmed(command_id: str) -> Outcome:
    """Return the outcome of an order that left and whose answer the cut link swallowed."""
    return Outcome(command_id=command_id, status=OutcomeStatus.UNCONFIRMED, code="unconfirmed")


def not_sent(command_id: str) -> Outcome:
    """Return the outcome of an order that never left because there is no link."""
    return Outcome(command_id=command_id, status=OutcomeStatus.NOT_SENT, code="not_sent")
