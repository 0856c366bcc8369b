"""A busy duty in a scene: cards, echelons, forms, alarms, an operation, notes, figures."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.alarms import AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.figures import CoverageFigure, KpiBoard, MinimumFigure, OperationFigure
from bigscreen.domain.hand_overs import HandOverKind
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.progress import Card, CardShown, CaseLink, EchelonCall, LinkKind, Suspension
from bigscreen.domain.shift import Shift, ShiftNote
from bigscreen.domain.situation import Snapshot
from tests.support.desk_scene import DeskScene
from tests.support.duty_records import a_form, an_alarm, an_operation


def busy_duty(scene: DeskScene) -> None:
    """Let the scene's cases have befallen everything a desk can show, and the centre too."""
    snapshot = scene.live.situation.snapshot()
    cases = [state.incident.id for state in snapshot.incidents]
    now, due = scene.now, scene.now + timedelta(hours=5)
    cards = (CardShown(card=Card.YELLOW, at=now), CardShown(card=Card.RED, at=now))
    call = EchelonCall(
        echelon=2, unit_ids=(), commander="李指挥长", reason="人群聚集", at=now, by="desk-1"
    )
    held = Suspension(since=now - timedelta(hours=2), by="desk-1", reason="待鉴定")
    befell = {
        cases[0]: {"echelons": (call,), "cards": cards},
        cases[1]: {
            "cards": cards[:1],
            "deadline": Deadline(clock="d", warn_at=due, due_at=due),
            "links": (CaseLink(kind=LinkKind.DUPLICATE, incident_id=cases[2]),),
        },
        cases[2]: {"suspensions": (held,)},
    }
    incidents = tuple(
        replace(
            state,
            incident=replace(
                state.incident,
                drill=state.incident.id == cases[-1],
                sensitivity=Sensitivity.DIM
                if state.incident.id == cases[0]
                else Sensitivity.NORMAL,
            ),
            progress=replace(state.progress, **befell.get(state.incident.id, {})),
            version=state.version + 1,
        )
        for state in snapshot.incidents
    )
    department = scene.city.plan.departments[0].code if scene.city.plan.departments else "roads"
    forms = tuple(
        a_form(
            id=f"h{place}", number=f"JQ-JB-20261121-{place:04}", kind=kind, incident_id=case,
            department=department, created_at=now, step_due_at=now + timedelta(hours=place),
            deadline=Deadline(clock="h", warn_at=due, due_at=due), entries=(),
        )
        for place, (kind, case) in enumerate(zip(HandOverKind, cases, strict=False), start=1)
    )  # fmt: skip
    grid, force = scene.city.grids[0].id, scene.city.forces[0].code
    alarms = (
        an_alarm(id="a1", incident_id=cases[1], moment=now, raised_at=now, stage=AlarmStage.DUE),
        an_alarm(id="a2", incident_id=cases[3], moment=now, status=AlarmStatus.ACKNOWLEDGED,
                 by="desk-2", note="已催办"),
        an_alarm(id="a3", kind=AlarmKind.HAND_OVER_DUE, hand_over_id="h1", moment=now,
                 status=AlarmStatus.MUTED, muted_until=now + timedelta(minutes=10), by="desk-1"),
        an_alarm(id="a4", kind=AlarmKind.UNITS_BELOW_MINIMUM, grid_id=grid, force_code=force,
                 count=1, minimum=3, moment=now - timedelta(minutes=7)),
        an_alarm(id="a5", kind=AlarmKind.ECHELON_ACTIVATED, incident_id=cases[0], detail="2",
                 addressee="李指挥长", moment=now, stage=AlarmStage.DUE),
        an_alarm(id="a6", kind=AlarmKind.STAGE_DUE, incident_id=cases[4],
                 moment=now - timedelta(hours=9), status=AlarmStatus.EXPIRED),
    )  # fmt: skip
    operation = an_operation(starts_at=now - timedelta(hours=1), ends_at=due, grid_ids=(grid,))
    notes = tuple(
        ShiftNote(text=f"{text}，" * 6, by="desk-1", at=now) for text in ("南门施工", "注意广场")
    )
    levels = scene.city.plan.levels
    scene.replace_picture(
        Snapshot(
            seq=snapshot.seq, units=snapshot.units, incidents=incidents,
            assignments=snapshot.assignments, alarms=alarms, hand_overs=forms,
            operations=(operation,),
            shift=Shift(index=1, started_at=now - timedelta(hours=6), notes=notes,
                        level=levels[-1].code if levels else "", level_since=now,
                        level_by="desk-1", level_reason="重大活动"),
        )
    )  # fmt: skip


def with_duty(board: KpiBoard, scene: DeskScene) -> KpiBoard:
    """Return a board with minimums, coverage and the tally of the operation as well."""
    city = scene.city
    return replace(
        board,
        minimums=tuple(
            MinimumFigure(
                grid_id=grid.id, force_code=city.forces[0].code, on_duty=place % 4, minimum=2
            )
            for place, grid in enumerate(city.grids)
        ),
        coverage=tuple(
            CoverageFigure(
                grid_id=grid.id, points_done=place % 5, points_wanted=5,
                lines_done=1, lines_wanted=1,
            )
            for place, grid in enumerate(city.grids)
        ),
        operations=(
            OperationFigure(
                operation_id="o1", cases=7, closed=4,
                by_item={item.code: 2 for item in city.items[:3]},
            ),
        ),
    )  # fmt: skip
