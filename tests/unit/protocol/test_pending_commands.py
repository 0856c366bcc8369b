"""Commands between giving them and the hub's answer: each settles, none is sent late or twice."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.protocol.pending_commands import PendingCommands, not_sent, unconfirmed

ACCEPTED = OutcomeStatus.ACCEPTED


def test_unsent_ones_are_dropped_or_held_and_sent_ones_go_first_again() -> None:
    pending = PendingCommands()
    for name in ("a", "b", "c"):
        pending.add(name, f"frame {name}")
    assert pending.next_frame() == "frame a"
    assert pending.cut(hold_unsent=True) == [unconfirmed("a")]
    assert [pending.next_frame() for _ in range(2)] == ["frame a", "frame b"]
    assert pending.cut(hold_unsent=False) == [unconfirmed("b"), not_sent("c")]
    assert list(iter(pending.next_frame, None)) == ["frame a", "frame b"]


def test_answered_one_is_not_sent_again() -> None:
    pending = PendingCommands()
    pending.add("a", "frame")
    pending.next_frame()
    pending.cut(hold_unsent=False)
    assert pending.answer(Outcome(command_id="a", status=ACCEPTED))
    assert pending.next_frame() is None
    assert not pending.answer(Outcome(command_id="a", status=ACCEPTED))


def test_void_refuses_every_one_once() -> None:
    pending = PendingCommands()
    pending.add("a", "frame")
    (outcome,) = pending.void("ledger_changed")
    assert (outcome.command_id, outcome.status, outcome.code) == (
        "a",
        OutcomeStatus.REFUSED,
        "ledger_changed",
    )
    assert len(pending) == 0
    assert pending.next_frame() is None


def test_id_under_way_is_refused() -> None:
    pending = PendingCommands()
    pending.add("a", "frame")
    with pytest.raises(ValueError, match="already under way"):
        pending.add("a", "frame")


class Orders(RuleBasedStateMachine):
    """Any order of giving, sending, cutting and answering."""

    def __init__(self) -> None:
        super().__init__()
        self.pending = PendingCommands()
        self.given: list[str] = []
        self.sent: list[str] = []
        self.settled: dict[str, OutcomeStatus] = {}

    @rule()
    def give(self) -> None:
        name = f"c{len(self.given)}"
        self.given.append(name)
        self.pending.add(name, name)

    @rule()
    def send(self) -> None:
        if (name := self.pending.next_frame()) is not None:
            self.sent.append(name)
            assert self.settled.get(name) in (None, OutcomeStatus.UNCONFIRMED)

    @rule()
    def cut(self) -> None:
        for outcome in self.pending.cut(hold_unsent=False):
            sent = outcome.command_id in self.sent
            assert outcome.status is (OutcomeStatus.UNCONFIRMED if sent else OutcomeStatus.NOT_SENT)
            assert outcome.command_id not in self.settled
            self.settled[outcome.command_id] = outcome.status

    @rule(place=st.integers(0, 3))
    def answer(self, place: int) -> None:
        if place < len(self.sent):
            name = self.sent[place]
            if self.pending.answer(Outcome(command_id=name, status=ACCEPTED)):
                self.settled[name] = ACCEPTED

    @invariant()
    def every_one_is_pending_or_settled(self) -> None:
        final = {n for n, s in self.settled.items() if s is not OutcomeStatus.UNCONFIRMED}
        assert len(self.pending) == len(self.given) - len(final)


TestOrders = Orders.TestCase
