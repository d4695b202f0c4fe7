"""How good the numbers are: what wants care, what is missing and why, who supplied it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from exchange.core.codebook import BASE_STATUS, NOT_APPLICABLE, known_keys
from exchange.core.comparison import Compared
from exchange.publish.book import Book, Sheet
from exchange.publish.looks import COUNT, HEAD, HEADING, SECTION, WRAPPED, number_format
from exchange.spreadsheet.cells import Value

_WIDTHS = (24.0, 24.0, 40.0, 14.0, 26.0, 34.0, 60.0)
_NUMBER = 3

Line = tuple[Value, ...]


def quality(book: Book) -> None:
    """The page for who wants to know how far the figures carry."""
    _ = book.labels._
    sheet = book.sheet(_("Data quality"), _WIDTHS)
    sheet.add((_("Data quality"), HEADING), height=24)
    figure = (_("Area"), _("Year"), _("Figure"), _("Number"))
    parts: tuple[tuple[str, Line, Iterator[Line]], ...] = (
        (
            _("Numbers to read with care"),
            (*figure, _("Status"), _("Basis"), _("Note")),
            _care(book),
        ),
        (_("Missing figures, and why"), (*figure[:3], "", _("Reason"), "", _("Note")), _gaps(book)),
        (_("Explanations given"), (*figure[:3], "", "", "", _("Explanation")), _explained(book)),
        (
            _("Sources"),
            (_("Area"), _("Year"), _("Offence"), "", _("Drawn on"), _("File"), _("Supplied by")),
            _sources(book),
        ),
    )
    # Not kept: with thousands of returns these rows are hundreds of megabytes.
    sheet.follow(chain.from_iterable(_table(sheet, *part) for part in parts))


def _table(sheet: Sheet, title: str, heads: Line, lines: Iterator[Line]) -> Iterator[str]:
    first = next(lines, None)
    if first is None:
        return
    section, head = sheet.looks[SECTION], sheet.looks[HEAD]
    text, count = sheet.looks[WRAPPED], sheet.looks[COUNT._replace(numbers=number_format())]
    yield sheet.styled_row((), 10)
    yield sheet.styled_row([(title, section)] + [("", section)] * (len(_WIDTHS) - 1), 24)
    yield sheet.styled_row((name, head) for name in heads)
    for line in chain((first,), lines):
        looks = [count if column == _NUMBER else text for column in range(len(line))]
        yield sheet.text_row(line, looks)


def _care(book: Book) -> Iterator[Line]:
    """Numbers with a flag, or counted on another basis than the first."""
    for seen in _of_reporters(book):
        usual = book.codebook.figures[seen.key.figure].bases[0]
        unusual = seen.basis != usual and seen.key.breakdown is None
        if seen.value is not None and (seen.status != BASE_STATUS or unusual):
            yield (
                *_named(book, seen),
                seen.value,
                book.labels.status(seen.status),
                book.labels.basis(seen.basis),
                seen.note,
            )


def _gaps(book: Book) -> Iterator[Line]:
    for seen in _of_reporters(book):
        if seen.value is None and seen.status != NOT_APPLICABLE:
            yield *_named(book, seen), None, book.labels.gap(seen), "", seen.note


def _explained(book: Book) -> Iterator[Line]:
    names = {key.name: book.labels.full(key) for key in known_keys(book.codebook)}
    for sent in book.comparison.returns:
        for name, text in sorted(sent.explanations.items()):
            area = book.labels.area(sent.reporter)
            yield area, str(sent.year), names.get(name, name), None, "", "", text


def _sources(book: Book) -> Iterator[Line]:
    labels = book.labels
    for sent in book.comparison.returns:
        for offence in book.codebook.offences:
            source = sent.source_of(offence)
            file = source.file if source else ""
            supplier, drawn = sent.suppliers.get(offence, ""), sent.drawn_on.get(offence, "")
            if supplier or drawn:
                area, year = labels.area(sent.reporter), str(sent.year)
                yield area, year, labels.offence(offence), None, drawn, file, supplier


def _of_reporters(book: Book) -> Iterator[Compared]:
    areas = book.codebook.areas
    return (seen for seen in book.comparison.observations if seen.area not in areas)


def _named(book: Book, seen: Compared) -> tuple[str, str, str]:
    return book.labels.area(seen.area), str(seen.year), book.labels.full(seen.key)
