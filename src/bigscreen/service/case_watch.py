"""Which cases are due or soon will be, as a whole and stage by stage; which are shown a card.

Looked at once a second with all open cases: the usual one, with nothing due, must cost no more
than a few comparisons.
"""

from collections.abc import Mapping
from datetime import datetime

from bigscreen.domain.alarms import AlarmStage
from bigscreen.domain.assignments import MILESTONES
from bigscreen.domain.case_events import CardGiven
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.clocks import Clock, Deadline, stage_due_at, stage_warn_at
from bigscreen.domain.incidents import IncidentStatus, WorkKind
from bigscreen.domain.progress import Card, CardShown
from bigscreen.domain.situation import Situation
from bigscreen.service.deadlines import stage_warning
from bigscreen.service.standing import Board, Horizon, Standing


def put_due_cases(board: Board, situation: Situation, city: City, horizon: Horizon) -> None:
    """Put what open cases need on the board: alarms, whole and for the next stage, and cards.

    Drills need none; of a suspended case nothing is due.
    """
    now, farthest = horizon.now, horizon.farthest
    for state in situation.incidents.values():
        progress = state.progress
        deadline = progress.deadline
        if deadline is None:
            continue
        if deadline.warn_at <= now:
            _put_whole(board, state, deadline, now)
        card_at = deadline.yellow_at or deadline.red_at
        if card_at is not None and card_at <= now:
            _put_cards(board, state, deadline, now)
        stages = progress.stages
        if stages:
            due_at = stages[-1].due_at
            if due_at is not None and due_at <= farthest:
                stage = horizon.awaited(state.incident.item_code, stages[-1].stage)
                _put_stage(board, state, stage, due_at, horizon)
    _put_calls(board, situation, city, horizon)


def _put_whole(board: Board, state: IncidentState, deadline: Deadline, now: datetime) -> None:
    if _counts(state):
        board.cases[state.incident.id] = (
            Standing(AlarmStage.DUE, deadline.due_at)
            if deadline.due_at <= now
            else Standing(AlarmStage.EARLY, deadline.warn_at)
        )


def _put_cards(board: Board, state: IncidentState, deadline: Deadline, now: datetime) -> None:
    """Put the cards on the board that were earned and not shown yet."""
    if len(state.progress.cards) == len(Card) or not _counts(state):
        return
    shown = {one.card for one in state.progress.cards}
    for card, moment in ((Card.YELLOW, deadline.yellow_at), (Card.RED, deadline.red_at)):
        if moment is not None and moment <= now and card not in shown:
            earned = CardShown(card=card, at=moment)
            board.cards.append(CardGiven(incident_id=state.incident.id, card=earned))


def _put_calls(board: Board, situation: Situation, city: City, horizon: Horizon) -> None:
    """Put the next milestone of police calls whose clocks limit milestones on it."""
    clocks = _call_clocks(city)
    if not clocks:
        return
    for state in situation.incidents.values():
        clock = clocks.get(state.incident.item_code)
        if clock is None or state.progress.deadline is None:
            continue
        milestone, since = _awaited_milestone(situation, state)
        due_at = stage_due_at(clock, city.calendar, milestone, since)
        if due_at is not None and due_at <= horizon.farthest:
            _put_stage(board, state, milestone, due_at, horizon)


def next_warning(situation: Situation, city: City, state: IncidentState) -> datetime | None:
    """Return when to warn that the next stage or milestone of a case on the board is due soon."""
    if state.progress.stages:
        return stage_warning(city, state.incident, state.progress)
    clock = _call_clocks(city)[state.incident.item_code]
    milestone, since = _awaited_milestone(situation, state)
    return stage_warn_at(clock, city.calendar, milestone, since)


def _awaited_milestone(situation: Situation, state: IncidentState) -> tuple[str, datetime]:
    """Return the milestone the furthest unit of a call reaches next, and since when it could.

    Empty after the last one.
    """
    reached: dict[int, datetime] = {0: state.incident.received_at}
    for assignment in situation.assignments_of(state):
        place = assignment.stage
        at = assignment.stamps[MILESTONES[place - 1]].at
        reached[place] = min(at, reached.get(place, at))
    furthest = max(reached)
    return (MILESTONES[furthest].value if furthest < len(MILESTONES) else ""), reached[furthest]


def _call_clocks(city: City) -> Mapping[str, Clock]:
    """Return the clocks of police items that set limits for milestones, by item."""
    by_code = {clock.code: clock for clock in city.clocks if clock.stage_hours}
    return {
        item.code: by_code[item.clock]
        for item in city.items
        if item.work_kind is WorkKind.POLICE_CALL and item.clock in by_code
    }


def _put_stage(
    board: Board, state: IncidentState, stage: str, due_at: datetime, horizon: Horizon
) -> None:
    if not _counts(state):
        return
    if due_at <= horizon.now:
        board.stages[state.incident.id] = Standing(AlarmStage.DUE, due_at, stage)
    elif due_at <= horizon.at(state.incident.item_code, stage):
        board.stages[state.incident.id] = Standing(AlarmStage.EARLY, None, stage)


def _counts(state: IncidentState) -> bool:
    return state.status is IncidentStatus.OPEN and not state.incident.drill
