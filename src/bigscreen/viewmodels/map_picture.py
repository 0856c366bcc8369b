"""The picture the page pulls, kept ready: encoded again only when something in it changed."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import numpy as np

from bigscreen.domain.city import City
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.shift import Shift
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.map_duty import calling_units, duty_json, running_operations
from bigscreen.viewmodels.map_frame import FrameHead, UnitColumns, encode_map_frame
from bigscreen.viewmodels.map_incidents import IncidentRows, incidents_text
from bigscreen.viewmodels.map_looks import UnitLooks
from bigscreen.viewmodels.map_symbols import age_codes, fade_codes, names_json

_AGES_EVERY_MS = 1000.0
"""How often ages are looked at while no unit moves."""


class _Drawn(NamedTuple):
    """What the newest frame was drawn from, and when the ages were looked at last."""

    fixes: FixTable
    generation: int
    looked_ms: float
    ages: bytes


class MapPicture:
    """One screen's map: situation, positions, selection and link, as the bytes the page asks for.

    Built for one city; ``at_wall`` dims what walls have to dim. ``show`` takes a changed
    situation, ``look_at_duty`` how far its shift and operations are; ``select``,
    ``set_overdue`` and ``set_link_lost`` what this screen adds. ``units_frame`` gives back the
    same bytes object, and so the same sequence, until something in the frame is different.
    """

    def __init__(self, city: City, *, at_wall: bool = False) -> None:
        self._city = city
        self._forces = {force.code: force for force in city.forces}
        self._situation = Situation()
        self.looks = UnitLooks(self._forces)
        self._selected: tuple[int | None, str | None] = (None, None)
        self._overdue: frozenset[str] = frozenset()
        self._link_lost = False
        self._versions = {"frame": 0, "incidents": 0, "names": 0, "duty": 0}
        self._drawn: _Drawn | None = None
        self._frame = b""
        self._names = names_json((), self._forces, 0)
        self._incident_rows = IncidentRows(city, at_wall=at_wall)
        self._rows = b"[]"
        self._rows_of: tuple[Situation, int, str | None, frozenset[str]] | None = None
        self._incidents = incidents_text(self._rows, 0)
        self._duty_of: tuple[Shift, tuple[JointOperation, ...], tuple[int, ...]] = (Shift(), (), ())
        self._duty = duty_json(Shift(), (), city, version=0)

    def show(self, situation: Situation) -> None:
        """Take the situation as it is now; cheap when few units changed."""
        self._situation = situation
        states = {state.number: state for state in situation.units.values()}
        changed, renamed = self.looks.update(states)
        if renamed:
            self._versions["names"] += 1
            self._names = names_json(states.values(), self._forces, self._versions["names"])
        if changed:
            self._drawn = None
        self._tell_incidents()

    def look_at_duty(self, now: datetime) -> None:
        """Take how far the shift has come, which operations run now, which units call for help."""
        known = self._situation
        shift, running = known.shift, running_operations(known.operations, now)
        held = (shift, running, calls := calling_units(known))
        if held != self._duty_of:
            self._duty_of = held
            self._versions["duty"] += 1
            version = self._versions["duty"]
            self._duty = duty_json(shift, running, self._city, version=version, calls=calls)
            self._drawn = None

    def select(self, unit_number: int | None, incident_id: str | None) -> None:
        """Highlight a unit, an incident, both or neither."""
        if (unit_number, incident_id) != self._selected:
            self._selected = (unit_number, incident_id)
            self._drawn = None
            self._tell_incidents()

    def set_overdue(self, incident_ids: Collection[str]) -> None:
        """Say which incidents are past their clock, by the queue's own rule."""
        self._overdue = frozenset(incident_ids)
        self._tell_incidents()

    def set_link_lost(self, lost: bool) -> None:
        """Grey the picture, or bring it back."""
        if lost != self._link_lost:
            self._link_lost = lost
            self._drawn = None

    def units_frame(self, fixes: FixTable, now_ms: float) -> bytes:
        """Return the frame of all units that ever reported; ``now_ms`` is hub time, UTC."""
        last = self._drawn
        still = last is not None and last.fixes is fixes and last.generation == fixes.generation
        if last is not None and still and 0.0 <= now_ms - last.looked_ms < _AGES_EVERY_MS:
            return self._frame
        units = self._units(fixes, now_ms)
        ages = units.fade.tobytes() + units.age_min.tobytes()
        self._drawn = _Drawn(fixes, fixes.generation, now_ms, ages)
        if last is None or not still or ages != last.ages:
            self._versions["frame"] += 1
            self._frame = encode_map_frame(units, self._head(now_ms))
        return self._frame

    def incidents_json(self) -> bytes:
        """Return the open incidents as the page reads them."""
        return self._incidents

    def names_json(self) -> bytes:
        """Return call signs and badges by unit number."""
        return self._names

    def duty_json(self) -> bytes:
        """Return patrol duties done and grids with an operation, as the page reads them."""
        return self._duty

    def _units(self, fixes: FixTable, now_ms: float) -> UnitColumns:
        looks = self.looks
        size = min(len(looks.is_unit), len(fixes.fixed_at_ms))
        rows = np.flatnonzero(looks.is_unit[:size] & (fixes.fixed_at_ms[:size] > 0))
        newest = fixes.columns(rows)
        age_s = np.maximum(now_ms - newest.fixed_at_ms, 0.0) / 1000.0
        return UnitColumns(
            number=newest.number,
            lat=newest.lat,
            lon=newest.lon,
            symbol=looks.symbol[rows],
            status=looks.status[rows],
            heading_deg=newest.heading_deg,
            fade=fade_codes(age_s, looks.stale_after_s[rows]),
            age_min=age_codes(age_s),
        )

    def _head(self, now_ms: float) -> FrameHead:
        return FrameHead(
            sequence=self._versions["frame"],
            incidents_version=self._versions["incidents"],
            names_version=self._versions["names"],
            duty_version=self._versions["duty"],
            selected=self._selected[0],
            link_lost=self._link_lost,
            hub_time_ms=now_ms,
        )

    def _tell_incidents(self) -> None:
        situation, selected = self._situation, self._selected[1]
        told_of = (situation, situation.seq, selected, self._overdue)
        if told_of == self._rows_of:
            return
        self._rows_of = told_of
        rows = self._incident_rows.rows(situation, selected=selected, overdue=self._overdue)
        if rows != self._rows:
            self._rows = rows
            self._versions["incidents"] += 1
            self._incidents = incidents_text(rows, self._versions["incidents"])
            self._drawn = None
