"""Tips over widgets: Qt guesses whether a tip is markup, so outside text has to be escaped."""

import html

from PySide6.QtWidgets import QWidget


def plain_tooltip(text: str) -> str:
    """Return markup that shows ``text`` as it stands, wrapped where it is long."""
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>" if text else ""


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tip that shows ``text`` as it stands."""
    widget.setToolTip(plain_tooltip(text))
