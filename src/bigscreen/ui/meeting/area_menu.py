"""The menu of the parts of a city figures can be narrowed to."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from bigscreen.domain.city import AreaLevel, City
from bigscreen.ui.theme import Size, Theme
from bigscreen.viewmodels.meeting.group_names import only_words
from bigscreen.viewmodels.meeting.look import Look, Only
from bigscreen.viewmodels.trade_words import area_name, grid_name
from bigscreen.viewmodels.wording import tr

_MOST_IN_ONE = 24
_TIERS = {AreaLevel.DISTRICT: "district", AreaLevel.STREET: "street"}


def area_words(look: Look) -> str:
    """Return which part of the city is looked at."""
    return only_words(look.only, look) or tr("Whole city")


def area_menu(city: City, take: Callable[[Only], None], theme: Theme, parent: QWidget) -> QMenu:
    """Return a menu of the whole city, its districts and streets, and its grids."""
    menu = QMenu(parent)
    menu.setFont(theme.font(Size.LABEL))
    menu.addAction(tr("Whole city"), partial(take, ()))
    for level, split in _TIERS.items():
        areas = [area for area in city.areas if area.level is level]
        if areas:
            menu.addSeparator()
        for area in areas[:_MOST_IN_ONE]:
            menu.addAction(_plain(area_name(city, area.id)), partial(take, ((split, area.id),)))
    menu.addSeparator()
    grids = city.grids
    if len(grids) <= _MOST_IN_ONE:
        _add_grids(menu, city, 0, len(grids), take)
        return menu
    for start in range(0, len(grids), _MOST_IN_ONE):
        end = min(start + _MOST_IN_ONE, len(grids))
        first, last = grid_name(city, grids[start].id), grid_name(city, grids[end - 1].id)
        within = menu.addMenu(_plain(f"{first} – {last}"))
        within.setFont(menu.font())
        _add_grids(within, city, start, end, take)
    return menu


def _add_grids(menu: QMenu, city: City, start: int, end: int, take: Callable[[Only], None]) -> None:
    for grid in city.grids[start:end]:
        menu.addAction(_plain(grid_name(city, grid.id)), partial(take, (("grid", grid.id),)))


def _plain(text: str) -> str:
    """Return a name no letter of which becomes a key of the menu."""
    return text.replace("&", "&&")
