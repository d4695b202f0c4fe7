"""Which faults can be put right without the workbook, and by which of its cells.

Only faults of single cells can: whoever has to weigh several against each other wants to see them
beside each other, in the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from exchange.core.codebook import CodeBook, Key
from exchange.core.form import Form
from exchange.core.returns import Finding, Severity
from exchange.core.versions import Attempt
from exchange.core.vocabulary import plain
from exchange.wording.file_texts import FILE_TEXTS

_COUNT = ("value", "status")
_OWN = ("own",)
"""The one cell the finding is at, whatever its role."""

ROLES_OFFERED: Final[Mapping[str, tuple[str, ...]]] = {
    "blank": _COUNT,
    "negative": _COUNT,
    "not-whole": _COUNT,
    "too-large": _COUNT,
    "date": _COUNT,
    "percent": _COUNT,
    "true-or-false": _COUNT,
    "cell-error": _COUNT,
    "not-a-number": _COUNT,
    "zero-or-missing": _COUNT,
    "thousands-or-decimals": _COUNT,
    "range": _COUNT,
    "bound": _COUNT,
    "about": _COUNT,
    "marked-number": _COUNT,
    "value-and-reason": _COUNT,
    "two-reasons": _COUNT,
    "flag-without-value": _COUNT,
    "formula-without-result": _OWN,
    "unknown-status": _OWN,
    "unknown-basis": _OWN,
    "included-where": _OWN,
    "yes-or-no": _OWN,
}
"""The code of a fault → the roles of the cells by which it is put right."""

BLURRED: Final = frozenset({"merged-cells", "cell-twice", "cells-missing", "name-twice"})
"""What keeps cells from being told apart: no other figure can be taken over unseen then."""

IN_THE_FILE: Final = (
    BLURRED
    | FILE_TEXTS.keys()
    | {
        "breakdown-does-not-add-up",
        "names-missing",
        "not-our-form",
        "nothing-filled-in",
        "other-form",
        "unknown-reporter",
        "unknown-year",
    }
)
"""Faults that are put right in the workbook and nowhere else."""

ESTIMATED = "estimated"
_OFFERS_DIGITS = ("about", "marked-number")
"""Where the number that was meant is told, and not just guessed at."""


class Field(NamedTuple):
    """One cell to change; ``kept`` is what stands for “as it is”, ``shown`` what is offered."""

    name: str
    role: str
    kept: str = ""
    shown: str = ""


class Row(NamedTuple):
    """The cells of one figure; ``key`` is its own or, of a question about overlap, its total's."""

    key: Key
    fields: tuple[Field, ...]


class Fix(NamedTuple):
    """What can be changed to put one fault right."""

    finding: Finding
    rows: tuple[Row, ...]


def fixes_for(codebook: CodeBook, attempt: Attempt) -> tuple[Fix, ...]:
    """What can be put right without the file, fault by fault; no cell is offered twice."""
    errors = [finding for finding in attempt.findings if finding.severity is Severity.ERROR]
    if attempt.returned is None or any(finding.code in BLURRED for finding in errors):
        return ()
    roles = _roles(Form(codebook, attempt.reporter, attempt.year))
    taken: set[str] = set()
    found = []
    for finding in errors:
        rows = tuple(_rows(finding, roles, taken, codebook))
        if rows:
            found.append(Fix(finding, rows))
    return tuple(found)


def _roles(form: Form) -> dict[str, tuple[Key, str]]:
    """The defined name of every input that belongs to a figure → the figure, and its role."""
    names = {
        name: (key, role)
        for key, cells in form.questions.cell_names.items()
        for role, name in cells.items()
    }
    return names | {block.multiple: (block.total, "multiple") for block in form.blocks}


def _rows(
    finding: Finding, roles: Mapping[str, tuple[Key, str]], taken: set[str], codebook: CodeBook
) -> Iterator[Row]:
    offered = ROLES_OFFERED.get(finding.code, ())
    names = finding.names if finding.code == "blank" else finding.names[:1]
    for name in names if offered else ():
        key, role = roles[name]
        wanted = (role,) if offered == _OWN else offered
        fields = tuple(
            field
            for each in wanted
            if (field := _field(finding, _name(name, key, each), each, codebook)).name not in taken
        )
        taken.update(field.name for field in fields)
        if fields:
            yield Row(key, fields)


def _name(name: str, key: Key, role: str) -> str:
    if role == "multiple":
        return name
    return key.name if role == "value" else f"{key.name}_{role}"


def _field(finding: Finding, name: str, role: str, codebook: CodeBook) -> Field:
    digits = finding.facts.get("digits")
    offers = finding.code in _OFFERS_DIGITS and isinstance(digits, int)
    if role == "value" and offers:
        return Field(name, role, shown=str(digits))
    if role == "status" and offers and _is_an_estimate(finding, codebook):
        return Field(name, role, shown=ESTIMATED)
    if (role, finding.code) in {("value", "value-and-reason"), ("note", "included-where")}:
        written = plain(finding.found or "")
        return Field(name, role, written, written)
    return Field(name, role)


def _is_an_estimate(finding: Finding, codebook: CodeBook) -> bool:
    """“about 3” is, and so is “3 (est.)”: a mark that begins the status's name in any language."""
    if finding.code == "about":
        return True
    labels = tuple(text.casefold() for text in codebook.statuses[ESTIMATED].label.values())
    words = re.findall(r"[^\W\d_]{3,}", (finding.found or "").casefold())
    return any(label.startswith(word) for word in words for label in labels)


def changes(
    codebook: CodeBook, fixes: tuple[Fix, ...], posted: Mapping[str, str]
) -> dict[str, str]:
    """Name → what is to stand in that cell, of the cells that somebody changed; empty: nothing.

    A reason takes the place of whatever stood where the number belongs.
    """
    found: dict[str, str] = {}
    for fix in fixes:
        for row in fix.rows:
            typed = {field: plain(posted.get(field.name, field.kept)) for field in row.fields}
            changed = {f.name: text for f, text in typed.items() if text != f.kept}
            if _gives_a_reason(codebook, typed):
                empty = {f.name: "" for f, text in typed.items() if f.role == "value" and not text}
                changed = empty | changed
            found |= changed
    return found


def _gives_a_reason(codebook: CodeBook, typed: Mapping[Field, str]) -> bool:
    chosen = (codebook.statuses.get(t) for field, t in typed.items() if field.role == "status")
    return any(status is not None and not status.value for status in chosen)
