"""Which hand-overs are due or soon will be, as a whole and step by step."""

from datetime import datetime

from bigscreen.domain.alarms import AlarmStage
from bigscreen.domain.city import City
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.situation import Situation
from bigscreen.service.deadlines import (
    clock_of_hand_over,
    hand_over_step_warning,
    next_hand_over_step,
)
from bigscreen.service.standing import Board, Horizon, Standing, form_key


def put_due_hand_overs(board: Board, situation: Situation, city: City, horizon: Horizon) -> None:
    """Put the alarms of forms that are not settled on the board; those of drills raise none."""
    for form in situation.hand_overs.open():
        if _is_of_drill(situation, form):
            continue
        for standing in (_whole(form, horizon), _step(city, form, horizon)):
            if standing is not None:
                board.hand_overs[form_key(form.id, standing.detail)] = standing


def step_warning(city: City, form: HandOver, step: str) -> datetime | None:
    """Return when to warn that a form's next step is due soon."""
    since = form.entries[-1].at if form.entries else form.created_at
    return hand_over_step_warning(city, form.deadline.clock, step, since)


def _whole(form: HandOver, horizon: Horizon) -> Standing | None:
    if form.deadline.due_at <= horizon.now:
        return Standing(AlarmStage.DUE, form.deadline.due_at)
    if form.deadline.warn_at <= horizon.now:
        return Standing(AlarmStage.EARLY, form.deadline.warn_at)
    return None


def _step(city: City, form: HandOver, horizon: Horizon) -> Standing | None:
    step, due_at = next_hand_over_step(form.status), form.step_due_at
    if step is None or due_at is None:
        return None
    if due_at <= horizon.now:
        return Standing(AlarmStage.DUE, due_at, step)
    if due_at <= horizon.of_clock(clock_of_hand_over(city, form.deadline.clock), step):
        return Standing(AlarmStage.EARLY, None, step)
    return None


def _is_of_drill(situation: Situation, form: HandOver) -> bool:
    known = situation.incidents.get(form.incident_id)
    return known is not None and known.incident.drill
