"""Everything that can be done in a meeting, as actions; a presenter's clicker sends their keys."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from bigscreen.ui.widgets.screen_actions import ActionSpec, ScreenActions, key_text
from bigscreen.viewmodels.meeting.periods import KIND_NAMES, PeriodKind
from bigscreen.viewmodels.wording import tr, tr_noop

_SPECS = (
    ActionSpec("next_page", tr_noop("Next page"), ("PgDown", "Right", "Space")),
    ActionSpec("previous_page", tr_noop("Page before"), ("PgUp", "Left", "Shift+Space")),
    ActionSpec("earlier", tr_noop("Period before"), ("[", "Ctrl+Left")),
    ActionSpec("later", tr_noop("Next period"), ("]", "Ctrl+Right")),
    ActionSpec("area", tr_noop("Part of the city"), ("A",)),
    ActionSpec("measure", tr_noop("Next measure of the map"), ("V",)),
    ActionSpec("again", tr_noop("Ask again"), ("R", "F5")),
    ActionSpec("replay", tr_noop("Replay"), ("P",)),
    ActionSpec("export", tr_noop("Export"), ("Ctrl+E",)),
    ActionSpec("look", tr_noop("Light or dark"), ("L",)),
    ActionSpec("larger", tr_noop("Larger type"), ("+", "=")),
    ActionSpec("smaller", tr_noop("Smaller type"), ("-",)),
    ActionSpec("usual_size", tr_noop("Usual type"), ("Ctrl+0",)),
    ActionSpec("blank", tr_noop("Blank the screen"), ("B", ".")),
    ActionSpec("shortcuts", tr_noop("All keys"), ("?", "F1")),
)
_KIND_KEYS = {
    PeriodKind.SHIFT: "S",
    PeriodKind.DAY: "D",
    PeriodKind.WEEK: "W",
    PeriodKind.MONTH: "M",
    PeriodKind.QUARTER: "Q",
    PeriodKind.YEAR: "Y",
    PeriodKind.CUSTOM: "C",
}
PAGES = 9


class MeetingActions(ScreenActions):
    """The actions of a meeting window, by name."""

    next_page: QAction
    previous_page: QAction
    earlier: QAction
    later: QAction
    area: QAction
    measure: QAction
    again: QAction
    replay: QAction
    export: QAction
    look: QAction
    larger: QAction
    smaller: QAction
    usual_size: QAction
    blank: QAction
    shortcuts: QAction

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_SPECS, parent)
        self.back.setShortcuts([QKeySequence("Esc"), QKeySequence("Backspace")])
        self.kinds = {
            kind: self._made(tr(KIND_NAMES[kind]), (key,)) for kind, key in _KIND_KEYS.items()
        }
        self.pages = [self._made(tr("Page {n}", n=n), (str(n),)) for n in range(1, PAGES + 1)]

    def key_sheet(self) -> list[tuple[str, str]]:
        """Return keys and what they are for, the pages' digits as one entry."""
        named = [action for action in self.all if action not in self.pages]
        sheet = [(_keys(action), action.whatsThis()) for action in named]
        said = [
            (f"1 – {PAGES}", tr("Go to a page by its number")),
            ("Tab", tr("Next figure or table; arrows go from figure to figure")),
            ("Enter", tr("The cases behind a figure; the record of a case")),
        ]
        return [*sheet, *said]


def _keys(action: QAction) -> str:
    return "  ".join(dict.fromkeys(key_text(key) for key in action.shortcuts()))
