"""The one way text for people comes about: Qt and non-Qt rooms alike call :func:`tr`.

Texts are written in English in the code and looked up in the catalogue the program was started
with (gettext ``.po`` files in ``resources/locale``). English needs no catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

CHINESE = "zh_CN"
ENGLISH = "en"


@dataclass(slots=True)
class _Language:
    code: str = ENGLISH
    texts: Mapping[str, str] = field(default_factory=dict)


_language = _Language()


def use_language(code: str, texts: Mapping[str, str]) -> None:
    """Make ``texts`` (English text → text in language ``code``) the catalogue of this process."""
    _language.code = code
    _language.texts = texts


def language() -> str:
    """Return the code of the language in use: ``zh_CN`` or ``en``."""
    return _language.code


def tr(text: str, /, **facts: object) -> str:
    """Return ``text`` in the language in use, its ``{named}`` places filled from ``facts``."""
    translated = _language.texts.get(text) or text
    return translated.format(**facts) if facts else translated


def tr_noop(text: str) -> str:
    """Mark a text for translation where it is defined; it is looked up where it is shown."""
    return text


def named(name: str, name_en: str) -> str:
    """Return a data name (grid, item, force …) in the language in use."""
    return name_en if _language.code == ENGLISH and name_en else name
