"""What a case is called on every panel and on the map: one name, in the language in use."""

from bigscreen.domain.city import City
from bigscreen.domain.incidents import Incident
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import item_name


def headline(incident: Incident, city: City | None) -> str:
    """Return what a case is and where, in one line: item · title, neither said twice."""
    item = city.item(incident.item_code) if city else None
    title = one_line(incident.title)
    for name in (item.name, item.name_en) if item else ():
        if name and title.startswith(one_line(name)):
            title = title[len(one_line(name)) :].lstrip(" ·")
            break
    parts = [item_name(item), title or one_line(incident.address)]
    return " · ".join(part for part in parts if part) or one_line(incident.number)
