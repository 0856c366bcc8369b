"""Every reason an order is refused for, with the facts that come along."""

from enum import StrEnum


class Refusal(StrEnum):
    """The codes of refused orders; behind each stand its facts.

    ``incident`` is the case number people know, ``unit`` a unit's id, times are ISO 8601, UTC.
    """

    # who speaks
    NOT_ALLOWED = "not_allowed"
    """role, order"""
    NOT_YOUR_UNIT = "not_your_unit"
    """unit, account"""

    # which case
    UNKNOWN_INCIDENT = "unknown_incident"
    """incident (the id that was asked for)"""
    INCIDENT_OF_OTHER_SOURCE = "incident_of_other_source"
    """incident, source (the account that registered it)"""
    INCIDENT_CLOSED = "incident_closed"
    """incident, since, by"""
    INCIDENT_OPEN = "incident_open"
    """incident"""
    STALE_VERSION = "stale_version"
    """incident, expected, current"""
    REFERENCE_RESERVED = "reference_reserved"
    """reference, prefix (the hub's own numbers begin with it)"""
    ALREADY_REGISTERED = "already_registered"
    """reference, incident; the outcome carries the incident's id"""

    # which unit
    UNKNOWN_UNIT = "unknown_unit"
    """unit"""
    OFF_DUTY = "off_duty"
    """unit, call_sign"""
    UNIT_HELD = "unit_held"
    """unit, call_sign, incident, title, since, by"""
    ALREADY_ON_INCIDENT = "already_on_incident"
    """unit, call_sign, incident, since"""
    NOT_ON_INCIDENT = "not_on_incident"
    """unit, call_sign, incident"""
    UNIT_OF_OTHER_SOURCE = "unit_of_other_source"
    """unit, source"""
    ALREADY_RECORDED = "already_recorded"
    """unit, call_sign, milestone, since, by"""

    # what was said
    UNKNOWN_ITEM = "unknown_item"
    """item"""
    UNKNOWN_GRID = "unknown_grid"
    """grid"""
    UNKNOWN_FORCE = "unknown_force"
    """unit, force"""
    TEXT_MISSING = "text_missing"
    """field"""
    TEXT_TOO_LONG = "text_too_long"
    """field, length, allowed"""
    TEXT_HAS_CONTROL = "text_has_control"
    """field, character (for example U+0007)"""
    VALUE_OUT_OF_RANGE = "value_out_of_range"
    """field, value, lowest, highest"""
    TOO_MANY = "too_many"
    """field, count, allowed"""
    IN_THE_FUTURE = "in_the_future"
    """at, hub_time"""
    NOTHING_TO_DO = "nothing_to_do"
    """none: the order would change nothing"""

    # how it came in
    ID_REUSED = "id_reused"
    """none: the command id stands for another order"""
    UNKNOWN_COMMAND = "unknown_command"
    """detail"""
    INVALID_COMMAND = "invalid_command"
    """detail, naming field and value"""
    TOO_FAST = "too_fast"
    """per_second (orders this session may give); the order may be repeated"""
    LEDGER_UNAVAILABLE = "ledger_unavailable"
    """none: nothing was written, the order may be repeated"""
    HUB_FAULT = "hub_fault"
    """none: a fault of the hub's own; its log has the details"""
