"""Writes a report as one HTML file that opens offline, and as the page a PDF is printed from.

The file carries everything inside: style, drawings, and for maps Leaflet and our script. Its
policy lets in nothing from outside and no script but those it was made with.
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

from bigscreen.domain.city import City
from bigscreen.report.document_look import properties
from bigscreen.report.export_steps import Cancelled, OnProgress, Steps, never, unwatched
from bigscreen.report.grid_map_page import GridMapPart, grid_map_part, offline_assets
from bigscreen.report.html_blocks import block_element
from bigscreen.report.html_style import SHEET
from bigscreen.report.paper import element
from bigscreen.report.report_texts import (
    bcp47,
    blocks_of,
    empty_text,
    plain,
    report_definitions,
    subtitle,
)
from bigscreen.viewmodels.plain_text import paragraph
from bigscreen.viewmodels.report_blocks import GridMap, Page, Report
from bigscreen.viewmodels.wording import tr


def html_document(
    report: Report,
    city: City,
    web_root: Path,
    *,
    on_progress: OnProgress = unwatched,
    cancelled: Cancelled = never,
) -> str:
    """Return a report as one HTML file, its maps alive.

    Raises:
        ExportCancelled: ``cancelled`` said so.
        OSError: the page code is not in ``web_root``.
    """
    steps = Steps(len(blocks_of(report)) + 1, on_progress, cancelled)
    document = _Document(report, city, steps, alive=True)
    body = document.body()
    if not document.parts:
        return _written(report, body, [], "")
    assets = offline_assets(web_root)
    script = "".join(part.script for part in document.parts)
    return _written(report, body, [assets.script, script], assets.style)


def print_document(
    report: Report,
    city: City,
    *,
    on_progress: OnProgress = unwatched,
    cancelled: Cancelled = never,
) -> str:
    """Return a report as the page it is printed from: the same without any script.

    Raises:
        ExportCancelled: ``cancelled`` said so.
    """
    steps = Steps(len(blocks_of(report)) + 1, on_progress, cancelled)
    return _written(report, _Document(report, city, steps, alive=False).body(), [], "")


class _Document:
    """Puts the parts of a report together; ``parts`` are the live maps found on the way."""

    def __init__(self, report: Report, city: City, steps: Steps, *, alive: bool) -> None:
        self._report = report
        self._city = city
        self._steps = steps
        self._alive = alive
        self._count = 0
        self.parts: list[GridMapPart] = []

    def body(self) -> ET.Element:
        report = self._report
        body = element("body", self._cover())
        for number, page in enumerate(report.pages, start=1):
            body.append(self._section(page, f"p{number}"))
        said = [*map(paragraph, report.notes), *report_definitions(report)]
        if said:
            body.append(element("footer", element("h3", tr("Notes and definitions"))))
            body[-1].extend(element("p", note) for note in said)
        self._steps.next()
        return body

    def _cover(self) -> ET.Element:
        report = self._report
        cover = element(
            "header",
            element("p", plain(report.city)),
            element("h1", plain(report.title)),
            element("p", subtitle(report)),
        )
        cover.set("class", "cover")
        if len(report.pages) > 1:
            cover.append(element("nav"))
            for number, page in enumerate(report.pages, start=1):
                cover[-1].append(element("a", plain(page.title), href=f"#p{number}"))
        return cover

    def _section(self, page: Page, name: str) -> ET.Element:
        blocks = element("div")
        blocks.set("class", "blocks")
        for block in page.blocks:
            self._count += 1
            own = f"b{self._count}"
            live = None
            if self._alive and isinstance(block, GridMap) and not empty_text(block):
                self.parts.append(grid_map_part(self._city, block, own))
                live = self.parts[-1].place
            blocks.append(block_element(block, self._city, own, live))
            self._steps.next()
        return element("section", element("h2", plain(page.title)), blocks, id=name)


def _written(report: Report, body: ET.Element, scripts: list[str], style: str) -> str:
    for script in scripts:
        body.append(element("script", script))
    # The map's style comes first: the document's own words win.
    sheet = f"{style}\n{properties()}\n{SHEET}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", **{"http-equiv": "Content-Security-Policy", "content": _policy(scripts)}),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{plain(report.title)} {plain(report.period)}".strip()),
        element("style", sheet),
    )
    document = element("html", head, body, lang=bcp47())
    return "<!DOCTYPE html>\n" + ET.tostring(document, encoding="unicode", method="html") + "\n"


def _policy(scripts: list[str]) -> str:
    """Return what the file may do: nothing but run the very scripts it was made with."""
    hashes = [f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in scripts]
    allowed = f"; script-src {' '.join(hashes)}" if hashes else ""
    rest = "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'{allowed}; {rest}"
