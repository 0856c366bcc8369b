"""The sentence behind every refusal: what stands in the way, since when, and what to do."""

import string
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import Any

from bigscreen.domain.authority import Role
from bigscreen.domain.city import City
from bigscreen.domain.errors import FactValue
from bigscreen.domain.refusals import Refusal
from bigscreen.viewmodels.duty_words import (
    ALARM_STATES,
    CALL_STAGES,
    CASE_STAGES,
    CASE_STEPS,
    EVIDENCE_KINDS,
    HAND_OVER_STATES,
    HAND_OVER_STEPS,
    clock_name,
    department_name,
    disposition_name,
    duty_level_name,
)
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import MILESTONE_WORDS, WORK_KINDS, area_name
from bigscreen.viewmodels.wording import tr, tr_noop

_UNKNOWN = "—"

_SENTENCES: Mapping[str, str] = {
    Refusal.NOT_ALLOWED: tr_noop("An account for {role} may not do this."),
    Refusal.NOT_YOUR_UNIT: tr_noop("{account} speaks for itself only, not for {unit}."),
    Refusal.UNKNOWN_INCIDENT: tr_noop("There is no case {incident} here any more."),
    Refusal.INCIDENT_OF_OTHER_SOURCE: tr_noop(
        "{incident} was registered by {source}; other sources may not change it."
    ),
    Refusal.INCIDENT_CLOSED: tr_noop("{incident} was closed by {by} at {since}."),
    Refusal.INCIDENT_OPEN: tr_noop("{incident} is open already."),
    Refusal.STALE_VERSION: tr_noop(
        "{incident} has changed since you looked; look again, then repeat the order."
    ),
    Refusal.REFERENCE_RESERVED: tr_noop(
        "{reference} looks like one of the hub's own numbers, which begin with {prefix}."
    ),
    Refusal.ALREADY_REGISTERED: tr_noop("{reference} is registered already, as {incident}."),
    Refusal.OUTSIDE_AREA: tr_noop("{subject} lies outside {area}, the area of this account."),
    Refusal.ILLEGAL_STEP: tr_noop(
        "{incident} is at {stage}; {step} is not possible now, but {could}."
    ),
    Refusal.WRONG_KIND_OF_WORK: tr_noop("{incident} is a {work_kind}; this is not done with one."),
    Refusal.EVIDENCE_MISSING: tr_noop("{incident} still lacks evidence: {missing}."),
    Refusal.UNKNOWN_DISPOSITION: tr_noop(
        "{disposition} is no disposition for this case; possible are {could}."
    ),
    Refusal.NO_CLOCK: tr_noop("{incident} has no time limit that could be extended."),
    Refusal.EXTENSION_PENDING: tr_noop(
        "More time for {incident} was asked for by {by} at {since} and is not decided yet."
    ),
    Refusal.NO_EXTENSION_PENDING: tr_noop("Nobody has asked for more time for {incident}."),
    Refusal.SAME_INCIDENT: tr_noop("{incident} can not be tied to itself."),
    Refusal.INCIDENT_MERGED: tr_noop("{incident} is a duplicate of {into}; work on that one."),
    Refusal.DRILL_AND_REAL: tr_noop(
        "Of {incident} and {into} one is a drill; a drill and a real case are never the same."
    ),
    Refusal.NOT_LINKED: tr_noop("{incident} has no such link with {other}."),
    Refusal.NO_FURTHER_ECHELON: tr_noop(
        "{incident} has echelon {active} active; {asked} can not be called, but {could}."
    ),
    Refusal.NO_ECHELON_ACTIVE: tr_noop("{incident} has no echelon active."),
    Refusal.UNKNOWN_DEPARTMENT: tr_noop(
        "The city has no department {department}; possible are {could}."
    ),
    Refusal.UNKNOWN_HAND_OVER: tr_noop("There is no hand-over {hand_over} here any more."),
    Refusal.ILLEGAL_HAND_OVER_STEP: tr_noop(
        "{hand_over} is {state}; {step} is not possible now, but {could}."
    ),
    Refusal.UNKNOWN_ALARM: tr_noop("This alarm is not here any more."),
    Refusal.ALARM_SETTLED: tr_noop("This alarm is {state} since {since} ({by})."),
    Refusal.SOS_OPEN: tr_noop("{call_sign} has called for help already, at {since}."),
    Refusal.SOS_NOT_MUTED: tr_noop(
        "The SOS of {call_sign} can not be muted; acknowledge it, and end it once it is over."
    ),
    Refusal.NOT_AN_SOS: tr_noop("This alarm is no SOS; it ends with its cause."),
    Refusal.UNKNOWN_DUTY_LEVEL: tr_noop(
        "The city has no duty level {level}; possible are {could}."
    ),
    Refusal.UNKNOWN_CLOCK: tr_noop("The city has no time limit {clock}; possible are {could}."),
    Refusal.UNKNOWN_OPERATION: tr_noop("There is no such joint operation here any more."),
    Refusal.OPERATION_ENDED: tr_noop("{operation} was ended by {by} at {since}."),
    Refusal.UNKNOWN_PATROL_DUTY: tr_noop("The city has no patrol duty {duty}."),
    Refusal.UNKNOWN_UNIT: tr_noop("There is no unit {unit}."),
    Refusal.OFF_DUTY: tr_noop("{call_sign} is off duty."),
    Refusal.UNIT_HELD: tr_noop("{call_sign} is on {incident} {title} since {since}, sent by {by}."),
    Refusal.ALREADY_ON_INCIDENT: tr_noop("{call_sign} is on {incident} already, since {since}."),
    Refusal.NOT_ON_INCIDENT: tr_noop("{call_sign} is not on {incident}."),
    Refusal.UNIT_OF_OTHER_SOURCE: tr_noop("{unit} belongs to the source {source}."),
    Refusal.ALREADY_RECORDED: tr_noop(
        "{milestone} of {call_sign} was recorded by {by} for {since}; a record is written once."
    ),
    Refusal.UNKNOWN_ITEM: tr_noop("The catalogue has no item {item}."),
    Refusal.UNKNOWN_GRID: tr_noop("The city has no grid {grid}."),
    Refusal.UNKNOWN_FORCE: tr_noop("The city has no force {force} (unit {unit})."),
    Refusal.TEXT_MISSING: tr_noop("{field} is empty."),
    Refusal.TEXT_TOO_LONG: tr_noop("{field} has {length} characters; {allowed} are allowed."),
    Refusal.TEXT_HAS_CONTROL: tr_noop("{field} holds the control character {character}."),
    Refusal.VALUE_OUT_OF_RANGE: tr_noop("{field} is {value}; {lowest} to {highest} is right."),
    Refusal.TOO_MANY: tr_noop("{field}: {count} at once; {allowed} are allowed."),
    Refusal.IN_THE_FUTURE: tr_noop("The time {at} lies ahead of the hub's, {hub_time}."),
    Refusal.NOTHING_TO_DO: tr_noop("This would change nothing."),
    Refusal.ID_REUSED: tr_noop("This order's number stands for another order; give it again."),
    Refusal.UNKNOWN_COMMAND: tr_noop("The hub does not know this order: {detail}"),
    Refusal.INVALID_COMMAND: tr_noop("The hub can not read this order: {detail}"),
    Refusal.TOO_FAST: tr_noop(
        "Too many orders; {per_second} a second are allowed. Nothing was ordered; try again."
    ),
    Refusal.LEDGER_UNAVAILABLE: tr_noop(
        "The ledger can not be written now. Nothing was ordered; try again."
    ),
    Refusal.HUB_FAULT: tr_noop("The hub met a fault of its own. Nothing was ordered."),
    # What a client says of its own orders.
    "ledger_changed": tr_noop("The hub has another ledger now; what became of it is unknown."),
    "not_sent": tr_noop("There is no link to the hub. Nothing was ordered."),
    "unconfirmed": tr_noop("The link was cut before the answer came."),
}

_JUST_TAKEN = tr_noop("{unit} was taken by another order at the same moment.")
_NO_SENTENCE = tr_noop("The hub refused it: {code}.")

_ROLES: Mapping[str, str] = {
    Role.SOURCE: tr_noop("a source"),
    Role.UNIT: tr_noop("a unit"),
    Role.WALL: tr_noop("a wall"),
    Role.DESK: tr_noop("a desk"),
    Role.LEAD: tr_noop("leadership"),
    Role.ADMIN: tr_noop("administration"),
    Role.HUB: tr_noop("the hub itself"),
}

_FIELDS: Mapping[str, str] = {
    "title": tr_noop("Title"),
    "address": tr_noop("Address"),
    "reference": tr_noop("Reference"),
    "text": tr_noop("Note"),
    "disposition": tr_noop("Disposition"),
    "reason": tr_noop("Reason"),
    "response_minutes": tr_noop("Minutes to arrive"),
    "unit_ids": tr_noop("Units"),
    "units": tr_noop("Units"),
    "at": tr_noop("Time"),
    "hours": tr_noop("Hours"),
    "minutes": tr_noop("Minutes"),
    "name": tr_noop("Name"),
    "subject": tr_noop("Subject"),
    "kind": tr_noop("Kind"),
    "note": tr_noop("Note"),
    "summary": tr_noop("Summary"),
    "ends_at": tr_noop("End"),
    "starts_at": tr_noop("Beginning"),
}
"""Fields people fill in; those of connectors keep their names on the wire."""


def refusal_text(
    code: str,
    facts: Mapping[str, FactValue],
    zone: tzinfo = UTC,
    city: City | None = None,
) -> str:
    """Return what a refusal's code and facts mean, as one sentence.

    ``zone`` is the city's time zone (:func:`bigscreen.viewmodels.local_time.zone_of`), and
    ``city`` names what its files name. Text from outside comes out plain and shortened; a fact
    that is missing shows as a dash.
    """
    sentence = _SENTENCES.get(code, _NO_SENTENCE)
    if code == Refusal.UNIT_HELD and "incident" not in facts:
        sentence = _JUST_TAKEN  # the database knew before the rules did
    known: dict[str, FactValue] = {"code": code, **facts}
    places = [name for _, name, _, _ in string.Formatter().parse(sentence) if name]
    readings = {**_READINGS, **_READINGS_OF.get(code, {})}
    for name, of_city in _CITY_READINGS.get(code, {}).items():
        readings[name] = partial(_by_city, of_city, city)
    words = {name: _word(known.get(name), readings.get(name), zone) for name in places}
    return tr(sentence, **words)


_OTHER_STEPS: Mapping[str, str] = {
    "extend": tr_noop("Ask for more time"),
    "call_back": tr_noop("Record the call-back"),
    "closed": tr_noop("Close case"),
}
"""What is no step of a case's line, and is refused like one."""

_Reading = Callable[[str, tzinfo], str | None]
_CityName = Callable[[City | None, str], str]


def _word(value: FactValue, reading: _Reading | None, zone: tzinfo) -> str:
    if value is None or value in ("", []):
        return _UNKNOWN
    parts = value if isinstance(value, list) else [str(value)]
    words = ((reading(part, zone) if reading else None) or part for part in parts)
    return one_line(tr(", ").join(words))


def _moment(text: str, zone: tzinfo) -> str | None:
    try:
        local = datetime.fromisoformat(text).astimezone(zone)
    except ValueError:
        return None
    return f"{local:%m-%d %H:%M} UTC" if zone is UTC else f"{local:%m-%d %H:%M}"


def _by_city(name: _CityName, city: City | None, code: str, _zone: tzinfo) -> str:
    return name(city, code)


def _from(words: Mapping[Any, str]) -> _Reading:
    """Return the reading of a code by a table of words."""
    return lambda text, _zone: tr(words[text]) if text in words else None


_READINGS: Mapping[str, _Reading] = {
    "since": _moment,
    "at": _moment,
    "hub_time": _moment,
    "milestone": _from(MILESTONE_WORDS),
    "role": _from(_ROLES),
    "field": _from(_FIELDS),
    "stage": _from({**CALL_STAGES, **CASE_STAGES}),
    "work_kind": _from(WORK_KINDS),
    "missing": _from(EVIDENCE_KINDS),
}
_STEPS = _from({**MILESTONE_WORDS, **_OTHER_STEPS, **CASE_STEPS})
_FORM_STEPS = _from(HAND_OVER_STEPS)
_READINGS_OF: Mapping[str, Mapping[str, _Reading]] = {
    Refusal.ILLEGAL_STEP: {"step": _STEPS, "could": _STEPS},
    Refusal.ILLEGAL_HAND_OVER_STEP: {
        "state": _from(HAND_OVER_STATES),
        "step": _FORM_STEPS,
        "could": _FORM_STEPS,
    },
    Refusal.ALARM_SETTLED: {"state": _from(ALARM_STATES)},
}
"""Facts whose words depend on what was refused."""

_CITY_READINGS: Mapping[str, Mapping[str, _CityName]] = {
    Refusal.OUTSIDE_AREA: {"area": area_name},
    Refusal.UNKNOWN_CLOCK: {"could": clock_name},
    Refusal.UNKNOWN_DEPARTMENT: {"could": department_name},
    Refusal.UNKNOWN_DISPOSITION: {"could": disposition_name},
    Refusal.UNKNOWN_DUTY_LEVEL: {"could": duty_level_name},
}
"""Facts that are codes of the city's own files."""
