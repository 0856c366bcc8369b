"""The cases on the map as JSON for the page; only rows that changed are made anew."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import msgspec

from bigscreen.domain.assignments import Assignment, Milestone
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Force, Unit
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.duty_words import echelon_numeral
from bigscreen.viewmodels.map_frame import mercator_world_u32
from bigscreen.viewmodels.map_symbols import tint_of
from bigscreen.viewmodels.wall_headline import wall_headline
from bigscreen.viewmodels.wording import tr

_Held = tuple[Assignment, int, Unit]
"""An open assignment, and the number and description of the unit that holds it."""
_Key = tuple[IncidentState, bool, bool, tuple[_Held, ...]]


class IncidentRows:
    """Keeps the rows of one map, so that a change of one case costs the row of one case.

    ``at_wall`` dims the cases that walls have to dim and says no more of them than their item.
    """

    def __init__(self, city: City, *, at_wall: bool = False) -> None:
        self._city = city
        self._at_wall = at_wall
        self._forces = {force.code: force for force in city.forces}
        self._rows: dict[str, tuple[_Key, bytes]] = {}
        self._told_of: tuple[Situation, int, Collection[str], str | None] | None = None

    def rows(
        self, situation: Situation, *, selected: str | None = None, overdue: Collection[str] = ()
    ) -> bytes:
        """Return the open incidents that have a place as a JSON list, gravest and oldest first.

        ``selected`` is the id of one incident, ``overdue`` the ids past their clock; a selected
        incident is shown even when it is closed. World coordinates as in the frame.
        """
        before, self._told_of = self._told_of, (situation, situation.seq, overdue, selected)
        if before is not None and before[:3] == self._told_of[:3]:
            ids = [one for one in (before[3], selected) if one is not None]
            if all(one in self._rows and self._rows[one][0][0].closed_at is None for one in ids):
                return self._chosen_anew(ids, selected)
        shown = [i for i in situation.open_incidents() if i.incident.location is not None]
        chosen = situation.incidents.get(selected) if selected else None
        if chosen is not None and chosen.closed_at is not None and chosen.incident.location:
            shown.append(chosen)
        shown.sort(key=lambda i: (i.incident.level, i.incident.received_at, i.incident.id))
        kept: dict[str, tuple[_Key, bytes]] = {}
        for state in shown:
            case_id = state.incident.id
            key = state, case_id in overdue, case_id == selected, _held(situation, state)
            known = self._rows.get(case_id)
            kept[case_id] = known if known and _same(known[0], key) else (key, self._row(key))
        self._rows = kept
        return self._joined()

    def _chosen_anew(self, ids: Collection[str], selected: str | None) -> bytes:
        """Return the rows of the same picture with another one selected; ``ids`` may differ."""
        for case_id in ids:
            state, overdue, _, held = self._rows[case_id][0]
            key = state, overdue, case_id == selected, held
            self._rows[case_id] = key, self._row(key)
        return self._joined()

    def _joined(self) -> bytes:
        return b"[" + b",".join(row for _, row in self._rows.values()) + b"]"

    def _row(self, key: _Key) -> bytes:
        state, overdue, selected, held = key
        case = state.incident
        dim = self._at_wall and case.sensitivity is Sensitivity.DIM
        x, y = _world(case.location)
        return msgspec.json.encode(
            {
                "id": case.id,
                "number": case.number,
                "title": (wall_headline if self._at_wall else headline)(case, self._city),
                "marks": _marks(state),
                "level": int(case.level),
                "x": x,
                "y": y,
                "received_ms": _ms(case.received_at),
                "open": state.closed_at is None,
                "overdue": overdue,
                "selected": selected,
                "drill": case.drill,
                "dim": dim,
                "echelon": echelon_numeral(state.progress.echelon),
                "units": [_unit_on(one, self._forces) for one in held],
            }
        )


def incidents_json(
    situation: Situation,
    city: City,
    *,
    version: int,
    selected: str | None = None,
    overdue: Collection[str] = (),
    at_wall: bool = False,
) -> bytes:
    """Return the incidents of a picture that is looked at once, as the page's ``/live/incidents``.

    The arguments are those of :class:`IncidentRows`.
    """
    rows = IncidentRows(city, at_wall=at_wall).rows(situation, selected=selected, overdue=overdue)
    return incidents_text(rows, version)


def incidents_text(rows: bytes, version: int) -> bytes:
    """Return rows with their version, as the page's ``/live/incidents``."""
    return b'{"version":%d,"incidents":%b}' % (version, rows)


def _same(one: _Key, other: _Key) -> bool:
    """Tell whether a row would come out the same: parts that are the same objects tell the same."""
    if one[0] is not other[0] or one[1:3] != other[1:3] or len(one[3]) != len(other[3]):
        return False
    pairs = zip(one[3], other[3], strict=True)
    return all(a[0] is b[0] and a[1] == b[1] and a[2] is b[2] for a, b in pairs)


def _held(situation: Situation, incident: IncidentState) -> tuple[_Held, ...]:
    held = []
    for assignment in situation.assignments_of(incident):
        state = situation.units.get(assignment.unit_id)
        if assignment.is_open and state is not None:
            held.append((assignment, state.number, state.unit))
    return tuple(held)


def _unit_on(held: _Held, forces: Mapping[str, Force]) -> dict[str, int]:
    assignment, number, unit = held
    return {
        "number": number,
        "tint": int(tint_of(unit, forces)),
        "since_ms": _sent_ms(assignment),
        "stacked": int(assignment.stacked),
    }


def _marks(state: IncidentState) -> Iterable[str]:
    """Return what the label says before the title: that it is a drill, and who reinforces."""
    marks = [tr("Drill")] if state.incident.drill else []
    if state.progress.echelon:
        numeral = echelon_numeral(state.progress.echelon)
        marks.append(tr("Echelon {numeral}", numeral=numeral))
    return marks


def _world(place: GeoPoint | None) -> tuple[int, int]:
    if place is None:
        return 0, 0
    x, y = mercator_world_u32(place.lat, place.lon)
    return int(x[0]), int(y[0])


def _sent_ms(assignment: Assignment) -> int:
    stamp = assignment.stamps.get(Milestone.DISPATCHED)
    return 0 if stamp is None else _ms(stamp.at)


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
