"""What a letter says: a folder of templates for each kind, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    select_autoescape,
)

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

    It holds ``subject.txt``, ``text.txt``, ``body.html``, and for what both of them say
    ``words.txt``. Templates say ``_("…")`` and ``plural("{n} day", "{n} days", n)``; of several
    empty lines in a row, one is left. Times and numbers come as they are to be read. A fact that a
    template asks for and nobody gave raises jinja2's UndefinedError.
    """
    _ = translator(language)
    known = {"_": _, "plural": _.plural, "language": language, **facts}
    known |= _said_twice(kind, known)
    subject, text, html = (
        _templates().get_template(f"{kind}/{name}").render(known)
        for name in ("subject.txt", "text.txt", "body.html")
    )
    paragraphs = _EMPTY_LINES.sub("\n\n", text.strip())
    return Words(" ".join(subject.split()), paragraphs + "\n", html.strip() + "\n")


def _said_twice(kind: str, known: Mapping[str, object]) -> dict[str, str]:
    """What ``words.txt`` sets for a letter's text and its HTML alike.

    Each is a plain text by then, which HTML escapes. A macro of a text template is not: called
    from HTML, it passes for HTML (jinja2's Macro takes the word of its caller).
    """
    try:
        words = _templates().get_template(f"{kind}/words.txt").make_module(dict(known))
    except TemplateNotFound:
        return {}
    said = vars(words).items()
    return {name: str(text).strip() for name, text in said if not name.startswith("_")}


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates() / "email"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
