"""Units of the simulated city that call for help 紧急求助, and are safe again a while later."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bigscreen.city.chance import stream
from bigscreen.city.simulation.order_book import OrderBook
from bigscreen.domain.alarms import AlarmKind, AlarmStatus
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.centre_orders import EndSos, RaiseSos
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, UnitState
from bigscreen.service.sos_orders import open_sos

FIRST_AFTER = timedelta(seconds=100)
"""How long after a city comes to life the first unit calls, so that it is seen in a demo."""

_SAFE_AFTER = timedelta(minutes=2)
"""How long after somebody has answered the unit is safe."""
_SAFE_AT_LAST = timedelta(minutes=12)
"""How long after the call it is safe although nobody has answered."""
_ON_SCENE_WEIGHT = 20.0
_SAID = ("执法记录仪一键求助", "现场人员情绪激动，请求支援", "执法受阻，请求支援")
_SAFE = "增援到场，人员安全，现场已控制"


class Distress:
    """Decides who calls for help when, by ``seed`` and time alone: ``per_day`` calls a day.

    Most calls come from units that are at a scene.
    """

    def __init__(
        self, unit_ids: Sequence[str], per_day: float, seed: int, orders: OrderBook
    ) -> None:
        self._unit_ids = unit_ids
        self._per_minute = per_day / 1440.0
        self._seed = seed
        self._orders = orders
        self._first_at: datetime | None = None

    def begin(self, now: datetime) -> None:
        """Have somebody call soon: the city has just come to life."""
        if self._per_minute:
            self._first_at = now + FIRST_AFTER

    def advance(self, situation: Situation, since: datetime, now: datetime) -> None:
        """Give the calls after ``since`` and up to ``now``, and end those that are over."""
        if self._first_at is not None and self._first_at <= now:
            self._call(situation, self._first_at)
            self._first_at = None
        for at in self._moments(since, now):
            self._call(situation, at)
        self._end(situation, now)

    def _moments(self, since: datetime, now: datetime) -> Iterator[datetime]:
        minute = since.replace(second=0, microsecond=0)
        while minute <= now:
            chance = stream(self._seed, "sos", minute.isoformat())
            if chance.random() < self._per_minute:
                at = minute + timedelta(seconds=60.0 * chance.random())
                if since < at <= now:
                    yield at
            minute += timedelta(minutes=1)

    def _call(self, situation: Situation, at: datetime) -> None:
        chance = stream(self._seed, "sos unit", at.isoformat())
        units = [
            state
            for unit_id in self._unit_ids
            if (state := situation.units[unit_id]).duty is Duty.ON_DUTY
        ]
        if not units:
            return
        weights = [_ON_SCENE_WEIGHT if _is_on_scene(situation, one) else 1.0 for one in units]
        unit_id = chance.choices(units, weights)[0].unit.id
        if open_sos(situation, unit_id) is None:
            said = chance.choice(_SAID)
            self._orders.give(
                f"sos:{unit_id}:{at.isoformat()}", RaiseSos(unit_id=unit_id, note=said)
            )

    def _end(self, situation: Situation, now: datetime) -> None:
        own = set(self._unit_ids)
        for alarm in situation.alarms.open():
            if alarm.kind is not AlarmKind.SOS or alarm.unit_id not in own:
                continue
            is_answered = alarm.status is AlarmStatus.ACKNOWLEDGED
            answered_at = alarm.answered_at if is_answered else None
            safe_at = answered_at + _SAFE_AFTER if answered_at else alarm.raised_at + _SAFE_AT_LAST
            if safe_at <= now:
                self._orders.give(f"safe:{alarm.id}", EndSos(alarm_id=alarm.id, note=_SAFE))


def _is_on_scene(situation: Situation, state: UnitState) -> bool:
    work = situation.holding(state)
    return work is not None and Milestone.ON_SCENE in work.stamps
