"""What befell a case besides its units' work: stages, side states, cards, echelons, forms."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from bigscreen.domain.assignments import StampSource
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.progress import CaseStep, EchelonCall, Extension, Progress, StageEntry
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.candidate_rows import call_signs
from bigscreen.viewmodels.duty_words import (
    card_name,
    case_step_name,
    department_name,
    echelon_name,
    evidence_name,
    hand_over_kind_name,
    hand_over_state_name,
    satisfaction_name,
)
from bigscreen.viewmodels.local_time import clock_on_day
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import level_name
from bigscreen.viewmodels.wording import tr

Line = tuple[datetime, str]

_UNSAID = (None, CaseStep.CLOSE)
"""Registration and closing have lines of their own."""


def history(
    situation: Situation,
    state: IncidentState,
    city: City | None,
    zone: tzinfo,
    today: datetime,
) -> Iterator[Line]:
    """Yield a line for each thing that befell the case, in no order."""
    progress = state.progress
    for entry in progress.stages:
        if entry.step not in _UNSAID and entry.how is not StampSource.BACKFILLED:
            yield entry.at, _stage(entry, city)
    yield from _held(progress)
    yield from _given(progress)
    for extension in progress.extensions:
        yield from _extension(extension)
    for call in progress.echelons:
        yield from _echelon(call, situation, city)
    for form in situation.hand_overs:
        if form.incident_id == state.incident.id:
            yield from _form(form, city, zone, today)


def _by(who: str, text: str, reason: str = "") -> str:
    said = tr("{who}: {text}", who=one_line(who) or "—", text=text)
    return f"{said} ({one_line(reason)})" if reason else said


def _stage(entry: StageEntry, city: City | None) -> str:
    text = case_step_name(entry.step or CaseStep.REPORT)
    if entry.department:
        text = f"{text} → {department_name(city, entry.department)}"
    return _by(entry.by, text, entry.reason)


def _held(progress: Progress) -> Iterator[Line]:
    for one in progress.suspensions:
        yield one.since, _by(one.by, tr("suspended"), one.reason)
        if one.until is not None:
            yield one.until, tr("clocks run again")


def _given(progress: Progress) -> Iterator[Line]:
    for regrade in progress.regrades:
        text = f"{level_name(regrade.was)} → {level_name(regrade.level)}"
        yield regrade.at, _by(regrade.by, text, regrade.reason)
    for shown in progress.cards:
        yield shown.at, card_name(shown.card)
    for proof in progress.evidence:
        kind, where = evidence_name(proof.kind), one_line(proof.reference)
        yield proof.at, _by(proof.by, tr("evidence {kind}: {where}", kind=kind, where=where))
    if (call := progress.call_back) is not None:
        text = tr("called back: {word}", word=satisfaction_name(call.satisfaction))
        yield call.at, _by(call.by, text, call.text)


def _extension(one: Extension) -> Iterator[Line]:
    hours = f"{one.hours:g}"
    asked = tr("asked for {n} h more", n=hours)
    yield one.asked_at, _by(one.asked_by, asked, one.reason)
    if one.approved is not None and one.decided_at is not None:
        text = tr("granted {n} h more", n=hours) if one.approved else tr("refused more time")
        yield one.decided_at, _by(one.decided_by, text, one.decision)


def _echelon(call: EchelonCall, situation: Situation, city: City | None) -> Iterator[Line]:
    name = echelon_name(city, call.echelon)
    units = call_signs(call.unit_ids, situation) if call.unit_ids else "—"
    text = tr("called {echelon}: {units}", echelon=name, units=units)
    if call.commander:
        told = tr("{who} notified", who=one_line(call.commander))
        text = f"{text} · {told}"
    yield call.at, _by(call.by, text, call.reason)
    if call.stood_down_at is not None:
        gone = tr("stood {echelon} down", echelon=name)
        yield call.stood_down_at, _by(call.stood_down_by, gone)


def _form(form: HandOver, city: City | None, zone: tzinfo, today: datetime) -> Iterator[Line]:
    name = f"{hand_over_kind_name(form.kind)} {one_line(form.number)}"
    to, due = (
        department_name(city, form.department),
        clock_on_day(form.deadline.due_at, zone, today),
    )
    made = tr("{form} to {department}, due {time}", form=name, department=to, time=due)
    yield form.created_at, _by(form.created_by, made, form.subject)
    for entry in form.entries:
        yield entry.at, _by(entry.by, f"{name} {hand_over_state_name(entry.status)}", entry.text)
