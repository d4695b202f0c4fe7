"""The life of a return: attempts, the versions delivered, what was decided about them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from exchange.core.returns import Finding, Return, Source, Verdict


class Channel(StrEnum):
    """How an attempt came in."""

    UPLOAD = "upload"
    FIX = "fix"
    STATEMENT = "statement"
    API = "api"
    COMMAND = "command"


class Attempt(NamedTuple):
    """One workbook as it was judged; ``assignment`` is the one by which it was sent.

    ``findings`` are as of the judgement: explanations given since are not in them.
    ``returned`` is None where no figures could be read. ``follows`` is the attempt of which this
    one is the corrected form.
    """

    id: int
    reporter: str
    year: int
    person: int
    assignment: int
    made_at: datetime
    channel: Channel
    source: Source
    size: int
    verdict: Verdict
    language: str
    findings: tuple[Finding, ...]
    returned: Return | None
    follows: int | None = None


class Resolution(StrEnum):
    """What was decided about a delivered version."""

    RELEASED = "released"
    RETURNED = "returned"


class Decision(NamedTuple):
    """Who released a version or returned it to its sender, when and why."""

    kind: Resolution
    person: int
    decided_at: datetime
    reason: str = ""


class Version(NamedTuple):
    """A delivered return; never changed. ``number`` counts from 1 for each reporter and year.

    ``due_at`` is the deadline that stood when it was delivered; ``content_sha256`` proves its
    figures; ``on_behalf`` marks one that the secretariat entered.
    """

    id: int
    reporter: str
    year: int
    number: int
    attempt: int
    person: int
    assignment: int
    on_behalf: bool
    delivered_at: datetime
    due_at: datetime | None
    content_sha256: str
    replaces: int | None = None
    decision: Decision | None = None
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None

    @property
    def late(self) -> bool:
        return self.due_at is not None and self.delivered_at > self.due_at

    @property
    def released(self) -> bool:
        return self.decision is not None and self.decision.kind is Resolution.RELEASED

    @property
    def sent_back(self) -> bool:
        return self.decision is not None and self.decision.kind is Resolution.RETURNED

    @property
    def waiting(self) -> bool:
        return self.decision is None

    @property
    def receipt(self) -> str:
        """The number on the receipt: ``curacao-2025-3``."""
        return f"{self.reporter}-{self.year}-{self.number}"
