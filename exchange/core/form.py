"""The questions put to one reporter for one year: the ten figures and their breakdowns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from exchange.core.codebook import Breakdown, CodeBook, Key

ORIGINS = ("source", "asof")
"""Of each offence: who supplied the figures, and when they were drawn."""

ROLES = ("value", "status", "basis", "note")


def role_name(key: Key, role: str) -> str:
    """The defined name of a key's value, status, basis or note cell."""
    return key.name if role == "value" else f"{key.name}_{role}"


class Block(NamedTuple):
    """One breakdown of one figure: its classes in the order of the form."""

    total: Key
    breakdown: Breakdown
    keys: tuple[Key, ...]

    @property
    def multiple(self) -> str:
        """The defined name of “one person can stand in several classes”."""
        return f"{self.total.name}_{self.breakdown.slug}_multiple"


class Questions:
    """The cells of a form: the same object for every form that asks the same."""

    def __init__(self, headlines: tuple[Key, ...], blocks: tuple[Block, ...]) -> None:
        self.headlines = headlines
        self.blocks = blocks
        self.keys = headlines + tuple(key for block in blocks for key in block.keys)

    @cached_property
    def by_name(self) -> Mapping[str, Key]:
        return {key.name: key for key in self.keys}

    @cached_property
    def cell_names(self) -> Mapping[Key, Mapping[str, str]]:
        """For every key, role by role, the defined name of its cell."""
        return {key: {role: role_name(key, role) for role in roles(key)} for key in self.keys}

    @cached_property
    def other_names(self) -> tuple[str, ...]:
        """The defined names of inputs that belong to no single figure."""
        offences = dict.fromkeys(key.offence for key in self.headlines)
        about = (f"{slug}_{what}" for slug in offences for what in ORIGINS)
        return (*(block.multiple for block in self.blocks), *about)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The defined name of every cell a coordinator can fill in."""
        rows = (name for names in self.cell_names.values() for name in names.values())
        return (*rows, *self.other_names)


class Form:
    """What is asked of one reporter for one year."""

    def __init__(self, codebook: CodeBook, reporter: str, year: int) -> None:
        self.codebook = codebook
        self.reporter = reporter
        self.year = year
        self.questions = _questions(codebook, reporter, year)

    @property
    def headlines(self) -> tuple[Key, ...]:
        return self.questions.headlines

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The breakdowns, in the order of figures and of the code book."""
        return self.questions.blocks

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every cell that takes a figure: headlines first."""
        return self.questions.keys

    def headlines_of(self, offence: str) -> tuple[Key, ...]:
        return tuple(key for key in self.headlines if key.offence == offence)

    def blocks_of(self, offence: str) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.total.offence == offence)

    def roles(self, key: Key) -> tuple[str, ...]:
        """The roles of a key's cells."""
        return roles(key)


def roles(key: Key) -> tuple[str, ...]:
    """A breakdown's class has no basis of its own: it is its total's."""
    return ROLES if key.breakdown is None else ("value", "status", "note")


def _questions(codebook: CodeBook, reporter: str, year: int) -> Questions:
    """Forms of many reporters and years ask the same: what they share is made once."""
    divisions = tuple(
        (breakdown.slug, tuple(c.slug for c in breakdown.classes if year in c.valid))
        for breakdown in codebook.breakdowns.values()
        if breakdown.is_asked(reporter, year)
    )
    figures = tuple(figure.slug for figure in codebook.figures.values() if year in figure.valid)
    asked = (figures, divisions)
    if asked not in codebook.questions:
        codebook.questions[asked] = _made(codebook, figures, divisions)
    questions: Questions = codebook.questions[asked]
    return questions


def _made(
    codebook: CodeBook,
    figures: tuple[str, ...],
    divisions: tuple[tuple[str, tuple[str, ...]], ...],
) -> Questions:
    headlines = tuple(Key(offence, figure) for offence in codebook.offences for figure in figures)
    blocks = tuple(
        Block(
            total,
            codebook.breakdowns[slug],
            tuple(Key(total.offence, total.figure, slug, category) for category in classes),
        )
        for total in headlines
        for slug, classes in divisions
        if total.name in codebook.breakdowns[slug].of
    )
    return Questions(headlines, blocks)
