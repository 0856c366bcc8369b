"""A window's actions as the palette offers them."""

from collections.abc import Iterable

from PySide6.QtGui import QAction

from bigscreen.ui.widgets.screen_actions import ENGLISH, key_text
from bigscreen.viewmodels.palette_lines import Doable
from bigscreen.viewmodels.plain_text import one_line


def action_name(action: QAction) -> str:
    """Return what an action is for; its text may say whom an order would go to just now."""
    return one_line(action.whatsThis() or action.text().replace("&&", "&"))


def action_keys(action: QAction) -> str:
    """Return the keys of an action, each once."""
    return "   ".join(dict.fromkeys(key_text(key) for key in action.shortcuts()))


def doable(about: str, action: QAction) -> Doable:
    """Return an action as the palette offers it; one that is not visible can not be done."""
    name, text = action_name(action), one_line(action.text().replace("&&", "&"))
    return Doable(
        text=f"{about}: {name}" if about else name,
        english=str(action.property(ENGLISH) or ""),
        keys=action_keys(action),
        about=text if text != name else "",
        enabled=action.isEnabled() and action.isVisible(),
        ticked=action.isCheckable() and action.isChecked(),
    )


def offered(actions: Iterable[QAction]) -> list[tuple[str, QAction]]:
    """Return a window's own actions, those that can be done now first."""
    named = [action for action in actions if not action.isSeparator() and action_name(action)]
    able = [action for action in named if action.isEnabled() and action.isVisible()]
    return [("", action) for action in (*able, *(one for one in named if one not in able))]
