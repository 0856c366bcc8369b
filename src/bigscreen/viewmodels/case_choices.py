"""What can be chosen in the dialogs about a case: names for people, and what they stand for."""

from datetime import datetime

from bigscreen.domain.assignments import MILESTONES, Milestone
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.candidate_rows import call_signs
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.duty_words import data_name, evidence_name, link_kind_name
from bigscreen.viewmodels.local_time import clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.possible_orders import TIES, other_open_cases
from bigscreen.viewmodels.trade_words import milestone_name
from bigscreen.viewmodels.wording import named, tr

_MOST_CASES = 200


def other_cases(
    state: IncidentState, situation: Situation, city: City | None, *, same: bool = False
) -> list[tuple[str, str]]:
    """Return the other open cases, the nearest first, as (name, incident id).

    ``same`` leaves out what can not be the same case: a drill is never a real one.
    """
    drill = state.incident.drill
    others = [
        one for one in other_open_cases(state, situation) if not same or one.incident.drill == drill
    ][:_MOST_CASES]
    return [(_case_name(one, city), one.incident.id) for one in others]


def tied_cases(
    state: IncidentState, situation: Situation, city: City | None
) -> list[tuple[str, str]]:
    """Return the cases this one is linked with, as (name, incident id)."""
    tied = []
    for link in state.progress.links:
        if link.kind in TIES:
            other = situation.incidents.get(link.incident_id)
            name = _case_name(other, city) if other else one_line(link.incident_id)
            tied.append((f"{link_kind_name(link.kind)} {name}", link.incident_id))
    return tied


def stamps(
    state: IncidentState, situation: Situation, city: City | None, now: datetime
) -> list[tuple[str, tuple[str, Milestone]]]:
    """Return every milestone that was stamped, the newest of each unit first."""
    zone = zone_of(city)
    found = []
    for one in situation.assignments_of(state):
        unit = call_signs([one.unit_id], situation)
        for milestone in reversed(MILESTONES):
            if (stamp := one.stamps.get(milestone)) is not None:
                at = clock_on_day(stamp.at, zone, now)
                name = f"{unit} {milestone_name(milestone)} {at}"
                found.append((name, (one.unit_id, milestone)))
    return found


def stamp_times(
    state: IncidentState, situation: Situation
) -> dict[tuple[str, Milestone], datetime]:
    """Return the time of every milestone that was stamped, by unit and milestone."""
    return {
        (one.unit_id, milestone): stamp.at
        for one in situation.assignments_of(state)
        for milestone, stamp in one.stamps.items()
    }


def departments(city: City | None) -> list[tuple[str, str]]:
    """Return the city's departments as (name, code)."""
    return [(data_name(one), one.code) for one in city.plan.departments] if city else []


def clocks(city: City | None) -> list[tuple[str, str]]:
    """Return the city's time limits as (name, code), the usual one first with an empty code."""
    known = city.clocks if city else ()
    usual = [(tr("The usual one"), "")]
    return usual + [(one_line(named(one.name, one.name_en)), one.code) for one in known]


def dispositions(state: IncidentState, city: City | None) -> list[tuple[str, str]]:
    """Return how a case can be closed as (name, code), "not said" first; [] for free text."""
    item = city.item(state.incident.item_code) if city else None
    known = city.dispositions_of(item) if city and item else ()
    if not known:
        return []
    codes = [
        (one_line(named(one.name, one.name_en)) + ("" if one.valid else _invalid()), one.code)
        for one in known
    ]
    return [(tr("Not said"), ""), *codes]


def evidence_kinds(state: IncidentState, city: City | None) -> list[tuple[str, str]]:
    """Return the kinds of proof the catalogue asks for, those still missing first."""
    item = city.item(state.incident.item_code) if city else None
    given = {proof.kind for proof in state.progress.evidence}
    kinds = sorted(item.evidence if item else (), key=lambda kind: kind in given)
    return [(evidence_name(kind), kind) for kind in kinds]


def _case_name(state: IncidentState, city: City | None) -> str:
    return f"{one_line(state.incident.number)}  {headline(state.incident, city)}"


def _invalid() -> str:
    return tr(" (no valid case)")
