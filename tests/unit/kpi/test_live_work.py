"""What is open now: cards, deadlines, suspensions, supervision, echelons, drills."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.figures import OpenFigure
from bigscreen.domain.hand_overs import HandOver, HandOverKind, HandOverStatus
from bigscreen.domain.incidents import Channel, Incident, IncidentStatus, Level, WorkKind
from bigscreen.domain.progress import (
    Card,
    CardShown,
    CaseLink,
    EchelonCall,
    LinkKind,
    Progress,
    Suspension,
)
from bigscreen.kpi.live_work import LiveWork, open_figure
from tests.support.small_city import NOON

HOUR = timedelta(hours=1)


def state(case_id: str, *, drill=False, status=IncidentStatus.OPEN, **progress) -> IncidentState:
    incident = Incident(
        id=case_id,
        number=case_id,
        work_kind=WorkKind.CITY_CASE,
        item_code="vendor",
        title="摊",
        level=Level.THREE,
        channel=Channel.PATROL,
        received_at=NOON,
        drill=drill,
    )
    return IncidentState(incident=incident, status=status, progress=Progress(**progress))


def deadline(hours: float) -> Deadline:
    return Deadline(clock="c", warn_at=NOON, due_at=NOON + hours * HOUR)


def form(case_id: str, kind=HandOverKind.SUPERVISION, **changes) -> HandOver:
    one = HandOver(
        id=f"h-{case_id}",
        number="1",
        kind=kind,
        incident_id=case_id,
        department="d",
        subject="s",
        text="t",
        created_at=NOON,
        created_by="desk-1",
        deadline=deadline(24),
    )
    return replace(one, **changes)


YELLOW = CardShown(card=Card.YELLOW, at=NOON)
RED = CardShown(card=Card.RED, at=NOON)
CALLED = EchelonCall(echelon=2, unit_ids=("u1",), commander="c", reason="r", at=NOON, by="desk-1")


def test_every_trouble_of_an_open_case_is_counted():
    live = LiveWork(
        incidents=(
            state("due", deadline=deadline(-1)),
            state("in time", deadline=deadline(1)),
            state("yellow", cards=(YELLOW,)),
            state("red", cards=(YELLOW, RED), deadline=deadline(-9)),
            state("still", suspensions=(Suspension(since=NOON, by="d", reason="r"),)),
            state(
                "again",
                suspensions=(Suspension(since=NOON, by="d", reason="r", until=NOON + HOUR),),
            ),
            state("watched"),
            state("called", echelons=(CALLED,)),
            state("home", echelons=(replace(CALLED, stood_down_at=NOON),)),
        ),
        hand_overs=(
            form("watched"),
            form("in time", HandOverKind.TRANSFER),
            form("called", status=HandOverStatus.COMPLETED),
        ),
    )
    assert open_figure(live, NOON) == OpenFigure(
        open=9,
        overdue=2,
        yellow_cards=1,
        red_cards=1,
        suspended=1,
        supervised=1,
        escalated=1,
    )


def test_drills_stand_by_themselves_and_what_is_no_work_nowhere():
    live = LiveWork(
        incidents=(
            state("drill", drill=True, cards=(RED,)),
            state("twice", links=(CaseLink(kind=LinkKind.MAIN, incident_id="main"),)),
            state("main", links=(CaseLink(kind=LinkKind.DUPLICATE, incident_id="twice"),)),
            state("nothing", valid=False),
            state("closed", status=IncidentStatus.CLOSED, cards=(RED,)),
        )
    )
    assert open_figure(live, NOON) == OpenFigure(open=1, drills=1)
