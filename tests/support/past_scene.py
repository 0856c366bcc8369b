"""A past without a hub: a made-up hour, and questions about it answered when a test says so."""

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np

from bigscreen.bridge.hub_questions import HubQuestions
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.events import Event
from bigscreen.domain.incidents import Level
from bigscreen.domain.past import (
    NotedEvent,
    PastBoard,
    PastBoardQuestion,
    PastCase,
    PastCaseQuestion,
    PastPage,
    PastQuestion,
    Tracks,
    TracksQuestion,
)
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.situation import Situation
from bigscreen.protocol.link_facts import AnswerTold
from bigscreen.protocol.past_pages import moment_ms, packed_events, packed_snapshot
from bigscreen.service.past_marks import case_marks
from bigscreen.service.track_columns import TrackColumns, packed
from tests.support.boards import empty_board
from tests.support.events import assigned, closed, declared, reached, registered, released
from tests.support.small_city import IN_WEST, NOON

UNIT_IDS = ("u1", "u2")
STEP_S = 10
HOUR = timedelta(hours=1)


def hour() -> list[tuple[float, Event]]:
    """Return (minutes after noon, event): a grave case worked on by u1, and a small one."""
    return [
        (0, declared("u1", 1, call_sign="巡u-1")),
        (0, declared("u2", 2, call_sign="巡u-2")),
        (5, registered("i1", title="火警 · 临江路", level=Level.ONE, location=IN_WEST)),
        (6, assigned("a1", "i1", "u1", minutes=6)),
        (8, reached(Milestone.EN_ROUTE, 8)),
        (15, reached(Milestone.ON_SCENE, 15)),
        (20, registered("i2", title="噪音扰民", level=Level.FOUR, location=IN_WEST)),
        (40, released(minutes=40)),
        (41, closed("i1", minutes=41)),
    ]


class PastScene:
    """``questions`` and ``live`` are what a screen has of its hub; ``asked`` what it wants."""

    def __init__(self, live: LiveSituation) -> None:
        self.live = live
        self.asked: list[tuple[str, object]] = []
        self.questions = HubQuestions(lambda key, question: self.asked.append((key, question)))
        self.events = [
            NotedEvent(moment_ms(NOON + timedelta(minutes=at)), seq, event)
            for seq, (at, event) in enumerate(hour(), start=1)
        ]

    def answer(self, wanted: Callable[[object], bool] = lambda question: True) -> int:
        """Answer what was asked and what is asked because of it; return how many that were."""
        count = 0
        while chosen := [one for one in self.asked if wanted(one[1])]:
            self.asked = [one for one in self.asked if one not in chosen]
            for key, question in chosen:
                count += 1
                self._tell(AnswerTold(question_id=key, answer=self._answer_to(question)))
        return count

    def fail(self, code: str) -> None:
        """Answer what was asked with a fault."""
        chosen, self.asked = self.asked, []
        for key, _ in chosen:
            self._tell(AnswerTold(question_id=key, fault=QuestionFault(code=code)))

    def _tell(self, told: AnswerTold) -> None:
        self.questions.on_live_answers_arrived([told])

    def folded(self, at: datetime) -> Situation:
        """Return what had happened at a moment."""
        situation = Situation()
        for one in self.events:
            if one.at_ms <= moment_ms(at):
                situation.apply(one.seq, one.event)
        return situation

    def _answer_to(self, question: object) -> object:
        match question:
            case PastQuestion(start=start, end=end):
                later = [
                    one for one in self.events if moment_ms(start) < one.at_ms <= moment_ms(end)
                ]
                return PastPage(
                    start=start,
                    end=end,
                    snapshot=packed_snapshot(self.folded(start).snapshot()),
                    events=packed_events(later),
                    known_from=NOON,
                )
            case TracksQuestion(start=start, end=end):
                return Tracks(start=start, end=end, unit_ids=UNIT_IDS, columns=_tracks(start, end))
            case PastBoardQuestion(at=at):
                return PastBoard(board=empty_board(at))
            case PastCaseQuestion(incident_id=incident_id):
                situation = self.folded(NOON + HOUR)
                state = situation.incidents[incident_id]
                marks = case_marks(state, situation.assignments_of(state))
                return PastCase(
                    incident_id=incident_id,
                    number=state.incident.number,
                    title=state.incident.title,
                    level=state.incident.level,
                    start=NOON + timedelta(minutes=5),
                    end=NOON + timedelta(minutes=41),
                    marks=marks,
                )
        raise AssertionError(question)


def _tracks(start: datetime, end: datetime) -> bytes:
    """Two units: u1 goes north a ten-thousandth of a degree every ten seconds, u2 stands."""
    first, last = moment_ms(start), moment_ms(end)
    steps = np.arange(first // 1000 // STEP_S * STEP_S, last // 1000, STEP_S, dtype=np.int64)
    since_noon = steps - moment_ms(NOON) // 1000
    count = len(steps)
    return packed(
        TrackColumns(
            unit=np.repeat(np.array([0, 1], np.uint32), count),
            at_ms=np.tile(steps * 1000, 2),
            lat_e7=np.concatenate(
                [305_000_000 + since_noon // STEP_S * 1000, np.full(count, 305_000_000)]
            ).astype(np.int32),
            lon_e7=np.full(2 * count, 1_032_500_000, np.int32),
        )
    )
