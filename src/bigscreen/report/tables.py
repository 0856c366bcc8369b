"""A table as plain data, which every way of writing it starts from."""

from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Headings and rows; a cell is text, a number, or None for no figure.

    ``about`` says, line by line, what the table is of: the period, the clock, the definitions.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[str, ...] = ()


def safe_text(text: str) -> str:
    """Return a text no spreadsheet takes for a formula, whoever chose its first letter.

    Follows OWASP's "CSV Injection": an apostrophe goes before the signs that begin one, in
    full width as well.
    """
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
