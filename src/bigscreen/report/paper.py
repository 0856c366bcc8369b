"""Builds a page to be printed: one HTML document that needs nothing from anywhere.

Pages are trees of elements, not text: whatever a text holds, it comes out as text.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

# Set in the typefaces of official papers; black on white, as they come out of any printer.
_STYLE = """
@page { size: A4; margin: 15mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 174mm; color: black; background: white;
  font: 10.5pt/1.4 "FangSong", "STFangsong", "SimSun", "Songti SC", "Noto Serif CJK SC", serif; }
h1 { margin: 0; text-align: center; font: bold 20pt/1.5 "SimHei", "Heiti SC",
  "Noto Sans CJK SC", sans-serif; letter-spacing: 0.2em; }
h2 { margin: 3.5mm 0 1mm; font-size: 11.5pt; break-after: avoid; }
header p { margin: 0 0 2mm; display: flex; justify-content: space-between; }
header p:first-child { justify-content: center; letter-spacing: 0.1em; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 0.3mm solid black; padding: 0.8mm 2mm; text-align: left; vertical-align: top;
  font-weight: normal; overflow-wrap: anywhere; white-space: pre-line; }
th { width: 37mm; }
thead { display: table-header-group; }
thead th { font-weight: bold; width: auto; }
tr { break-inside: avoid; }
.record th:nth-child(1) { width: 36mm; }
.record th:nth-child(2), .record th:nth-child(3) { width: 28mm; }
.signatures td { height: 20mm; }
.signatures { break-inside: avoid; }
footer { margin-top: 3mm; font-size: 9pt; }
@media screen { body { padding: 12mm 0; } }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def element(tag: str, *content: str | ET.Element, **attributes: str) -> ET.Element:
    """Return an element with a text or elements in it."""
    made = ET.Element(tag, attributes)
    for part in content:
        if isinstance(part, str):
            made.text = part
        else:
            made.append(part)
    return made


def pairs(rows: Iterable[tuple[str, str, str, str]]) -> ET.Element:
    """Return a table of named values: two pairs a row, one over the whole width if alone."""
    table = element("table")
    for first, first_value, second, second_value in rows:
        row = element("tr", element("th", first))
        if second:
            row.extend(
                [
                    element("td", first_value),
                    element("th", second),
                    element("td", second_value),
                ]
            )
        else:
            row.append(element("td", first_value, colspan="3"))
        table.append(row)
    return table


def listed(look: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> ET.Element:
    """Return a table with a line of headings, which is repeated on every sheet.

    ``look`` is ``record``, whose last column is the widest, or ``signatures``, with room to sign.
    """
    head = element("tr", *(element("th", heading, scope="col") for heading in headings))
    body = (element("tr", *(element("td", cell) for cell in row)) for row in rows)
    table = element("table", element("thead", head), element("tbody", *body))
    table.set("class", look)
    return table


def page(title: str, lang: str, *content: ET.Element) -> str:
    """Return the whole document; ``lang`` is a BCP 47 code such as ``zh-CN``."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", **{"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("title", title),
        element("style", _STYLE),
    )
    document = element("html", head, element("body", *content), lang=lang)
    return "<!DOCTYPE html>\n" + ET.tostring(document, encoding="unicode", method="html") + "\n"
