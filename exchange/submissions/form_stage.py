"""Which form a workbook is: of which code book, reporter and year."""

from __future__ import annotations

from typing import NamedTuple

from exchange.core.codebook import CodeBook, Key
from exchange.core.form import Form
from exchange.core.returns import Finding, Severity
from exchange.submissions.cells import NamedCells
from exchange.validation import FrontPage, Schemas, front_page
from exchange.workbook.reader import Sheet

WHOSE = ("codebook", "reporter", "year")
"""The names without which a form cannot be told."""

KEY_COLUMN = "key"
"""What the hidden first row of a form's sheet says above the hidden keys."""


class Identified(NamedTuple):
    """What a workbook says it is; ``findings`` say why it is no form where ``form`` is None."""

    language: str
    codebook: str | None = None
    reporter: str | None = None
    year: int | None = None
    form: Form | None = None
    findings: tuple[Finding, ...] = ()


def identify(named: NamedCells, schemas: Schemas) -> Identified:
    """The form a workbook is, or why it is none; a stage that fails keeps the next from running."""
    codebook, page = schemas.codebook, front_page(named.front_page())
    year = int(page.year) if page.year.isdecimal() and len(page.year) <= 4 else None
    language, book = _language(page, codebook), page.codebook or None
    known = Identified(language, book, page.reporter or None, year)
    fault = _form_fault(named, page, codebook)
    if fault:
        return _with(known, fault)
    reporter = page.reporter if page.reporter in codebook.reporters else None
    faults = [*_reporter_faults(page, codebook), *_year_faults(page, year, reporter, codebook)]
    if faults or reporter is None or year is None:
        return _with(known, *faults)
    form = schemas.of(reporter, year).form
    return Identified(known.language, known.codebook, reporter, year, form)


def _with(known: Identified, *faults: Finding) -> Identified:
    return Identified(known.language, known.codebook, known.reporter, known.year, None, faults)


def _language(page: FrontPage, codebook: CodeBook) -> str:
    """The workbook's own, else the first of its reporter, else English."""
    if page.language in codebook.languages:
        return page.language
    reporter = codebook.reporters.get(page.reporter)
    return reporter.languages[0] if reporter else "en"


def _form_fault(named: NamedCells, page: FrontPage, codebook: CodeBook) -> Finding | None:
    nameless = any(name not in named.workbook.names for name in WHOSE)
    if nameless or not _has_our_names(named, codebook):
        code = "names-missing" if has_hidden_keys(named, codebook) else "not-our-form"
        return Finding(Severity.ERROR, code)
    if page.codebook != codebook.id:
        return _at("codebook", "other-form", page.codebook, {"expected": codebook.id})
    return None


def _has_our_names(named: NamedCells, codebook: CodeBook) -> bool:
    return not _headlines(codebook).isdisjoint(named.workbook.names)


def _headlines(codebook: CodeBook) -> set[str]:
    offences, figures = codebook.offences, codebook.figures
    return {Key(offence, figure).name for offence in offences for figure in figures}


def has_hidden_keys(named: NamedCells, codebook: CodeBook) -> bool:
    """Whether the rows still carry their keys though the names are gone."""
    keys = _headlines(codebook)
    return any(KEY_COLUMN in texts and keys & texts for texts in map(_texts, named.workbook.sheets))


def _texts(sheet: Sheet) -> set[str]:
    """As stored: interpreting every cell of a foreign workbook could take minutes."""
    stored = (raw[2] for raw in sheet.cells.values())
    return {text if isinstance(text, str) else "".join(text or ()) for text in stored}


def _reporter_faults(page: FrontPage, codebook: CodeBook) -> list[Finding]:
    if page.reporter in codebook.reporters:
        return []
    return [_at("reporter", "unknown-reporter", page.reporter, {})]


def _year_faults(
    page: FrontPage, year: int | None, reporter: str | None, codebook: CodeBook
) -> list[Finding]:
    if reporter is None and year is not None and year >= codebook.first_year:
        return []
    if reporter is not None and year is not None and codebook.asks(reporter, year):
        return []
    return [_at("year", "unknown-year", page.year, {"first": str(codebook.first_year)})]


def _at(name: str, code: str, found: str, facts: dict[str, object]) -> Finding:
    return Finding(Severity.ERROR, code, (name,), name, found, facts)
