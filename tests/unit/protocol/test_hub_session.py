"""The hub's half of a conversation: who may speak, and what each frame asks for."""

from itertools import product
from typing import get_args

import numpy as np
import pytest

from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.commands import AddNote
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.protocol.codec import command_message, encode
from bigscreen.protocol.hub_session import (
    MAY_JOIN_AS,
    FixesReported,
    HubSession,
    LoginWanted,
    OrderGiven,
    Reply,
    TimeAsked,
)
from bigscreen.protocol.messages import (
    ClientKind,
    CommandMessage,
    Hello,
    Ping,
    Problem,
    ResultMessage,
)
from bigscreen.protocol.positions import encode_positions

NOTE = AddNote(incident_id="i1", text="好")
FIXES = FixColumns(
    number=np.array([1], np.uint32),
    lat=np.array([30.5]),
    lon=np.array([103.5]),
    speed_mps=np.array([0], np.float32),
    heading_deg=np.array([0], np.float32),
    fixed_at_ms=np.array([1.0e12]),
)


def joined(role: Role = Role.DESK) -> HubSession:
    session = HubSession()
    session.receive(encode(Hello(token="t", kind=role.value)))
    session.welcomed("one", role)
    return session


def test_a_hello_asks_for_the_account() -> None:
    hello = Hello(token="t", kind="desk", screen="席 1")
    session = HubSession()
    assert session.receive(encode(hello)) == LoginWanted(hello)
    assert session.actor is None
    assert session.welcomed("one", Role.DESK) == Actor(name="one", role=Role.DESK)
    assert (session.kind, session.screen) == ("desk", "席 1")


@pytest.mark.parametrize(("role", "kind"), list(product(Role, get_args(ClientKind))))
def test_a_role_joins_as_what_it_includes_with_no_more_rights(role, kind) -> None:
    session = HubSession()
    session.receive(encode(Hello(token="t", kind=kind)))
    answer = session.welcomed("one", role)
    if kind in MAY_JOIN_AS[role]:
        assert answer == Actor(name="one", role=Role(kind))
    else:
        assert isinstance(answer, Reply)
        assert (answer.code, answer.final, session.actor) == ("kind_not_allowed", True, None)


def test_every_role_can_join_as_itself() -> None:
    assert all(role.value in MAY_JOIN_AS[role] for role in Role)


def test_an_unknown_token_and_another_version_end_it() -> None:
    session = HubSession()
    session.receive(encode(Hello(token="t", kind="desk")))
    reply = session.denied()
    assert (reply.code, reply.final) == ("not_welcome", True)
    reply = HubSession().receive(encode(Hello(token="t", kind="desk", protocol_version=9)))
    assert (reply.code, reply.final) == ("protocol_version", True)
    assert "9" in reply.message.detail


@pytest.mark.parametrize(
    "frame",
    [encode(Ping(nonce=1)), encode(command_message("a", NOTE)), encode_positions(FIXES)[0], "junk"],
)
def test_before_the_hello_nothing_else_counts(frame) -> None:
    reply = HubSession().receive(frame)
    assert isinstance(reply, Reply)
    assert reply.final
    assert reply.message.fatal


def test_welcoming_nobody_is_a_fault_of_ours() -> None:
    with pytest.raises(RuntimeError):
        HubSession().welcomed("one", Role.DESK)


def test_a_second_hello_changes_nothing() -> None:
    session = joined()
    reply = session.receive(encode(Hello(token="t", kind="admin")))
    assert (reply.code, reply.final) == ("unexpected_hello", False)
    assert session.actor == Actor(name="one", role=Role.DESK)


def test_orders_pings_and_positions_are_handed_on() -> None:
    session = joined(Role.SOURCE)
    assert session.receive(encode(command_message("a", NOTE))) == OrderGiven("a", NOTE)
    assert session.receive(encode(Ping(nonce=5))) == TimeAsked(5)
    wish = session.receive(encode_positions(FIXES)[0])
    assert isinstance(wish, FixesReported)
    assert wish.fixes.number.tolist() == [1]


@pytest.mark.parametrize("role", [Role.WALL, Role.DESK, Role.LEAD, Role.ADMIN])
def test_who_reports_no_positions_is_told_so(role) -> None:
    reply = joined(role).receive(encode_positions(FIXES)[0])
    assert (reply.code, reply.final) == ("not_allowed", False)


def test_an_unusable_order_gets_a_result_because_somebody_waits_for_it() -> None:
    message = command_message("a", NOTE)
    for name, code in (("fly", "unknown_command"), ("close_incident", "ok")):
        frame = encode(CommandMessage(id="a", name=name, data=message.data))
        wish = joined().receive(frame)
        if code == "ok":
            assert isinstance(wish, OrderGiven)  # fields it does not know are ignored
            continue
        assert isinstance(wish.message, ResultMessage)
        outcome = wish.message.outcome
        assert (outcome.command_id, outcome.code) == ("a", code)
        assert outcome.status is OutcomeStatus.REFUSED


@pytest.mark.parametrize("command_id", ["", "x" * 65, "a\nb", "a\x00"])
def test_a_command_id_is_short_and_printable(command_id) -> None:
    reply = joined().receive(encode(command_message(command_id, NOTE)))
    assert isinstance(reply.message, Problem)
    assert reply.message.code == "malformed"
    assert "id" in reply.message.detail


def test_a_long_detail_is_cut() -> None:
    reply = joined().receive('{"type":"' + "x" * 10_000 + '"}')
    assert len(reply.message.detail) == 300
