"""The baked page is a fixed file: no outside address, nothing inline, the same bytes every time."""

import re

import folium
import pytest

from bigscreen.ui.map.page_builder import build_page
from bigscreen.viewmodels.wording import ENGLISH, use_language
from tests.support.map_scene import made_up_city


@pytest.fixture(scope="module")
def baked():
    return build_page(made_up_city())


def test_equal_input_gives_equal_bytes(baked):
    assert build_page(made_up_city()) == baked


def test_nothing_baked_names_an_outside_address(baked):
    for part in (baked.html, baked.script, baked.base):
        assert re.findall(rb"https?:|//[a-z]", part) == []


def test_the_page_has_no_script_style_or_handler_of_its_own(baked):
    html = baked.html.decode()

    assert "<style" not in html
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", html)
    assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []
    assert set(re.findall(r'(?:src|href)="([^"]+)"', html)) == {
        "/assets/vendor/leaflet/leaflet.js",
        "/assets/vendor/leaflet/leaflet.css",
        "/assets/qwebchannel.js",
        "/assets/map.css",
        "/map.js",
    }


def test_the_ground_is_not_in_the_script(baked):
    assert len(baked.script) < 5_000
    assert len(baked.base) > 20_000


def test_names_of_layers_come_in_the_language_in_use():
    use_language("zh_CN", {"Streets": "街道"})
    chinese = build_page(made_up_city())
    use_language(ENGLISH, {})

    assert rb"\u8857\u9053" in chinese.script
    assert b'lang="zh-CN"' in chinese.html


def test_other_maps_of_the_process_keep_folium_s_own_files(baked):
    assert any("https://" in url for _, url in folium.Map.default_js)
    assert folium.Map().default_js is folium.Map.default_js


def test_a_wall_s_page_offers_nothing_to_a_mouse(baked):
    looked_at = build_page(made_up_city(), has_controls=False).script
    assert b"control.zoom" in baked.script
    assert b"control.layers" in baked.script
    assert b"control.zoom" not in looked_at
    assert b"control.layers" not in looked_at
