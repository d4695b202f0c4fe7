"""The contact list as a file: to be kept and printed, or taken into an address book."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook

from exchange.core.codebook import CodeBook
from exchange.core.contact_list import ContactList, Line
from exchange.publish.as_csv import inert
from exchange.publish.book import lines_of, sheet_title
from exchange.publish.looks import HEAD, HEADLINE, ROW, SECTION, SMALL, Look, Looks
from exchange.spreadsheet.cells import letters, row
from exchange.spreadsheet.save import save
from exchange.wording import Translator, translator
from exchange.wording.contact_texts import area_text, day_of, kind_text
from exchange.wording.times import told_day

MEDIA_TYPES: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
"""The endings of the files there are."""

Row = tuple[tuple[str, ...], Look, float]
"""The texts of a row from its first column on, how it looks, and its height in points."""

_NUMBER = re.compile(r"\+[0-9 ]+")
"""A telephone number with its country."""

_WIDTHS = (24.0, 28.0, 34.0, 38.0, 19.0, 18.0)
_TEXT = ROW._replace(wrap=True)
_NOBODY = _TEXT._replace(italic=True, ink=SMALL.ink)
_LINE, _AROUND, _HIGHEST = 12.75, 9.0, 409.0
_CHARACTERS_A_WIDTH = 1.03
_A4 = "9"
_HEAD_ROW = 4


def write(listing: ContactList, codebook: CodeBook, day: date, ending: str, language: str) -> bytes:
    """The list as it stood on a day; ``ending`` is one of MEDIA_TYPES.

    Same list, day and language, same bytes; the csv does not tell the day.
    """
    if ending == "csv":
        return to_csv(listing, codebook, language)
    return to_xlsx(listing, codebook, day, language)


def to_csv(listing: ContactList, codebook: CodeBook, language: str) -> bytes:
    """RFC 4180 in UTF-8, with the mark by which Excel knows it; every text inert.

    A telephone number of digits and spaces runs nothing, and stays as it is dialled.
    """
    _ = translator(language)
    lines = (
        (
            *map(inert, (area_text(_, codebook, line.reporter), *_texts(_, line)[:-1])),
            line.telephone if _NUMBER.fullmatch(line.telephone) else inert(line.telephone),
            str(day_of(line, codebook) or ""),
        )
        for line in listing.lines
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((_("Reporter"), *_columns(_)))
    writer.writerows(lines)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def to_xlsx(listing: ContactList, codebook: CodeBook, day: date, language: str) -> bytes:
    """One sheet, A4 across; a section for each reporter, also where nobody is there."""
    _ = translator(language)
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = sheet_title(_("Contact list"))
    looks = Looks(workbook)
    rows = [*_above(_, day), *_sections(_, listing, codebook)]
    _set_up(page)
    filled = [
        row(number, enumerate(_styled(texts, looks[look]), 1), height)
        for number, (texts, look, height) in enumerate(rows, 1)
    ]
    return save(workbook, {page.title: filled}, stamp=datetime.combine(day, time()))


def _above(_: Translator, day: date) -> Iterator[Row]:
    """The title, the day, and the head of the columns."""
    yield (_("Contact list"),), HEADLINE._replace(wrap=False), 28
    said = _(
        "As it was on {day}. Only for the work of the exchange.", day=told_day(day, _.language)
    )
    yield (said,), SMALL, 18
    yield ("",), SMALL, 8
    yield _columns(_), HEAD, 22


def _sections(_: Translator, listing: ContactList, codebook: CodeBook) -> Iterator[Row]:
    for reporter in (*codebook.reporters, None):
        title = area_text(_, codebook, reporter)
        yield (title, *[""] * (len(_WIDTHS) - 1)), SECTION, 26
        lines = listing.of(reporter)
        for line in lines:
            since = day_of(line, codebook)
            texts = (*_texts(_, line), told_day(since, _.language) if since else "")
            yield texts, _TEXT, _height(texts)
        if not lines:
            yield (_("Nobody"), *[""] * (len(_WIDTHS) - 1)), _NOBODY, _LINE + _AROUND


def _columns(_: Translator) -> tuple[str, ...]:
    return _("Role"), _("Name"), _("Organisation"), _("Address"), _("Telephone"), _("Since")


def _texts(_: Translator, line: Line) -> tuple[str, ...]:
    return kind_text(_, line.kind), line.name, line.organisation, line.address, line.telephone


def _height(texts: Iterable[str]) -> float:
    """As its longest text needs: LibreOffice does not see to it by itself."""
    lines = max(
        lines_of(text, round(width * _CHARACTERS_A_WIDTH) - 2)
        for text, width in zip(texts, _WIDTHS, strict=True)
    )
    return min(_LINE * lines + _AROUND, _HIGHEST)


def _styled(texts: Iterable[str], style: int) -> Iterator[tuple[str, int]]:
    return ((text, style) for text in texts)


def _set_up(page: Any) -> None:  # the stubs have it that parts of it may be missing
    for column, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[letters(column)].width = width
    page.freeze_panes = f"A{_HEAD_ROW + 1}"
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    page.sheet_view.showGridLines = False
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    margins = page.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom = 0.55
    margins.header = margins.footer = 0.25
    footer = page.oddFooter
    footer.left.text = page.title.replace("&", "&&")
    footer.right.text = "&P / &N"
    footer.left.size = footer.right.size = 8
