"""Texts that would do harm, or look like harm, where text is taken for anything but text."""

HOSTILE = (
    "<b>粗</b>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "&lt;b&gt; & &amp;",
    "{title} {0} %s %(x)s",
    "\u202eENO TINU\u2066\u200f",
    "行一\n行二\r\n\t行三\x07",
    "极" * 60,
    "👮‍♀️🚓👨‍👩‍👧‍👦🇨🇳" * 6,
    "Z̸̡̧͓̱͖̐̑̒a̴̛̗l̵͕͑g̷̙͠o̸͈͝",
    "' OR 1=1 --",
    '=HYPERLINK("http://x")',
    "مرحبا بالعالم",
)
"""Markup, placeholders, direction overrides, control characters, long, joined and stacked text."""

DIRECTION_MARKS = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
)
"""Characters that turn the reading direction around."""
