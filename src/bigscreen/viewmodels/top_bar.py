"""What stands across the top of every screen."""

import re
from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.link import LinkState
from bigscreen.viewmodels.duty_words import duty_level_name
from bigscreen.viewmodels.link_banner import LinkWord, link_word
from bigscreen.viewmodels.local_time import clock, date_and_weekday, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import area_name
from bigscreen.viewmodels.wording import named, tr


@dataclass(frozen=True, slots=True, kw_only=True)
class TopBarFacts:
    """Title, area, duty level, link and units online; an empty text is not shown.

    ``online_is_now`` is false while the count of units online is only the last known one.
    """

    title: str
    area: str
    duty: str
    link: LinkWord
    online: str
    online_is_now: bool


def top_bar(
    city: City | None,
    board: KpiBoard | None,
    link: LinkState,
    positions_age_s: float | None = None,
    duty_level: str = "",
) -> TopBarFacts:
    """Return what the top bar says besides the time; see :func:`link_word` for the age.

    ``duty_level`` is the code of the one that was set, empty for the city's first.
    """
    area: list[str] = []
    duty = ""
    if city:
        area = _area(city, link.area_id)
        level = duty_level_name(city, duty_level)
        duty = tr("Duty: {level}", level=level) if level else ""
    online = ""
    is_now = link.status.shows_now
    if board and not is_now:
        online = tr("last known online {n}/{all}", n=board.units_online, all=board.units_total)
    elif board:
        online = tr("online {n}/{all}", n=board.units_online, all=board.units_total)
    return TopBarFacts(
        title=tr("Joint Command Centre"),
        area=" · ".join(area),
        duty=duty,
        link=link_word(link, positions_age_s),
        online=online,
        online_is_now=is_now,
    )


def _area(city: City, area_id: str) -> list[str]:
    """Return what is watched from here: the city, or of it the part of a bound account."""
    area = [one_line(named(city.name, city.name_en))]
    grids, officers = len(city.grids), city.officers
    if area_id and area_id not in {one.id for one in city.areas if not one.parent_id}:
        inside = city.subtree(area_id)
        grids, officers = sum(grid.id in inside for grid in city.grids), 0
        area.append(area_name(city, area_id))
    if grids:
        area.append(tr("{n} grids", n=grids))
    if officers:
        area.append(tr("{n} officers", n=officers))
    return area


def screen_name(face: str, account: str) -> str:
    """Return what a screen without a name of its own is called.

    ``face`` is the word for what it shows; the number at the end of its account's name tells
    it from the others: desk-3 is desk 3.
    """
    number = re.search(r"[0-9]+$", account)
    return f"{face} {number[0]}" if number else face


def time_of_day(now: datetime, city: City | None) -> str:
    """Return the clock in the city's time zone, nothing before the city is known."""
    return clock(now, zone_of(city)) if city else ""


def day(now: datetime, city: City | None) -> str:
    """Return the date and weekday in the city's time zone, nothing before the city is known."""
    return date_and_weekday(now, zone_of(city)) if city else ""
