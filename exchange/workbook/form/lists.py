"""The hidden sheet of what can be chosen, and the rules that hold inputs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation

from exchange.spreadsheet.cells import letters
from exchange.wording import LANGUAGES, translator
from exchange.workbook.form.draft import Draft
from exchange.workbook.form.page import Page

LARGEST = 2**53
"""The largest count a workbook holds to the digit."""

SHEET_NAME = "lists"


@dataclass
class Lists:
    """Where each list of choices stands: a column of the hidden sheet."""

    page: Page

    def add(self, choices: Iterable[str]) -> str:
        """A new list; its cells as formulas write them."""
        column = len(self.page.cells.get(1, {})) + 1
        row = 0
        for row, choice in enumerate(choices, start=1):
            self.page.put(row, column, choice)
        letter = letters(column)
        return f"{self.page.quoted}!${letter}$1:${letter}${row}"


@dataclass(frozen=True)
class Choices:
    """The lists of one form, as formulas write them."""

    lists: Lists
    statuses: str
    reasons: str
    bases: dict[str, str]
    yes_no: str
    yes: str
    why_not: str


def choices(draft: Draft, page: Page) -> Choices:
    """Write every list of the form on its hidden sheet."""
    book, text, _ = draft.form.codebook, draft.text, draft.say
    lists = Lists(page)
    draft.names[SHEET_NAME] = page.reference(1, 1)
    page.sheet.sheet_state = "hidden"
    statuses = book.statuses.values()
    return Choices(
        lists,
        statuses=lists.add(text(s.label) for s in statuses),
        reasons=lists.add(text(s.label) for s in statuses if not s.value),
        bases={
            figure.slug: lists.add(text(book.bases[basis]) for basis in figure.bases)
            for figure in book.figures.values()
        },
        yes_no=lists.add((_("yes"), _("no"))),
        yes=lists.add(dict.fromkeys(translator(language)("yes") for language in LANGUAGES)),
        why_not=lists.add(map(text, book.reasons)),
    )


def hold_to_counts(draft: Draft, page: Page, cells: Sequence[str]) -> None:
    """Let the cells take whole numbers from 0 and nothing else."""
    _ = draft.say
    rule = _stopping(
        _("A whole number, please"),
        _(
            "Type a whole number: 0, 1, 2 and so on. If you have no number, leave the cell empty"
            " and choose the reason in the column “{status}”.",
            status=_("Status"),
        ),
    )
    rule.type, rule.operator = "whole", "between"
    rule.formula1, rule.formula2 = "0", str(LARGEST)
    _apply(page, rule, cells)


def hold_to_dates(draft: Draft, page: Page, cells: Sequence[str]) -> None:
    """Let the cells take dates and nothing else."""
    _ = draft.say
    rule = _stopping(
        _("A date, please"), _("Type a date with day, month and year, such as 2025-03-31.")
    )
    rule.type, rule.operator, rule.formula1 = "date", "greaterThan", "36526"
    _apply(page, rule, cells)


def hold_to(draft: Draft, page: Page, cells: Sequence[str], choices: str) -> None:
    """Let the cells take the entries of one list and nothing else."""
    _ = draft.say
    rule = _stopping(_("Choose from the list"), _("Choose one of the entries of the list."))
    rule.type, rule.formula1 = "list", choices
    _apply(page, rule, cells)


def offer(page: Page, cells: Sequence[str], choices: str) -> None:
    """A list to choose from that lets anything else be written too."""
    rule = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=False)
    _apply(page, rule, cells)


def _stopping(title: str, message: str) -> DataValidation:
    # Suites cut a title after 32 and a message after 225 characters.
    return DataValidation(
        errorStyle="stop",
        showErrorMessage=True,
        allow_blank=True,
        errorTitle=title[:32],
        error=message[:225],
    )


def _apply(page: Page, rule: DataValidation, cells: Sequence[str]) -> None:
    if cells:
        rule.sqref = " ".join(cells)
        page.validate(rule)
