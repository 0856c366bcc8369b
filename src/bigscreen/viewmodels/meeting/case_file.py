"""One past case as a page: what it was, every unit's milestones, and all that was done."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bigscreen.domain.assignments import MILESTONES
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.past_cases import CaseFile
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import UnitState
from bigscreen.viewmodels.durations import NOTHING
from bigscreen.viewmodels.incident_sheet import IncidentSheet, incident_sheet
from bigscreen.viewmodels.meeting.figures_read import duration_text
from bigscreen.viewmodels.meeting.group_names import group_title
from bigscreen.viewmodels.meeting.look import Look
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.report_blocks import Block, Page, Table, Words
from bigscreen.viewmodels.trade_words import channel_name, level_name, milestone_name
from bigscreen.viewmodels.wording import tr

_FIELDS = (
    "dispatched_at",
    "accepted_at",
    "en_route_at",
    "on_scene_at",
    "handled_at",
    "reported_at",
)


def case_page(file: CaseFile, look: Look, units: Iterable[UnitState] = ()) -> Page:
    """Return the page of a case; ``units`` are those known, for their call signs."""
    sheet = _sheet(file, look, units)
    blocks: list[Block] = [
        Words(key="case_facts", title=tr("The case"), paragraphs=_facts(file.facts, sheet, look)),
        _milestones(file, look, {one.unit.id: one.unit.call_sign for one in units}),
    ]
    if sheet is not None:
        blocks.append(
            Table(
                key="case_log",
                title=tr("What was done"),
                columns=(tr("Time"), tr("What")),
                rows=tuple((line.clock, line.text) for line in reversed(sheet.log)),
                empty=tr("Nothing to report"),
            )
        )
    else:
        said = tr("This case is from before this ledger: its times are all that is known.")
        blocks.append(Words(key="case_log", title=tr("What was done"), paragraphs=(said,)))
    return Page(key="case", title=case_title(file), blocks=tuple(blocks))


def case_title(file: CaseFile) -> str:
    """Return what a case is called."""
    return one_line(file.state.incident.number if file.state else file.facts.incident_id)


def _sheet(file: CaseFile, look: Look, units: Iterable[UnitState]) -> IncidentSheet | None:
    if file.state is None:
        return None
    known = {one.id for one in file.assignments}
    state = replace(
        file.state, assignment_ids=tuple(i for i in file.state.assignment_ids if i in known)
    )
    situation = Situation(
        Snapshot(
            seq=0,
            units=tuple(units),
            incidents=(state,),
            assignments=file.assignments,
            hand_overs=file.hand_overs,
        )
    )
    return incident_sheet(situation, state, look.city, look.now)


def _facts(facts: CaseFacts, sheet: IncidentSheet | None, look: Look) -> tuple[str, ...]:
    if sheet is not None:
        said = (
            f"{sheet.level_text} · {sheet.headline}",
            sheet.duty_line,
            sheet.received_line,
            sheet.address,
            sheet.summary,
            sheet.due_line,
            sheet.chain_line,
            sheet.ties_line,
            sheet.closing_line,
        )
        return tuple(line for line in said if line)
    received = facts.received_at.astimezone(look.clock.zone)
    return (
        f"{level_name(facts.level)} · {group_title('item', facts.item_code, look)}",
        group_title("grid", facts.grid_id, look),
        f"{channel_name(facts.channel)} · {received:%Y-%m-%d %H:%M:%S}",
        tr("{n} min class", n=facts.response_minutes),
    )


def _milestones(file: CaseFile, look: Look, call_signs: dict[str, str]) -> Table:
    facts = file.facts
    first = tuple(_stamp(getattr(facts, field), facts.received_at, look) for field in _FIELDS)
    closed = _stamp(facts.closed_at, facts.received_at, look)
    received = facts.received_at.astimezone(look.clock.zone)
    rows: list[tuple[str, ...]] = [
        (tr("First of all units"), f"{received:%m-%d %H:%M:%S}", *first, closed)
    ]
    for one in file.assignments:
        stamps = (one.stamps.get(milestone) for milestone in MILESTONES)
        rows.append(
            (
                one_line(call_signs.get(one.unit_id, one.unit_id)),
                "",
                *(_stamp(at.at if at else None, facts.received_at, look) for at in stamps),
                "",
            )
        )
    return Table(
        key="case_milestones",
        title=tr("Milestones"),
        columns=(
            tr("Unit"),
            tr("Received"),
            *(milestone_name(milestone) for milestone in MILESTONES),
            tr("Closed"),
        ),
        rows=tuple(rows),
        note=tr("In brackets: since the case was received."),
    )


def _stamp(at: datetime | None, received: datetime, look: Look) -> str:
    if at is None:
        return NOTHING
    local = at.astimezone(look.clock.zone)
    since = (at - received).total_seconds()
    return f"{local:%H:%M:%S} (+{duration_text(max(0.0, since))})"
