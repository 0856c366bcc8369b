"""How a text can be typed: as it stands, in pinyin, by the initials of its pinyin.

Readings come from pypinyin, which knows characters with several readings by the words they
stand in (重庆 is *chongqing*, 重点 *zhongdian*).
"""

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from bigscreen.viewmodels.plain_text import one_line

_HAN = re.compile(r"[㐀-鿿豈-﫿]+")
_LONGEST = 80
"""Nobody types more of a name than this; a longer text is searched by its beginning."""


def folded(text: str) -> str:
    """Return ``text`` as searches compare it: one line, full-width forms and case levelled."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return unicodedata.normalize("NFKC", one_line(text)).casefold()


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of what was typed; the apostrophes of an input method are dropped."""
    return tuple(folded(query).replace("'", "").replace("’", "").split())


@lru_cache(maxsize=50_000)
def _readings(run: str) -> tuple[str, str]:
    syllables = [s.replace("ü", "v") for s in lazy_pinyin(run, style=Style.NORMAL)]
    return "".join(syllables), "".join(syllable[0] for syllable in syllables if syllable)


def spellings(text: str) -> tuple[str, ...]:
    """Return every way ``text`` can be typed: itself, and where it holds Chinese its pinyin.

    Latin letters and figures stay in place, so that 巡2-03 is also *xun2-03* and *x2-03*.
    """
    plain = folded(text)[:_LONGEST]
    if plain.isascii() or not _HAN.search(plain):
        return (plain,)
    whole = _HAN.sub(lambda found: _readings(found[0])[0], plain).replace(" ", "")
    initials = _HAN.sub(lambda found: _readings(found[0])[1], plain).replace(" ", "")
    return (plain, whole, initials)
