"""The sentence behind every refusal: what stands in the way, since when, and what to do."""

import string
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.authority import Role
from bigscreen.domain.errors import FactValue
from bigscreen.domain.refusals import Refusal
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import milestone_name
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
}

_FIELDS: Mapping[str, str] = {
    "title": tr_noop("Title"),
    "address": tr_noop("Address"),
    "summary": tr_noop("Summary"),
    "reference": tr_noop("Reference"),
    "text": tr_noop("Note"),
    "disposition": tr_noop("Disposition"),
    "reason": tr_noop("Reason"),
    "response_minutes": tr_noop("Minutes to arrive"),
    "unit_ids": tr_noop("Units"),
    "units": tr_noop("Units"),
    "at": tr_noop("Time"),
}
"""Fields people fill in; those of connectors keep their names on the wire."""


def refusal_text(code: str, facts: Mapping[str, FactValue], zone: tzinfo = UTC) -> str:
    """Return what a refusal's code and facts mean, as one sentence.

    ``zone`` is the city's time zone (:func:`bigscreen.viewmodels.local_time.zone_of`). Text
    from outside comes out plain and shortened; a fact that is missing shows as a dash.
    """
    sentence = _SENTENCES.get(code, _NO_SENTENCE)
    if code == Refusal.UNIT_HELD and "incident" not in facts:
        sentence = _JUST_TAKEN  # the database knew before the rules did
    known: dict[str, FactValue] = {"code": code, **facts}
    places = [name for _, name, _, _ in string.Formatter().parse(sentence) if name]
    return tr(sentence, **{name: _word(name, known.get(name), zone) for name in places})


def _word(name: str, value: FactValue, zone: tzinfo) -> str:
    if value is None or value == "":
        return _UNKNOWN
    reading = _READINGS.get(name)
    text = str(value)
    return one_line((reading(text, zone) if reading else None) or text)


def _moment(text: str, zone: tzinfo) -> str | None:
    try:
        local = datetime.fromisoformat(text).astimezone(zone)
    except ValueError:
        return None
    return f"{local:%m-%d %H:%M} UTC" if zone is UTC else f"{local:%m-%d %H:%M}"


def _milestone(text: str, _zone: tzinfo) -> str | None:
    return milestone_name(Milestone(text)) if text in set(Milestone) else None


def _role(text: str, _zone: tzinfo) -> str | None:
    return tr(_ROLES[text]) if text in _ROLES else None


def _field(text: str, _zone: tzinfo) -> str | None:
    return tr(_FIELDS[text]) if text in _FIELDS else None


_READINGS: Mapping[str, Callable[[str, tzinfo], str | None]] = {
    "since": _moment,
    "at": _moment,
    "hub_time": _moment,
    "milestone": _milestone,
    "role": _role,
    "field": _field,
}
