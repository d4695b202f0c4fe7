"""Unlikely figures are explained: by finding, as long as the attempt is not delivered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from exchange.core.returns import Finding, Severity
from exchange.core.versions import Attempt
from exchange.core.vocabulary import harmless, plain
from exchange.deliveries.desk import Desk, Sender
from exchange.deliveries.now import as_it_stands
from exchange.storage import attempts, events, versions
from exchange.storage.attempts import Explanation
from exchange.storage.events import Event
from exchange.submissions.explanations import subject

LONGEST = 500
"""Characters of an explanation: a sentence or two."""


class AlreadyDelivered(Exception):
    """An attempt that became a version: what was said for it stays said."""


class NotOneSentence(Exception):
    """Explanations that are empty or too long, by the subject of their finding."""

    def __init__(self, subjects: tuple[str, ...]) -> None:
        super().__init__(f"{len(subjects)} explanations cannot be kept")
        self.subjects = subjects


def explain(
    desk: Desk, sender: Sender, attempt: Attempt, given: Mapping[str, str], now: datetime
) -> Attempt:
    """Keeps explanations by their finding's subject; gives the attempt as it stands then.

    What is no warning of the attempt is left out, and so is what says the same as before. Raises
    NotOneSentence, keeping none, and AlreadyDelivered.
    """
    texts = {about: harmless(plain(text)) for about, text in given.items()}
    unfit = tuple(about for about, text in texts.items() if not 0 < len(text) <= LONGEST)
    if unfit:
        raise NotOneSentence(unfit)
    with desk.store.writing() as connection:
        versions.take_turn(connection, attempt.reporter, attempt.year)
        if versions.version_from(connection, attempt.id) is not None:
            raise AlreadyDelivered
        standing = as_it_stands(connection, desk.codebook, attempt)
        asked = {subject(f): f for f in standing.findings if f.severity is Severity.WARNING}
        new = [
            _explanation(asked[about], text, sender, now)
            for about, text in texts.items()
            if about in asked and asked[about].explanation != text
        ]
        for explanation in new:
            attempts.explain(connection, attempt, explanation)
        if new:
            about = (sender.person.id, attempt.reporter, attempt.year, attempt.id)
            told = {"rules": sorted({explanation.code for explanation in new})}
            events.record(connection, Event(now, "explained", *about, details=told))
        return as_it_stands(connection, desk.codebook, attempt)


def _explanation(finding: Finding, text: str, sender: Sender, now: datetime) -> Explanation:
    name = finding.name or ""
    return Explanation(subject(finding), name, finding.code, text, sender.person.id, now)
