"""Where each number comes from: every observation with its file and cell."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.core.comparison import Compared, Origin
from exchange.publish.book import Book
from exchange.publish.looks import HEAD, TEXT, number_format
from exchange.spreadsheet.cells import Value, letters, row

_WIDTHS = (22, 7, 22, 46, 10, 20, 30, 12, 30, 30, 18, 9, 66, 60, 22, 44)
_NUMBER = 5
_NO_ORIGIN = Origin("", "", None, None)


def provenance(book: Book) -> None:
    """One row for each observation, in the comparison's order; the last columns are codes."""
    sheet = book.sheet(book.labels._("Where numbers come from"), _WIDTHS)
    sheet.add(*((name, HEAD) for name in heads(book)), height=18)
    sheet.freeze("A2")
    count = len(book.comparison.observations)
    sheet.page.auto_filter.ref = f"A1:{letters(len(_WIDTHS))}{count + 1}"
    sheet.page.print_title_rows = "1:1"
    # Not kept: with thousands of returns these rows are hundreds of megabytes.
    sheet.follow(_rows(book))


def heads(book: Book) -> tuple[str, ...]:
    """The columns' names."""
    _ = book.labels._
    return (
        *(_("Area"), _("Year"), _("Offence"), _("Figure"), _("Number"), _("Status")),
        *(_("Basis"), _("Coverage"), _("Missing"), _("File"), _("Sheet"), _("Cell"), "SHA-256"),
        *(_("Note"), _("Code of the area"), _("Code of the figure")),
    )


def _rows(book: Book) -> Iterator[str]:
    text, number = (
        book.looks[TEXT],
        book.looks[TEXT._replace(side="right", numbers=number_format())],
    )
    for line, seen in enumerate(book.comparison.observations, 2):
        yield row(
            line,
            [
                (column, (value, number if column == _NUMBER else text))
                for column, value in enumerate(_line(book, seen), 1)
            ],
        )


def _line(book: Book, seen: Compared) -> tuple[Value, ...]:
    labels = book.labels
    file, sha256, sheet, cell = seen.origin or _NO_ORIGIN
    return (
        labels.area(seen.area),
        seen.year,
        labels.offence(seen.key.offence),
        labels.key(seen.key),
        seen.value,
        labels.gap(seen),
        labels.basis(seen.basis),
        labels.coverage(seen.coverage),
        ", ".join(map(labels.area, seen.missing)),
        file,
        sheet,
        cell,
        sha256,
        seen.note,
        seen.area,
        seen.key.name,
    )
