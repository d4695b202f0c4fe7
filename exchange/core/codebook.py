"""What can be reported, by whom, counted how: the code book of one MoU version as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

Texts = Mapping[str, str]
"""One text in several languages: language (``nl``, ``en``, ``pap-CW``, ``pap-AW``) → text."""

BASE_STATUS = "normal"
TO_FOLLOW = "to-follow"
NOT_AVAILABLE = "not-available"
NOT_APPLICABLE = "not-applicable"
INCLUDED_ELSEWHERE = "included-elsewhere"
"""Statuses that a rule or the merge is about; any other is the code book's alone."""

LAST_YEAR = 9_999
"""Years have four digits."""


class Key(NamedTuple):
    """One figure, or one class of a breakdown of it; its name is the workbook's defined name."""

    offence: str
    figure: str
    breakdown: str | None = None
    category: str | None = None

    @property
    def name(self) -> str:
        return _joined(self)

    @property
    def headline(self) -> Key:
        return Key(self.offence, self.figure)


@cache
def _joined(key: Key) -> str:
    """Asked for a thousand times a return, and there are no more keys than a code book has."""
    return "_".join(part for part in key if part)


class Validity(NamedTuple):
    """The years in which an item of the code book exists, both included."""

    since: int | None = None
    until: int | None = None

    def __contains__(self, year: object) -> bool:
        if not isinstance(year, int):
            return False
        return (self.since is None or year >= self.since) and (
            self.until is None or year <= self.until
        )


ALWAYS = Validity()


class Reporter(NamedTuple):
    """One coordinator's area; ``area`` is its SDMX code, ``zone`` an IANA time zone."""

    slug: str
    label: Texts
    languages: tuple[str, ...]
    zone: str
    area: str
    articles: Mapping[str, str] = {}
    articles_to_confirm: Mapping[str, str] = {}
    valid: Validity = ALWAYS


class Area(NamedTuple):
    """A sum of reporters, or of other areas."""

    slug: str
    label: Texts
    parts: tuple[str, ...]
    area: str


class Offence(NamedTuple):
    slug: str
    label: Texts
    short: Texts
    standards: Mapping[str, str]


class Figure(NamedTuple):
    """One of the five figures of MoU art. 4; the first basis is meant where none is chosen."""

    slug: str
    label: Texts
    unit: str
    bases: tuple[str, ...]
    definitions: Mapping[str, Texts]
    standards: Mapping[str, str]
    valid: Validity = ALWAYS


class Category(NamedTuple):
    """One class of a breakdown."""

    slug: str
    label: Texts
    valid: Validity = ALWAYS


class Breakdown(NamedTuple):
    """A voluntary division of some figures; ``rule`` is what its sum must satisfy."""

    slug: str
    label: Texts
    of: tuple[str, ...]
    classes: tuple[Category, ...]
    rule: str
    reporters: tuple[str, ...] | None = None
    valid: Validity = ALWAYS

    def divides(self, key: Key, reporter: str, year: int) -> bool:
        """Whether a reporter's form for a year divides this figure by it."""
        return key.name in self.of and self.is_asked(reporter, year)

    def is_asked(self, reporter: str, year: int) -> bool:
        """Whether a reporter's form for a year has it."""
        return year in self.valid and (self.reporters is None or reporter in self.reporters)


class Status(NamedTuple):
    """A flag on a value, or the reason why there is none (SDMX OBS_STATUS and CONF_STATUS)."""

    slug: str
    label: Texts
    value: bool
    obs: str
    conf: str
    weakness: int = 0
    mark: str = ""
    typed: tuple[str, ...] = ()


class Rule(NamedTuple):
    """A rule across cells: its severity, its thresholds and the reasons offered for it."""

    code: str
    severity: str
    thresholds: Mapping[str, int]
    figures: Mapping[str, str]
    reasons: tuple[Texts, ...]


class Dataflow(NamedTuple):
    """Where the figures stand in SDMX: ``AGENCY:ID(VERSION)``."""

    agency: str
    dataflow: str
    version: str

    def __str__(self) -> str:
        return f"{self.agency}:{self.dataflow}({self.version})"


@dataclass(frozen=True)
class CodeBook:
    """Everything a return can say; loaded whole or refused whole."""

    id: str
    title: Texts
    languages: tuple[str, ...]
    first_year: int
    template_year: int
    sdmx: Dataflow
    reporters: Mapping[str, Reporter]
    areas: Mapping[str, Area]
    offences: Mapping[str, Offence]
    bases: Mapping[str, Texts]
    figures: Mapping[str, Figure]
    breakdowns: Mapping[str, Breakdown]
    statuses: Mapping[str, Status]
    asked: tuple[str, ...]
    rules: Mapping[str, Rule]
    reasons: tuple[Texts, ...]
    questions: dict[object, Any] = field(default_factory=dict, init=False, compare=False)
    """What forms of this code book share, kept by ``exchange.core.form``."""

    def headlines(self, year: int) -> Iterator[Key]:
        """The figures of the MoU, in the order of the form: five for each offence."""
        for offence in self.offences:
            for figure in self.figures.values():
                if year in figure.valid:
                    yield Key(offence, figure.slug)

    def asks(self, reporter: str, year: int) -> bool:
        """Whether the reporter reports figures for the year."""
        known = self.reporters.get(reporter)
        return known is not None and self.first_year <= year <= LAST_YEAR and year in known.valid

    def area_label(self, slug: str) -> Texts:
        """The name of a reporter or an area."""
        return self.reporters[slug].label if slug in self.reporters else self.areas[slug].label

    def reporters_of(self, area: str) -> tuple[str, ...]:
        """The reporters an area is made of, through its parts; a reporter is made of itself."""
        if area in self.reporters:
            return (area,)
        return tuple(leaf for part in self.areas[area].parts for leaf in self.reporters_of(part))

    def key_label(self, key: Key, language: str) -> str:
        """``Victims``, or ``Victims by sex: Female``."""
        label = self.figures[key.figure].label[language]
        if key.breakdown is None or key.category is None:
            return label
        breakdown = self.breakdowns[key.breakdown]
        category = next(c for c in breakdown.classes if c.slug == key.category)
        return f"{label} {breakdown.label[language]}: {category.label[language]}"


def known_keys(codebook: CodeBook) -> Iterator[Key]:
    """Every figure, each with the classes of its breakdowns behind it, in the book's order."""
    for offence in codebook.offences:
        for figure in codebook.figures:
            total = Key(offence, figure)
            yield total
            for breakdown in codebook.breakdowns.values():
                if total.name in breakdown.of:
                    for category in breakdown.classes:
                        yield Key(offence, figure, breakdown.slug, category.slug)
