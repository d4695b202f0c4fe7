"""How cells look: every look once, numbered as in the workbook's style sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NewType

from exchange.core.returns import Severity

Style = NewType("Style", int)
"""The number of a look in the style sheet."""

ACCENT, PALE, INK, GREY, WHITE = "0B4F6C", "E3EDF2", "1F2A30", "5F6B72", "FFFFFF"
YELLOW, LINE, EDGE = "FFF8D6", "B9C7CE", "C8B560"
INPUT_FILLS = {Severity.ERROR: "F8D0CC", Severity.WARNING: "FFDDA6", Severity.NOTE: "D6E8F5"}
INKS = {Severity.ERROR: "A3101F", Severity.WARNING: "7A4B00", Severity.NOTE: "0B4F6C"}

# Thousands apart by a narrow no-break space in every language, whatever the office suite's own.
COUNT = '[>=1000000]0"\u202f"000"\u202f"000;[>=1000]0"\u202f"000;0'
DAY = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that can be said about how a cell looks; sizes in points."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    ink: str = INK
    fill: str | None = None
    edge: str | None = None
    rule: str | None = None
    format: str = "General"
    unlocked: bool = False
    wrap: bool = False
    across: str = "general"
    up: str = "center"
    indent: int = 0


LOOKS: list[Look] = [Look(up="bottom")]


def _style(look: Look) -> Style:
    if look not in LOOKS:
        LOOKS.append(look)
    return Style(LOOKS.index(look))


_TEXT = Look(size=10, wrap=True, up="top")
_HEADER = Look(size=9, bold=True, ink=ACCENT, fill=PALE, wrap=True)
_INPUT = Look(fill=YELLOW, edge=EDGE, unlocked=True, wrap=True, across="left", indent=1)
_VALUE = replace(_INPUT, size=13, bold=True, format=COUNT, wrap=False, across="right", indent=1)

PLAIN = Style(0)
TITLE = _style(Look(size=20, bold=True, ink=ACCENT))
HEADING = _style(Look(size=12, bold=True, ink=ACCENT, rule=ACCENT))
HINT = _style(Look(size=10, ink=GREY))
BAND = _style(Look(size=12, bold=True, ink=WHITE, fill=ACCENT, across="left", indent=1))
BAND_SMALL = _style(Look(size=10, ink=WHITE, fill=ACCENT, across="right", indent=1))
HEADER = _style(replace(_HEADER, across="left", indent=1))
HEADER_FLUSH = _style(_HEADER)
HEADER_RIGHT = _style(replace(_HEADER, across="right", indent=1))
TEXT = _style(_TEXT)
RULED = _style(replace(_TEXT, rule=LINE, across="left", indent=1))
RULED_STRONG = _style(replace(_TEXT, rule=LINE, bold=True))
STRONG = _style(replace(_TEXT, bold=True))
STEP = _style(Look(size=16, bold=True, ink=ACCENT, across="center", up="top"))
LINK = _style(replace(_TEXT, ink=ACCENT, bold=True))
RULED_LINK = _style(replace(_TEXT, rule=LINE, ink=ACCENT, bold=True, across="left", indent=1))
LABEL = _style(Look(size=11, bold=True, wrap=True))
ASK = _style(Look(size=9, ink=GREY, across="right", indent=1))
DEFINITION = _style(Look(size=10, ink="3D474D", wrap=True, up="top", across="left", indent=1))
CLASS = _style(Look(size=10, wrap=True, across="left", indent=2))
CLASS_ASK = _style(Look(size=9, ink=GREY, wrap=True, across="left", indent=2))
BLOCK = _style(Look(size=10, bold=True, ink=ACCENT, rule=LINE, wrap=True))
TOTAL = _style(Look(size=11, bold=True, rule=LINE, format=COUNT, across="right", indent=1))
LIVE = _style(Look(size=9, bold=True, ink=ACCENT, wrap=True, up="top", across="right", indent=1))
LIVE_BESIDE = _style(Look(size=9, bold=True, ink=ACCENT, rule=LINE, across="left", indent=1))
BEFORE = _style(
    Look(size=9, italic=True, ink=GREY, format=COUNT, wrap=True, across="right", indent=1)
)
BEFORE_NOTE = _style(
    Look(size=9, italic=True, ink=GREY, wrap=True, up="top", across="left", indent=1)
)

VALUE = _style(_VALUE)
CLASS_VALUE = _style(replace(_VALUE, size=11, bold=False))
AS_WRITTEN = _style(replace(_INPUT, bold=True, across="right"))
"""Where a count belongs and something else was written: all of it can be read, decimals too."""
CHOICE = _style(_INPUT)
NOTE = _style(replace(_INPUT, size=9.5))
DATE = _style(replace(_INPUT, format=DAY))
EXPLANATION = _style(replace(_INPUT, up="top"))

SEVERITY = {s: _style(replace(_TEXT, rule=LINE, bold=True, ink=INKS[s])) for s in Severity}
MARKED = {
    (style, severity): _style(replace(LOOKS[style], fill=fill, edge=INKS[severity]))
    for style in (VALUE, CLASS_VALUE, AS_WRITTEN, CHOICE, NOTE, DATE)
    for severity, fill in INPUT_FILLS.items()
}
