"""The menus over the queue: in which order and groups, which cases, which kept view."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from bigscreen.domain.incidents import Level
from bigscreen.ui.theme import Size, Theme
from bigscreen.viewmodels.queue_rows import Order, Scope
from bigscreen.viewmodels.queue_view import DEFAULT_VIEWS, Grouping, QueueFilter, QueueView
from bigscreen.viewmodels.trade_words import level_name
from bigscreen.viewmodels.wording import tr, tr_noop

ORDER_NAMES: dict[StrEnum, str] = {
    Order.URGENCY: tr_noop("By urgency"),
    Order.DEADLINE: tr_noop("By deadline"),
    Order.LEVEL: tr_noop("By level"),
    Order.NEWEST: tr_noop("Newest first"),
    Order.OLDEST: tr_noop("Oldest first"),
    Order.NUMBER: tr_noop("By number"),
}
GROUP_NAMES: dict[StrEnum, str] = {
    Grouping.NONE: tr_noop("No groups"),
    Grouping.GRID: tr_noop("Groups by grid"),
    Grouping.LEVEL: tr_noop("Groups by level"),
    Grouping.STAGE: tr_noop("Groups by stage"),
    Grouping.LEAD: tr_noop("Groups by leading force"),
}
SCOPE_NAMES: dict[StrEnum, str] = {
    Scope.OPEN: tr_noop("All open"),
    Scope.WAITING: tr_noop("To dispatch"),
    Scope.OVERDUE: tr_noop("Overdue"),
    Scope.POLICE_CALLS: tr_noop("Police calls"),
    Scope.CITY_CASES: tr_noop("City cases"),
    Scope.CLOSED: tr_noop("Closed"),
}


class _TickMenu(QMenu):
    """A menu that stays open while ticks are set in it, so that several can be."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set a tick without closing."""
        if not self._ticked():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set a tick with Enter or space without closing."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() not in keys or not self._ticked():
            super().keyPressEvent(event)

    def _ticked(self) -> bool:
        action = cast("QAction | None", self.activeAction())  # there need be none
        if action is None or not action.isCheckable() or action.actionGroup() is not None:
            return False
        action.trigger()
        return True


class MenuButton(QToolButton):
    """A word that opens a menu; ``fill`` puts in what there is to choose each time."""

    def __init__(self, theme: Theme, purpose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font = theme.font(Size.SMALL)
        self._purpose = purpose
        self.setFont(self._font)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(self.new_menu(""))

    def new_menu(self, name: str, parent: QWidget | None = None) -> QMenu:
        """Return an empty menu in the button's own type."""
        menu = _TickMenu(parent or self)
        menu.setTitle(name.replace("&", "&&"))
        menu.setFont(self._font)
        return menu

    def say(self, name: str) -> None:
        """Show what is chosen."""
        self.setText(f"{name} ▾".replace("&", "&&"))
        self.setAccessibleName(f"{self._purpose}: {name}" if name else self._purpose)

    def event(self, event: QEvent) -> bool:
        """Claim Enter while focused: it opens the menu and gives no order."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or down as with space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.showMenu()
        else:
            super().keyPressEvent(event)


class OrderButton(MenuButton):
    """In which order, and gathered by what.

    Signals:
        order_chosen(str), grouping_chosen(str): the value of a choice a person made.
    """

    order_chosen = Signal(str)
    grouping_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Order"), parent)
        menu = self.menu()
        self.orders = _exclusive(menu, ORDER_NAMES, self.order_chosen.emit)
        menu.addSeparator()
        self.groupings = _exclusive(menu, GROUP_NAMES, self.grouping_chosen.emit)

    def show_view(self, view: QueueView) -> None:
        """Mark what is chosen."""
        _tick(self.orders, view.order.value)
        _tick(self.groupings, view.grouping.value)
        self.say(tr(ORDER_NAMES[view.order]))


class FilterButton(MenuButton):
    """Which cases: a scope, and ticks of level, grid, force and stage.

    Signals:
        filter_chosen(QueueFilter): another filter.
    """

    filter_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Filter"), parent)
        self._chosen = QueueFilter()
        self._ticks: list[tuple[QAction, str, Any]] = []
        menu = self.menu()
        self.scopes = _exclusive(menu, SCOPE_NAMES, self._choose_scope)
        menu.addSeparator()
        self.levels = self._submenu(tr("Level"))
        self.grids = self._submenu(tr("Grid"))
        self.forces = self._submenu(tr("Force"))
        self.stages = self._submenu(tr("Stage"))
        menu.addSeparator()
        self._flags = [
            self._flag(name, text)
            for name, text in (
                ("mine", tr("Only mine")),
                ("overdue", tr("Only overdue")),
                ("cards", tr("Only with cards")),
            )
        ]
        menu.addSeparator()
        self.clear = QAction(tr("Clear filter"), menu)
        menu.addAction(self.clear)
        self._fill(self.levels, "levels", [(level, level_name(level)) for level in Level])

    def offer(
        self,
        grids: Sequence[tuple[str, str]],
        forces: Sequence[tuple[str, str]],
        stages: Sequence[tuple[str, str]],
    ) -> None:
        """Offer what there is: ids and names."""
        self._ticks = [one for one in self._ticks if one[1] == "levels"]
        for menu, name, choices in (
            (self.grids, "grids", grids),
            (self.forces, "forces", forces),
            (self.stages, "stages", stages),
        ):
            menu.clear()
            menu.setEnabled(bool(choices))
            self._fill(menu, name, choices)
        self.show_filter(self._chosen)

    def show_filter(self, chosen: QueueFilter) -> None:
        """Mark what is chosen."""
        self._chosen = chosen
        _tick(self.scopes, chosen.scope.value)
        for action in self._flags:
            action.setChecked(getattr(chosen, action.data()))
        for action, name, value in self._ticks:
            action.setChecked(value in getattr(chosen, name))
        more = len(chosen.levels) + len(chosen.grids) + len(chosen.forces) + len(chosen.stages)
        more += chosen.mine + chosen.overdue + chosen.cards
        scope = tr(SCOPE_NAMES[chosen.scope])
        self.say(f"{scope} +{more}" if more else scope)
        self.clear.setEnabled(chosen.narrows)

    def _submenu(self, name: str) -> QMenu:
        menu = self.new_menu(name, self.menu())
        self.menu().addMenu(menu)
        return menu

    def _fill(self, menu: QMenu, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        for value, text in choices:
            action = QAction(text.replace("&", "&&"), menu, checkable=True)
            action.triggered.connect(self._toggler(name, value))
            menu.addAction(action)
            self._ticks.append((action, name, value))

    def _flag(self, name: str, text: str) -> QAction:
        action = QAction(text, self.menu(), checkable=True)
        action.setData(name)
        action.triggered.connect(self._flag_setter(name))
        self.menu().addAction(action)
        return action

    def _choose_scope(self, value: str) -> None:
        self.filter_chosen.emit(replace(self._chosen, scope=Scope(value)))

    def _flag_setter(self, name: str) -> Callable[[bool], None]:
        def set_flag(checked: bool) -> None:
            self._choose({name: checked})

        return set_flag

    def _toggler(self, name: str, value: Any) -> Callable[[bool], None]:
        def toggle(checked: bool) -> None:
            values: frozenset[Any] = getattr(self._chosen, name)
            self._choose({name: values | {value} if checked else values - {value}})

        return toggle

    def _choose(self, changes: dict[str, Any]) -> None:
        self.filter_chosen.emit(replace(self._chosen, **changes))


class ViewsButton(MenuButton):
    """The kept views: every desk's, and those a person has named.

    Signals:
        view_chosen(QueueView): look at the queue this way.
        keep_requested(): the view in use shall be kept.
        delete_requested(str): the view of this name shall go.
    """

    view_chosen = Signal(object)
    keep_requested = Signal()
    delete_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Views"), parent)
        self.show_views(())
        self.setText(tr("Views") + " ▾")

    def show_views(self, own: Sequence[QueueView]) -> None:
        """Offer the default views and these."""
        menu = self.menu()
        menu.clear()
        for view in DEFAULT_VIEWS:
            self._offer(menu, tr(view.name), view)
        menu.addSeparator()
        for view in own:
            self._offer(menu, view.name, view)
        menu.addSeparator()
        keep = menu.addAction(tr("Keep this view …"))
        keep.triggered.connect(lambda _checked=False: self.keep_requested.emit())
        delete = self.new_menu(tr("Delete a view"), menu)
        delete.setEnabled(bool(own))
        for view in own:
            action = delete.addAction(view.name.replace("&", "&&"))
            action.triggered.connect(partial(self._ask_to_delete, view.name))
        menu.addMenu(delete)

    def _offer(self, menu: QMenu, name: str, view: QueueView) -> None:
        action = menu.addAction(name.replace("&", "&&"))
        action.triggered.connect(partial(self._choose, view))

    def _choose(self, view: QueueView, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        self.view_chosen.emit(view)

    def _ask_to_delete(self, name: str, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        self.delete_requested.emit(name)


def _exclusive(menu: QMenu, names: Mapping[StrEnum, str], chosen: Any) -> QActionGroup:
    group = QActionGroup(menu)
    for value, name in names.items():
        action = QAction(tr(name), menu, checkable=True)
        action.setData(value.value)
        group.addAction(action)
        menu.addAction(action)
    group.triggered.connect(lambda action: chosen(action.data()))
    return group


def _tick(group: QActionGroup, value: str) -> None:
    for action in group.actions():
        action.setChecked(action.data() == value)
