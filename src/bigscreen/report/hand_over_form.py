"""The form 工作交办单 / 案件移送单 / 督办单 of one hand-over, to be printed and signed."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from xml.etree import ElementTree as ET

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.hand_overs import HandOver, HandOverKind, HandOverStatus
from bigscreen.domain.incidents import Incident, IncidentStatus
from bigscreen.report.paper import element, listed, page, pairs
from bigscreen.viewmodels.duty_words import (
    department_name,
    disposition_name,
    hand_over_state_name,
)
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.plain_text import one_line, paragraph
from bigscreen.viewmodels.trade_words import (
    channel_name,
    force_name,
    grid_name,
    item_name,
    level_name,
    work_kind_name,
)
from bigscreen.viewmodels.wording import language, named, tr, tr_noop

_TITLES = {
    HandOverKind.HAND_OVER: tr_noop("Work hand-over form"),
    HandOverKind.TRANSFER: tr_noop("Case transfer form"),
    HandOverKind.SUPERVISION: tr_noop("Supervision form"),
}

_Row = tuple[str, str, str, str]


def hand_over_form(form: HandOver, case: IncidentState, city: City, printed_at: datetime) -> str:
    """Return the printable form as one HTML page, in the language in use.

    ``case`` is the case the form is about; all times are set in the city's local time.
    """
    zone = zone_of(city)
    title = tr(_TITLES[form.kind])
    return page(
        f"{title} {one_line(form.number)}",
        language().replace("_", "-"),
        element(
            "header",
            element("p", one_line(named(city.name, city.name_en))),
            element("h1", title),
            element(
                "p",
                element("span", tr("No. {number}", number=one_line(form.number))),
                element("span", tr("Issued {time}", time=_time(form.created_at, zone))),
            ),
        ),
        *_part(tr("Agencies"), pairs(_agencies(form, case, city))),
        *_part(tr("Time limits"), pairs(_limits(form, city, zone))),
        *_part(tr("Particulars of the case"), pairs(_facts(case, city, zone))),
        *_part(tr("What is handed over"), pairs(_matter(form))),
        *_part(tr("Course of handling"), listed("record", _record_headings(), _record(form, zone))),
        *_part(tr("Signatures"), _signatures()),
        element("footer", tr("Printed {time}", time=_time(printed_at, zone))),
    )


def _part(heading: str, table: ET.Element) -> tuple[ET.Element, ET.Element]:
    return element("h2", heading), table


def _agencies(form: HandOver, case: IncidentState, city: City) -> Iterator[_Row]:
    item = city.item(case.incident.item_code)
    department = city.plan.department(form.department)
    yield (
        tr("Issuing agency"),
        tr("{city} command centre", city=one_line(named(city.name, city.name_en))),
        tr("Officer in charge"),
        one_line(form.created_by),
    )
    yield (
        tr("Leading force"),
        force_name(city, item.lead_force) if item else "",
        tr("Assisting forces"),
        tr(", ").join(force_name(city, code) for code in item.assisting_forces) if item else "",
    )
    yield (
        tr("Receiving agency"),
        department_name(city, form.department),
        tr("Contact person"),
        one_line(department.contact) if department else "",
    )


def _limits(form: HandOver, city: City, zone: tzinfo) -> Iterator[_Row]:
    clock = city.clock(form.deadline.clock)
    yield (
        tr("Complete by"),
        _time(form.deadline.due_at, zone),
        tr("Time limit"),
        one_line(named(clock.name, clock.name_en) if clock else form.deadline.clock),
    )
    next_step = "" if form.step_due_at is None else _time(form.step_due_at, zone)
    yield tr("Next step by"), next_step, tr("Form state"), hand_over_state_name(form.status)


def _facts(case: IncidentState, city: City, zone: tzinfo) -> Iterator[_Row]:
    incident = case.incident
    yield tr("Case no."), one_line(incident.number), tr("Case title"), one_line(incident.title)
    yield (
        tr("Catalogue item"),
        item_name(city.item(incident.item_code)) or one_line(incident.item_code),
        tr("Kind and level"),
        " · ".join(_class(incident)),
    )
    yield (
        tr("Received at"),
        _time(incident.received_at, zone),
        tr("Source of the case"),
        channel_name(incident.channel),
    )
    yield (
        tr("Area of responsibility"),
        _area(city, incident.grid_id),
        tr("Address"),
        one_line(incident.address),
    )
    yield tr("Case summary"), paragraph(incident.summary), "", ""
    if case.status is IncidentStatus.CLOSED:
        closed = "" if case.closed_at is None else _time(case.closed_at, zone)
        yield tr("Closed at"), closed, tr("Disposition"), disposition_name(city, case.disposition)


def _class(incident: Incident) -> Iterator[str]:
    yield work_kind_name(incident.work_kind)
    yield level_name(incident.level)
    if incident.drill:
        yield tr("Drill")


def _matter(form: HandOver) -> Iterator[_Row]:
    yield tr("Subject matter"), one_line(form.subject), "", ""
    yield tr("Requirements"), paragraph(form.text), "", ""


def _record_headings() -> tuple[str, ...]:
    return tr("Time"), tr("Form state"), tr("Handled by"), tr("Opinion")


def _record(form: HandOver, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    created = hand_over_state_name(HandOverStatus.CREATED)
    yield _time(form.created_at, zone), created, one_line(form.created_by), ""
    for entry in form.entries:
        state = hand_over_state_name(entry.status)
        yield _time(entry.at, zone), state, one_line(entry.by), paragraph(entry.text)


def _signatures() -> ET.Element:
    headings = (tr("Issued by"), tr("Taken on by"), tr("Completion confirmed by"))
    return listed("signatures", headings, [[tr("Signature and date:")] * len(headings)])


def _area(city: City, grid_id: str) -> str:
    """Return where the case lies, from the widest area to its grid."""
    above = [one_line(named(area.name, area.name_en)) for area in city.ancestors(grid_id)]
    return " ".join([*reversed(above), grid_name(city, grid_id)])


def _time(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
