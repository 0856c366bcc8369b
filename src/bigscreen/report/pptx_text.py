"""Sets text on slides: always in a typeface with Chinese in it, never longer than its place."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from bigscreen.report.document_look import colour

TYPEFACE = "Microsoft YaHei"
"""Comes with every Windows and Office; elsewhere an office program takes its own Chinese one."""

_EAST_ASIAN = ("ea", "cs")


def rgb(hexadecimal: str) -> RGBColor:
    """Return a colour of the look as slides name it."""
    red, green, blue = bytes.fromhex(hexadecimal.removeprefix("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # half typed


def put_typeface_into_theme(presentation: Any) -> None:
    """Make the typeface the one of headings and of text, for Latin and for Chinese alike."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme: Any = parse_xml(part.blob)
    for kind in ("majorFont", "minorFont"):
        for fonts in theme.iter(qn(f"a:{kind}")):
            for script in ("latin", "ea"):
                fonts.find(qn(f"a:{script}")).set("typeface", TYPEFACE)
            for font in fonts.findall(qn("a:font")):
                if font.get("script") == "Hans":
                    font.set("typeface", TYPEFACE)
    part._blob = serialize_part_xml(theme)  # noqa: SLF001 - there is no other way to the theme


def set_typeface(font: Any, size: float, *, bold: bool = False, ink: str = "") -> None:
    """Set a font's typeface in full, its size in points, and its colour."""
    font.name = TYPEFACE
    font.size = Pt(size)
    font.bold = bold
    if ink:
        font.color.rgb = rgb(ink)
    properties = font._element if hasattr(font, "_element") else font._rPr  # noqa: SLF001
    for script in _EAST_ASIAN:
        made = properties.find(qn(f"a:{script}"))
        if made is None:
            made = properties.makeelement(qn(f"a:{script}"), {})
            latin = properties.find(qn("a:latin"))
            previous = properties.find(qn("a:ea"))
            (latin if previous is None else previous).addnext(made)
        made.set("typeface", TYPEFACE)


def write(
    frame: Any,
    lines: Sequence[tuple[str, float, bool, str]],
    *,
    middle: bool = False,
    centred: bool = False,
) -> None:
    """Fill a frame with lines of text: each with its size, whether it is bold, its colour."""
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    for side in ("left", "right"):
        setattr(frame, f"margin_{side}", Emu(60_000))
    for number, (text, size, bold, ink) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if centred:
            paragraph.alignment = PP_ALIGN.CENTER
        run = paragraph.add_run()
        run.text = text
        set_typeface(run.font, size, bold=bold, ink=ink or colour("ink"))
