"""What a letter says: a folder of templates for each kind, in the reader's language."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from exchange.resources import templates
from exchange.wording import translator

_EMPTY_LINES = re.compile(r"\n{3,}")


class Words(NamedTuple):
    """A letter's subject, one line, and what it says, as text and as HTML."""

    subject: str
    text: str
    html: str


def compose(kind: str, language: str, **facts: object) -> Words:
    """The letter of one kind, its facts filled in; ``templates/email/`` has a folder for each.

    Templates say ``_("…")`` and ``plural("{n} day", "{n} days", n)``; of several empty lines in a
    row, one is left. Times and numbers come as they are to be read. A fact that a template asks for
    and nobody gave raises jinja2's UndefinedError.
    """
    _ = translator(language)
    known = {"_": _, "plural": _.plural, "language": language, **facts}
    subject, text, html = (
        _templates().get_template(f"{kind}/{name}").render(known)
        for name in ("subject.txt", "text.txt", "body.html")
    )
    paragraphs = _EMPTY_LINES.sub("\n\n", text.strip())
    return Words(" ".join(subject.split()), paragraphs + "\n", html.strip() + "\n")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates() / "email"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
