"""The cases behind a figure are those it was made of, for whoever may see them."""

from datetime import timedelta

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import CloseIncident, RegisterIncident
from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.past_cases import (
    CaseFile,
    CaseFileQuestion,
    CasesBehind,
    CasesQuestion,
    Part,
)
from bigscreen.hub import history_memory
from bigscreen.protocol.questions import answer_of, ask_message
from tests.adapter.hub.test_history import BOUND, DAY, a_hub, desk, figures_in, told
from tests.support.cases import a_case
from tests.support.raw_client import joined
from tests.support.running_hub import TOKENS
from tests.support.small_city import IN_WEST, NOON

EVER = {"start": NOON - 60 * DAY, "end": NOON + 2 * DAY}
SOME = [
    *(a_case(f"w{n}", NOON - n * DAY, on_scene_s=60 * n, accepted_s=n) for n in range(1, 9)),
    a_case("drill", NOON - DAY, on_scene_s=5, drill=True),
    a_case("east", NOON - DAY, grid_id="east", on_scene_s=700),
    a_case("same", NOON - DAY),
]


async def ask(client, question):
    question_id = f"q{len(client.received)}"
    await client.say(ask_message(question_id, question))
    return await told(client, question_id)


async def behind(client, **question) -> CasesBehind:
    answer = answer_of(
        await ask(client, CasesQuestion(**{"measure": "response", **EVER, **question}))
    )
    assert isinstance(answer, CasesBehind)
    return answer


def ids(found: CasesBehind) -> list[str]:
    return [case.facts.incident_id for case in found.cases]


async def test_the_cases_are_those_the_figure_counts_the_longest_first() -> None:
    async with a_hub(*SOME) as it, desk(it) as client:
        found = await behind(client, only=(("grid", "west"),), part=Part.COUNTED)
        assert ids(found) == [f"w{n}" for n in range(8, 0, -1)]
        assert found.cases[0].value == 480.0
        asked = FiguresQuestion(measures=("response",), only=(("grid", "west"),), **EVER)
        (figure,) = figures_in(await ask(client, asked)).groups
        side = figure.periods[0]
        assert (side.n, {k: n for k, n in side.excluded.items() if n}) == (
            found.counted,
            found.excluded,
        )
        out = await behind(client, only=(("grid", "west"),), part=Part.LEFT_OUT)
        assert {case.facts.incident_id: case.reason for case in out.cases} == {
            "drill": "drill",
            "same": "missing",
        }
        every = await behind(client, limit=3)
        assert (every.total, ids(every)) == (11, ["east", "w8", "w7"])


async def test_a_stretch_and_a_share_tell_their_cases_apart() -> None:
    async with a_hub(*SOME) as it, desk(it) as client:
        held = await behind(client, measure="compliance", part=Part.HELD)
        assert sorted(ids(held)) == ["w1", "w2", "w3"]
        assert {case.value for case in held.cases} == {1.0}
        missed = await behind(client, measure="compliance", part=Part.MISSED)
        assert (held.counted, held.held, missed.total) == (9, 3, 6)


async def test_a_stretch_holds_what_ends_in_it() -> None:
    calls = [a_case(f"d{n}", NOON - n * DAY, dispatched_s=0, accepted_s=15 * n) for n in (1, 2, 3)]
    async with a_hub(*calls) as it, desk(it) as client:
        found = await behind(client, measure="acceptance_speed", bucket="0-30s", part=Part.HELD)
        assert (ids(found), found.counted, found.held) == (["d2", "d1"], 3, 2)


async def test_an_account_bound_to_an_area_finds_the_cases_of_its_grids_alone() -> None:
    async with a_hub(*SOME) as it, desk(it, BOUND.token) as client:
        found = await behind(client)
        assert "east" not in ids(found)
        assert found.total == 10
        east = await ask(client, CaseFileQuestion(incident_id="east"))
        assert (east.fault.code, east.fault.field) == ("invalid_question", "incident_id")


async def test_a_wall_is_told_no_cases() -> None:
    async with a_hub(*SOME) as it, joined(it.url, TOKENS[Role.WALL], "wall") as client:
        answer = await ask(client, CasesQuestion(measure="response", **EVER))
        assert answer.fault.code == "not_allowed"


async def test_wrong_questions_name_what_is_wrong() -> None:
    async with a_hub(*SOME) as it, desk(it) as client:
        for wrong, field in (
            ({"limit": 0}, "limit"),
            ({"measure": "speed"}, "measures"),
            ({"measure": "must_visit_coverage"}, "measure"),
            ({"bucket": "0-30s"}, "bucket"),
        ):
            question = CasesQuestion(**{"measure": "response", **EVER, **wrong})
            answer = await ask(client, question)
            assert (answer.fault.code, answer.fault.field) == ("invalid_question", field)


async def test_a_case_is_told_whole_long_after_it_was_closed() -> None:
    async with a_hub(*SOME) as it, desk(it) as client:
        order = RegisterIncident(item_code="noise", title="吵", location=IN_WEST)
        case = (await client.order(order)).incident_id
        await client.order(CloseIncident(incident_id=case))
        found = await behind(client, measure="volume", start=NOON - timedelta(hours=1))
        assert [(one.title, one.value) for one in found.cases] == [("吵", 1.0)]
        assert found.cases[0].number != case
        file = answer_of(await ask(client, CaseFileQuestion(incident_id=case)))
        assert isinstance(file, CaseFile)
        assert file.state.closed_at is not None
        old = answer_of(await ask(client, CaseFileQuestion(incident_id="w1")))
        assert (old.state, old.facts.incident_id) == (None, "w1")


async def test_cases_older_than_the_hubs_memory_are_found_in_the_ledger() -> None:
    ancient = a_case("ancient", NOON - history_memory.KEPT - 30 * DAY, on_scene_s=900)
    async with a_hub(ancient, *SOME) as it, desk(it) as client:
        found = await behind(client, start=NOON - 2000 * DAY, part=Part.COUNTED)
        assert ids(found)[:2] == ["ancient", "east"]
        assert found.total == 10


async def test_without_a_past_there_are_no_cases() -> None:
    async with a_hub(past=None) as it, desk(it) as client:
        answer = await ask(client, CasesQuestion(measure="response", **EVER))
        assert answer.fault.code == "history_unavailable"
    async with a_hub() as it, desk(it) as client:
        assert (await behind(client)).total == 0
