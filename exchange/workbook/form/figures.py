"""The sheet of the headline figures: the whole duty on one page, the offences side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exchange.core.codebook import Key, Offence
from exchange.core.form import role_name
from exchange.spreadsheet.cells import address
from exchange.workbook.form import before, live, looks
from exchange.workbook.form.draft import Draft
from exchange.workbook.form.lists import Choices, hold_to, hold_to_counts, hold_to_dates, offer
from exchange.workbook.form.measure import height
from exchange.workbook.form.page import Page
from exchange.workbook.form.panel import Column, Panel
from exchange.workbook.form.setup import finish

COLUMNS = (
    Column("key", 6),
    Column("previous", 12),
    Column("value", 13),
    Column("status", 18),
    Column("basis", 22),
    Column("note", 29),
    Column("gap", 2.5),
)
LABEL_WIDTH = 21
TITLE, HINT, BAND, HEADER, SOURCE, AS_OF, FIRST = 2, 3, 4, 5, 6, 7, 9
Inputs = dict[str, list[str]]
"""Role of an input → the addresses of all such cells."""


def write_figures(
    draft: Draft, page: Page, choices: Choices, live_cells: Mapping[str, str]
) -> None:
    """Fill the sheet; ``live_cells`` say “adds up” for each breakdown, by its ``multiple``."""
    offences = draft.form.codebook.offences
    panels = {slug: Panel(2 + n * len(COLUMNS), COLUMNS) for n, slug in enumerate(offences)}
    _head(draft, page)
    page.width(1, LABEL_WIDTH)
    page.height(FIRST - 1, 10)
    inputs: Inputs = {}
    for slug, panel in panels.items():
        panel.set_up(draft, page)
        _band(draft, page, panel, offences[slug])
        _origin(draft, page, panel, slug)
    for figure, row in _rows(draft):
        _label(draft, page, row, figure)
        for slug, panel in panels.items():
            key = Key(slug, figure)
            _inputs(draft, page, panel, row, key, inputs)
            _explain(draft, page, panel, row + 1, key)
            _live(draft, page, panel, row + 1, key, live_cells)
    _hold(draft, page, choices, inputs)
    finish(draft, page, header=(HEADER, 1))


def _rows(draft: Draft) -> Iterable[tuple[str, int]]:
    """Each figure and its first row: inputs, definition, last year's note where there is one."""
    row = FIRST
    for figure in dict.fromkeys(key.figure for key in draft.form.headlines):
        yield figure, row
        noted = any(before.note(draft, Key(o, figure)) for o in draft.form.codebook.offences)
        row += 3 if noted else 2


def _head(draft: Draft, page: Page) -> None:
    _ = draft.say
    page.put(TITLE, 1, _("Figures") + f": {draft.who}", looks.TITLE)
    page.height(TITLE, 32)
    hint = _(
        "Fill in the yellow cells. No number? Leave it empty and choose a status that says why."
    )
    page.put(HINT, 1, hint, looks.HINT)
    page.height(HINT, 22)


def _band(draft: Draft, page: Page, panel: Panel, offence: Offence) -> None:
    """The offence with its article, and the headings of its columns."""
    _ = draft.say
    roles = panel.visible(draft)
    page.put_all(BAND, (panel[role] for role in roles), looks.BAND)
    page.put(BAND, panel[roles[0]], draft.text(offence.label), looks.BAND)
    page.put(BAND, panel["note"], article(draft, offence.slug), looks.BAND_SMALL)
    headings = {
        "previous": before.heading(draft),
        "value": str(draft.form.year),
        "status": _("Status"),
        "basis": _("Basis (if empty: the first in the list)"),
        "note": _("Note"),
    }
    page.put(HEADER, 1, None, looks.HEADER_FLUSH)
    for role in roles:
        right = role in ("previous", "value")
        style = looks.HEADER_RIGHT if right else looks.HEADER
        page.put(HEADER, panel[role], headings[role], style)
    page.height(BAND, 24)
    page.height(
        HEADER, height(headings["basis"], panel.width("basis", "basis"), 9, least=20, indent=1)
    )


def article(draft: Draft, offence: str) -> str:
    """The national article prosecutors search by; a doubtful one says so."""
    _, reporter = draft.say, draft.form.codebook.reporters[draft.form.reporter]
    if offence in reporter.articles:
        return _("art. {article}", article=reporter.articles[offence])
    if offence in reporter.articles_to_confirm:
        return _("art. {article} (to be confirmed)", article=reporter.articles_to_confirm[offence])
    return ""


def _origin(draft: Draft, page: Page, panel: Panel, offence: str) -> None:
    """Who supplied the figures, and when they were drawn."""
    _ = draft.say
    asked = (
        (SOURCE, "source", _("Who supplied these figures?"), looks.NOTE),
        (AS_OF, "asof", _("On which date were they drawn?"), looks.DATE),
    )
    for row, what, question, style in asked:
        page.put(row, panel["key"], f"{offence}_{what}")
        page.put(row, panel["value"], question, looks.ASK)
        page.merge(row, panel["value"], panel["basis"])
        draft.ask(page, row, panel["note"], f"{offence}_{what}", style)
        written = str(draft.filled.get(f"{offence}_{what}", ""))
        page.height(row, height(written, panel.width("note", "note"), least=22, indent=1))
    hold_to_dates(draft, page, [address(AS_OF, panel["note"])])


def _label(draft: Draft, page: Page, row: int, slug: str) -> None:
    figure = draft.form.codebook.figures[slug]
    page.put(row, 1, draft.text(figure.label), looks.LABEL)
    page.height(row, height(draft.text(figure.label), LABEL_WIDTH, 11, least=34))


def _inputs(draft: Draft, page: Page, panel: Panel, row: int, key: Key, inputs: Inputs) -> None:
    styles = {
        "value": looks.VALUE,
        "status": looks.CHOICE,
        "basis": looks.CHOICE,
        "note": looks.NOTE,
    }
    page.put(row, panel["key"], key.name)
    if draft.previous:
        page.put(row, panel["previous"], before.figure(draft, key), looks.BEFORE)
    for role in draft.form.roles(key):
        name = role_name(key, role)
        draft.ask(page, row, panel[role], name, styles[role])
        kind = f"basis {key.figure}" if role == "basis" else role
        inputs.setdefault(kind, []).append(address(row, panel[role]))
        if name in draft.filled:
            written = str(draft.filled[name])
            page.height(row, height(written, panel.width(role, role), indent=1))


def _explain(draft: Draft, page: Page, panel: Panel, row: int, key: Key) -> None:
    """The definition under the inputs it explains, and last year's note under both."""
    _ = draft.say
    definition = draft.text(draft.form.codebook.figures[key.figure].definitions[key.offence])
    page.put(row, panel["status"], definition, looks.DEFINITION)
    page.merge(row, panel["status"], panel["note"])
    page.height(row, height(definition, panel.width("status", "note"), indent=1) + 8)
    noted = before.note(draft, key)
    if noted:
        said = f"{before.heading(draft)}: {noted}"
        page.put(row + 1, panel["previous"], said, looks.BEFORE_NOTE)
        page.merge(row + 1, panel["previous"], panel["note"])
        page.height(row + 1, height(said, panel.width("previous", "note"), 9, indent=1) + 6)


def _live(
    draft: Draft, page: Page, panel: Panel, row: int, key: Key, cells: Mapping[str, str]
) -> None:
    _ = draft.say
    parts = [
        (draft.text(block.breakdown.label), cells[block.multiple])
        for block in draft.form.blocks
        if block.total == key
    ]
    if parts:
        page.put(row, panel["value"], live.all_add_up(parts, _), looks.LIVE)
    for label, _cell in parts:
        longest = f"{label}: " + _("▲ {n} too many", n=10)
        page.height(row, height(longest, panel.width("value", "value"), 9, indent=1) + 2)


def _hold(draft: Draft, page: Page, choices: Choices, inputs: Inputs) -> None:
    hold_to_counts(draft, page, inputs["value"])
    hold_to(draft, page, inputs["status"], choices.statuses)
    offer(page, inputs["note"], choices.why_not)
    for figure, bases in choices.bases.items():
        hold_to(draft, page, inputs.get(f"basis {figure}", []), bases)
