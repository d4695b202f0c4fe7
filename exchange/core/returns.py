"""One reporter's figures for one year, as understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from exchange.core.cells import Place
from exchange.core.codebook import BASE_STATUS, Key


class Entry(NamedTuple):
    """What one row of the form says: a value with its flag, or a reason why there is none.

    ``value`` is a count of the figure's unit; ``status`` a status slug; an entry that says
    nothing has neither value nor reason (``blank``). ``basis`` is None in a breakdown.
    """

    key: Key
    value: int | None = None
    status: str = BASE_STATUS
    basis: str | None = None
    note: str = ""

    @property
    def blank(self) -> bool:
        return self.value is None and self.status == BASE_STATUS


class Observation(NamedTuple):
    """An entry of a delivered offence, with the cell it was read from."""

    entry: Entry
    place: Place | None = None

    @property
    def key(self) -> Key:
        return self.entry.key


class Severity(Enum):
    """How much a finding weighs: an error rejects, a warning wants one sentence, a note tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(Enum):
    ACCEPTED = "accepted"
    NEEDS_EXPLANATION = "needs-explanation"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"


class Finding(NamedTuple):
    """One cause and all the cells it concerns, without a word of any language.

    ``names`` are the defined names of the cells, first the one to look at; ``places`` their
    addresses once known. ``name`` is the total's name where several cells share the cause.
    ``found`` is what was written; ``facts`` are the numbers and codes its wording needs.
    """

    severity: Severity
    code: str
    names: tuple[str, ...] = ()
    name: str | None = None
    found: str | None = None
    facts: Mapping[str, object] = {}
    places: tuple[Place, ...] = ()
    explanation: str | None = None

    @property
    def is_open_question(self) -> bool:
        return self.severity is Severity.WARNING and not self.explanation


class Source(NamedTuple):
    """The file a return was read from."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Return:
    """One reporter's figures for one year; offences not delivered have no observation.

    ``source`` is the file it was read from; where offences came in different files, ``sources``
    names each one's. ``overlapping`` names the breakdowns (``trafficking_victims_form``) in which
    one person can stand in several classes.
    """

    reporter: str
    year: int
    observations: Mapping[Key, Observation]
    language: str
    suppliers: Mapping[str, str] = field(default_factory=dict)
    drawn_on: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    explanations: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    overlapping: tuple[str, ...] = ()

    def source_of(self, offence: str) -> Source | None:
        """The file an offence's figures were read from."""
        return self.sources.get(offence) or self.source

    def delivered(self, offence: str) -> bool:
        return any(key.offence == offence and not key.breakdown for key in self.observations)

    def entry(self, key: Key) -> Entry | None:
        observation = self.observations.get(key)
        return observation.entry if observation else None


def verdict_on(findings: tuple[Finding, ...]) -> Verdict:
    """Rejected with any error, else asking with any warning not explained, else accepted."""
    if any(f.severity is Severity.ERROR for f in findings):
        return Verdict.REJECTED
    if any(f.is_open_question for f in findings):
        return Verdict.NEEDS_EXPLANATION
    return Verdict.ACCEPTED
