"""A report as one HTML file: whole, offline, in Chinese, and harmless whatever its texts hold."""

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bigscreen.report.document_look import PAPER, contrast, properties_of
from bigscreen.report.export_steps import ExportCancelled
from bigscreen.report.html_document import html_document, print_document
from bigscreen.report.svg_map import map_classes
from bigscreen.viewmodels.design_tokens import LOOKS
from bigscreen.viewmodels.report_blocks import MapStep
from bigscreen.viewmodels.value_classes import MOST_CLASSES
from tests.support.reports import (
    a_report,
    empty_report,
    full_report,
    grid_map,
    hostile_report,
    line,
    table,
)
from tests.support.repository import ROOT
from tests.support.small_city import small_city

WEB_ROOT = ROOT / "resources" / "web"


class Seen(HTMLParser):
    """Collects the elements, their attributes and the text of a page, scripts apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text: list[str] = []
        self.scripts: list[str] = []
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag in {"script", "style"}:
            self._inside.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag):
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data):
        if self._inside[-1:] == ["script"]:
            self.scripts[-1] += data
        elif not self._inside:
            self.text.append(data)


@pytest.fixture(scope="module")
def full() -> str:
    return html_document(full_report(), small_city(), WEB_ROOT)


def test_a_report_asks_for_nothing_outside_itself(full):
    seen = Seen(full)
    for _tag, attributes in seen.tags:
        assert not {"src", "action", "srcset", "background"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")
    assert not any(tag in {"link", "iframe", "img", "object", "embed"} for tag, _ in seen.tags)
    styles = re.findall(r"<style>(.*?)</style>", full, re.DOTALL)
    assert not re.search(r"url\((?!#)|@import", "".join(styles))


def test_only_the_scripts_it_was_made_with_may_run(full):
    policy = next(a["content"] for tag, a in Seen(full).tags if a.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "unsafe-inline'" not in policy.split("style-src")[0]
    assert policy.count("'sha256-") == len(Seen(full).scripts) == 2


def test_what_is_printed_has_no_script_and_the_maps_as_drawings():
    page = print_document(full_report(), small_city())
    assert Seen(page).scripts == []
    assert page.count('class="map"') == 4  # the legend and three steps


def test_chinese_stands_in_it_as_it_was_written(full):
    text = " ".join(Seen(full).text)
    for said in ("警情周报", "接报总数", "9,585", "98.9", "重大紧急信息", "周一", "签收速度", "西"):
        assert said in text


def test_every_series_differs_by_more_than_its_colour():
    page = print_document(a_report(line(), *full_report().pages[0].blocks[2:4]), small_city())
    assert "stroke-dasharray" in page
    assert "url(#b2-hatch-1)" in page
    assert len(set(re.findall(r'id="(b\d+-hatch-\d)"', page))) == 2


@pytest.mark.parametrize("written", [html_document, print_document])
def test_hostile_texts_stay_texts(written):
    report = hostile_report()
    more = (WEB_ROOT,) if written is html_document else ()
    harmless = written(full_report(), small_city(), *more)
    seen = Seen(written(report, small_city(), *more))
    ours = {tag for tag, _ in Seen(harmless).tags} | {"nav", "a"}
    assert {tag for tag, _ in seen.tags} <= ours
    assert not any(name.startswith("on") for _, attributes in seen.tags for name in attributes)
    assert any("alert(1)" in text for text in seen.text)
    assert all("</script" not in script and "<script" not in script for script in seen.scripts)
    assert not set("\u202e\u2066\x07") & set("".join(seen.text))


def test_blocks_with_nothing_to_show_say_why():
    text = " ".join(Seen(print_document(empty_report(), small_city())).text)
    assert "本期没有数据" in text
    assert "全部办结" in text
    assert "No figures in this period" in text


def test_a_long_list_is_whole_and_quick_to_write():
    page = print_document(a_report(table(5000)), small_city())
    assert "JQ-20261112-4999" in page


def test_progress_is_told_and_giving_up_ends_it():
    told = []
    print_document(full_report(), small_city(), on_progress=lambda d, n: told.append((d, n)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    with pytest.raises(ExportCancelled):
        print_document(full_report(), small_city(), cancelled=lambda: True)


def test_text_on_every_shade_of_both_looks_can_be_read():
    for tokens in LOOKS.values():
        look = properties_of(tokens)
        for number in range(MOST_CLASSES):
            assert contrast(look[f"on-{number}"], look[f"shade-{number}"]) >= 4.5
    assert contrast(PAPER.ink.label, PAPER.ground.panel) >= 4.5


def test_shades_get_darker_step_by_step_so_that_grey_still_tells():
    shades = [contrast(shade, "#FFFFFF") for shade in PAPER.sequence]
    assert shades == sorted(shades)
    assert all(b / a > 1.15 for a, b in itertools.pairwise(shades))


def test_a_whole_period_has_classes_of_its_own_beside_those_of_its_parts():
    block = grid_map(steps=3)
    whole = MapStep(label="全期", values={"west": 57.0, "east": 150.0}, whole=True)
    with_whole = replace(block, steps=(*block.steps, whole))
    assert map_classes(with_whole) == map_classes(block)
    assert map_classes(with_whole, whole).limits[-1] > max(map_classes(block).limits)
    page = print_document(a_report(with_whole), small_city())
    assert page.count('class="map"') == 2 + 4  # two legends, four steps
    assert "全期 · 件" in page
