"""What the list of hand-over forms says: who has it, how far it is, by when it is due."""

from datetime import datetime

from bigscreen.domain.city import City
from bigscreen.domain.hand_overs import HandOver, HandOverStatus
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.duty_words import (
    department_name,
    hand_over_kind_name,
    hand_over_state_name,
)
from bigscreen.viewmodels.local_time import clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.table_rows import RowTone, TableRow
from bigscreen.viewmodels.wording import tr


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        tr("Number"),
        tr("Kind"),
        tr("Department"),
        tr("Subject"),
        tr("State"),
        tr("Next step by"),
        tr("Due"),
    )


def form_rows(
    situation: Situation, city: City | None, now: datetime, incident_id: str = ""
) -> tuple[TableRow, ...]:
    """Return the forms of a case, or of all cases: open ones first, the most urgent on top."""
    forms = [one for one in situation.hand_overs if incident_id in ("", one.incident_id)]
    forms.sort(key=lambda one: (one.is_settled, one.step_due_at or one.deadline.due_at))
    return tuple(_row(one, city, now) for one in forms)


def _row(form: HandOver, city: City | None, now: datetime) -> TableRow:
    zone = zone_of(city)
    step_due = None if form.is_settled else form.step_due_at
    tone = RowTone.PLAIN
    if form.is_settled:
        tone = RowTone.LATE if form.status is HandOverStatus.RETURNED else RowTone.DONE
    elif form.deadline.due_at <= now:
        tone = RowTone.BAD
    elif step_due is not None and step_due <= now:
        tone = RowTone.LATE
    return TableRow(
        id=form.id,
        cells=(
            one_line(form.number),
            hand_over_kind_name(form.kind),
            department_name(city, form.department),
            one_line(form.subject),
            hand_over_state_name(form.status),
            clock_on_day(step_due, zone, now) if step_due else "",
            clock_on_day(form.deadline.due_at, zone, now),
        ),
        tone=tone,
        incident_id=form.incident_id,
    )
