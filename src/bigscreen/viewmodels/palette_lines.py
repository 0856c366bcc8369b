"""What the command palette lists: actions with their keys, then whatever a search found."""

from collections.abc import Sequence
from dataclasses import dataclass

from bigscreen.viewmodels.search_index import Entry, EntryKind, Found, SearchIndex
from bigscreen.viewmodels.wording import tr, tr_noop

MOST_ACTIONS = 5
MOST_OF_A_KIND = 6
_ACTIONS_ALONE = 12

_GROUPS = {
    EntryKind.ACTION: tr_noop("Actions"),
    EntryKind.CASE: tr_noop("Cases"),
    EntryKind.UNIT: tr_noop("Patrol units"),
    EntryKind.PLACE: tr_noop("Places and streets"),
    EntryKind.ADDRESS: tr_noop("Addresses"),
    EntryKind.SQUAD: tr_noop("Squads"),
    EntryKind.OFFICER: tr_noop("Officers"),
    EntryKind.ITEM: tr_noop("Catalogue items"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doable:
    """An action as the palette offers it; ``english`` finds it in the other language too.

    ``about`` says whom it would concern just now. It is shown and not searched: who types a
    call sign looks for the unit, and Enter must not give an order instead.
    """

    text: str
    english: str = ""
    keys: str = ""
    about: str = ""
    enabled: bool = True
    ticked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteLine:
    """One line: a group's heading (no ``entry``), an action by its ``place``, or what was found."""

    text: str
    detail: str = ""
    keys: str = ""
    enabled: bool = True
    ticked: bool = False
    place: int | None = None
    entry: Entry | None = None

    @property
    def is_heading(self) -> bool:
        """Whether the line can not be chosen."""
        return self.place is None and self.entry is None


class PaletteSearch:
    """Searches the actions given and an index together."""

    def __init__(self, index: SearchIndex, doables: Sequence[Doable]) -> None:
        self._index = index
        self._doables = doables
        self._actions = SearchIndex()
        for place, one in enumerate(doables):
            self._actions.put(
                Entry(
                    kind=EntryKind.ACTION,
                    id=str(place),
                    name=one.text,
                    names=(one.english,),
                    words=(one.keys,),
                )
            )

    def lines(self, query: str) -> list[PaletteLine]:
        """Return what ``query`` finds, group by group; every action where nothing was typed."""
        if not query.strip():
            return self._action_lines(range(len(self._doables)), len(self._doables))
        found = self._index.find(query, MOST_OF_A_KIND)
        most = MOST_ACTIONS if found else _ACTIONS_ALONE
        lines: list[PaletteLine] = []
        for actions in self._actions.find(query, most):
            places = [int(one.id) for one in actions.entries]
            lines += self._action_lines(places, actions.total)
        for group in found:
            lines += _found_lines(group)
        return lines

    def _action_lines(self, places: Sequence[int], total: int) -> list[PaletteLine]:
        lines = [_heading(EntryKind.ACTION, total)]
        for place in places:
            one = self._doables[place]
            lines.append(
                PaletteLine(
                    text=one.text,
                    detail=one.about if one.enabled else tr("not possible now"),
                    keys=one.keys,
                    enabled=one.enabled,
                    ticked=one.ticked,
                    place=place,
                )
            )
        return lines


def _found_lines(group: Found) -> list[PaletteLine]:
    return [
        _heading(group.kind, group.total),
        *(PaletteLine(text=one.name, detail=one.detail, entry=one) for one in group.entries),
    ]


def _heading(kind: EntryKind, total: int) -> PaletteLine:
    return PaletteLine(text=tr(_GROUPS[kind]), detail=str(total))
