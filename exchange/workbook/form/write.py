"""Writes the form: blank, or with the sender's figures and our findings in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from exchange.core.form import Form
from exchange.core.returns import Return
from exchange.spreadsheet.save import save
from exchange.wording import translator
from exchange.workbook.form.breakdowns import write_breakdowns
from exchange.workbook.form.definitions import write_definitions
from exchange.workbook.form.draft import Draft
from exchange.workbook.form.figures import write_figures
from exchange.workbook.form.issues import add_comments, severities, write_issues
from exchange.workbook.form.lists import choices
from exchange.workbook.form.marks import Filled, Mark
from exchange.workbook.form.setup import finish, open_on, point_at
from exchange.workbook.form.start import write_start
from exchange.workbook.form.stylesheet import stylesheet


def write_form(form: Form, language: str, previous: Return | None = None) -> bytes:
    """A blank form as ``.xlsx``; always the same bytes for the same questions.

    ``previous`` is the return of the year before, or an earlier version of this one: its figures
    stand in grey beside the inputs.
    """
    draft = Draft(form, language, translator(language), previous, {}, {})
    _write(draft, ())
    return _finished(draft)


def write_annotated(
    form: Form,
    language: str,
    filled: Filled,
    marks: Sequence[Mark],
    previous: Return | None = None,
) -> bytes:
    """The same form with what the sender wrote, each finding at its cells and on a first sheet.

    Numbers are numbers; whatever else was written stands there as text that nothing calculates.
    """
    draft = Draft(form, language, translator(language), previous, filled, severities(marks))
    _write(draft, marks)
    add_comments(draft, marks)
    return _finished(draft)


def _write(draft: Draft, marks: Sequence[Mark]) -> None:
    _ = draft.say
    book = draft.form.codebook
    issues = draft.page(_("Issues")) if marks else None
    draft.start, draft.figures = draft.page(_("Start")), draft.page(_("Figures"))
    for offence in book.offences.values():
        draft.breakdowns[offence.slug] = draft.page(draft.text(offence.short))
    definitions, hidden = draft.page(_("Definitions")), draft.page(_("Lists"))
    lists = choices(draft, hidden)
    live_cells: dict[str, str] = {}
    for slug, page in draft.breakdowns.items():
        live_cells |= write_breakdowns(draft, page, lists, book.offences[slug])
    write_figures(draft, draft.figures, lists, live_cells)
    write_start(draft, draft.start)
    write_definitions(draft, definitions)
    finish(draft, hidden)
    if issues:
        write_issues(draft, issues, lists, marks)
    point_at(draft.figures, _first_empty(draft))
    open_on(draft, issues or draft.figures)


def _first_empty(draft: Draft) -> str:
    """The first figure still to be filled in."""
    names = [key.name for key in draft.form.headlines]
    name = next((n for n in names if draft.filled.get(n) is None), names[0])
    return draft.places[name][1]


def _finished(draft: Draft) -> bytes:
    properties = draft.workbook.properties
    properties.title = f"{draft.text(draft.form.codebook.title)}: {draft.who}"
    properties.language = draft.language
    stamp = datetime(draft.form.year, 1, 1)  # noqa: DTZ001 - workbooks keep no zone
    rows = {page.title: page.rows() for page in draft.pages}
    return save(draft.workbook, rows, draft.names, styles=stylesheet(), stamp=stamp)
