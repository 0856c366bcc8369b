"""Finds cases, units, places and the rest by any word of theirs, in any spelling."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.search_keys import spellings, words_of

_NAME = "\x01"
_OTHER = "\x02"
_END = "\x03"


class EntryKind(StrEnum):
    """What can be found, in the order in which groups of results stand."""

    ACTION = "action"
    CASE = "case"
    UNIT = "unit"
    PLACE = "place"
    ADDRESS = "address"
    SQUAD = "squad"
    OFFICER = "officer"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to be found.

    ``id`` is unique among its kind. ``name`` is shown, ``names`` are its other names (English,
    a number, a call sign), ``words`` what it can be found by besides. ``detail`` is said after
    the name. ``location`` is where it is, ``target`` the id of what stands for it: the case of
    an address, the unit of an officer.
    """

    kind: EntryKind
    id: str
    name: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    detail: str = ""
    location: GeoPoint | None = None
    target: str = ""


@dataclass(slots=True)
class _Shelf:
    """The entries of one kind, their keys beside them in the same order."""

    entries: dict[str, Entry] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best ``entries`` of one kind, and how many there are in all."""

    kind: EntryKind
    entries: tuple[Entry, ...]
    total: int


class SearchIndex:
    """Entries by kind; one is put in, replaced or dropped at a time.

    A search looks through the keys of all entries, one string each, in the order they were put
    in: simple, always up to date, and fast enough for tens of thousands.
    """

    def __init__(self) -> None:
        self._shelves = {kind: _Shelf() for kind in EntryKind}

    def __len__(self) -> int:
        """Return how many entries there are."""
        return sum(len(shelf.entries) for shelf in self._shelves.values())

    def put(self, entry: Entry) -> None:
        """Add an entry, or replace the one of this kind and id."""
        shelf = self._shelves[entry.kind]
        if shelf.entries.get(entry.id) == entry:
            return
        shelf.entries[entry.id] = entry
        shelf.keys[entry.id] = _key(entry)

    def drop(self, kind: EntryKind, entry_id: str) -> None:
        """Forget an entry."""
        shelf = self._shelves[kind]
        shelf.entries.pop(entry_id, None)
        shelf.keys.pop(entry_id, None)

    def forget(self, kinds: Iterable[EntryKind]) -> None:
        """Forget every entry of some kinds."""
        for kind in kinds:
            self._shelves[kind] = _Shelf()

    def entry(self, kind: EntryKind, entry_id: str) -> Entry | None:
        """Return an entry, or None."""
        return self._shelves[kind].entries.get(entry_id)

    def ids(self, kind: EntryKind) -> Mapping[str, Entry]:
        """Return the entries of a kind by id, for reading."""
        return self._shelves[kind].entries

    def matching(self, kind: EntryKind, query: str) -> frozenset[str]:
        """Return the ids of every entry of a kind that holds each word of ``query``."""
        return frozenset(_matching(self._shelves[kind].keys, words_of(query)))

    def find(self, query: str, most: int) -> tuple[Found, ...]:
        """Return the best ``most`` entries of each kind; nothing for a query without words."""
        words = words_of(query)
        if not words:
            return ()
        found = []
        for kind, shelf in self._shelves.items():
            ids = _matching(shelf.keys, words)
            if ids:
                best = _best(ids, shelf.keys, words[0], most)
                entries = tuple(shelf.entries[one] for one in best)
                found.append(Found(kind=kind, entries=entries, total=len(ids)))
        return tuple(found)


def _key(entry: Entry) -> str:
    names = dict.fromkeys(s for name in (entry.name, *entry.names) for s in spellings(name))
    others = dict.fromkeys(s for word in entry.words for s in spellings(word))
    marked = [_NAME + name for name in names if name]
    marked += [_OTHER + other for other in others if other and other not in names]
    return _END.join(marked) + _END


def _matching(keys: Mapping[str, str], words: tuple[str, ...]) -> list[str]:
    if not words:
        return list(keys)
    first, *rest = words
    ids = [one for one, key in keys.items() if first in key]
    for word in rest:
        ids = [one for one in ids if word in keys[one]]
    return ids


def _best(ids: list[str], keys: Mapping[str, str], word: str, most: int) -> list[str]:
    """Return the best of ``ids``: named so, beginning so, another word beginning so, the rest."""
    best: list[str] = []
    for wanted in (_NAME + word + _END, _NAME + word, _OTHER + word, word):
        taken = set(best)
        for one in ids:
            if len(best) == most:
                return best
            if one not in taken and wanted in keys[one]:
                best.append(one)
    return best
