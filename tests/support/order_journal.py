"""What was ordered and what was answered, kept outside the hub by an append-only file.

A line is on the disk before its order leaves, and after its answer came: whatever dies, the
file tells what has to be true of the ledger.
"""

import os
from pathlib import Path

import msgspec

from bigscreen.domain.commands import Command
from bigscreen.domain.outcomes import Outcome
from bigscreen.protocol.codec import command_message, command_of
from bigscreen.protocol.messages import CommandMessage


class Sent(msgspec.Struct, tag="sent"):
    """An order about to leave from ``account``."""

    account: str
    message: CommandMessage


class Acked(msgspec.Struct, tag="acked"):
    """An answer that came."""

    outcome: Outcome


class OrderJournal:
    """The file, and what stands in it by command id."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("ab")
        self._encoder = msgspec.json.Encoder()

    def sending(self, account: str, command_id: str, command: Command) -> None:
        self._write(Sent(account, command_message(command_id, command)))

    def answered(self, outcome: Outcome) -> None:
        self._write(Acked(outcome))

    def _write(self, line: Sent | Acked) -> None:
        self._file.write(self._encoder.encode(line) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def read(self) -> tuple[dict[str, tuple[str, Command]], dict[str, list[Outcome]]]:
        """Return the orders (account and command) and all answers each of them got."""
        orders: dict[str, tuple[str, Command]] = {}
        answers: dict[str, list[Outcome]] = {}
        decoder = msgspec.json.Decoder(Sent | Acked)
        for line in self._path.read_bytes().splitlines():
            match decoder.decode(line):
                case Sent(account=account, message=message):
                    orders[message.id] = (account, command_of(message))
                case Acked(outcome=outcome):
                    answers.setdefault(outcome.command_id, []).append(outcome)
        return orders, answers

    def close(self) -> None:
        self._file.close()
