"""What text from outside may be: plain, of a bounded length, without control characters."""

import re

from bigscreen.domain.errors import Rejected
from bigscreen.domain.refusals import Refusal

NAME_LENGTH = 60
REFERENCE_LENGTH = 40
LINE_LENGTH = 200
PAGE_LENGTH = 2_000

# C0 and C1 controls, line separators, and what reverses the reading direction of the text after
# it or is half of a character; a page may have line ends and tabs.
_UNWANTED = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNWANTED_IN_PAGE = re.compile(f"[{_UNWANTED}]")
_UNWANTED_IN_LINE = re.compile(f"[\t\n{_UNWANTED}]")
# A number people go by has nothing in it that they can not see.
_INVISIBLE = "\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0"
_UNWANTED_IN_REFERENCE = re.compile(f"[\t\n{_UNWANTED}{_INVISIBLE}]")


def name(field: str, text: str) -> str:
    """Return ``text`` as a name of 1 to 60 characters, or refuse it."""
    return _required(field, _checked(field, text, NAME_LENGTH, _UNWANTED_IN_LINE))


def optional_name(field: str, text: str) -> str:
    """Return ``text`` as a name of up to 60 characters, or refuse it."""
    return _checked(field, text, NAME_LENGTH, _UNWANTED_IN_LINE)


def reference(field: str, text: str) -> str:
    """Return ``text`` as another system's number of up to 40 visible characters, or refuse it."""
    return _checked(field, text, REFERENCE_LENGTH, _UNWANTED_IN_REFERENCE)


def line(field: str, text: str) -> str:
    """Return ``text`` as a line of up to 200 characters, or refuse it."""
    return _checked(field, text, LINE_LENGTH, _UNWANTED_IN_LINE)


def required_line(field: str, text: str) -> str:
    """Return ``text`` as a line of 1 to 200 characters, or refuse it."""
    return _required(field, line(field, text))


def page(field: str, text: str) -> str:
    """Return ``text`` of up to 2,000 characters, line ends and tabs allowed, or refuse it."""
    return _checked(field, text.replace("\r\n", "\n"), PAGE_LENGTH, _UNWANTED_IN_PAGE)


def required_page(field: str, text: str) -> str:
    """Return ``text`` of 1 to 2,000 characters, or refuse it."""
    return _required(field, page(field, text))


def _required(field: str, text: str) -> str:
    if not text:
        raise Rejected(Refusal.TEXT_MISSING, {"field": field})
    return text


def _checked(field: str, text: str, allowed: int, unwanted: re.Pattern[str]) -> str:
    text = text.strip()
    if len(text) > allowed:
        raise Rejected(
            Refusal.TEXT_TOO_LONG, {"field": field, "length": len(text), "allowed": allowed}
        )
    if found := unwanted.search(text):
        character = f"U+{ord(found.group()):04X}"
        raise Rejected(Refusal.TEXT_HAS_CONTROL, {"field": field, "character": character})
    return text
