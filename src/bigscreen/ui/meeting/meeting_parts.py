"""What a meeting window is put together from."""

from dataclasses import dataclass
from pathlib import Path

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.report.backlog_page import BACKLOG
from bigscreen.report.ranking_page import RANKING
from bigscreen.ui.meeting.asking import Lane, PageAsker
from bigscreen.ui.meeting.meeting_actions import MeetingActions
from bigscreen.ui.meeting.meeting_state import MeetingState
from bigscreen.viewmodels.meeting.grid_map import CHOICES, map_page
from bigscreen.viewmodels.meeting.look import Look, PageKind
from bigscreen.viewmodels.meeting.overview import OVERVIEW
from bigscreen.viewmodels.meeting.periods import CityClock
from bigscreen.viewmodels.meeting.places import PLACES
from bigscreen.viewmodels.meeting.presence import PRESENCE
from bigscreen.viewmodels.meeting.rhythm import RHYTHM
from bigscreen.viewmodels.meeting.speeds import DISTRIBUTION
from bigscreen.viewmodels.meeting.trends import TRENDS

PAGES = (OVERVIEW, TRENDS, DISTRIBUTION, RHYTHM, PLACES, RANKING, PRESENCE, BACKLOG)
"""The pages without the map, in the order of their digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingParts:
    """The picture, the lane questions go by, what is looked at, what can be done.

    ``web_root`` is where the page code lies, None where no web page can be shown: then there is
    neither a map of grids nor an export.
    """

    live: LiveSituation
    lane: Lane
    asker: PageAsker
    actions: MeetingActions
    state: MeetingState
    web_root: Path | None = None

    @property
    def pages(self) -> tuple[PageKind, ...]:
        """The pages there are."""
        if self.web_root is None:
            return PAGES
        return (*PAGES, map_page(CHOICES[self.state.map_choice % len(CHOICES)]))

    @property
    def page(self) -> PageKind:
        """The page that is looked at, the first one where there is none of that name."""
        pages = self.pages
        return next((one for one in pages if one.key == self.state.page), pages[0])

    @property
    def clock(self) -> CityClock:
        """The city's own clock."""
        return CityClock.of(self.live.city)

    def look(self) -> Look | None:
        """Return what is looked at now, None while no city is known."""
        if self.live.city is None or self.state.period is None:
            return None
        return Look(
            city=self.live.city,
            clock=self.clock,
            period=self.state.period,
            now=self.live.hub_now(),
            only=self.state.only,
            area_id=self.live.link.area_id,
            situation=self.live.situation,
            known_from=self.state.known_from,
        )
