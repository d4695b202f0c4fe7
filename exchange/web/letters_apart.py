"""A letter's HTML as a page of ours, whose policy allows no styles within a text."""

from __future__ import annotations

import re
from html import unescape

_STYLE = re.compile(r' style="([^"]*)"')


def with_styles_apart(html: str, sheet: str, icon: str) -> str:
    """The page with its styles named, and links to the ``sheet`` that holds them and to our icon.

    Without one, browsers ask for an icon that is not there.
    """
    names = _names(html)
    page = _STYLE.sub(lambda found: f' data-style="{names[found[1]]}"', html)
    links = f'<link rel="stylesheet" href="{sheet}">\n<link rel="icon" href="{icon}">\n'
    return page.replace("</head>", f"{links}</head>", 1)


def styles_of(html: str) -> str:
    """The sheet: each style once, by its name."""
    return "".join(
        f'[data-style="{name}"] {{{unescape(style)}}}\n' for style, name in _names(html).items()
    )


def _names(html: str) -> dict[str, int]:
    found = dict.fromkeys(_STYLE.findall(html))
    return {style: number for number, style in enumerate(found, start=1)}
