"""Last year's figures, in grey beside this year's."""

from __future__ import annotations

from exchange.core.codebook import BASE_STATUS, Key
from exchange.spreadsheet.cells import Value
from exchange.workbook.form.draft import Draft


def heading(draft: Draft) -> str:
    """What stands above them: the year, or that they are an earlier version of this one."""
    previous, _ = draft.previous, draft.say
    if previous is None:
        return ""
    if previous.year == draft.form.year:
        return _("Sent before")
    return str(previous.year)


def figure(draft: Draft, key: Key) -> Value:
    """Last year's count, or the reason why there was none; a flag stands in the note."""
    entry = draft.previous.entry(key) if draft.previous else None
    if entry is None or entry.blank:
        return None
    return entry.value if entry.value is not None else _status(draft, entry.status)


def note(draft: Draft, key: Key) -> str:
    """Last year's flag, basis and note in one line; empty where there was nothing to say."""
    entry = draft.previous.entry(key) if draft.previous else None
    if entry is None or draft.previous is None:
        return ""
    if entry.value is None:
        return entry.note
    flag = "" if entry.status == BASE_STATUS else _status(draft, entry.status)
    basis = draft.text(draft.form.codebook.bases[entry.basis]) if entry.basis else ""
    return "; ".join(part for part in (flag, basis, entry.note) if part)


def _status(draft: Draft, slug: str) -> str:
    return draft.text(draft.form.codebook.statuses[slug].label)
