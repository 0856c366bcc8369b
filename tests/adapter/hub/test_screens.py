"""Desks see what walls show and wish them to show something; nobody learns more than they may."""

from contextlib import asynccontextmanager

import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.hub.admission import OneTimeAccount
from bigscreen.protocol.messages import Directed, DirectScreen, Problem, Screens, Show, ViewTold
from bigscreen.store.opening import open_store
from tests.support.raw_client import RawClient, joined
from tests.support.running_hub import ONE_TIME, TOKENS, running_hub
from tests.support.small_city import IN_EAST, IN_WEST
from tests.support.two_tiers import two_tiers

BOUND = [
    OneTimeAccount(name="west-desk", role=Role.DESK, token="west-desk", area_id="west-end"),
    OneTimeAccount(name="west-wall", role=Role.WALL, token="west-wall", area_id="west-end"),
]
OVERVIEW = ScreenView(scene="overview")


@asynccontextmanager
async def a_hub():
    with open_store("sqlite://") as store:
        async with running_hub(
            store.ledger, cases=store.cases, city=two_tiers(), one_time=[*ONE_TIME, *BOUND]
        ) as it:
            yield it


def screen(it, kind: str, token: str = ""):
    return joined(it.url, token or TOKENS[Role(kind)], kind)


async def screens_when(client: RawClient, condition) -> tuple:
    """Return the newest list of walls once it is as wanted."""

    def newest() -> tuple:
        told = client.all(Screens)
        return told[-1].screens if told else ()

    await client.until(lambda: condition(newest()))
    return newest()


async def directed(client: RawClient, screen_id: str, wish: ScreenWish) -> str:
    direction_id = f"d{len(client.received)}"
    await client.say(DirectScreen(id=direction_id, screen_id=screen_id, wish=wish))
    await client.until(lambda: any(one.id == direction_id for one in client.all(Directed)))
    return next(one.fault for one in client.all(Directed) if one.id == direction_id)


async def test_a_desk_sees_what_a_wall_shows_and_the_wall_hears_its_wish() -> None:
    async with a_hub() as it, screen(it, "desk") as desk, screen(it, "wall") as wall:
        await wall.say(ViewTold(view=OVERVIEW))
        (seen,) = await screens_when(desk, lambda them: len(them) == 1)
        assert (seen.account, seen.view) == ("wall", OVERVIEW)
        assert await directed(desk, seen.id, ScreenWish(scene="grid", grid_id="west")) == ""
        show = await wall.first(Show)
        assert (show.wish.grid_id, show.by) == ("west", "desk")
        await wall.say(ViewTold(view=ScreenView(scene="grid", grid_id="west", held_by="desk")))
        await screens_when(desk, lambda them: them[0].view.grid_id == "west")
        await wall.connection.close()
        await screens_when(desk, lambda them: them == ())
        assert await directed(desk, seen.id, ScreenWish()) == "screen_gone"


async def test_a_district_desk_directs_the_walls_of_its_district_alone() -> None:
    async with (
        a_hub() as it,
        screen(it, "desk", "west-desk") as desk,
        screen(it, "wall") as whole,
        screen(it, "wall", "west-wall") as own,
    ):
        await whole.say(ViewTold(view=OVERVIEW))
        await own.say(ViewTold(view=OVERVIEW))
        (seen,) = await screens_when(desk, lambda them: len(them) == 1)
        assert seen.account == "west-wall"
        for number in range(1, 4):
            wanted = "" if f"w{number}" == seen.id else "screen_gone"
            assert await directed(desk, f"w{number}", ScreenWish(scene="kpi")) == wanted


async def test_no_case_is_named_to_a_screen_that_is_not_shown_it() -> None:
    async with a_hub() as it, screen(it, "desk") as desk, screen(it, "wall") as wall:
        await wall.say(ViewTold(view=OVERVIEW))
        (seen,) = await screens_when(desk, lambda them: len(them) == 1)
        hidden = RegisterIncident(
            item_code="noise", title="密", location=IN_WEST, sensitivity=Sensitivity.HIDE
        )
        secret = (await desk.order(hidden)).incident_id
        plain = RegisterIncident(item_code="noise", title="吵", location=IN_EAST)
        known = (await desk.order(plain)).incident_id
        assert await directed(desk, seen.id, ScreenWish(incident_id=secret)) == "case_not_shown"
        assert await directed(desk, seen.id, ScreenWish(incident_id="nobody")) == "case_not_shown"
        assert await directed(desk, seen.id, ScreenWish(incident_id=known)) == ""
        assert [one.wish.incident_id for one in wall.all(Show)] == [known]
        async with (
            screen(it, "desk", "west-desk") as west,
            screen(it, "wall", "west-wall") as west_wall,
        ):
            # What a wall says of itself is only passed on to whom it is shown.
            await west_wall.say(ViewTold(view=ScreenView(scene="one", incident_id=known)))
            (view,) = await screens_when(west, lambda them: len(them) == 1)
            assert view.view == ScreenView(scene="one")


@pytest.mark.parametrize("kind", ["wall", "source", "unit", "lead"])
async def test_only_desks_direct_and_only_walls_say_what_they_show(kind) -> None:
    async with a_hub() as it, screen(it, kind) as client:
        assert await directed(client, "w1", ScreenWish(scene="kpi")) == "not_allowed"
        if kind != "wall":
            await client.say(ViewTold(view=OVERVIEW))
            assert (await client.problem()).code == "not_allowed"
        assert not client.all(Screens)


async def test_texts_that_are_too_long_go_no_further() -> None:
    async with a_hub() as it, screen(it, "desk") as desk, screen(it, "wall") as wall:
        await wall.say(ViewTold(view=ScreenView(scene="x" * 65)))
        assert (await wall.problem()).code == "malformed"
        await desk.say(DirectScreen(id="d", screen_id="w1", wish=ScreenWish(scene="a\nb")))
        assert (await desk.first(Problem)).code == "malformed"
