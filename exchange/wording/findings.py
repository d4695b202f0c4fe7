"""Says a finding in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Final

from exchange.core.codebook import CodeBook, Key
from exchange.core.returns import Finding
from exchange.core.vocabulary import harmless, plain
from exchange.wording.finding_texts import TEXTS
from exchange.wording.translator import Translator

LONGEST_QUOTE = 60
MOST_FIGURES = 3
USUAL_CELLS = 2_000


def message(finding: Finding, codebook: CodeBook, _: Translator) -> str:
    """What was found, what was expected, what to do next."""
    text = TEXTS[finding.code]
    if "{digits}" in text and "digits" not in finding.facts:
        text = TEXTS["not-a-number"]
    facts = {name: _word(value, codebook, _) for name, value in finding.facts.items()}
    blanks = {blank for _literal, blank, *_rest in Formatter().parse(text) if blank}
    facts |= {blank: BLANKS[blank](finding, codebook, _) for blank in blanks - facts.keys()}
    return _(text, **facts)


def addresses(finding: Finding) -> str:
    """``D12, D15``, on another sheet ``'Sheet'!D9``; empty where no cell is concerned."""
    if not finding.places:
        return ""
    sheet = finding.places[0].sheet
    return harmless(", ".join(place.seen_from(sheet) for place in finding.places))


def quote(text: str | None) -> str:
    """What was written, on one line and short enough to read."""
    shown = harmless(plain(text or ""))
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[:LONGEST_QUOTE]}…"


def key_of(name: str, codebook: CodeBook) -> Key | None:
    """The figure a defined name belongs to, whatever its role."""
    for offence in codebook.offences:
        for figure in codebook.figures:
            key = Key(offence, figure)
            if name == key.name or name.startswith(f"{key.name}_"):
                return _class_of(name, key, codebook)
    return None


def _class_of(name: str, total: Key, codebook: CodeBook) -> Key:
    for breakdown in codebook.breakdowns.values():
        for category in breakdown.classes:
            key = Key(total.offence, total.figure, breakdown.slug, category.slug)
            if name == key.name or name in {f"{key.name}_{role}" for role in ("status", "note")}:
                return key
    return total


def figure_name(finding: Finding, codebook: CodeBook, _: Translator) -> str:
    """``Trafficking, Victims by sex: Female``; empty where no figure is concerned."""
    key = key_of(finding.name, codebook) if finding.name else None
    if key is None:
        return ""
    short = codebook.offences[key.offence].short[_.language]
    return f"{short}, {codebook.key_label(key, _.language)}"


def _figures_gone(finding: Finding, codebook: CodeBook, _: Translator) -> str:
    """The figures whose cells a finding is about, the first few of them."""
    keys = dict.fromkeys(key_of(name, codebook) for name in finding.names)
    labels = [
        f"{codebook.offences[key.offence].short[_.language]}, {codebook.key_label(key, _.language)}"
        for key in keys
        if key is not None
    ]
    more = ["…"] if len(labels) > MOST_FIGURES else []
    return "; ".join(labels[:MOST_FIGURES] + more)


def _offence(finding: Finding, codebook: CodeBook, _: Translator) -> str:
    key = key_of(finding.name, codebook) if finding.name else None
    return codebook.offences[key.offence].label[_.language] if key else ""


def _areas(_finding: Finding, codebook: CodeBook, _: Translator) -> str:
    return ", ".join(reporter.label[_.language] for reporter in codebook.reporters.values())


def _example(_finding: Finding, codebook: CodeBook, _: Translator) -> str:
    return next(iter(codebook.reporters.values())).label[_.language]


def _first_basis(finding: Finding, codebook: CodeBook, _: Translator) -> str:
    key = key_of(finding.name, codebook) if finding.name else None
    return codebook.bases[codebook.figures[key.figure].bases[0]][_.language] if key else ""


def _gap(finding: Finding, _codebook: CodeBook, _: Translator) -> str:
    """How many are missing, or too many."""
    few, many = finding.facts.get("too_few"), finding.facts.get("too_many")
    if isinstance(few, int) and few:
        return _.plural("{n} is missing.", "{n} are missing.", few)
    if isinstance(many, int) and many:
        return _.plural("{n} too many.", "{n} too many.", many)
    return ""


def _stopped(finding: Finding, _codebook: CodeBook, _: Translator) -> str:
    """Why the reading of a file was ended."""
    why = finding.facts.get("why")
    if why == "time":
        return _("it took too long.")
    if why == "memory":
        return _("it asked for too much memory.")
    return _("the reading broke off.")


def _word(value: object, codebook: CodeBook, _: Translator) -> object:
    """A slug of the code book as people read it; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    groups = ("statuses", "offences", "breakdowns")
    labels = (getattr(codebook, group).get(value) for group in groups)
    item = next((label for label in labels if label is not None), None)
    if item is not None:
        return item.label[_.language]
    if value in codebook.bases:
        return codebook.bases[value][_.language]
    return harmless(value)


BLANKS: Final[Mapping[str, Callable[[Finding, CodeBook, Translator], object]]] = {
    "cells": lambda finding, _codebook, _: addresses(finding),
    "found": lambda finding, _codebook, _: quote(finding.found),
    "figure": figure_name,
    "offence": _offence,
    "names": _figures_gone,
    "gap": _gap,
    "areas": _areas,
    "example": _example,
    "first_basis": _first_basis,
    "stopped": _stopped,
    "usual": lambda _finding, _codebook, _: USUAL_CELLS,
}
"""What a text can ask for beside the finding's own facts."""
