"""A question about the past goes to the hub as it was asked, and what comes of it comes back."""

from datetime import UTC, datetime

import pytest

from bigscreen.domain.authority import MAY_SEE_FIGURES, Role
from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.situation import Snapshot
from bigscreen.protocol.client_session import ClientSession
from bigscreen.protocol.codec import encode
from bigscreen.protocol.hub_session import HubSession
from bigscreen.protocol.hub_wishes import QuestionAsked, Reply
from bigscreen.protocol.link_facts import AnswerTold
from bigscreen.protocol.messages import Answer, Hello, Problem, Welcome
from bigscreen.protocol.questions import ask_message

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
QUESTION = FiguresQuestion(measures=("response",), only=(("work", "police_call"),), start=AT)


def hub_session(role: Role) -> HubSession:
    session = HubSession()
    session.receive(encode(Hello(token="t", kind=role.value)))
    session.welcomed("one", role)
    return session


def live_client() -> ClientSession:
    session = ClientSession(token="t", kind="wall")
    session.connected(0.0)
    welcome = Welcome(
        protocol_version=1,
        epoch="e",
        account="w",
        role="wall",
        hub_time=AT,
        clock_rate=1.0,
        city_digest="",
        snapshot=Snapshot(seq=0, units=(), incidents=(), assignments=()),
    )
    session.receive(encode(welcome), 0.0)
    return session


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HUB])
def test_only_who_sees_figures_may_ask_for_them(role) -> None:
    frame = encode(ask_message("q1", QUESTION))
    wish = hub_session(role).receive(frame)
    if role in MAY_SEE_FIGURES:
        assert wish == QuestionAsked("q1", QUESTION)
    else:
        assert isinstance(wish, Reply)
        assert isinstance(wish.message, Answer)
        assert (wish.message.id, wish.code, wish.final) == ("q1", "not_allowed", False)


@pytest.mark.parametrize("question_id", ["", "x" * 65, "a\nb"])
def test_a_question_id_is_short_and_printable(question_id) -> None:
    frame = encode(ask_message(question_id, QUESTION))
    wish = hub_session(Role.DESK).receive(frame)
    assert isinstance(wish, Reply)
    assert isinstance(wish.message, Problem)
    assert wish.code == "malformed"
    with pytest.raises(ValueError, match="question id"):
        live_client().ask(question_id, QUESTION)


def test_a_client_asks_when_it_is_live_and_hears_what_comes_of_it() -> None:
    assert ClientSession(token="t", kind="wall").ask("q1", QUESTION) is False
    client = live_client()
    while client.next_frame():
        pass  # the hello
    assert client.ask("q1", QUESTION) is True
    frame = client.next_frame()
    assert isinstance(frame, str)
    assert hub_session(Role.WALL).receive(frame) == QuestionAsked("q1", QUESTION)
    fault = QuestionFault(code="busy")
    for message in (Answer(id="q1", loading=0.5), Answer(id="q1", fault=fault)):
        assert client.receive(encode(message), 1.0) == [
            AnswerTold(question_id="q1", loading=message.loading, fault=message.fault)
        ]
