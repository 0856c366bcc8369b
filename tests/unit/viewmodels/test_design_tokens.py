"""The looks can be read: contrast, colour-blind viewers, and colours named in one place only."""

import re
from dataclasses import asdict

import numpy as np
import pytest

from bigscreen.viewmodels.colour_vision import EYES, seen_by
from bigscreen.viewmodels.design_tokens import CHENGGUAN, LOOKS, POLICE, TRAFFIC, Tokens
from tests.support.repository import ROOT

LOOK = pytest.mark.parametrize("tokens", LOOKS.values(), ids=LOOKS)
FIGURES, LABELS, SHAPES = 7.0, 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.6, 1.4.3 and 1.4.11."""


def parts(colour: str) -> np.ndarray:
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def luminance(colour: str) -> float:
    rgb = parts(colour)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def surfaces(tokens: Tokens) -> tuple[str, ...]:
    ground = tokens.ground
    return ground.wall, ground.bar, ground.panel, ground.field, ground.row, ground.hover


@LOOK
def test_figures_and_labels_stand_out_from_every_surface(tokens) -> None:
    for surface in (*surfaces(tokens), tokens.ground.selected):
        assert contrast(tokens.ink.full, surface) >= FIGURES
        assert contrast(tokens.ink.label, surface) >= LABELS
    for surface in surfaces(tokens):
        assert contrast(tokens.ink.faint, surface) >= LABELS


@LOOK
def test_states_levels_and_forces_can_be_read_as_text(tokens) -> None:
    own = tokens.identity
    texts = [
        *(tokens.state.good, tokens.state.late, tokens.state.bad, *tokens.levels.values()),
        *(own.police_text, own.traffic_text, own.chengguan_text, own.auxiliary_text),
    ]
    for text in texts:
        for surface in (tokens.ground.panel, tokens.ground.row):
            assert contrast(text, surface) >= LABELS, text
    assert contrast(tokens.ink.on_action, tokens.state.bad_band) >= FIGURES
    for level in tokens.levels.values():
        assert contrast(tokens.map.on_level, level) >= LABELS
    for button in (tokens.state.action, tokens.state.action_pending):
        assert contrast(tokens.ink.on_action, button) >= LABELS
    for force in (POLICE, TRAFFIC, CHENGGUAN, own.auxiliary):
        assert contrast(tokens.ink.on_colour, force) >= LABELS


@LOOK
def test_a_symbol_stands_out_by_its_colour_or_its_outline(tokens) -> None:
    tints = (POLICE, TRAFFIC, CHENGGUAN, POLICE, tokens.identity.auxiliary)
    for tint, outline in zip(tints, tokens.map.outlines, strict=True):
        ground = tokens.ground.field
        assert max(contrast(tint, ground), contrast(outline, ground)) >= SHAPES


@pytest.mark.parametrize("eye", ["protan", "deutan", "tritan", "grey"])
def test_the_two_forces_differ_for_every_eye(eye) -> None:
    police, chengguan = (seen_by(eye, parts(colour)) for colour in (POLICE, CHENGGUAN))
    assert np.abs(police - chengguan).max() > 0.25


@LOOK
@pytest.mark.parametrize("eye", [None, *EYES])
def test_a_sequence_only_grows_lighter_or_darker_for_every_eye(tokens, eye) -> None:
    def light(colour: str) -> float:
        return luminance(colour) if eye is None else float(seen_by(eye, parts(colour)).mean())

    lights = [light(colour) for colour in tokens.sequence]
    assert lights in (sorted(lights), sorted(lights, reverse=True))


def test_every_look_names_the_same() -> None:
    shapes = [re.sub(r"#[0-9A-F]+", "#", repr(asdict(one))) for one in LOOKS.values()]
    assert len(set(shapes)) == 1


COLOUR = re.compile(r"""["'\s:(]#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b""")


def test_no_other_file_names_a_colour() -> None:
    files = [
        path
        for folder in ("src", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".js", ".css", ".html", ".toml"} and "vendor" not in path.parts
    ]
    assert len(files) > 400
    found = {
        str(path.relative_to(ROOT)): hits
        for path in files
        if path.name != "design_tokens.py" and (hits := COLOUR.findall(path.read_text("utf-8")))
    }
    assert found == {}
