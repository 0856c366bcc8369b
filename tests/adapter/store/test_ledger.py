"""What the ledger promises: all or nothing, durable, one answer a command, no gap, no double."""

import contextlib
from dataclasses import replace

import pytest

from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.case_state import Note
from bigscreen.domain.events import NoteAdded
from bigscreen.service.ports import LedgerUnavailable, StoredAnswer, UnitTaken
from bigscreen.store.opening import open_store
from tests.support.entries import accepted, record, refused
from tests.support.events import an_incident, assigned, declared, registered, released
from tests.support.small_city import NOON


class _CutShort(Exception):
    pass


SET_UP = (declared("u1", 1), declared("u2", 2), registered("i1"), registered("i2"))


def note(text: str = "看过") -> NoteAdded:
    return NoteAdded(incident_id="i1", note=Note(text=text, by="desk-1", at=NOON))


def fill_up(store) -> None:
    """Leave the database no room for another page."""
    with store._database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_what_was_committed_is_there_after_closing(db_url):
    with open_store(db_url) as store:
        record(store, *SET_UP)
        before, epoch = store.ledger.load(), store.ledger.epoch
    with open_store(db_url) as store:
        assert store.ledger.load() == before
        assert store.ledger.epoch == epoch


def test_two_ledgers_have_different_epochs(tmp_path):
    with (
        open_store(f"sqlite:///{tmp_path}/a.db") as one,
        open_store(f"sqlite:///{tmp_path}/b.db") as other,
    ):
        assert one.ledger.epoch != other.ledger.epoch


def test_the_answer_to_a_command_is_found_in_this_and_in_later_transactions(store):
    entry = accepted("c1", 1, SET_UP)
    no = refused("c2", "unit_held", unit="u1", since="2026-03-02T04:00:00Z", waited_s=1.5, ok=None)
    with store.ledger.transaction() as transaction:
        assert transaction.answer_to("c1") is None
        transaction.append(entry)
        transaction.append(no)
        assert transaction.answer_to("c1") == StoredAnswer(
            outcome=entry.outcome, fingerprint="print of c1"
        )
    with store.ledger.transaction() as transaction:
        assert transaction.answer_to("c2") == StoredAnswer(
            outcome=no.outcome, fingerprint="print of c2"
        )


def test_an_error_in_the_block_undoes_all_of_it(store):
    with contextlib.suppress(_CutShort), store.ledger.transaction() as transaction:
        transaction.append(accepted("c1", 1, SET_UP))
        raise _CutShort
    assert store.ledger.load().seq == 0
    assert store.cases.cases_received(NOON.min.replace(tzinfo=NOON.tzinfo), NOON) == []


def test_a_second_active_assignment_is_refused_and_the_transaction_goes_on(store):
    """Nothing of the refused entry stays, entries before and after it do."""
    record(store, *SET_UP)
    with store.ledger.transaction() as transaction:
        transaction.append(accepted("c1", 5, [assigned("a1", "i1", "u1")]))
        with pytest.raises(UnitTaken) as taken:
            transaction.append(
                accepted("c2", 6, [assigned("a2", "i2", "u2"), assigned("a3", "i2", "u1")])
            )
        assert taken.value.unit_id == "u1"
        assert transaction.answer_to("c2") is None
        transaction.append(refused("c2", "unit_held", unit="u1"))
        transaction.append(accepted("c3", 6, [note()]))
    after = store.ledger.load()
    assert [a.id for a in after.assignments] == ["a1"]
    assert after.seq == 6


def test_a_stacked_assignment_is_no_second_active_one(store):
    record(store, *SET_UP, assigned("a1", "i1"), assigned("a2", "i2", stacked=True))
    record(store, released("a1", "i1"))
    with pytest.raises(UnitTaken):  # the second case has become the present one
        record(store, registered("i3"), assigned("a3", "i3"))


def test_a_released_unit_can_be_sent_again(store):
    record(store, *SET_UP, assigned("a1"), released("a1"), assigned("a2"))
    assert store.ledger.load().units[0].assignment_ids == ("a2",)


@pytest.mark.parametrize("first", [1, 3])
def test_events_that_are_not_next_are_refused(store, first):
    """A gap, or numbers somebody else has written already, never get in."""
    record(store, declared("u1", 1))
    with (
        pytest.raises(LedgerUnavailable, match=rf"event {first} is not next after 1"),
        store.ledger.transaction() as transaction,
    ):
        transaction.append(accepted("c9", first, [declared("u2", 2)]))
    assert store.ledger.load().seq == 1


def test_an_outcome_that_numbers_its_events_wrongly_is_a_fault(store):
    entry = replace(accepted("c1", 1, [declared("u1", 1)]), events=())
    with (
        pytest.raises(ValueError, match="0 events numbered 1 to 1"),
        store.ledger.transaction() as transaction,
    ):
        transaction.append(entry)
    assert store.ledger.load().seq == 0


def test_a_full_disk_gives_up_the_whole_transaction(store):
    """The failing entry raises, everything after it does, and nothing is written."""
    record(store, *SET_UP)
    fill_up(store)
    long_note = note("长" * 20_000)
    outer = contextlib.ExitStack()
    transaction = outer.enter_context(store.ledger.transaction())
    with pytest.raises(LedgerUnavailable, match="full"):
        transaction.append(accepted("c1", 5, [long_note]))
    with pytest.raises(LedgerUnavailable, match="given up after"):
        transaction.append(accepted("c2", 5, [note()]))
    with pytest.raises(LedgerUnavailable, match="given up after"):
        transaction.answer_to("c1")
    with pytest.raises(LedgerUnavailable, match="full"):
        outer.close()
    assert store.ledger.load().seq == 4
    record(store, note())  # a small one still fits
    assert store.ledger.load().seq == 5


def test_a_fault_in_an_entry_is_not_taken_for_a_full_disk(store):
    """An event about nothing known is a bug of the caller: it shows, and nothing is written."""
    with (
        pytest.raises(Exception, match="FOREIGN KEY"),
        store.ledger.transaction() as transaction,
    ):
        transaction.append(accepted("c1", 1, [note()]))
    assert store.ledger.load().seq == 0


def test_something_that_is_no_event_is_refused(store):
    with pytest.raises(TypeError), store.ledger.transaction() as transaction:
        transaction.append(accepted("c1", 1, [an_incident()]))


def test_events_come_back_in_order_from_any_number_on(store):
    record(store, *SET_UP)
    assert store.ledger.events_after(0, 2) == [(1, SET_UP[0]), (2, SET_UP[1])]
    assert store.ledger.events_after(2, 10) == [(3, SET_UP[2]), (4, SET_UP[3])]
    assert store.ledger.events_after(4, 10) == []


def test_refused_reports_of_sources_are_counted_by_code(store):
    source = Actor(name="replay", role=Role.SOURCE)
    with store.ledger.transaction() as transaction:
        transaction.append(refused("c1", "unknown_unit", actor=source))
        transaction.append(refused("c2", "unknown_unit", actor=source))
        transaction.append(refused("c3", "incident_closed", actor=source))
        transaction.append(refused("c4", "unit_held"))  # a desk's, not a report
    assert store.ledger.refused_reports() == {"incident_closed": 1, "unknown_unit": 2}


def test_the_audit_keeps_who_ordered_what_and_the_answer(store):
    with store.ledger.transaction() as transaction:
        transaction.append(refused("c1", "not_allowed", order="add_note"))
    with store._database.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT actor, role, name, data, status, code FROM commands"
        ).one()
    assert tuple(row) == (
        "desk-1",
        "desk",
        "add_note",
        '{"incident_id":"i1","text":"看过"}',
        "refused",
        "not_allowed",
    )
