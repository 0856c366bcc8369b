"""Loads the catalogue of the language the program speaks."""

import polib

from bigscreen.app.assets import resource
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language

LANGUAGES = (CHINESE, ENGLISH)


def speak(code: str) -> None:
    """Make ``code`` (``zh_CN`` or ``en``) the language of this process."""
    if code == ENGLISH:
        use_language(ENGLISH, {})
        return
    catalogue = polib.pofile(str(resource("locale", code, "bigscreen.po")))
    use_language(code, {entry.msgid: entry.msgstr for entry in catalogue if entry.msgstr})
