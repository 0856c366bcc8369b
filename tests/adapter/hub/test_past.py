"""A past moment asked of a hub is what it was: positions, situation and figures, to who may see."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import AssignUnits, CloseIncident, DeclareUnits, RegisterIncident
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.past import (
    PastBoard,
    PastBoardQuestion,
    PastCase,
    PastCaseQuestion,
    PastPage,
    PastQuestion,
    Tracks,
    TracksQuestion,
)
from bigscreen.hub import track_keeper
from bigscreen.hub.admission import OneTimeAccount
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_desk import PastParts
from bigscreen.hub.track_keeper import TrackParts
from bigscreen.protocol.messages import Answer, KpiMessage, Ping, Pong
from bigscreen.protocol.past_pages import moment_ms, stretch_of
from bigscreen.protocol.positions import encode_positions
from bigscreen.protocol.questions import answer_of, ask_message
from bigscreen.service.past_course import PastCourse
from bigscreen.service.track_columns import unpacked
from bigscreen.store.opening import open_store
from tests.support.raw_client import RawClient, joined
from tests.support.running_hub import ONE_TIME, TOKENS, running_hub
from tests.support.small_city import IN_EAST, IN_WEST, NOON, a_unit
from tests.support.two_tiers import two_tiers

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LEAD_FORCES = {item.code: item.lead_force for item in two_tiers().items}
BOUND = OneTimeAccount(name="west-desk", role=Role.DESK, token="t-west", area_id="west-end")


class Watch:
    """A clock that stands until it is set, as the hub's steady clock."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def on(self, minutes: float) -> None:
        self.seconds += 60 * minutes


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Write what came in as soon as somebody asks, and mark the situation often."""
    monkeypatch.setattr(track_keeper, "_FRESH_S", 0.0)
    monkeypatch.setattr(track_keeper, "_MARK_EVERY", 5 * MINUTE)


@asynccontextmanager
async def a_hub(store, watch: Watch, start=NOON, **parts):
    """A hub at noon, its clock in the test's hand."""
    kept = TrackParts(
        tracks=store.tracks, past=store.past, cases=store.cases, records=store.records
    )
    async with running_hub(
        store.ledger,
        cases=store.cases,
        city=two_tiers(),
        clock=HubClock(start, steady=watch),
        past=PastParts(cases=store.cases, records=store.records),
        tracks=kept,
        one_time=[*ONE_TIME, BOUND],
        **parts,
    ) as it:
        yield it


def desk(it, token: str = TOKENS[Role.DESK]):
    return joined(it.url, token, "desk")


def source(it):
    return joined(it.url, TOKENS[Role.SOURCE], "source")


async def ask(client: RawClient, question) -> Answer:
    question_id = f"q{len(client.received)}"
    await client.say(ask_message(question_id, question))
    found: list[Answer] = []

    def look() -> bool:
        found[:] = [one for one in client.all(Answer) if one.id == question_id]
        return bool(found)

    await client.until(look)
    return found[0]


async def answer(client: RawClient, question, kind):
    told = await ask(client, question)
    found = answer_of(told)
    assert isinstance(found, kind), told.fault
    return found


async def report(it, client: RawClient, *rows: tuple[int, float]) -> None:
    """Report units by number, each so many hundredths of a degree north, and wait for it."""
    taken = it.hub.counters.fixes_taken + len(rows)
    (frame,) = encode_positions(
        FixColumns(
            number=np.array([row[0] for row in rows], np.uint32),
            lat=30.0 + np.array([row[1] for row in rows]) / 100,
            lon=np.full(len(rows), 103.25),
            speed_mps=np.zeros(len(rows), np.float32),
            heading_deg=np.zeros(len(rows), np.float32),
            fixed_at_ms=np.full(len(rows), float(moment_ms(it.hub.clock.now()))),
        )
    )
    await client.connection.send(frame)
    nonce = 0
    while it.hub.counters.fixes_taken < taken:  # frames are taken in order
        nonce += 1
        await client.say(Ping(nonce=nonce))
        await client.until(lambda: any(one.nonce == nonce for one in client.all(Pong)))  # noqa: B023


def where(tracks: Tracks) -> dict[str, list[tuple[int, int]]]:
    """Return of each unit (seconds after noon, hundredths of a degree north)."""
    rows, noon = unpacked(tracks.columns), moment_ms(NOON)
    found: dict[str, list[tuple[int, int]]] = {one: [] for one in tracks.unit_ids}
    for unit, at, lat in zip(rows.unit, rows.at_ms, rows.lat_e7, strict=True):
        place = (int(at) - noon) // 1000, round((int(lat) / 1e7 - 30) * 100)
        found[tracks.unit_ids[unit]].append(place)
    return found


async def declare(client: RawClient) -> None:
    units = (
        a_unit("w1", grid_id="west"),
        a_unit("e1", grid_id="east"),
        a_unit("e2", grid_id="east"),
    )
    await client.order(DeclareUnits(units=units))


def asked(start: float, end: float, **more) -> TracksQuestion:
    return TracksQuestion(start=NOON + start * MINUTE, end=NOON + end * MINUTE, **more)


async def test_where_units_were_is_told_also_after_the_hub_was_restarted(tmp_path):
    watch, url = Watch(), f"sqlite:///{tmp_path}/ledger.db"
    with open_store(url) as store:
        async with a_hub(store, watch) as it, source(it) as units, desk(it) as client:
            await declare(units)
            for minute in range(4):
                await report(it, units, (1, minute), (2, 50))
                watch.on(1)
                await answer(client, asked(0, 1), Tracks)  # which has all written that came in
    with open_store(url) as store:
        again = a_hub(store, watch, NOON + 10 * MINUTE)
        async with again as it, source(it) as units, desk(it) as client:
            await report(it, units, (1, 10))
            watch.on(1)
            found = await answer(client, asked(0, 30), Tracks)
            assert where(found) == {
                "w1": [(0, 0), (60, 1), (120, 2), (180, 3), (600, 10)],
                "e1": [(0, 50), (60, 50), (120, 50), (180, 50)],
            }
            gaps = [(gap.start - NOON, gap.end - NOON) for gap in found.gaps]
            assert abs(gaps[0][0] - 4 * MINUTE) < SECOND, "the hub did not run"
            assert abs(gaps[0][1] - 10 * MINUTE) < SECOND
            some = await answer(client, asked(0, 30, unit_ids=("e1",), every_s=120.0), Tracks)
            assert where(some) == {"e1": [(0, 50), (120, 50)]}
            later = await answer(client, asked(2.5, 3.5), Tracks)
            assert where(later) == {"w1": [(120, 2), (180, 3)], "e1": [(120, 50), (180, 50)]}
            after = await answer(client, asked(10.5, 12, unit_ids=("e1",)), Tracks)
            assert where(after) == {}, "what was known before a start is known no longer"


async def test_a_district_is_told_of_the_units_it_could_see_while_it_could():
    watch = Watch()
    with open_store("sqlite://", lead_forces=LEAD_FORCES) as store:
        async with (
            a_hub(store, watch) as it,
            source(it) as units,
            desk(it) as whole,
            desk(it, "t-west") as bound,
        ):
            await declare(units)
            case = await whole.order(
                RegisterIncident(item_code="noise", title="吵", location=IN_WEST)
            )
            for minute in range(10):
                if minute == 3:
                    send = AssignUnits(incident_id=case.incident_id, unit_ids=("e1",), confirm=True)
                    assert (await whole.order(send)).code == "ok"
                if minute == 6:
                    await whole.order(CloseIncident(incident_id=case.incident_id))
                await report(it, units, (1, minute), (2, minute), (3, minute))
                watch.on(1)
            everything = await answer(whole, asked(0, 10), Tracks)
            assert {one: len(rows) for one, rows in where(everything).items()} == {
                "w1": 10,
                "e1": 10,
                "e2": 10,
            }
            seen = where(await answer(bound, asked(0, 10), Tracks))
            assert seen.keys() == {"w1", "e1"}
            assert [at for at, _ in seen["e1"]] == [180, 240, 300]
            assert "e2" not in where(await answer(bound, asked(0, 10, unit_ids=("e2",)), Tracks))
            page = await answer(bound, PastQuestion(start=NOON, end=NOON + 10 * MINUTE), PastPage)
            stretch = stretch_of(page)
            course = PastCourse(
                moment_ms(NOON), moment_ms(page.end), stretch.snapshot, stretch.events
            )
            at = moment_ms(NOON + 4 * MINUTE)
            assert set(course.situation_at(at)[0].units) == {"w1", "e1"}
            assert set(course.situation_at(at + 5 * 60_000)[0].units) == {"w1"}


async def test_a_past_moment_is_what_the_screens_were_told_then():
    watch = Watch()
    with open_store("sqlite://", lead_forces=LEAD_FORCES) as store:
        async with a_hub(store, watch) as it, source(it) as units, desk(it) as client:
            await declare(units)
            live = {}
            for minute in range(12):
                title = f"吵 {minute}"
                order = RegisterIncident(item_code="noise", title=title, location=IN_EAST)
                case = (await client.order(order)).incident_id
                if minute % 3 == 0:
                    await client.order(
                        AssignUnits(incident_id=case, unit_ids=("e1",), confirm=True)
                    )
                if minute % 4 == 0:
                    await client.order(CloseIncident(incident_id=case))
                live[it.hub.clock.now()] = it.hub._picture.situation.snapshot()
                watch.on(1)
            for start in (NOON, NOON + 5.5 * MINUTE):
                page = await answer(
                    client, PastQuestion(start=start, end=start + 7 * MINUTE), PastPage
                )
                assert page.known_from == NOON
                stretch = stretch_of(page)
                course = PastCourse(
                    moment_ms(start), moment_ms(page.end), stretch.snapshot, stretch.events
                )
                for at, expected in live.items():
                    if start <= at <= page.end:
                        shown, _ = course.situation_at(moment_ms(at))
                        assert shown.snapshot() == expected
            found = await answer(client, PastCaseQuestion(incident_id=case), PastCase)
            assert found.title == "吵 11"
            assert found.start == NOON + 11 * MINUTE


async def test_a_past_board_is_the_one_that_was_shown_whatever_came_later():
    watch = Watch()
    with open_store("sqlite://", lead_forces=LEAD_FORCES) as store:
        async with a_hub(store, watch) as it, source(it) as units, desk(it) as client:
            await declare(units)
            shown: list[KpiBoard] = []
            cases: list[str] = []
            for minute in range(6):
                await report(it, units, (1, minute), (2, minute))
                order = RegisterIncident(item_code="noise", title="吵", location=IN_EAST)
                cases.append((await client.order(order)).incident_id)
                if minute > 1:
                    await client.order(CloseIncident(incident_id=cases[minute - 2]))
                now, seq = it.hub.clock.now(), it.hub._picture.seq
                await client.until(
                    lambda now=now, minute=minute: any(
                        one.board.as_of == now
                        and one.board.today == minute + 1
                        and one.board.open_work.open == min(minute + 1, 2)
                        and one.board.units_online == 2
                        for one in client.all(KpiMessage)
                    )
                )
                assert seq == it.hub._picture.seq
                shown.append(client.all(KpiMessage)[-1].board)
                watch.on(1)
            for board in shown:
                past = await answer(client, PastBoardQuestion(at=board.as_of), PastBoard)
                assert past.board == replace(board, as_of=past.board.as_of)
                assert past.board.as_of == board.as_of


async def test_walls_and_sources_are_told_nothing_of_the_past():
    watch = Watch()
    with open_store("sqlite://", lead_forces=LEAD_FORCES) as store:
        async with a_hub(store, watch) as it:
            for role in (Role.WALL, Role.SOURCE, Role.UNIT):
                async with joined(it.url, TOKENS[role], role.value) as client:
                    told = await ask(client, asked(0, 1))
                    assert told.fault is not None
                    assert told.fault.code == "not_allowed"


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (asked(1, 0), "end"),
        (asked(0, 500), "end"),
        (asked(0, 1, every_s=-1.0), "every_s"),
        (PastQuestion(start=NOON, end=NOON + 300 * MINUTE), "end"),
        (PastCaseQuestion(incident_id="nobody's"), "incident_id"),
    ],
)
async def test_questions_that_make_no_sense_are_answered_with_what_would(question, field):
    with open_store("sqlite://", lead_forces=LEAD_FORCES) as store:
        async with a_hub(store, Watch()) as it, desk(it) as client:
            told = await ask(client, question)
            assert told.fault is not None
            assert (told.fault.code, told.fault.field) == ("invalid_question", field)
            assert told.fault.expected


async def test_old_tracks_are_forgotten():
    watch = Watch()
    with open_store("sqlite://", lead_forces=LEAD_FORCES) as store:
        async with a_hub(store, watch) as it, source(it) as units, desk(it) as client:
            await declare(units)
            await report(it, units, (1, 1))
            assert where(await answer(client, asked(0, 1), Tracks))
            watch.on(60 * 24 * 32)
            assert not where(await answer(client, asked(0, 1, standing=False), Tracks))
