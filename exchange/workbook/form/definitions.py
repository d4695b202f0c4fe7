"""The sheet of definitions: every figure, what counts, its classes and its standard codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exchange.core.codebook import Breakdown, Figure
from exchange.workbook.form import looks
from exchange.workbook.form.draft import Draft
from exchange.workbook.form.figures import article
from exchange.workbook.form.measure import height
from exchange.workbook.form.page import Page
from exchange.workbook.form.setup import finish

NAME_WIDTH, DEFINITION_WIDTH, BASES_WIDTH, CODES_WIDTH = 25, 56, 42, 44
SHEET_NAME = "definitions"
TITLE, HEADER = 2, 3


def write_definitions(draft: Draft, page: Page) -> None:
    """Fill the sheet, a column of definitions for each offence."""
    _ = draft.say
    draft.names[SHEET_NAME] = page.reference(TITLE, 1)
    offences = draft.form.codebook.offences.values()
    widths = (NAME_WIDTH, *(DEFINITION_WIDTH for _offence in offences), BASES_WIDTH, CODES_WIDTH)
    for column, width in enumerate(widths, start=1):
        page.width(column, width)
    page.put(TITLE, 1, _("Definitions") + f": {draft.who}", looks.TITLE)
    page.height(TITLE, 36)
    heads = (_described(", ", draft.text(o.label), article(draft, o.slug)) for o in offences)
    last = (_("Basis: what was counted"), _("In known standards"))
    _header(page, HEADER, (_("Figure"), *heads, *last), widths)
    row = HEADER + 1
    _row(page, row, (_("In known standards"), *(_codes(o.standards) for o in offences)), widths)
    for figure in _figures(draft):
        row += 1
        _row(page, row, _definition(draft, figure), widths)
    row += 2
    _header(page, row, (_("Breakdown"), _("Classes"), _("Of")), widths)
    for below, breakdown in enumerate(_breakdowns(draft), start=row + 1):
        _row(page, below, _classes(draft, breakdown), widths)
    finish(draft, page, header=(HEADER, 0))


def _figures(draft: Draft) -> tuple[Figure, ...]:
    slugs = dict.fromkeys(key.figure for key in draft.form.headlines)
    return tuple(draft.form.codebook.figures[slug] for slug in slugs)


def _breakdowns(draft: Draft) -> tuple[Breakdown, ...]:
    return tuple({block.breakdown.slug: block.breakdown for block in draft.form.blocks}.values())


def _definition(draft: Draft, figure: Figure) -> tuple[str, ...]:
    book = draft.form.codebook
    bases = "\n".join(f"– {draft.text(book.bases[basis])}" for basis in figure.bases)
    definitions = (draft.text(figure.definitions[offence]) for offence in book.offences)
    return draft.text(figure.label), *definitions, bases, _codes(figure.standards)


def _classes(draft: Draft, breakdown: Breakdown) -> tuple[str, ...]:
    classes = (draft.text(c.label) for c in breakdown.classes if draft.form.year in c.valid)
    return draft.text(breakdown.label), "; ".join(classes), _totals(draft, breakdown)


def _totals(draft: Draft, breakdown: Breakdown) -> str:
    """The figures a breakdown divides, a line for each offence."""
    book, of = draft.form.codebook, dict[str, list[str]]()
    for block in draft.form.blocks:
        if block.breakdown.slug == breakdown.slug:
            figure = book.figures[block.total.figure]
            of.setdefault(block.total.offence, []).append(draft.text(figure.label))
    return "\n".join(
        f"{draft.text(book.offences[offence].short)}: {', '.join(figures)}"
        for offence, figures in of.items()
    )


def _codes(standards: Mapping[str, str]) -> str:
    """The figure or offence as known standards have it: ``ICCS 0204``."""
    return "\n".join(f"{standard}: {code}" for standard, code in standards.items())


def _described(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def _header(page: Page, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    page.put_all(row, range(1, len(widths) + 1), looks.HEADER)
    for column, text in enumerate(texts, start=1):
        style = looks.HEADER_FLUSH if column == 1 else looks.HEADER
        page.put(row, column, text, style)
        page.height(row, height(text, widths[column - 1], 9, least=20))


def _row(page: Page, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    page.put_all(row, range(1, len(widths) + 1), looks.RULED)
    for column, text in enumerate(texts, start=1):
        page.put(row, column, text, looks.RULED_STRONG if column == 1 else looks.RULED)
        page.height(row, height(text, widths[column - 1], indent=1) + 5)
