"""What the shape of a code book cannot say: that everything it names exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from exchange.core.codebook import (
    BASE_STATUS,
    INCLUDED_ELSEWHERE,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    TO_FOLLOW,
    CodeBook,
)

OF_SUMS = ("breakdown-does-not-add-up", "islands-do-not-add-up")
KNOWN_RULES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(OF_SUMS, ()),
    "prosecutions-above-suspects": ("difference", "percent", "higher", "lower"),
    "verdicts-above-prosecutions": ("difference", "percent", "higher", "lower"),
    "victims-without-investigation": ("at_least", "figure", "lacking"),
    "jump": ("difference", "percent"),
    "zero-after-not-available": (),
    "not-available-after-zero": (),
    "changed-since-last-version": (),
    "same-figures-for-both-offences": ("at_least",),
    "basis-changed": (),
}
"""The rules the check knows, each with the thresholds and figures it needs, and no others."""

KNOWN_STATUSES = (
    *(BASE_STATUS, "break", "definition"),
    *(TO_FOLLOW, NOT_AVAILABLE, NOT_APPLICABLE, INCLUDED_ELSEWHERE),
)
"""The statuses of which rules and sums know what they mean."""

Fault = Iterator[str]


def faults_of(codebook: CodeBook) -> Fault:
    """Every reference that leads nowhere and every text that is missing, as ``place: reason``."""
    checks: tuple[Callable[[CodeBook], Fault], ...] = (
        _cell_names,
        _languages,
        _reporters,
        _areas,
        _figures,
        _breakdowns,
        _statuses,
        _rules,
    )
    for check in checks:
        yield from check(codebook)


def _unknown(place: str, named: Iterable[str], known: Iterable[str], what: str) -> Fault:
    for name in named:
        if name not in known:
            yield f"{place}: “{name}” is no {what} of this code book."


def _cell_names(codebook: CodeBook) -> Fault:
    """What becomes part of a cell's name may have no hyphen: a spreadsheet allows none there."""
    slugs = [
        (f"{group}.{slug}", slug)
        for group in ("offences", "figures", "breakdowns")
        for slug in getattr(codebook, group)
    ]
    slugs += [
        (f"breakdowns.{breakdown.slug}.classes.{category.slug}", category.slug)
        for breakdown in codebook.breakdowns.values()
        for category in breakdown.classes
    ]
    for place, slug in slugs:
        if "-" in slug:
            yield f"{place}: a hyphen cannot stand in a cell's name; write “_”."


def _languages(codebook: CodeBook) -> Fault:
    for place, texts in _all_texts(codebook):
        missing = [language for language in codebook.languages if not texts.get(language)]
        if missing:
            yield f"{place}: the text in {', '.join(missing)} is missing."
        yield from _unknown(place, texts, codebook.languages, "language")


def _all_texts(codebook: CodeBook) -> Iterator[tuple[str, Any]]:
    yield "title", codebook.title
    yield from _labels(codebook)
    for slug, figure in codebook.figures.items():
        for offence_slug, definition in figure.definitions.items():
            yield f"figures.{slug}.definitions.{offence_slug}", definition
    for code, rule in codebook.rules.items():
        for number, reason in enumerate(rule.reasons, start=1):
            yield f"rules.{code}.reasons.{number}", reason
    for number, reason in enumerate(codebook.reasons, start=1):
        yield f"reasons.{number}", reason


def _labels(codebook: CodeBook) -> Iterator[tuple[str, Any]]:
    for group in ("reporters", "areas", "offences", "figures", "breakdowns", "statuses"):
        for slug, item in getattr(codebook, group).items():
            yield f"{group}.{slug}.label", item.label
    for slug, offence in codebook.offences.items():
        yield f"offences.{slug}.short", offence.short
    for slug, label in codebook.bases.items():
        yield f"bases.{slug}", label
    for slug, breakdown in codebook.breakdowns.items():
        for category in breakdown.classes:
            yield f"breakdowns.{slug}.classes.{category.slug}", category.label


def _reporters(codebook: CodeBook) -> Fault:
    for slug, reporter in codebook.reporters.items():
        place = f"reporters.{slug}"
        yield from _unknown(place, reporter.languages, codebook.languages, "language")
        yield from _unknown(place, reporter.articles, codebook.offences, "offence")
        yield from _unknown(place, reporter.articles_to_confirm, codebook.offences, "offence")


def _areas(codebook: CodeBook) -> Fault:
    known = list(codebook.reporters)
    for slug, area in codebook.areas.items():
        yield from _unknown(f"areas.{slug}.parts", area.parts, known, "reporter or earlier area")
        known.append(slug)


def _figures(codebook: CodeBook) -> Fault:
    for slug, figure in codebook.figures.items():
        yield from _unknown(f"figures.{slug}.bases", figure.bases, codebook.bases, "basis")
        yield from _unknown(
            f"figures.{slug}.definitions", figure.definitions, codebook.offences, "offence"
        )
        for offence in codebook.offences:
            if offence not in figure.definitions:
                yield f"figures.{slug}.definitions: the one for {offence} is missing."


def _breakdowns(codebook: CodeBook) -> Fault:
    totals = [f"{offence}_{figure}" for offence in codebook.offences for figure in codebook.figures]
    for slug, breakdown in codebook.breakdowns.items():
        place = f"breakdowns.{slug}"
        yield from _unknown(f"{place}.of", breakdown.of, totals, "figure")
        yield from _unknown(f"{place}.rule", (breakdown.rule,), OF_SUMS, "rule of sums")
        reporters = breakdown.reporters or ()
        yield from _unknown(f"{place}.reporters", reporters, codebook.reporters, "reporter")


def _statuses(codebook: CodeBook) -> Fault:
    for slug in KNOWN_STATUSES:
        if slug not in codebook.statuses:
            yield f"statuses: “{slug}” is missing."
    meanings: dict[str, str] = {text.casefold(): "asked" for text in codebook.asked}
    for slug, status in codebook.statuses.items():
        for text in {slug, *status.label.values(), *status.typed}:
            other = meanings.setdefault(text.casefold(), slug)
            if other != slug:
                yield f"statuses.{slug}: “{text}” already means “{other}”."


def _rules(codebook: CodeBook) -> Fault:
    yield from _unknown("rules", codebook.rules, KNOWN_RULES, "rule the check knows, so not one")
    for code, needed in KNOWN_RULES.items():
        if code not in codebook.rules:
            yield f"rules: “{code}” is missing."
            continue
        rule = codebook.rules[code]
        given = {*rule.thresholds, *rule.figures}
        yield from (f"rules.{code}: “{name}” is missing." for name in needed if name not in given)
        for name in sorted(given - set(needed)):
            yield f"rules.{code}.{name}: this key means nothing here."
        yield from _unknown(f"rules.{code}", rule.figures.values(), codebook.figures, "figure")
