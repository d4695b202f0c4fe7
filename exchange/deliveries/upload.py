"""A workbook comes in: judged apart, kept with its verdict, or refused where it is another's."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.returns import Return
from exchange.core.versions import Attempt, Channel, Resolution
from exchange.deliveries.desk import Desk, Sender
from exchange.storage import attempts, current, events, observations, versions
from exchange.storage.events import Event
from exchange.submissions.judgement import Judgement


class NotThisReturn(Exception):
    """The workbook is the form of another reporter or year; nothing of it was kept.

    ``reporter`` and ``year`` are what the workbook says.
    """

    def __init__(self, reporter: str | None, year: int | None) -> None:
        super().__init__(f"the workbook says {reporter} {year}")
        self.reporter = reporter
        self.year = year


class Incoming(NamedTuple):
    """A workbook for one return; ``follows`` is the attempt that it corrects."""

    reporter: str
    year: int
    file: str
    content: bytes
    channel: Channel = Channel.UPLOAD
    follows: int | None = None


def upload(desk: Desk, sender: Sender, incoming: Incoming, now: datetime) -> Attempt:
    """Keeps the workbook as a new attempt, with the verdict on it.

    Raises NotThisReturn, and ReadersBusy where no reader comes free in time.
    """
    reporter, year = incoming.reporter, incoming.year
    with desk.store.reading() as connection:
        earlier = earlier_returns(connection, reporter, year)
        known = attempts.explanations_for(connection, reporter, year)
    judgement = desk.readers.judge(
        incoming.content, incoming.file, earlier=earlier, explanations=known
    )
    _refuse_another(judgement, incoming)
    draft = _draft(judgement, sender, incoming, now)
    with desk.store.writing() as connection:
        attempt = attempts.add_attempt(connection, draft, incoming.content)
        about = {"channel": draft.channel.value, "verdict": draft.verdict.value}
        about |= {"sha256": draft.source.sha256}
        events.record(
            connection,
            Event(now, "attempt", sender.person.id, reporter, year, attempt.id, details=about),
        )
    return attempt


def _refuse_another(judgement: Judgement, incoming: Incoming) -> None:
    other_reporter = judgement.reporter not in {None, incoming.reporter}
    other_year = judgement.year not in {None, incoming.year}
    if judgement.form is not None and (other_reporter or other_year):
        raise NotThisReturn(judgement.reporter, judgement.year)


def _draft(judgement: Judgement, sender: Sender, incoming: Incoming, now: datetime) -> Attempt:
    return Attempt(
        id=0,
        reporter=incoming.reporter,
        year=incoming.year,
        person=sender.person.id,
        assignment=sender.assignment.id,
        made_at=now,
        channel=incoming.channel,
        source=judgement.source,
        size=len(incoming.content),
        verdict=judgement.verdict,
        language=judgement.language,
        findings=judgement.findings,
        returned=judgement.returned,
        follows=incoming.follows,
    )


def earlier_returns(connection: Connection, reporter: str, year: int) -> tuple[Return, ...]:
    """What a return is held against: the year before, and the version of the year that counts.

    The year before is the reporter's own latest word, released or waiting to be.
    """
    found = [
        observations.return_of(connection, id_)
        for id_ in (
            standing(connection, reporter, year - 1),
            current.authoritative(connection, reporter, year),
        )
        if id_ is not None
    ]
    return tuple(found)


def standing(connection: Connection, reporter: str, year: int) -> int | None:
    """The id of the latest version that was not returned to its sender."""
    for version in versions.versions_for(connection, reporter, year):
        if version.decision is None or version.decision.kind is not Resolution.RETURNED:
            return version.id
    return None
