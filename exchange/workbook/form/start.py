"""The first sheet: who and which year, how to fill in, what the statuses mean."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.core.codebook import Status
from exchange.spreadsheet.cells import Value
from exchange.wording import Translator
from exchange.workbook.form import looks
from exchange.workbook.form.draft import Draft
from exchange.workbook.form.measure import height
from exchange.workbook.form.page import Page
from exchange.workbook.form.setup import finish

NUMBER, NAME, TEXT = 1, 2, 3
_WIDTHS = {NUMBER: 5, NAME: 30, TEXT: 96}
_FIRST = 6


def write_start(draft: Draft, page: Page) -> None:
    """Fill the sheet; four hidden rows say for whom, when and in what language the form is."""
    for column, width in _WIDTHS.items():
        page.width(column, width)
    _identity(draft, page)
    row = _steps(draft, page, _head(draft, page))
    _statuses(draft, page, row + 1)
    finish(draft, page)


def _identity(draft: Draft, page: Page) -> None:
    form = draft.form
    said: dict[str, Value] = {
        "codebook": form.codebook.id,
        "reporter": form.reporter,
        "year": form.year,
        "language": draft.language,
    }
    draft.roles(page, ((1, "key"), (2, "value")))
    for row, (name, value) in enumerate(said.items(), start=2):
        page.put(row, 1, name)
        page.put(row, 2, value)
        draft.name(page, row, 2, name)
        page.hide(row)


def _head(draft: Draft, page: Page) -> int:
    book = draft.form.codebook
    page.put(_FIRST, 1, draft.text(book.title), looks.HINT)
    page.put(_FIRST + 1, 1, draft.who, looks.TITLE)
    page.height(_FIRST, 20)
    page.height(_FIRST + 1, 40)
    return _FIRST + 3


def _steps(draft: Draft, page: Page, row: int) -> int:
    """Three steps, the first with a link; gives the row after them."""
    _ = draft.say
    _heading(page, row, _("How to fill in this form"))
    steps = _words(draft)
    for number, (title, text) in enumerate(steps, start=1):
        at = row + number
        page.put(at, NUMBER, number, looks.STEP)
        page.put(at, NAME, title, looks.LINK if number == 1 else looks.STRONG)
        page.put(at, TEXT, text, looks.TEXT)
        page.height(at, height(text, _WIDTHS[TEXT], least=28) + 6)
    page.link(row + 1, NAME, f"{draft.figures.quoted}!A1", steps[0][0])
    return row + len(steps) + 1


def _words(draft: Draft) -> tuple[tuple[str, str], ...]:
    """The steps, each in a few words and in a sentence or two."""
    _ = draft.say
    figures = _.plural(
        "On the sheet “{sheet}” there is {n} figure to fill in, in the yellow cells. Type"
        " 0 only if you checked and there were none.",
        "On the sheet “{sheet}” there are {n} figures to fill in, in the yellow cells. Type"
        " 0 only if you checked and there were none.",
        len(draft.form.headlines),
        sheet=draft.figures.title,
    )
    reason = _(
        "Leave the cell empty and choose a status beside it: the list below says which."
        " An empty cell without a status is never taken as zero."
    )
    voluntary = _(
        "Breakdowns ({sheets}) are voluntary. Give only totals: no names, nothing about a"
        " single person. Save the file as an Excel workbook and send it in.",
        sheets=", ".join(page.title for page in draft.breakdowns.values()),
    )
    return (
        (_("Fill in the figures"), figures),
        (_("No number? Say why"), reason),
        (_("Add what you have, and send it"), voluntary),
    )


def _statuses(draft: Draft, page: Page, row: int) -> None:
    _, statuses = draft.say, draft.form.codebook.statuses.values()
    meanings = _meanings(_)
    groups = {
        _("Statuses beside a figure"): [s for s in statuses if s.value],
        _("Statuses instead of a figure: leave the cell empty"): [
            s for s in statuses if not s.value
        ],
    }
    for heading, group in groups.items():
        _heading(page, row, heading)
        for below, status in enumerate(group, start=row + 1):
            _status(draft, page, below, status, meanings)
        row += len(group) + 2


def _status(
    draft: Draft, page: Page, row: int, status: Status, meanings: Mapping[str, str]
) -> None:
    meaning = meanings.get(status.slug, "")
    page.put(row, NAME, draft.text(status.label), looks.STRONG)
    page.put(row, TEXT, meaning, looks.TEXT)
    page.height(row, height(meaning, _WIDTHS[TEXT], least=16) + 2)


def _heading(page: Page, row: int, text: str) -> None:
    page.put_all(row, (NUMBER, NAME, TEXT), looks.HEADING)
    page.put(row, NUMBER, text, looks.HEADING)
    page.height(row, 26)


def _meanings(_: Translator) -> dict[str, str]:
    """What is meant by the statuses people must tell apart; any other speaks for itself."""
    return {
        "normal": _("The figure is final. An empty cell means the same."),
        "provisional": _("The figure can still change."),
        "estimated": _("The figure was estimated, not counted."),
        "break": _("Counted in another way than before: it cannot be compared with earlier years."),
        "definition": _("What you counted differs from the definition. Say how in the note."),
        "to-follow": _("The figure comes later. Name the day in the note: you are reminded then."),
        "not-available": _("It may have happened, but you have no number. Say why in the note."),
        "not-applicable": _("This figure cannot exist here."),
        "included-elsewhere": _(
            "It is counted within another figure. Begin the note with that figure's name, or with"
            " the reporter's."
        ),
        "withheld": _("There is a number, but you may not share it."),
    }
