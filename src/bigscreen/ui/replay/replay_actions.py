"""Everything a replay can do, as actions: buttons, keys and tests share them."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from bigscreen.ui.find.doable_actions import action_keys, action_name
from bigscreen.ui.widgets.screen_actions import ActionSpec, ScreenActions
from bigscreen.viewmodels.wording import tr_noop

_SPECS = (
    ActionSpec("play", tr_noop("Play or pause"), ("Space",)),
    ActionSpec("slower", tr_noop("Slower"), ("-", "[")),
    ActionSpec("faster", tr_noop("Faster"), ("+", "=", "]")),
    ActionSpec("back_minute", tr_noop("Back a minute"), ("Left",)),
    ActionSpec("on_minute", tr_noop("On a minute"), ("Right",)),
    ActionSpec("back_ten", tr_noop("Back ten minutes"), ("Shift+Left",)),
    ActionSpec("on_ten", tr_noop("On ten minutes"), ("Shift+Right",)),
    ActionSpec("previous_mark", tr_noop("Previous milestone"), (",", "PgUp")),
    ActionSpec("next_mark", tr_noop("Next milestone"), (".", "PgDown")),
    ActionSpec("to_start", tr_noop("To the beginning"), ("Home",)),
    ActionSpec("to_end", tr_noop("To the end"), ("End",)),
    ActionSpec("period", tr_noop("Another period"), ("T",)),
    ActionSpec("all_cases", tr_noop("Marks of all grave cases"), ("A",)),
    ActionSpec("follow", tr_noop("Follow the cases on the map"), ("F",)),
    ActionSpec("shortcuts", tr_noop("All keys"), ("?", "F1")),
    ActionSpec("leave", tr_noop("Back to now"), ("Backspace",)),
)


class ReplayActions(ScreenActions):
    """The actions of a replay, by name; their keys work inside its widget only.

    :attr:`own` are those without what every window can do.
    """

    play: QAction
    slower: QAction
    faster: QAction
    back_minute: QAction
    on_minute: QAction
    back_ten: QAction
    on_ten: QAction
    previous_mark: QAction
    next_mark: QAction
    to_start: QAction
    to_end: QAction
    period: QAction
    all_cases: QAction
    follow: QAction
    shortcuts: QAction
    leave: QAction

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_SPECS, parent)
        self.own = [getattr(self, spec.name) for spec in _SPECS]
        for action in self.own:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for action in (self.back_minute, self.on_minute, self.back_ten, self.on_ten):
            action.setAutoRepeat(True)

    def key_sheet(self) -> list[tuple[str, str]]:
        """Return keys and what they are for."""
        return [(action_keys(action), action_name(action)) for action in self.all]
