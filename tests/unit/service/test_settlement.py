"""Orders meet the ledger: once, durable before answered, whole or not at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.authority import Actor
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    Command,
    DeclareUnits,
    RegisterIncident,
)
from bigscreen.domain.errors import DomainError
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.situation import CLOSED_KEPT
from bigscreen.service import settlement as settlement_module
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.service.settlement import OrderRequest, Settled, Settlement
from tests.support.memory_ledger import MemoryLedger
from tests.support.small_city import (
    DESK,
    NOON,
    OTHER_DESK,
    OTHER_SOURCE,
    SOURCE,
    a_unit,
    small_city,
)


def request(command_id: str, command: Command, actor: Actor = DESK) -> OrderRequest:
    return OrderRequest(actor=actor, command_id=command_id, command=command, received_at=NOON)


DECLARE = request("d", DeclareUnits(units=(a_unit("p-1"), a_unit("p-2"))), SOURCE)
REGISTER = request("r", RegisterIncident(item_code="noise", title="吵"))


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


@pytest.fixture
def settlement(ledger) -> Settlement:
    return Settlement(ledger, small_city())


def codes(settled: Settled) -> list[str]:
    return [answer.code for answer in settled.answers]


def test_a_batch_is_one_transaction_and_each_order_sees_those_before(ledger, settlement) -> None:
    assign = request("a", AssignUnits(incident_id="i3", unit_ids=("p-1",)))
    late = request("b", AssignUnits(incident_id="i3", unit_ids=("p-1",)), OTHER_DESK)
    settled = settlement.settle([DECLARE, REGISTER, assign, late])
    assert codes(settled) == ["ok", "ok", "ok", "already_on_incident"]
    assert [seq for seq, _ in settled.events] == [1, 2, 3, 4]
    assert list(settled.events) == ledger.events
    assert ledger.commits == 1
    assert settled.faults == ()


def test_a_refusal_is_kept_too(ledger, settlement) -> None:
    settled = settlement.settle([request("n", AddNote(incident_id="i9", text="?"))])
    assert ledger.answer("n") == settled.answers[0]
    assert settled.answers[0].status is OutcomeStatus.REFUSED


def test_a_retry_gets_the_same_answer_and_acts_once(ledger, settlement) -> None:
    first = settlement.settle([DECLARE, REGISTER])
    again = settlement.settle([REGISTER, REGISTER])
    assert again.answers == (first.answers[1],) * 2
    assert again.events == ()
    later = Settlement(ledger, small_city()).settle([REGISTER])
    assert later.answers == (first.answers[1],)


def test_an_id_used_for_something_else_is_refused_and_changes_nothing(ledger, settlement) -> None:
    settlement.settle([DECLARE, REGISTER])
    other = request("r", RegisterIncident(item_code="noise", title="另一件"))
    thief = request("r", RegisterIncident(item_code="noise", title="吵"), OTHER_DESK)
    settled = settlement.settle([other, thief])
    assert codes(settled) == ["id_reused", "id_reused"]
    assert len(ledger.entries) == 2


@pytest.mark.parametrize("switch", ["fail_begin", "fail_commit"])
def test_nothing_is_acknowledged_that_is_not_written(ledger, settlement, switch) -> None:
    settlement.settle([DECLARE])
    setattr(ledger, switch, True)
    settled = settlement.settle([REGISTER])
    assert codes(settled) == ["ledger_unavailable"]
    assert settled.events == ()
    assert isinstance(settled.faults[0], LedgerUnavailable)
    setattr(ledger, switch, False)
    settled = settlement.settle([REGISTER])
    assert codes(settled) == ["ok"]
    assert [seq for seq, _ in settled.events] == [3]


def test_orders_stay_refused_while_the_ledger_can_not_be_read_back(ledger, settlement) -> None:
    ledger.fail_commit = True
    settlement.settle([DECLARE])
    ledger.fail_load = True
    assert codes(settlement.settle([DECLARE])) == ["ledger_unavailable"]
    ledger.fail_load = ledger.fail_commit = False
    assert codes(settlement.settle([DECLARE])) == ["ok"]


def test_a_commit_that_stood_after_all_is_told_and_its_retry_answered(ledger, settlement) -> None:
    ledger.lose_commit_answer = True
    settled = settlement.settle([DECLARE])
    assert (codes(settled), settled.events) == (["ledger_unavailable"], ())
    settled = settlement.settle([REGISTER, DECLARE])
    assert codes(settled) == ["ok", "ok"]
    assert [seq for seq, _ in settled.events] == [1, 2, 3]


def test_the_database_has_the_last_word_on_a_taken_unit(ledger, settlement) -> None:
    settlement.settle([DECLARE, REGISTER])
    ledger.taken.add("p-1")
    order = request("a", AssignUnits(incident_id="i3", unit_ids=("p-1",)))
    settled = settlement.settle([order])
    assert codes(settled) == ["unit_held"]
    assert settled.answers[0].facts == {"unit": "p-1"}
    assert settled.events == ()
    assert settlement.settle([order]).answers == settled.answers


def test_one_order_that_meets_our_own_fault_leaves_the_others_alone(
    ledger, settlement, monkeypatch
) -> None:
    decide = settlement_module.decide

    def failing(situation, city, actor, command_id, command, now, **known):
        if command_id == "bad":
            raise DomainError("a fault of our own")
        return decide(situation, city, actor, command_id, command, now, **known)

    monkeypatch.setattr(settlement_module, "decide", failing)
    settled = settlement.settle([DECLARE, request("bad", REGISTER.command), REGISTER])
    assert codes(settled) == ["ok", "hub_fault", "ok"]
    assert [str(fault) for fault in settled.faults] == ["a fault of our own"]
    assert [seq for seq, _ in settled.events] == [1, 2, 3]
    assert ledger.answer("bad") is None


def test_a_reference_is_known_long_after_its_case_was_forgotten(ledger, settlement) -> None:
    """The situation drops closed cases; the ledger does not, in this batch and after a restart."""
    report = RegisterIncident(item_code="noise", title="吵", reference="110-7")
    settled = settlement.settle([request("one", report, SOURCE), request("two", report, SOURCE)])
    assert codes(settled) == ["ok", "already_registered"]
    for number in range(CLOSED_KEPT + 1):
        case = f"i{settled.events[-1][0] - 1}" if number else "i1"
        closing = request(f"close {number}", CloseIncident(incident_id=case))
        other = request(f"other {number}", REGISTER.command)
        settled = settlement.settle([closing, other, request(f"last {number}", REGISTER.command)])
        assert codes(settled) == ["ok"] * 3
    for later in (settlement, Settlement(ledger, small_city())):
        assert "i1" not in {i.incident.id for i in Settlement(ledger, small_city()).start.incidents}
        again = request(f"again {id(later)}", replace(report, reference=" 110-7 "), SOURCE)
        (outcome,) = later.settle([again]).answers
        assert (outcome.code, outcome.incident_id) == ("already_registered", "i1")
        assert outcome.facts == {"reference": "110-7", "incident": "110-7"}
    stranger = request("stranger", report, OTHER_SOURCE)
    assert codes(settlement.settle([stranger])) == ["ok"]


def test_starts_from_what_the_ledger_holds(ledger, settlement) -> None:
    settlement.settle([DECLARE, REGISTER])
    again = Settlement(ledger, small_city())
    assert again.start.seq == 3
    note = OrderRequest(
        actor=DESK,
        command_id="n",
        command=AddNote(incident_id="i3", text="好"),
        received_at=NOON + timedelta(minutes=1),
    )
    assert [seq for seq, _ in again.settle([note]).events] == [4]
