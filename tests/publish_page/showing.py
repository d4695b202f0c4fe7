"""Pages made from returns in a line, and their HTML as a tree."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from html.parser import HTMLParser
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from exchange.core.codebook import Key
from exchange.core.merge import merge
from exchange.core.returns import Return
from exchange.publish.page import Asked, ComparisonPage, page_of
from exchange.resources import templates
from exchange.wording.translator import number, translator
from tests.compare.making import BOOK, key, real_returns

REAL = merge(BOOK, real_returns())
FRAME = (
    "<!doctype html><title>{% block title %}{% endblock %}</title>{% block main %}{% endblock %}"
)
VOID = {"meta", "link", "input", "br", "!doctype"}


def link(area: str, year: int, of: Key) -> str | None:
    """As the service leads to a return: areas that are sums have none."""
    return f"/returns/{area}/{year}#{of.name}" if area in BOOK.reporters else None


def shown(
    *returns: Return,
    figure: str = "trafficking_victims",
    year: int = 2019,
    language: str = "en",
    overlapping: Collection[tuple[str, str]] = (),
) -> ComparisonPage:
    """The page of some returns, or of the real ones."""
    comparison = merge(BOOK, returns) if returns else REAL
    return page_of(comparison, Asked(year, key(figure), language), link, overlapping)


class Element:
    """An element of a page: its attributes, what is in it, and all its text."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag, self.attributes = tag, attributes
        self.inside: list[Element | str] = []

    @property
    def text(self) -> str:
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        return "".join(one if isinstance(one, str) else one._raw() for one in self.inside)

    def all(self, tag: str = "", kind: str = "") -> list[Element]:
        """The elements within, of a tag and a class, in the order of the page."""
        found = []
        for one in self.inside:
            if isinstance(one, Element):
                kinds = (one.attributes.get("class") or "").split()
                found += [one] if tag in {"", one.tag} and kind in ["", *kinds] else []
                found += one.all(tag, kind)
        return found


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, dict(attrs))
        self.open[-1].inside.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


@cache
def environment() -> Environment:
    """As the service has it, with a plain frame around the page."""
    frame = DictLoader({"base.html": FRAME})
    return Environment(
        loader=ChoiceLoader([frame, FileSystemLoader(templates() / "web")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def markup(page: ComparisonPage | None, language: str = "en", **more: Any) -> str:
    """The page as it is sent."""
    facts = {
        "downloads": [("Excel", "/comparison.xlsx?as_of=2020-01-02", "48 kB")],
        "stamp": "For coordinators, state of 2 January 2020",
        "content_hash": "5a" * 32,
        "_": translator(language),
        "language": language,
        "number": number,
    }
    return environment().get_template("comparison.html").render(page=page, **facts | more)


def html_of(page: ComparisonPage | None, language: str = "en", **more: Any) -> Element:
    """The same as a tree; every element of it is closed where it should be."""
    tree = _Tree()
    tree.feed(markup(page, language, **more))
    tree.close()
    assert len(tree.open) == 1
    return tree.open[0]
