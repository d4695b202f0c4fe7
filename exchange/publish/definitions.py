"""What the figures mean: definitions, bases, statuses, standards, articles."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.publish.book import Book, Sheet
from exchange.publish.looks import HEAD, HEADING, SECTION, WRAPPED
from exchange.publish.marks import PARTIAL

_WIDTHS = (26.0, 30.0, 46.0, 74.0)

Line = tuple[str, str, str, str]


def definitions(book: Book) -> None:
    """Everything out of the code book, in the language of the overview."""
    _ = book.labels._
    sheet = book.sheet(_("Definitions"), _WIDTHS)
    sheet.add((_("Definitions"), HEADING), height=24)
    figure = (_("Offence"), _("Figure"), _("Counted as"), _("Definition"))
    _table(sheet, _("Figures"), figure, _figures(book))
    _table(sheet, _("Sums"), (_("Area"), "", _("Sum of"), _("How to read it")), _sums(book))
    _table(sheet, _("Marks and reasons"), (_("Status"), _("Mark"), "SDMX", ""), _statuses(book))
    _table(
        sheet, _("Articles of law"), (_("Area"), _("Offence"), _("Article"), ""), _articles(book)
    )
    _table(sheet, _("Standards"), (_("Standard"), _("Offence"), _("Code"), ""), _standards(book))


def _table(sheet: Sheet, title: str, heads: Line, lines: Iterator[Line]) -> None:
    sheet.space(8)
    sheet.add((title, SECTION), *[("", SECTION)] * (len(_WIDTHS) - 1), height=24)
    sheet.add(*((head, HEAD) for head in heads))
    for line in lines:
        sheet.add_texts(line, [sheet.looks[WRAPPED]] * len(line))


def _figures(book: Book) -> Iterator[Line]:
    labels = book.labels
    for offence in book.codebook.offences:
        for figure in book.codebook.figures.values():
            texts = figure.definitions.get(offence)
            meant = labels.text(texts) if texts else ""
            bases = "; ".join(map(labels.basis, figure.bases))
            yield labels.offence(offence), labels.figure(figure.slug), bases, meant


def _sums(book: Book) -> Iterator[Line]:
    _ = book.labels._
    for area in book.codebook.areas.values():
        yield (
            book.labels.area(area.slug),
            "",
            book.labels.areas(area.parts),
            _(
                "The sum of its parts' counts: persons can be counted twice. {mark} is the sum of "
                "what is there while parts are missing. Counts on unlike bases are not added.",
                mark=PARTIAL,
            ),
        )


def _statuses(book: Book) -> Iterator[Line]:
    for status in book.codebook.statuses.values():
        yield book.labels.status(status.slug), status.mark, f"{status.obs} / {status.conf}", ""


def _articles(book: Book) -> Iterator[Line]:
    _ = book.labels._
    for reporter in book.codebook.reporters.values():
        area = book.labels.area(reporter.slug)
        for offence, article in reporter.articles.items():
            yield area, book.labels.offence(offence), article, ""
        for offence, article in reporter.articles_to_confirm.items():
            yield area, book.labels.offence(offence), article, _("to be confirmed")


def _standards(book: Book) -> Iterator[Line]:
    for offence in book.codebook.offences.values():
        for standard, code in offence.standards.items():
            yield standard, book.labels.offence(offence.slug), code, ""
