"""The picture of one moment of the past: who was where, and what was open."""

from bigscreen.bridge.past_store import PastStore
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.situation import Situation


class PastPicture:
    """Units, cases and places as they were; what a store does not hold stays as it was shown."""

    def __init__(self) -> None:
        self.situation = Situation()
        self.fixes = FixTable()

    def take_situation(self, store: PastStore, at_ms: int) -> bool:
        """Take the situation of a moment; tell whether it is another one than before."""
        course = store.course_at(at_ms)
        if course is None:
            return False
        situation, is_other = course.situation_at(at_ms)
        if not is_other and situation is self.situation:
            return False
        self.situation = situation
        return True

    def take_fixes(self, store: PastStore, at_ms: int) -> bool:
        """Take the places of a moment, after its situation; tell whether they are known."""
        if not store.tracks.covers(at_ms):
            return False
        numbers = {unit_id: state.number for unit_id, state in self.situation.units.items()}
        fixes = FixTable()
        fixes.generation = self.fixes.generation
        fixes.update(store.tracks.fixes_at(at_ms, numbers))
        fixes.generation = self.fixes.generation + 1
        self.fixes = fixes
        return True


def is_there(store: PastStore, at_ms: int) -> bool:
    """Tell whether a store holds the whole picture of a moment."""
    return store.course_at(at_ms) is not None and store.tracks.covers(at_ms)
