"""A form while it is being written: what every sheet needs to know and adds to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook

from exchange.core.codebook import Texts
from exchange.core.dates import serial_of
from exchange.core.form import Form
from exchange.core.returns import Return, Severity
from exchange.spreadsheet.cells import Value, address
from exchange.wording import Translator
from exchange.workbook.form.looks import (
    AS_WRITTEN,
    CLASS_VALUE,
    DATE,
    MARKED,
    PLAIN,
    VALUE,
    Style,
)
from exchange.workbook.form.marks import Filled
from exchange.workbook.form.page import Page
from exchange.workbook.form.written import Written

TITLE_LENGTH = 31
COUNTS = (VALUE, CLASS_VALUE)
_NOT_IN_TITLES = str.maketrans("", "", "[]:*?/\\'")


@dataclass
class Draft:
    """One form in one language; ``places`` are the cells of the defined names so far."""

    form: Form
    language: str
    say: Translator
    previous: Return | None
    filled: Filled
    severities: dict[str, Severity]
    start: Page = field(init=False)
    figures: Page = field(init=False)
    workbook: Workbook = field(default_factory=Workbook)
    pages: list[Page] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[Page, str]] = field(default_factory=dict)
    breakdowns: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workbook.remove(self.workbook.worksheets[0])

    def text(self, texts: Texts) -> str:
        return texts[self.language]

    @property
    def who(self) -> str:
        """Whom the form is for, and the year."""
        reporter = self.form.codebook.reporters[self.form.reporter]
        return f"{self.text(reporter.label)} {self.form.year}"

    def page(self, title: str) -> Page:
        """A new sheet at the end; its title is cut and told apart as office suites want."""
        wanted = title.translate(_NOT_IN_TITLES)[:TITLE_LENGTH].strip()
        taken = {page.title.casefold() for page in self.pages}
        unique = next(t for t in _numbered(wanted) if t.casefold() not in taken)
        page = Page(self.workbook.create_sheet(unique))
        self.pages.append(page)
        return page

    def name(self, page: Page, row: int, column: int, name: str) -> None:
        self.names[name] = page.reference(row, column)
        self.places[name] = (page, address(row, column))

    def ask(self, page: Page, row: int, column: int, name: str, style: Style) -> None:
        """An input by its name, with what the sender wrote and the colour of our finding."""
        self.name(page, row, column, name)
        value = _kept(self.filled.get(name), style)
        if style in COUNTS and value is not None and type(value) is not int:
            style = AS_WRITTEN
        severity = self.severities.get(name)
        page.put(row, column, value, MARKED[style, severity] if severity else style)

    def roles(self, page: Page, columns: Iterable[tuple[int, str]]) -> None:
        """The hidden first row: what each column of a sheet holds."""
        for column, role in columns:
            page.put(1, column, role, PLAIN)
        page.hide(1)


def worst(severities: Sequence[Severity]) -> Severity:
    """The weightiest of some severities."""
    return min(severities, key=list(Severity).index)


def _numbered(title: str) -> Iterable[str]:
    yield title
    for n in range(2, 1000):
        ending = f" {n}"
        yield title[: TITLE_LENGTH - len(ending)] + ending


def _kept(value: Written | None, style: Style) -> Value:
    """A day counts as one where a date is asked for; elsewhere it is the text that it shows.

    In a cell that took a date's format, whatever is typed next would be shown as a date as well.
    """
    if style == DATE and isinstance(value, str):
        value = _day(value) or value
    if isinstance(value, date):
        return serial_of(value) if style == DATE else value.isoformat()
    return value


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
