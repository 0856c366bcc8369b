"""The client's half of the conversation: what it says, what it learns, and when it gives up."""

from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest

from bigscreen.domain.city import City
from bigscreen.domain.commands import AddNote
from bigscreen.domain.events import DutyChanged
from bigscreen.domain.figures import IntervalFigure, KpiBoard
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.situation import Snapshot
from bigscreen.domain.units import Duty
from bigscreen.protocol.client_session import ClientSession
from bigscreen.protocol.codec import decode_client, encode, event_message
from bigscreen.protocol.heartbeat import DEAF_S, PING_EVERY_S, SILENCE_S
from bigscreen.protocol.link_facts import (
    BoardArrived,
    CityArrived,
    ClockTold,
    CommandSettled,
    EventHappened,
    Fact,
    HubComplained,
    LinkEnded,
    PictureReplaced,
    PositionsArrived,
    Welcomed,
)
from bigscreen.protocol.messages import (
    CommandMessage,
    EventMessage,
    Hello,
    KpiMessage,
    Ping,
    Pong,
    Problem,
    ResultMessage,
    Welcome,
)
from bigscreen.protocol.positions import decode_positions, encode_positions

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
CITY = City(
    id="c",
    name="城",
    name_en="City",
    centre=GeoPoint(30.6, 103.7),
    timezone="Asia/Shanghai",
    forces=(),
    grids=(),
)
NOTE = AddNote(incident_id="i-1", text="hello")


def event(seq: int) -> EventMessage:
    return event_message(seq, DutyChanged(unit_id=f"u-{seq}", duty=Duty.ON_DUTY, at=AT, by="x"))


def welcome(**changes: object) -> str:
    fields: dict[str, object] = {
        "protocol_version": 1,
        "epoch": "e1",
        "account": "desk-1",
        "role": "desk",
        "hub_time": AT,
        "clock_rate": 1.0,
        "city_digest": "d1",
    }
    return encode(Welcome(**{**fields, **changes}))  # type: ignore[arg-type]


def fixes(*rows: tuple[int, float, float]) -> FixColumns:
    """Rows of number, latitude, time in ms."""
    number, lat, at = zip(*rows, strict=True)
    return FixColumns(
        number=np.array(number, np.uint32),
        lat=np.array(lat, np.float64),
        lon=np.zeros(len(rows)),
        speed_mps=np.zeros(len(rows), np.float32),
        heading_deg=np.zeros(len(rows), np.float32),
        fixed_at_ms=np.array(at, np.float64),
    )


def sent(session: ClientSession) -> list[object]:
    frames = iter(session.next_frame, None)
    return [decode_positions(f) if isinstance(f, bytes) else decode_client(f) for f in frames]


def outcomes(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [
        (f.outcome.command_id, f.outcome.status, f.outcome.code)
        for f in facts
        if isinstance(f, CommandSettled)
    ]


def result(command_id: str) -> str:
    return encode(
        ResultMessage(outcome=Outcome(command_id=command_id, status=OutcomeStatus.ACCEPTED))
    )


@pytest.fixture
def session() -> ClientSession:
    return ClientSession(token="t", kind="desk", screen="席位 1")


@pytest.fixture
def live(session: ClientSession) -> ClientSession:
    session.connected(0.0)
    sent(session)
    session.receive(welcome(snapshot=Snapshot(seq=5)), 0.1)
    return session


def test_says_hello_first_and_nothing_else_before_the_welcome(session: ClientSession) -> None:
    session.connected(0.0)
    session.report(fixes((1, 2.0, 3.0)))
    assert sent(session) == [Hello(token="t", kind="desk", screen="席位 1")]
    assert not session.live


def test_welcome_with_snapshot_gives_clock_account_city_and_picture(session: ClientSession) -> None:
    session.connected(0.0)
    facts = session.receive(welcome(snapshot=Snapshot(seq=5), city=CITY, clock_rate=120.0), 10.0)
    clock, welcomed, city, picture = facts
    assert isinstance(clock, ClockTold)
    assert clock.clock.at(11.0) == AT + timedelta(seconds=120)
    assert welcomed == Welcomed(account="desk-1", role="desk", resumed=False)
    assert city == CityArrived(city=CITY)
    assert picture == PictureReplaced(snapshot=Snapshot(seq=5))
    assert session.live
    assert session.last_seq == 5


def test_events_come_once_each_and_in_order(live: ClientSession) -> None:
    facts = [f for seq in (6, 6, 5, 7) for f in live.receive(encode(event(seq)), 1.0)]
    assert [f.seq for f in facts if isinstance(f, EventHappened)] == [6, 7]
    assert len(facts) == 2


def test_gap_ends_the_link_and_the_next_hello_asks_for_what_is_missing(live: ClientSession) -> None:
    (ended,) = live.receive(encode(event(8)), 1.0)
    assert isinstance(ended, LinkEnded)
    assert (ended.code, ended.final) == ("gap", False)
    live.disconnected()
    live.connected(2.0)
    (hello,) = sent(live)
    assert isinstance(hello, Hello)
    assert (hello.epoch, hello.last_seq, hello.city_digest) == ("e1", 5, "d1")
    facts = live.receive(welcome(missed=(event(6), event(7), event(8))), 2.1)
    assert [f.seq for f in facts if isinstance(f, EventHappened)] == [6, 7, 8]
    assert not any(isinstance(f, PictureReplaced | CityArrived) for f in facts)
    assert live.last_seq == 8


def test_other_epoch_drops_the_picture(live: ClientSession) -> None:
    live.disconnected()
    live.connected(2.0)
    facts = live.receive(welcome(epoch="e2", snapshot=Snapshot(seq=2)), 2.1)
    assert PictureReplaced(snapshot=Snapshot(seq=2), new_ledger=True) in facts
    assert live.last_seq == 2


@pytest.mark.parametrize(
    "wrong",
    [
        welcome(),
        welcome(snapshot=Snapshot(seq=1), missed=()),
        welcome(epoch="e2", missed=()),
    ],
)
def test_welcome_that_makes_no_sense_ends_the_link_and_the_next_asks_for_a_snapshot(
    live: ClientSession, wrong: str
) -> None:
    live.disconnected()
    live.connected(2.0)
    sent(live)
    assert live.receive(wrong, 2.1)[-1] == LinkEnded(
        code="malformed", detail="welcome: neither a snapshot nor our missed events"
    )
    live.disconnected()
    live.connected(3.0)
    (hello,) = sent(live)
    assert isinstance(hello, Hello)
    assert (hello.epoch, hello.last_seq) == ("", 0)


def test_event_we_can_not_read_makes_us_ask_for_a_snapshot(live: ClientSession) -> None:
    unknown = EventMessage(seq=6, name="moon_landed", data=msgspec.Raw(b"{}"))
    (ended,) = live.receive(encode(unknown), 1.0)
    assert isinstance(ended, LinkEnded)
    assert ended.code == "unknown_event"
    live.connected(2.0)
    (hello,) = sent(live)
    assert isinstance(hello, Hello)
    assert hello.last_seq == 0


def test_snapshot_in_the_same_epoch_is_not_a_new_ledger(live: ClientSession) -> None:
    live.connected(2.0)
    facts = live.receive(welcome(snapshot=Snapshot(seq=900)), 2.1)
    assert PictureReplaced(snapshot=Snapshot(seq=900)) in facts


def test_other_protocol_version_is_final(session: ClientSession) -> None:
    session.connected(0.0)
    (ended,) = session.receive(welcome(protocol_version=2, snapshot=Snapshot(seq=1)), 0.1)
    assert ended == LinkEnded(code="protocol_version", detail="hub speaks 2, we 1", final=True)


def test_refusal_before_the_welcome_is_final_and_after_it_is_not(session: ClientSession) -> None:
    refusal = encode(Problem(code="bad_token", detail="unknown token", fatal=True))
    session.connected(0.0)
    assert session.receive(refusal, 0.1) == [
        LinkEnded(code="bad_token", detail="unknown token", final=True)
    ]
    session.receive(welcome(snapshot=Snapshot(seq=1)), 0.2)
    assert session.receive(refusal, 0.3) == [LinkEnded(code="bad_token", detail="unknown token")]


def test_harmless_problem_is_passed_on(live: ClientSession) -> None:
    problem = encode(Problem(code="bad_positions", detail="latitude"))
    assert live.receive(problem, 1.0) == [HubComplained(code="bad_positions", detail="latitude")]


def test_messages_and_fields_of_a_newer_hub_are_ignored(live: ClientSession) -> None:
    assert live.receive('{"type":"weather","rain":true}', 1.0) == []
    assert (
        live.receive(
            '{"type":"pong","nonce":99,"hub_time":"2026-03-01T08:00:00Z","seq":1,"x":2}', 1.0
        )
        == []
    )


@pytest.mark.parametrize(("frame", "code"), [("{", "malformed"), (b"BSPF", "bad_positions")])
def test_frames_we_can_not_read_end_the_link(
    live: ClientSession, frame: str | bytes, code: str
) -> None:
    (ended,) = live.receive(frame, 1.0)
    assert isinstance(ended, LinkEnded)
    assert (ended.code, ended.final) == (code, False)


def test_nothing_counts_before_the_welcome(session: ClientSession) -> None:
    session.connected(0.0)
    assert session.receive(encode(event(1)), 0.1) == []
    assert session.receive(encode_positions(fixes((1, 2.0, 3.0)))[0], 0.1) == []
    assert session.last_seq == 0


def test_positions_and_figures_are_passed_on(live: ClientSession) -> None:
    (arrived,) = live.receive(encode_positions(fixes((1, 2.5, 3000.0)))[0], 1.0)
    assert isinstance(arrived, PositionsArrived)
    assert arrived.fixes.lat.tolist() == [2.5]
    empty = IntervalFigure(interval="total", n=0)
    board = KpiBoard(
        as_of=AT, shift_started_at=AT, day_started_at=AT, response=empty, response_last_week=empty
    )
    assert live.receive(encode(KpiMessage(board=board)), 1.0) == [BoardArrived(board=board)]


class TestCommands:
    def test_command_goes_out_and_settles_once(self, live: ClientSession) -> None:
        assert live.submit("a", NOTE) == []
        (message,) = sent(live)
        assert isinstance(message, CommandMessage)
        assert (message.id, message.name) == ("a", "add_note")
        assert outcomes(live.receive(result("a"), 1.0)) == [("a", "accepted", "ok")]
        assert live.receive(result("a"), 1.0) == []
        assert live.disconnected() == []

    def test_without_a_link_a_command_is_not_sent_ever(self, session: ClientSession) -> None:
        assert outcomes(session.submit("a", NOTE)) == [("a", "not_sent", "not_sent")]
        session.connected(0.0)
        session.receive(welcome(snapshot=Snapshot(seq=1)), 0.1)
        assert [type(m) for m in sent(session)] == [Hello]

    def test_cut_leaves_sent_ones_unconfirmed_and_repeats_them_under_their_id(
        self, live: ClientSession
    ) -> None:
        live.submit("sent", NOTE)
        sent(live)
        live.submit("unsent", NOTE)
        assert outcomes(live.disconnected()) == [
            ("sent", "unconfirmed", "unconfirmed"),
            ("unsent", "not_sent", "not_sent"),
        ]
        live.connected(2.0)
        live.receive(welcome(missed=()), 2.1)
        live.submit("later", NOTE)
        assert [m.id for m in sent(live) if isinstance(m, CommandMessage)] == ["sent", "later"]
        assert outcomes(live.receive(result("sent"), 2.2)) == [("sent", "accepted", "ok")]

    def test_second_cut_says_unconfirmed_only_once(self, live: ClientSession) -> None:
        live.submit("a", NOTE)
        sent(live)
        live.disconnected()
        live.connected(2.0)
        assert live.disconnected() == []
        live.connected(3.0)
        live.receive(welcome(missed=()), 3.1)
        assert [m.id for m in sent(live) if isinstance(m, CommandMessage)] == ["a"]

    def test_unconfirmed_command_of_a_vanished_ledger_is_refused(self, live: ClientSession) -> None:
        live.submit("a", NOTE)
        sent(live)
        live.disconnected()
        live.connected(2.0)
        facts = live.receive(welcome(epoch="e2", snapshot=Snapshot(seq=0)), 2.1)
        assert outcomes(facts) == [("a", "refused", "ledger_changed")]
        assert [type(m) for m in sent(live)] == [Hello]

    def test_lasting_session_keeps_and_repeats_in_order_even_to_another_ledger(self) -> None:
        source = ClientSession(token="t", kind="source", lasting=True)
        assert source.submit("early", NOTE) == []
        source.connected(0.0)
        source.receive(welcome(snapshot=Snapshot(seq=0)), 0.1)
        assert [m.id for m in sent(source) if isinstance(m, CommandMessage)] == ["early"]
        source.submit("waiting", NOTE)
        assert outcomes(source.disconnected()) == [("early", "unconfirmed", "unconfirmed")]
        source.connected(1.0)
        source.receive(welcome(epoch="e2", snapshot=Snapshot(seq=0)), 1.1)
        ids = [m.id for m in sent(source) if isinstance(m, CommandMessage)]
        assert ids == ["early", "waiting"]

    def test_same_id_twice_under_way_is_a_mistake(self, live: ClientSession) -> None:
        live.submit("a", NOTE)
        with pytest.raises(ValueError, match="'a' is already under way"):
            live.submit("a", NOTE)

    def test_answer_before_the_repeat_leaves_nothing_to_repeat(self, live: ClientSession) -> None:
        """An answer that was still on its way when the command was queued again settles it."""
        live.submit("a", NOTE)
        sent(live)
        live.disconnected()
        live.connected(2.0)
        live.receive(welcome(missed=()), 2.1)
        live.receive(result("a"), 2.2)
        assert [type(m) for m in sent(live)] == [Hello]


class TestPositions:
    def test_reports_go_out_newest_of_each_unit(self, live: ClientSession) -> None:
        live.report(fixes((1, 1.0, 1000.0), (2, 2.0, 1000.0)))
        live.report(fixes((1, 1.5, 2000.0)))
        (columns,) = sent(live)
        assert isinstance(columns, FixColumns)
        assert dict(zip(columns.number.tolist(), columns.lat.tolist(), strict=True)) == {
            1: 1.5,
            2: 2.0,
        }

    def test_reports_while_down_wait_for_the_link(self, live: ClientSession) -> None:
        live.disconnected()
        live.report(fixes((1, 1.0, 1000.0)))
        live.connected(2.0)
        live.receive(welcome(missed=()), 2.1)
        assert [type(m) for m in sent(live)] == [Hello, FixColumns]

    def test_commands_go_before_positions_and_pings_before_both(self, live: ClientSession) -> None:
        live.report(fixes((1, 1.0, 1000.0)))
        live.submit("a", NOTE)
        live.tick(PING_EVERY_S)
        assert [type(m) for m in sent(live)] == [Ping, CommandMessage, FixColumns]


class TestLiveness:
    def pong(self, nonce: int, at: datetime = AT) -> str:
        return encode(Pong(nonce=nonce, hub_time=at, seq=5))

    def test_pings_once_a_second_and_measures_the_answer(self, live: ClientSession) -> None:
        pings = []
        for now_s in (0.5, 1.0, 1.25, 2.0):
            live.tick(now_s)
            pings += [m.nonce for m in sent(live) if isinstance(m, Ping)]
        assert pings == [1, 2]
        assert live.lag_s(2.5) == 1.5
        live.receive(self.pong(2, AT + timedelta(seconds=2.1)), 2.3)
        assert live.lag_s(2.5) == pytest.approx(0.3)

    def test_pong_sets_the_clock_only_when_it_disagrees(self, live: ClientSession) -> None:
        live.tick(1.1)
        assert live.receive(self.pong(1, AT + timedelta(seconds=1.1)), 1.3) == []
        live.tick(2.2)
        (told,) = live.receive(self.pong(2, AT + timedelta(seconds=60)), 2.4)
        assert isinstance(told, ClockTold)
        assert told.clock.at(2.3) == AT + timedelta(seconds=60)

    def test_silence_ends_the_link_within_the_limit(self, live: ClientSession) -> None:
        for step in range(1, 11):
            assert live.tick(0.1 + step * 0.24) is None
        ended = live.tick(0.1 + SILENCE_S + 0.01)
        assert ended is not None
        assert (ended.code, ended.final) == ("silent", False)

    def test_any_frame_is_a_sign_of_life(self, live: ClientSession) -> None:
        for now_s in np.arange(0.25, 9.0, 0.25):
            assert live.tick(float(now_s)) is None
            live.receive(encode(event(live.last_seq + 1)), float(now_s))

    def test_hub_that_talks_and_never_answers_is_dead(self, live: ClientSession) -> None:
        ended = None
        now_s = 0.0
        while ended is None:
            now_s += 0.25
            ended = live.tick(now_s)
            live.receive(encode(event(live.last_seq + 1)), now_s)
        assert ended == LinkEnded(code="silent", detail="pings are not answered")
        assert now_s == pytest.approx(DEAF_S + 1.0, abs=0.5)

    def test_our_own_standstill_is_not_the_hubs_silence(self, live: ClientSession) -> None:
        live.tick(1.1)
        assert live.tick(60.0) is None
        assert live.tick(60.25) is None

    def test_missing_welcome_ends_the_link(self, session: ClientSession) -> None:
        session.connected(0.0)
        ended = [end for now in np.arange(0.25, 10.5, 0.25) if (end := session.tick(float(now)))]
        assert ended[0].code == "silent"


@pytest.mark.parametrize("command_id", ["", "x" * 65, "a\nb"])
def test_an_id_no_hub_would_take_is_refused_before_it_is_sent(command_id):
    session = ClientSession(token="t", kind="source", lasting=True)
    with pytest.raises(ValueError, match="printable"):
        session.submit(command_id, AddNote(incident_id="i", text="r"))
    assert session.disconnected() == []
    assert session.next_frame() is None
