"""Knows which walls are here and what they show, and hands them what desks wish."""

import itertools
from dataclasses import dataclass, replace
from datetime import datetime

from bigscreen.domain.authority import MAY_DIRECT_SCREENS, Actor
from bigscreen.domain.screens import ScreenState, ScreenView, ScreenWish
from bigscreen.hub.audience import Audiences
from bigscreen.hub.clock import HubClock
from bigscreen.hub.member import Member
from bigscreen.protocol.codec import encode
from bigscreen.protocol.messages import Screens, Show


@dataclass(frozen=True, slots=True)
class _Wall:
    member: Member
    state: ScreenState


class ScreenDesk:
    """The walls that have said what they show.

    A desk bound to an area directs the walls of that area alone; a case is named only to a desk
    and to a wall that are shown it.
    """

    def __init__(self, audiences: Audiences, clock: HubClock) -> None:
        self._audiences = audiences
        self._clock = clock
        self._ids = itertools.count(1)
        self._walls: dict[Member, _Wall] = {}
        self._told: dict[Member, tuple[ScreenState, ...]] = {}

    def shown(self, member: Member, view: ScreenView) -> None:
        """Note what a wall shows."""
        known = self._walls.get(member)
        if known is not None and known.state.view == view:
            return
        now = self._clock.now()
        state = (
            replace(known.state, view=view, since=now)
            if known is not None
            else self._new_state(member, view, now)
        )
        self._walls[member] = _Wall(member, state)

    def left(self, member: Member) -> None:
        """Forget a member."""
        self._walls.pop(member, None)
        self._told.pop(member, None)

    def direct(self, member: Member, screen_id: str, wish: ScreenWish) -> str:
        """Hand a wish to its wall; return why that can not be, empty where it was done."""
        wall = next((one for one in self._walls.values() if one.state.id == screen_id), None)
        if wall is None or not self._may_see(member.actor, wall):
            return "screen_gone"
        both = (member, wall.member)
        if wish.incident_id and not all(self._is_shown(one, wish.incident_id) for one in both):
            return "case_not_shown"
        wall.member.outbox.put_answer(encode(Show(wish=wish, by=member.actor.name)).encode())
        return ""

    async def tell(self) -> None:
        """Tell every desk of walls that have come, gone or changed; call this twice a second."""
        for member in self._audiences.members():
            if member.actor.role not in MAY_DIRECT_SCREENS:
                continue
            screens = tuple(
                self._as_seen(member, wall.state)
                for wall in self._walls.values()
                if self._may_see(member.actor, wall)
            )
            if screens != self._told.get(member, ()):
                self._told[member] = screens
                member.outbox.put_answer(encode(Screens(screens=screens)).encode())

    def _new_state(self, member: Member, view: ScreenView, now: datetime) -> ScreenState:
        return ScreenState(
            id=f"w{next(self._ids)}",
            name=member.screen,
            account=member.actor.name,
            view=view,
            since=now,
        )

    def _may_see(self, actor: Actor, wall: _Wall) -> bool:
        inside = self._audiences.areas.places_in(actor.area_id)
        return inside is None or wall.member.actor.area_id in inside

    def _as_seen(self, member: Member, state: ScreenState) -> ScreenState:
        view = state.view
        if not view.incident_id or self._is_shown(member, view.incident_id):
            return state
        return replace(state, view=replace(view, incident_id=""))

    def _is_shown(self, member: Member, incident_id: str) -> bool:
        return self._audiences.of(member.actor).sees_incident(incident_id)
