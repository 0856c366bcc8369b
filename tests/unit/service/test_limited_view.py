"""A limited view shows what its scope may see, all of it, and not a word of anything else."""

import re
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given

from bigscreen.domain import records, situation
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_events import EchelonActivated, EchelonStoodDown
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    RegisterIncident,
)
from bigscreen.domain.progress import EchelonCall
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.view_events import ViewChanged
from bigscreen.protocol.codec import encode, event_message, event_of
from bigscreen.service.limited_view import LimitedView
from bigscreen.service.scope import Scope
from bigscreen.service.sight import MASK, Sight
from tests.support.area_histories import DUTY_GRIDS, STEPS, history_of
from tests.support.duty_room import DutyRoom
from tests.support.events import assigned, declared, registered
from tests.support.histories import choices
from tests.support.histories import history_of as orders_of
from tests.support.small_city import IN_WEST, NOON

WEST = frozenset({"west"})
SCOPES = {
    "west desk": Scope(place_ids=WEST),
    "west wall": Scope(place_ids=WEST, hides_sensitive=True, masks_addresses=True),
    "wall": Scope(hides_sensitive=True),
    "masked wall": Scope(hides_sensitive=True, masks_addresses=True),
}

_TOKEN = re.compile(r"\b(?:unit|call|case|number|work|street|form|paper|operation)-\d+\.")


@pytest.fixture(autouse=True, scope="module")
def short_memory():
    """Let the situation forget after a few closed cases and settled records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(situation, "CLOSED_KEPT", 3)
        patch.setattr(records, "SETTLED_KEPT", 2)
        yield


def limited(sight: Sight, whole: Situation) -> Snapshot:
    """What a scope sees of everything, looked at afresh."""
    everything = whole.snapshot()
    return Snapshot(
        seq=everything.seq,
        units=_some(sight.unit(one.unit.id) for one in everything.units),
        incidents=_some(sight.incident(one.incident.id) for one in everything.incidents),
        assignments=_some(sight.assignment(one.id) for one in everything.assignments),
        alarms=_some(sight.alarm(one) for one in everything.alarms),
        hand_overs=_some(sight.hand_over(one) for one in everything.hand_overs),
        operations=_some(sight.operation(one) for one in everything.operations),
        shift=sight.shift(),
    )


def _some(seen):
    return tuple(one for one in seen if one is not None)


def in_order(snapshot: Snapshot) -> Snapshot:
    """A snapshot whose things stand in the order of their ids."""
    return replace(
        snapshot,
        units=tuple(sorted(snapshot.units, key=lambda one: one.unit.id)),
        incidents=tuple(sorted(snapshot.incidents, key=lambda one: one.incident.id)),
        **{
            kind: tuple(sorted(getattr(snapshot, kind), key=lambda one: one.id))
            for kind in ("assignments", "alarms", "hand_overs", "operations")
        },
    )


def words_for(snapshot: Snapshot, scope: Scope) -> set[str]:
    """Every id, number, call sign and address a scope may read now."""
    words = {word for one in snapshot.units for word in (one.unit.id, one.unit.call_sign)}
    for state in snapshot.incidents:
        words |= {state.incident.id, state.incident.number}
        if not scope.masks_addresses:
            words.add(state.incident.address)
    for form in snapshot.hand_overs:
        words |= {form.id, form.number}
    words |= {one.id for one in (*snapshot.assignments, *snapshot.operations)}
    return words


def gone_from(event: ViewChanged) -> set[str]:
    return {
        *event.gone_units,
        *event.gone_incidents,
        *event.gone_assignments,
        *event.gone_alarms,
        *event.gone_hand_overs,
        *event.gone_operations,
    }


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.parametrize("seed", range(30))
def test_what_is_sent_leads_to_what_is_seen_and_names_nothing_else(scope, seed) -> None:
    hub = Situation()
    sight = Sight(scope, hub, DUTY_GRIDS)
    view = LimitedView(scope, hub, DUTY_GRIDS)
    client: Situation | None = None
    for event in history_of(seed):
        before = limited(sight, hub)
        hub.apply(hub.seq + 1, event)
        sent = view.follow(event)
        now = limited(sight, hub)
        message = event_message(hub.seq, sent)
        assert event_of(message) == sent
        allowed = words_for(now, scope)
        if isinstance(sent, ViewChanged):
            known = words_for(before, scope) | {one.id for one in before.alarms}
            assert gone_from(sent) <= known
            allowed |= gone_from(sent)
        assert set(_TOKEN.findall(encode(message))) <= allowed
        assert set(_TOKEN.findall(msgspec.json.encode(now).decode())) <= words_for(now, scope)
        assert view.snapshot() == now
        assert view.numbers == {one.number for one in now.units}
        if client is not None:
            client.apply(hub.seq, sent)
            assert in_order(client.snapshot()) == in_order(now)
        elif hub.seq >= STEPS // 3:
            client = Situation(view.snapshot())


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@given(drawn=choices())
def test_after_any_orders_that_are_allowed_a_view_shows_what_is_seen(scope, drawn) -> None:
    hub = Situation()
    view, client = LimitedView(scope, hub), Situation()
    for event in (event for order in orders_of(drawn) for event in order):
        hub.apply(hub.seq + 1, event)
        client.apply(hub.seq, view.follow(event))
    now = limited(Sight(scope, hub), hub)
    assert view.snapshot() == now
    assert in_order(client.snapshot()) == in_order(now)


def test_the_event_itself_is_sent_where_it_tells_all_there_is_to_tell() -> None:
    room = DutyRoom()
    hub = Situation(room.situation.snapshot())
    desk, wall = Scope(place_ids=WEST), Scope(hides_sensitive=True)
    views = [LimitedView(scope, hub) for scope in (desk, wall)]
    orders = [room.order(RegisterIncident(item_code="noise", title="吵", grid_id="west"))]
    case = orders[0].outcome.incident_id
    orders += [
        room.order(command)
        for command in (
            AssignUnits(incident_id=case, unit_ids=("p-1",)),
            RecordMilestone(incident_id=case, unit_id="p-1", milestone=Milestone.ON_SCENE),
            AddNote(incident_id=case, text="看过"),
            CloseIncident(incident_id=case),
        )
    ]
    for event in (event for order in orders for event in order.events):
        hub.apply(hub.seq + 1, event)
        assert all(view.follow(event) is event for view in views), event
    assert hub.seq == room.situation.seq


_REMARKS = {"reason", "decision", "text", "reference", "note", "summary", "disposition"}


def remarks_in(part: object) -> list[str]:
    """Every remark somewhere in a decoded message, but what a unit or a case was declared with."""
    if isinstance(part, dict):
        own = [part[name] for name in _REMARKS & part.keys() if isinstance(part[name], str)]
        return [text for text in own if text] + [
            text for name, inner in part.items() if name != "incident" for text in remarks_in(inner)
        ]
    if isinstance(part, list):
        return [text for inner in part for text in remarks_in(inner)]
    return []


@given(choices(least=20, most=60))
def test_where_addresses_are_masked_no_remark_is_told_at_all(drawn) -> None:
    hub = Situation()
    view = LimitedView(Scope(hides_sensitive=True, masks_addresses=True), hub, DUTY_GRIDS)
    for event in (one for order in orders_of(drawn) for one in order):
        hub.apply(hub.seq + 1, event)
        assert remarks_in(msgspec.to_builtins(view.follow(event))) == [], event
    assert remarks_in(msgspec.to_builtins(view.snapshot())) == []


def test_a_case_is_seen_while_an_echelon_names_a_unit_at_home_there() -> None:
    hub = Situation()
    view, client = LimitedView(Scope(place_ids=WEST), hub), Situation()

    def happen(event) -> set[str]:
        hub.apply(hub.seq + 1, event)
        client.apply(hub.seq, view.follow(event))
        assert in_order(client.snapshot()) == in_order(view.snapshot())
        return set(client.incidents)

    happen(declared("u1", grid_id="west"))
    happen(declared("u2", grid_id="east", number=2))
    assert happen(registered("i1", grid_id="east")) == set()
    call = EchelonCall(
        echelon=1, unit_ids=("u1", "u2"), commander="", reason="", at=NOON, by="desk-1"
    )
    assert happen(EchelonActivated(incident_id="i1", call=call)) == {"i1"}
    assert client.incidents["i1"].progress.echelons[0].unit_ids == ("u1",)
    assert happen(declared("u1", grid_id="east")) == set()
    assert happen(declared("u1", grid_id="west")) == {"i1"}
    happen(registered("i2", grid_id="west"))
    happen(assigned("a2", incident_id="i2"))  # for which it is seen wherever it is at home
    assert happen(declared("u1", grid_id="east")) == {"i2"}
    assert happen(declared("u1", grid_id="west")) == {"i1", "i2"}
    down = EchelonStoodDown(incident_id="i1", echelon=1, reason="", at=NOON, by="desk-1")
    assert happen(down) == {"i2"}


def test_an_address_is_cut_out_of_a_title_and_the_location_stays_for_the_map() -> None:
    room = DutyRoom()
    case = room.case(location=IN_WEST, address="和平街 3 号", title="和平街 3 号有人吵")
    seen = Sight(Scope(masks_addresses=True), room.situation).incident(case)
    assert seen is not None
    assert (seen.incident.address, seen.incident.title) == ("", f"{MASK}有人吵")
    assert seen.incident.location == IN_WEST
