"""What the chosen figure is: its definition, its bases, its standards, the articles of law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exchange.publish.page.view import View


class Meaning(NamedTuple):
    """``facts`` are a term and what is said of it."""

    definition: str
    facts: tuple[tuple[str, str], ...]


def meaning_of(view: View) -> Meaning:
    """The code book's words on the chosen figure."""
    figure = view.comparison.codebook.figures[view.asked.figure.figure]
    texts = figure.definitions.get(view.asked.figure.offence)
    return Meaning(view.labels.text(texts) if texts else "", tuple(_facts(view)))


def _facts(view: View) -> Iterator[tuple[str, str]]:
    labels, book = view.labels, view.comparison.codebook
    _ = labels._
    figure = book.figures[view.asked.figure.figure]
    bases = [labels.basis(basis) for basis in figure.bases]
    if len(bases) > 1:
        usual = _("{basis} (meant where nothing else is said)", basis=bases[0])
        yield _("Counted as"), "; ".join((usual, *bases[1:]))
    else:
        yield _("Counted as"), bases[0]
    offence = view.asked.figure.offence
    articles = [
        f"{labels.area(reporter.slug)} {reporter.articles[offence]}"
        for reporter in book.reporters.values()
        if offence in reporter.articles
    ]
    if articles:
        yield _("Articles of law"), "; ".join(articles)
    standards = {**book.offences[offence].standards, **figure.standards}
    if standards:
        yield _("Standards"), "; ".join(f"{name}: {text}" for name, text in standards.items())
