"""One offence's sheet of voluntary breakdowns, each under its total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from exchange.core.codebook import Key, Offence
from exchange.core.form import Block, role_name
from exchange.spreadsheet.cells import address
from exchange.workbook.form import before, live, looks
from exchange.workbook.form.draft import Draft
from exchange.workbook.form.lists import Choices, hold_to, hold_to_counts
from exchange.workbook.form.live import Classes
from exchange.workbook.form.measure import height
from exchange.workbook.form.page import Page
from exchange.workbook.form.panel import Column, Panel
from exchange.workbook.form.setup import finish

COLUMNS = (
    Column("key", 6),
    Column("label", 40),
    Column("previous", 12),
    Column("value", 12),
    Column("status", 20),
    Column("note", 32),
    Column("gap", 2.5),
)
TITLE, HINT, HEADER, FIRST = 2, 3, 4, 5
_AROUND = 2
"""The rows a block has besides its classes: total and question."""
_ROW = 19.5
"""The same for all rows: what stands side by side must not pull the other's rows apart."""


@dataclass
class Sheet:
    """One breakdown sheet being written, and the ranges its rules will apply to."""

    draft: Draft
    page: Page
    choices: Choices
    values: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    multiples: list[str] = field(default_factory=list)
    live: dict[str, str] = field(default_factory=dict)


def write_breakdowns(
    draft: Draft, page: Page, choices: Choices, offence: Offence
) -> dict[str, str]:
    """Fill the sheet; gives the cells that say “adds up”, as formulas elsewhere write them."""
    sheet = Sheet(draft, page, choices)
    blocks = draft.form.blocks_of(offence.slug)
    _head(draft, page, offence)
    for n, part in enumerate(_in_two(blocks)):
        panel = Panel(1 + n * len(COLUMNS), COLUMNS)
        panel.set_up(draft, page)
        _headings(draft, page, panel)
        row = FIRST
        for block in part:
            row = _block(sheet, panel, row, block)
    hold_to_counts(draft, page, sheet.values)
    hold_to(draft, page, sheet.statuses, choices.statuses)
    hold_to(draft, page, sheet.multiples, choices.yes_no)
    finish(draft, page, header=(HEADER, 0))
    return sheet.live


def _in_two(blocks: Sequence[Block]) -> tuple[Sequence[Block], ...]:
    """The blocks in two columns about as long as each other, in their order; one if it is short."""
    sizes = [len(block.keys) + _AROUND for block in blocks]
    if len(blocks) < 2:
        return (blocks,)
    cut = min(range(1, len(blocks)), key=lambda n: abs(sum(sizes[:n]) - sum(sizes[n:])))
    return blocks[:cut], blocks[cut:]


def _head(draft: Draft, page: Page, offence: Offence) -> None:
    _ = draft.say
    title = draft.text(offence.label) + ": " + _("breakdowns") + f", {draft.who}"
    page.put(TITLE, 2, title, looks.TITLE)
    page.height(TITLE, 32)
    hint = _(
        "Voluntary: fill in what you have. The totals come from the sheet “{figures}”; what you"
        " cannot place goes under “unknown”.",
        figures=draft.figures.title,
    )
    page.put(HINT, 2, hint, looks.HINT)
    page.height(HINT, 22)


def _headings(draft: Draft, page: Page, panel: Panel) -> None:
    _ = draft.say
    headings = {
        "label": "",
        "previous": before.heading(draft),
        "value": str(draft.form.year),
        "status": _("Status"),
        "note": _("Note"),
    }
    for role in panel.visible(draft):
        right = role in ("previous", "value")
        style = looks.HEADER_RIGHT if right else looks.HEADER
        page.put(HEADER, panel[role], headings[role], style)
    page.height(HEADER, 20)


def _block(sheet: Sheet, panel: Panel, row: int, block: Block) -> int:
    """One breakdown: its total, its classes, its question; gives the row after it."""
    _total(sheet, panel, row, block)
    first, last = row + 1, row + len(block.keys)
    for n, key in enumerate(block.keys):
        _class(sheet, panel, first + n, block, key)
    sheet.values.append(_range(panel["value"], first, last))
    sheet.statuses.append(_range(panel["status"], first, last))
    _multiple(sheet, panel, last + 1, block)
    return last + _AROUND


def _range(column: int, first: int, last: int) -> str:
    return f"{address(first, column)}:{address(last, column)}"


def _total(sheet: Sheet, panel: Panel, row: int, block: Block) -> None:
    draft, page = sheet.draft, sheet.page
    figure = draft.form.codebook.figures[block.total.figure]
    title = f"{draft.text(figure.label)} {draft.text(block.breakdown.label)}"
    page.put_all(row, (panel[role] for role in panel.visible(draft)), looks.BLOCK)
    page.put(row, panel["label"], title, looks.BLOCK)
    page.put(row, panel["value"], live.total(block.total.name), looks.TOTAL)
    first, last = row + 1, row + len(block.keys)
    classes = Classes(
        _range(panel["value"], first, last), _range(panel["status"], first, last), len(block.keys)
    )
    choices = sheet.choices
    formula = live.adds_up(block, classes, choices.reasons, choices.yes, draft.say)
    page.put(row, panel["status"], formula, looks.LIVE_BESIDE)
    sheet.live[block.multiple] = page.reference(row, panel["status"])
    page.height(row, height(title, panel.width("label", "label"), least=_ROW))


def _class(sheet: Sheet, panel: Panel, row: int, block: Block, key: Key) -> None:
    draft, page = sheet.draft, sheet.page
    category = next(c for c in block.breakdown.classes if c.slug == key.category)
    label = draft.text(category.label)
    page.put(row, panel["key"], key.name)
    page.put(row, panel["label"], label, looks.CLASS)
    page.height(row, height(label, panel.width("label", "label"), least=_ROW, indent=2))
    if draft.previous:
        page.put(row, panel["previous"], before.figure(draft, key), looks.BEFORE)
    styles = {"value": looks.CLASS_VALUE, "status": looks.CHOICE, "note": looks.NOTE}
    for role in draft.form.roles(key):
        name = role_name(key, role)
        draft.ask(page, row, panel[role], name, styles[role])
        if name in draft.filled:
            written = str(draft.filled[name])
            page.height(row, height(written, panel.width(role, role), indent=1))


def _multiple(sheet: Sheet, panel: Panel, row: int, block: Block) -> None:
    draft, page, _ = sheet.draft, sheet.page, sheet.draft.say
    question = _("Do classes overlap? (yes or no)")
    page.put(row, panel["key"], block.multiple)
    page.put(row, panel["label"], question, looks.CLASS_ASK)
    draft.ask(page, row, panel["value"], block.multiple, looks.CHOICE)
    sheet.multiples.append(address(row, panel["value"]))
    page.height(row, height(question, panel.width("label", "label"), 9, least=_ROW, indent=2))
