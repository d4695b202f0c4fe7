"""Nothing stands in a page or a letter that no translator was asked for."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAGES = sorted((TEMPLATES / "web").rglob("*.html"))
LETTERS = sorted((TEMPLATES / "email").rglob("*.html"))
PLAIN = sorted((TEMPLATES / "email").rglob("*.txt"))
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
WORD = re.compile(r"[^\W\d_]{2,}")
NOT_SAID = re.compile(r"""[\w-]+="[^"]*"|[?&#][\w=]+""")
"""Attributes and addresses that a macro puts together."""

SAME_EVERYWHERE = {"SHA-256", "QR"}


class Said(HTMLParser):
    """The texts and the spoken attributes of a page."""

    def __init__(self):
        super().__init__()
        self.texts = []

    def handle_starttag(self, tag, attrs):
        self.texts += [value for name, value in attrs if name in SPOKEN and value]

    def handle_data(self, data):
        self.texts.append(data)


def literal(path):
    """What a template says of its own: its code left out, a blank in its place."""
    source = path.read_text(encoding="utf-8")
    tokens = Environment(autoescape=True).lex(source)
    return "".join(value if kind == "data" else " " for _, kind, value in tokens)


def words(text):
    said = NOT_SAID.sub(" ", text)
    return [word for word in WORD.findall(said) if word not in SAME_EVERYWHERE]


@pytest.mark.parametrize(
    "path", [*PAGES, *LETTERS], ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_every_text_of_a_page_is_translated(path):
    page = Said()
    page.feed(literal(path))
    assert [text for text in page.texts if words(text)] == []


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_text_of_a_letter_is_translated(path):
    assert words(literal(path)) == []


def test_a_text_that_was_forgotten_is_found(tmp_path):
    path = tmp_path / "page.html"
    path.write_text('<p title="Forgotten">{{ _("Fine") }} Left behind</p>', encoding="utf-8")
    page = Said()
    page.feed(literal(path))
    assert [words(text) for text in page.texts if words(text)] == [
        ["Forgotten"],
        ["Left", "behind"],
    ]
