"""What we found in a return: on a first sheet with links, and at the cells themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.comments.comment_sheet import CommentRecord

from exchange.core.cells import position
from exchange.core.returns import Severity
from exchange.spreadsheet.cells import address, stored
from exchange.wording import Translator
from exchange.workbook.form import looks
from exchange.workbook.form.draft import Draft, worst
from exchange.workbook.form.lists import Choices, offer
from exchange.workbook.form.marks import ICONS, Mark
from exchange.workbook.form.measure import height, lines
from exchange.workbook.form.page import Page
from exchange.workbook.form.setup import finish, point_at

MATTER, SEVERITY, FIGURE, WHERE, MESSAGE, EXPLANATION = range(1, 7)
_WIDTHS = {MATTER: 6, SEVERITY: 15, FIGURE: 30, WHERE: 30, MESSAGE: 72, EXPLANATION: 48}
TITLE, HINT, HEADER = 2, 3, 4
SHEET_NAME = "issues"
_COMMENT_DIGITS, _COMMENT_WIDTH, _LINE = 44, 300, 16
_SHOWN, _BOLD_AND_INDENT = 3, 4


def severities(marks: Sequence[Mark]) -> dict[str, Severity]:
    """Each input's colour: its weightiest finding."""
    of: dict[str, list[Severity]] = {}
    for mark in marks:
        for name in mark.names:
            of.setdefault(name, []).append(mark.severity)
    return {name: worst(found) for name, found in of.items()}


def words(_: Translator) -> dict[Severity, str]:
    """A severity in a word, with its icon: colour never speaks alone."""
    said = {
        Severity.ERROR: _("To put right"),
        Severity.WARNING: _("To explain"),
        Severity.NOTE: _("To know"),
    }
    return {severity: f"{ICONS[severity]} {word}" for severity, word in said.items()}


def write_issues(draft: Draft, page: Page, choices: Choices, marks: Sequence[Mark]) -> None:
    """Fill the sheet: errors first; beside each warning the cell for its explanation."""
    draft.names[SHEET_NAME] = page.reference(TITLE, SEVERITY)
    for column, width in _WIDTHS.items():
        page.width(column, width, hidden=column == MATTER)
    _head(draft, page)
    said, asked = words(draft.say), 0
    ordered = sorted(marks, key=lambda mark: list(Severity).index(mark.severity))
    for row, mark in enumerate(ordered, start=HEADER + 1):
        page.put(row, SEVERITY, said[mark.severity], looks.SEVERITY[mark.severity])
        page.put_all(row, (WHERE, EXPLANATION), looks.RULED)
        page.put(row, FIGURE, mark.figure, looks.RULED)
        page.height(row, height(mark.figure, _WIDTHS[FIGURE], indent=1) + 6)
        page.put(row, MESSAGE, mark.message, looks.RULED)
        page.height(row, height(mark.message, _WIDTHS[MESSAGE], least=20, indent=1) + 6)
        _where(draft, page, row, mark)
        if mark.severity is Severity.WARNING:
            asked += 1
            _explanation(draft, page, choices, row, _Question(asked, mark))
    finish(draft, page, header=(HEADER, 0))
    point_at(page, address(HEADER + 1, WHERE))


def _head(draft: Draft, page: Page) -> None:
    _ = draft.say
    page.put(TITLE, SEVERITY, _("Issues") + f": {draft.who}", looks.TITLE)
    page.height(TITLE, 36)
    hint = _(
        "Correct the figures in this file, give each question one sentence in yellow, save the"
        " file and send it again. Marks and colours need not be removed."
    )
    page.put(HINT, SEVERITY, hint, looks.HINT)
    page.height(HINT, 22)
    heads = {
        SEVERITY: _("What to do"),
        FIGURE: _("Figure"),
        WHERE: _("Where"),
        MESSAGE: _("What we found"),
        EXPLANATION: _("Your explanation: choose a reason or write your own"),
    }
    for column, text in heads.items():
        style = looks.HEADER_FLUSH if column == SEVERITY else looks.HEADER
        page.put(HEADER, column, text, style)
    page.height(HEADER, 20)


def _where(draft: Draft, page: Page, row: int, mark: Mark) -> None:
    """A link to the first cell, naming those on its sheet."""
    placed = [draft.places[name] for name in mark.names if name in draft.places]
    if not placed:
        return
    first, where = placed[0]
    text = first.title
    if position(where)[0] in first.hidden_rows:
        where = "A1"
    else:
        text = _on_a_line(text, [cell for other, cell in placed if other is first])
    page.put(row, WHERE, text, looks.RULED_LINK)
    page.link(row, WHERE, f"{first.quoted}!{where}", text)


def _on_a_line(title: str, cells: Sequence[str]) -> str:
    """A sheet and cells on it, as many as fit: LibreOffice breaks no line of a link."""
    said = [f"{title}: {in_words(cells, most)}" for most in (_SHOWN, 2, 1)]
    room = _WIDTHS[WHERE] - _BOLD_AND_INDENT
    return next((text for text in said if lines(text, room) == 1), said[-1])


def in_words(cells: Sequence[str], most: int = _SHOWN) -> str:
    """``D6–D9, F3``: cells below each other as one, and no more than some of them."""
    runs: list[list[str]] = []
    for cell in sorted(set(cells), key=_by_column):
        column, row = _by_column(cell)
        if runs and _by_column(runs[-1][-1]) == (column, row - 1):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    said = [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return ", ".join(said[:most]) + (", …" if len(said) > most else "")


def _by_column(cell: str) -> tuple[int, int]:
    row, column = position(cell)
    return column, row


@dataclass(frozen=True, slots=True)
class _Question:
    """A warning and its number among the warnings."""

    number: int
    mark: Mark

    @property
    def name(self) -> str:
        return f"explanation_{self.number}"


def _explanation(draft: Draft, page: Page, choices: Choices, row: int, question: _Question) -> None:
    """An unlocked cell for one sentence, and locked out of sight what it explains."""
    mark = question.mark
    draft.name(page, row, EXPLANATION, question.name)
    draft.name(page, row, MATTER, f"{question.name}_for")
    page.put(row, MATTER, mark.matter)
    page.put(row, EXPLANATION, mark.explanation or None, looks.EXPLANATION)
    page.height(row, height(mark.explanation, _WIDTHS[EXPLANATION], indent=1) + 6)
    if mark.reasons:
        offer(page, [address(row, EXPLANATION)], choices.lists.add(mark.reasons))


def add_comments(draft: Draft, marks: Sequence[Mark]) -> None:
    """A comment at every cell a finding concerns, as large as its text."""
    said = words(draft.say)
    texts: dict[str, list[str]] = {}
    for mark in marks:
        for name in dict.fromkeys(mark.names):
            if name in draft.places:
                texts.setdefault(name, []).append(f"{said[mark.severity]}\n{mark.message}")
    for name, found in texts.items():
        page, cell = draft.places[name]
        page.comment(_comment(cell, "\n\n".join(found)))


def _comment(cell: str, text: str) -> CommentRecord:
    record = CommentRecord(ref=cell, author="exchange")
    record.text.t = stored(text)
    record.width = _COMMENT_WIDTH
    record.height = (lines(text, _COMMENT_DIGITS, 9) + 1) * _LINE + 8
    return record
