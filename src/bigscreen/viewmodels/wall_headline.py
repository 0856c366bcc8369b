"""What a wall calls a case, where anybody can read along."""

from dataclasses import replace

from bigscreen.domain.city import City
from bigscreen.domain.incidents import Incident, Sensitivity
from bigscreen.viewmodels.case_headline import headline

_BETWEEN = " · "


def wall_headline(incident: Incident, city: City | None) -> str:
    """Return what a case is and where; of one that walls dim, no more than its item.

    Where the hub has cut an address out and nothing is left to read, nothing is said of it.
    """
    if incident.sensitivity is Sensitivity.DIM:
        incident = replace(incident, title="", address="")
    whole = headline(incident, city)
    told = [part for part in whole.split(_BETWEEN) if any(map(str.isalnum, part))]
    return _BETWEEN.join(told) or headline(replace(incident, title="", address=""), city)
