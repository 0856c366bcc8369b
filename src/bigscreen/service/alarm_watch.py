"""Compares what has to stand with what is on record: alarms raised, cleared, sounding again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.case_events import CardGiven
from bigscreen.domain.centre_events import AlarmChanged
from bigscreen.domain.city import City
from bigscreen.domain.figures import MinimumFigure
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.minimums import minimum_figures
from bigscreen.domain.situation import Situation
from bigscreen.service.case_watch import put_due_cases
from bigscreen.service.hand_over_watch import put_due_hand_overs
from bigscreen.service.new_alarms import NewAlarms
from bigscreen.service.standing import Board, Horizon, Standing, form_of, place_key

SETTLING = timedelta(seconds=5)
"""How long after a hub's start no units are missed: their sources have to join first."""


class AlarmWatch:
    """Looks once at a situation for the alarms that have to change ``now`` (UTC).

    What came due before ``running_since``, with no alarm on record, is recorded as expired:
    nobody was there to hear it. Where the city's clocks can not be read, no alarm by a clock is
    raised, and those on record stay as they are while their subject is there.
    """

    def __init__(
        self, situation: Situation, city: City, now: datetime, running_since: datetime
    ) -> None:
        self._situation = situation
        self._city = city
        self._now = now
        self._new = NewAlarms(situation, city, now, running_since)
        self._is_settling = now < running_since + SETTLING
        self._shortages = {
            place_key(figure.grid_id, figure.force_code): figure
            for figure in self._figures()
            if figure.on_duty < figure.minimum
        }

    def changes(self) -> Iterator[AlarmChanged | CardGiven]:
        """Yield every alarm that has to change, as it has to be from now on, and every card."""
        board = self._board()
        for alarm in self._alarms(board):
            yield AlarmChanged(alarm=alarm)
        yield from board.cards

    def _alarms(self, board: Board) -> Iterator[Alarm]:
        for alarm in self._situation.alarms.open():
            if board.take(alarm) or self._is_left_alone(alarm):
                if alarm.muted_until is not None or alarm.kind is AlarmKind.UNITS_BELOW_MINIMUM:
                    yield from self._kept(alarm)
            else:
                yield replace(alarm, status=AlarmStatus.CLEARED, muted_until=None)
        for incident_id, standing in board.cases.items():
            yield self._new.of_case(AlarmKind.CASE_DUE, incident_id, standing)
        for incident_id, standing in board.stages.items():
            yield self._new.of_case(AlarmKind.STAGE_DUE, incident_id, standing)
        forms = {form.id: form for form in self._situation.hand_overs.open()}
        for key, standing in board.hand_overs.items():
            yield self._new.of_hand_over(forms[form_of(key)], standing)
        for place in board.shortages:
            yield self._new.of_shortage(self._shortages[place])

    def _board(self) -> Board:
        shortage = Standing(AlarmStage.DUE, None)
        board = Board(shortages=dict.fromkeys(self._shortages, shortage))
        if not self._city.clock_fault:
            horizon = Horizon(self._city, self._now)
            put_due_cases(board, self._situation, self._city, horizon)
            put_due_hand_overs(board, self._situation, self._city, horizon)
        return board

    def _is_left_alone(self, alarm: Alarm) -> bool:
        """Tell whether an alarm stays although no clock that can be read asks for it."""
        if alarm.kind is AlarmKind.SOS:
            return True  # until somebody ends it
        if alarm.kind is AlarmKind.ECHELON_ACTIVATED:
            return self._is_active(alarm)
        if alarm.kind is AlarmKind.UNITS_BELOW_MINIMUM:
            return self._is_settling
        if not self._city.clock_fault:
            return False
        if alarm.kind is AlarmKind.HAND_OVER_DUE:
            form = self._situation.hand_overs.get(alarm.hand_over_id)
            return form is not None and not form.is_settled
        return self._is_open(alarm.incident_id)

    def _kept(self, alarm: Alarm) -> Iterator[Alarm]:
        """Yield an alarm that goes on but has to change: silenced long enough, other numbers."""
        changed = alarm
        if alarm.muted_until is not None and alarm.muted_until <= self._now:
            changed = replace(changed, status=AlarmStatus.SOUNDING, muted_until=None)
        figure = self._shortages.get(place_key(alarm.grid_id, alarm.force_code))
        if figure is not None and alarm.kind is AlarmKind.UNITS_BELOW_MINIMUM:
            changed = _renumbered(changed, figure)
        if changed is not alarm:
            yield changed

    def _is_open(self, incident_id: str) -> bool:
        state = self._situation.incidents.get(incident_id)
        return state is not None and state.status is IncidentStatus.OPEN

    def _is_active(self, alarm: Alarm) -> bool:
        """Tell whether the echelon an alarm is of has not been stood down since, in any way."""
        state = self._situation.incidents.get(alarm.incident_id)
        return state is not None and any(
            (str(call.echelon), call.at, call.stood_down_at) == (alarm.detail, alarm.moment, None)
            for call in state.progress.echelons
        )

    def _figures(self) -> tuple[MinimumFigure, ...]:
        if self._is_settling or not self._city.plan.minimums:
            return ()
        units = self._situation.units.values()
        return minimum_figures(self._city.plan, self._situation.shift.level, units)


def _renumbered(alarm: Alarm, figure: MinimumFigure) -> Alarm:
    """Return an alarm with the units there and wanted now, itself when they are the same."""
    if (figure.on_duty, figure.minimum) == (alarm.count, alarm.minimum):
        return alarm
    return replace(alarm, count=figure.on_duty, minimum=figure.minimum)
