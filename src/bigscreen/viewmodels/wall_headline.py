"""What a wall calls a case, where anybody can read along."""

from dataclasses import replace

from bigscreen.domain.city import City
from bigscreen.domain.incidents import Incident, Sensitivity
from bigscreen.viewmodels.case_headline import headline


def wall_headline(incident: Incident, city: City | None) -> str:
    """Return what a case is and where; of one that walls dim, no more than its item."""
    if incident.sensitivity is Sensitivity.DIM:
        incident = replace(incident, title="", address="")
    return headline(incident, city)
