"""Makes text from outside safe to set in one line of a screen: plain, and of one direction."""

import re
import unicodedata

_INVISIBLE = frozenset(
    chr(code)
    for first, last in (
        (0x00AD, 0x00AD),  # soft hyphen
        (0x061C, 0x061C),  # Arabic letter mark
        (0x200B, 0x200B),  # zero-width space
        (0x200E, 0x200F),  # direction marks
        (0x202A, 0x202E),  # direction embeddings and overrides
        (0x2060, 0x2069),  # word joiner, invisible operators, direction isolates
        (0xFEFF, 0xFEFF),  # byte order mark
        (0xFFF9, 0xFFFB),  # interlinear annotation
    )
    for code in range(first, last + 1)
)
_PLAIN = re.compile(r"[ -~·–-…Ⅰ-Ⅻ、-〩一-鿿！-］]*")
"""Letters, figures and signs that stay as they are: nearly every text is of nothing else."""
_MARKS_KEPT = 2
_LINE_LIMIT = 200
_PARAGRAPH_LIMIT = 2000


def one_line(text: str, limit: int = _LINE_LIMIT) -> str:
    """Return ``text`` as one line of at most ``limit`` characters, without control characters.

    Direction overrides go, because they make a call sign read backwards; stacked accents are
    thinned, because they paint over the neighbouring rows. Nothing is escaped: the result is
    text and has to be set as text.
    """
    return _shortened(" ".join(_visible(text).split()), limit)


def paragraph(text: str, limit: int = _PARAGRAPH_LIMIT) -> str:
    """Return ``text`` like :func:`one_line`, its line breaks kept."""
    lines = (" ".join(_visible(line).split()) for line in text.splitlines())
    return _shortened("\n".join(lines).strip(), limit)


def _visible(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MARKS_KEPT or char in _INVISIBLE or category == "Cs":
            continue
        kept.append(" " if category in {"Cc", "Zl", "Zp"} else char)
    return "".join(kept)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
