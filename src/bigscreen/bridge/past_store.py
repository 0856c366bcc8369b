"""What of the past has been fetched from the hub, and what a moment still needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from bigscreen.domain.past import Gap, PastMark, PastPage, PastQuestion, Tracks, TracksQuestion
from bigscreen.protocol.past_pages import moment_ms, moment_of, stretch_of
from bigscreen.service.past_course import PastCourse
from bigscreen.service.past_marks import event_mark, grave_cases
from bigscreen.service.track_columns import unpacked
from bigscreen.service.track_window import TrackWindow

PAGE_MS = 3_600_000
"""Events are fetched by the hour."""

_MOST_PAGES = 30
_BEYOND_MS = 60_000


@dataclass(frozen=True, slots=True)
class PageWish:
    """The course of events of [start_ms, end_ms] is wanted."""

    start_ms: int
    end_ms: int

    def question(self) -> PastQuestion:
        """Return what to ask the hub."""
        return PastQuestion(start=moment_of(self.start_ms), end=moment_of(self.end_ms))


@dataclass(frozen=True, slots=True)
class ChunkWish:
    """The tracks of [start_ms, end_ms) are wanted, one fix in ``step_ms`` of each unit."""

    start_ms: int
    end_ms: int
    step_ms: int

    def question(self) -> TracksQuestion:
        """Return what to ask the hub."""
        return TracksQuestion(
            start=moment_of(self.start_ms),
            end=moment_of(self.end_ms + _BEYOND_MS),
            every_s=self.step_ms / 1000.0,
        )


_FINE_MS, _COARSE_MS, _COARSE_STEP_MS = 300_000, 1_800_000, 30_000
_FAST = 100.0
"""From this speed on positions are fetched thinner, and of longer stretches at once."""


class PastStore:
    """Fetched pages and tracks of the period [start_ms, end_ms]."""

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self.start_ms = start_ms
        self.end_ms = end_ms
        self.tracks = TrackWindow()
        self.known_from: datetime | None = None
        self._courses: dict[int, PastCourse] = {}
        self._marks: dict[int, tuple[PastMark, ...]] = {}
        self._gaps: dict[int, tuple[Gap, ...]] = {}
        self._grave: frozenset[str] = frozenset()

    def course_at(self, at_ms: int) -> PastCourse | None:
        """Return the fetched course that holds a moment."""
        course = self._courses.get(_floor(at_ms, PAGE_MS))
        return course if course is not None and course.holds(at_ms) else None

    def page_wish(self, at_ms: int) -> PageWish | None:
        """Return the page a moment needs and is not there."""
        start_ms = _floor(at_ms, PAGE_MS)
        if start_ms in self._courses or not self.start_ms <= at_ms <= self.end_ms:
            return None
        return PageWish(start_ms, min(start_ms + PAGE_MS, max(self.end_ms, start_ms + 1)))

    def chunk_wish(self, at_ms: int, speed: float) -> ChunkWish | None:
        """Return the tracks a moment needs at a speed and are not there."""
        if not self.start_ms <= at_ms <= self.end_ms:
            return None
        length = _FINE_MS if speed < _FAST else _COARSE_MS
        start_ms = _floor(at_ms, length)
        if self.tracks.has(start_ms, start_ms + length):
            return None
        return ChunkWish(start_ms, start_ms + length, 0 if speed < _FAST else _COARSE_STEP_MS)

    def next_page_wish(self, at_ms: int) -> PageWish | None:
        """Return the nearest page that is not there, of the period around a moment."""
        here = _floor(at_ms, PAGE_MS)
        span = range(_floor(self.start_ms, PAGE_MS), self.end_ms + 1, PAGE_MS)
        missing = [start for start in span if start not in self._courses]
        if len(self._courses) >= _MOST_PAGES or not missing:
            return None
        nearest = min(missing, key=lambda start: (abs(start - here), -start))
        return PageWish(nearest, min(nearest + PAGE_MS, max(self.end_ms, nearest + 1)))

    def take_page(self, wish: PageWish, page: PastPage) -> None:
        """Take in a fetched page.

        Raises:
            ProtocolError: it is not what it should be.
        """
        stretch = stretch_of(page)
        self.known_from = page.known_from or self.known_from
        if len(self._courses) >= _MOST_PAGES:
            farthest = max(self._courses, key=lambda start: abs(start - wish.start_ms))
            del self._courses[farthest]
        self._courses[wish.start_ms] = PastCourse(
            wish.start_ms, wish.end_ms, stretch.snapshot, stretch.events
        )
        marks = map(event_mark, stretch.events)
        self._marks[wish.start_ms] = tuple(mark for mark in marks if mark is not None)
        self._grave |= grave_cases(stretch.snapshot, stretch.events)

    def cut_what_is_not_kept(self) -> bool:
        """Let the period begin where anything is known from; tell whether it is a shorter one."""
        known_ms = self.start_ms if self.known_from is None else moment_ms(self.known_from)
        if not self.start_ms < known_ms < self.end_ms:
            return False
        self.start_ms = known_ms
        return True

    def take_tracks(self, wish: ChunkWish, tracks: Tracks) -> None:
        """Take in fetched tracks.

        Raises:
            ValueError: they are not what they should be.
        """
        rows = unpacked(tracks.columns)
        self.tracks.put(wish.start_ms, wish.end_ms, wish.step_ms, tracks.unit_ids, rows)
        self._gaps[wish.start_ms] = tracks.gaps

    def marks_of(self, incident_id: str) -> tuple[PastMark, ...]:
        """Return the fetched marks of a case, or of all cases of levels Ⅰ and Ⅱ without an id."""
        return tuple(
            mark
            for mark in self._in_order()
            if (mark.incident_id == incident_id if incident_id else mark.incident_id in self._grave)
        )

    def gaps_ms(self) -> Iterator[tuple[int, int]]:
        """Yield the known gaps in the tracks, (start_ms, end_ms)."""
        for gap in chain.from_iterable(self._gaps.values()):
            yield period_ms(gap.start, gap.end)

    def fetched(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches whose events are there, (start_ms, end_ms)."""
        for course in self._courses.values():
            yield course.start_ms, course.end_ms

    def _in_order(self) -> Iterator[PastMark]:
        start, end = moment_of(self.start_ms), moment_of(self.end_ms)
        for key in sorted(self._marks):
            yield from (mark for mark in self._marks[key] if start <= mark.at <= end)


def period_ms(start: datetime, end: datetime) -> tuple[int, int]:
    """Return a period as milliseconds since the epoch."""
    return moment_ms(start), moment_ms(end)


def _floor(at_ms: int, step_ms: int) -> int:
    return at_ms // step_ms * step_ms
