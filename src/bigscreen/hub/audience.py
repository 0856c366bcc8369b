"""Those who are shown the same: what they are told is worked out and encoded once for all."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

import msgspec
import numpy as np
import structlog
from numpy.typing import NDArray

from bigscreen.domain.authority import MAY_SEE_FIGURES, Actor
from bigscreen.domain.city import City
from bigscreen.domain.events import Event
from bigscreen.domain.fixes import FixColumns
from bigscreen.hub.live_picture import LivePicture
from bigscreen.hub.member import Member
from bigscreen.hub.position_feed import PositionFeed
from bigscreen.protocol.codec import encode, event_message
from bigscreen.protocol.welcome import prepared
from bigscreen.service.limited_city import city_seen
from bigscreen.service.limited_view import LimitedView
from bigscreen.service.scope import WHOLE_CITY, AreaIndex, Scope

_log = structlog.get_logger(__name__)

_LIMITED = "-limited"


class Audience:
    """The members of one scope: these see everything.

    ``feed`` is their position lane, ``board`` the newest figures as text.
    """

    def __init__(
        self, scope: Scope, picture: LivePicture, feed: PositionFeed, city: City, epoch: str
    ) -> None:
        self.scope = scope
        self.feed = feed
        self.epoch = epoch
        self.members: set[Member] = set()
        self.board: bytes | None = None
        self._picture = picture
        self._city = prepared(city)
        self._city_digest = hashlib.sha256(self._city).hexdigest()
        self._blind: tuple[str, msgspec.Raw, str] | None = None

    def city(self) -> tuple[msgspec.Raw, str]:
        """Return the city as JSON, and its digest."""
        return self._city, self._city_digest

    def city_for(self, actor: Actor) -> tuple[msgspec.Raw, str]:
        """Return the city as an actor is told it: only screens have a use for cameras.

        Their addresses may hold passwords.
        """
        city, digest = self.city()
        if actor.role in MAY_SEE_FIGURES:
            return city, digest
        if self._blind is None or self._blind[0] != digest:
            blind = prepared(replace(msgspec.json.decode(city, type=City), cameras=()))
            self._blind = digest, blind, hashlib.sha256(blind).hexdigest()
        return self._blind[1:]

    def snapshot(self) -> msgspec.Raw:
        """Return the whole picture as JSON."""
        return self._picture.snapshot()

    def missed_since(self, seq: int) -> list[msgspec.Raw] | None:
        """Return the events after ``seq``; None when only a snapshot can help."""
        return self._picture.missed_since(seq)

    def frame_of(self, seq: int, event: Event, text: bytes) -> bytes:  # noqa: ARG002
        """Return what is sent for an event the picture has just taken in; ``text`` tells all."""
        return text

    def sees_incident(self, incident_id: str) -> bool:
        """Tell whether these members are shown a case."""
        return incident_id in self._picture.situation.incidents

    def take_in(self, fixes: FixColumns) -> None:
        """Note new positions."""
        self.feed.take_in(fixes)


class LimitedAudience(Audience):
    """The members of a scope that does not see everything.

    Who comes back gets a snapshot: what was sent before is not kept. The ledger's name they are
    told is another one, so that a limited picture is never gone on with as a whole one.
    """

    def __init__(
        self,
        scope: Scope,
        picture: LivePicture,
        whole: PositionFeed,
        city: City,
        epoch: str,
        duty_grids: Mapping[str, str],
    ) -> None:
        # Who sees all units shares the lane, and its frames, with those who see everything.
        self._shares = scope.place_ids is None
        feed = whole if self._shares else PositionFeed()
        seen = city_seen(city, scope, ())  # units are told once they are known
        super().__init__(scope, picture, feed, seen, epoch + _LIMITED)
        self._whole = whole
        self._whole_city = city
        self._city_of = -1
        self._view = LimitedView(scope, picture.situation, duty_grids)
        self._snapshot: msgspec.Raw | None = None
        self._numbers: set[int] = set()
        self._units_of = -1
        self._mask: NDArray[np.bool_] = np.zeros(1, np.bool_)
        self._look_at_units()

    def city(self) -> tuple[msgspec.Raw, str]:
        """Return the city as JSON, and its digest."""
        if not self._shares and self._city_of != self._picture.unit_changes:
            self._city_of = self._picture.unit_changes
            units = self._picture.situation.units.values()
            own = {state.unit.id for state in units if self.scope.holds(state.unit.grid_id)}
            self._city = prepared(city_seen(self._whole_city, self.scope, own))
            self._city_digest = hashlib.sha256(self._city).hexdigest()
        return self._city, self._city_digest

    def snapshot(self) -> msgspec.Raw:
        """Return all that is seen as JSON."""
        if self._snapshot is None:
            self._snapshot = prepared(self._view.snapshot())
        return self._snapshot

    def missed_since(self, seq: int) -> list[msgspec.Raw] | None:
        """Return None: only a snapshot can help."""
        del seq
        return None

    def frame_of(self, seq: int, event: Event, text: bytes) -> bytes:
        """Return what is seen of an event the picture has just taken in."""
        sent = self._view.follow(event)
        self._snapshot = None
        self._look_at_units()
        return text if sent is event else encode(event_message(seq, sent)).encode()

    def sees_incident(self, incident_id: str) -> bool:
        """Tell whether these members are shown a case."""
        return super().sees_incident(incident_id) and self._view.sees_incident(incident_id)

    def take_in(self, fixes: FixColumns) -> None:
        """Note new positions of the units that are seen."""
        if self._shares:
            return
        number = fixes.number
        known = number < len(self._mask)
        super().take_in(fixes.rows(known & self._mask[np.where(known, number, 0)]))

    def _look_at_units(self) -> None:
        """Note which units are seen: of those that come into sight, where they are."""
        if self._shares or self._units_of == self._view.unit_changes:
            return
        self._units_of = self._view.unit_changes
        gone, come = self._numbers - self._view.numbers, self._view.numbers - self._numbers
        self._numbers = set(self._view.numbers)
        self._mask = np.zeros(max(self._numbers, default=0) + 1, np.bool_)
        self._mask[list(self._numbers)] = True
        if gone:
            self.feed.forget(gone)
            for member in self.members:
                member.outbox.drop_positions()
        table = self._whole.table
        if placed := [number for number in come if table.has(number)]:
            self.feed.take_in(table.columns(np.array(placed, np.intp)))


class Audiences:
    """Everybody who is here, by what they are shown."""

    def __init__(self, picture: LivePicture, feed: PositionFeed, city: City, epoch: str) -> None:
        self._picture = picture
        self._city = city
        self._areas = AreaIndex(city)
        self._duty_grids = {duty.id: duty.grid_id for duty in city.plan.patrol}
        self._whole = Audience(WHOLE_CITY, picture, feed, city, epoch)
        self._limited: dict[Scope, Audience] = {}

    def __iter__(self) -> Iterator[Audience]:
        yield self._whole
        yield from self._limited.values()

    @property
    def areas(self) -> AreaIndex:
        """What lies in which area."""
        return self._areas

    def members(self) -> tuple[Member, ...]:
        """Return whoever is here now."""
        return tuple(member for audience in self for member in audience.members)

    def tell(self, seq: int, event: Event, text: bytes) -> None:
        """Pass on an event the picture has just taken in; ``text`` is its frame.

        Should a limited view fail, its members are cut: they come back to a new one, and
        everybody else goes on.
        """
        for audience in tuple(self):
            try:
                frame = audience.frame_of(seq, event, text)
            except Exception as error:  # noqa: BLE001 - one view must not stop the others
                _log.error("view_failed", seq=seq, exc_info=error)
                self._limited.pop(audience.scope, None)
                for member in audience.members:
                    member.cut("fault")
            else:
                for member in audience.members:
                    member.outbox.put_event(frame)

    def tick(self) -> None:
        """Let everybody look at the positions that came in since the last tick."""
        moved = {id(feed): feed.tick() for feed in {audience.feed for audience in self}}
        for audience in self:
            if moved[id(audience.feed)]:
                for member in audience.members:
                    member.outbox.look_at_positions()

    def of(self, actor: Actor) -> Audience:
        """Return the audience an actor belongs to."""
        scope = self._areas.scope_of(actor)
        if scope == WHOLE_CITY:
            return self._whole
        if scope not in self._limited:
            self._limited[scope] = LimitedAudience(
                scope,
                self._picture,
                self._whole.feed,
                self._city,
                self._whole.epoch,
                self._duty_grids,
            )
        return self._limited[scope]

    def leave(self, member: Member) -> bool:
        """Forget a member, and an audience nobody is left of; tell whether it was here."""
        audience = next((one for one in self if member in one.members), None)
        if audience is None:
            return False
        audience.members.discard(member)
        if not audience.members:
            self._limited.pop(audience.scope, None)
        return True
