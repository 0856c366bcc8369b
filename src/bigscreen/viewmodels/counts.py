"""Numbers of things as a screen writes them: whole as long as that can be read at a glance."""

from bigscreen.viewmodels.wording import CHINESE, language

_WHOLE_TO = 100_000
_MYRIAD = 10_000
_MILLION = 1_000_000


def count_text(n: int) -> str:
    """Return a number; from a hundred thousand on in steps of the language (12.3万, 123k, 1.2M)."""
    if n < _WHOLE_TO:
        return str(n)
    if language() == CHINESE:
        return f"{n / _MYRIAD:.1f}万"
    if n < _MILLION:
        return f"{round(n / 1_000)}k"
    return f"{n / _MILLION:.1f}M"
