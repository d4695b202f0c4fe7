"""A workbook comes in: judged apart, kept with its verdict, or refused where it is another's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import PurePath, PureWindowsPath
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.returns import Finding, Return, verdict_on
from exchange.core.versions import Attempt, Channel, Resolution
from exchange.core.vocabulary import harmless, plain
from exchange.deliveries.desk import Desk, Sender
from exchange.storage import attempts, current, events, observations, versions
from exchange.storage.attempt_history import Sent, sent_since
from exchange.storage.events import Event
from exchange.submissions.judgement import Judgement

SENT_TWICE_WITHIN = timedelta(seconds=10)
"""The same file again so soon is one click too many, or a line that broke: the same attempt."""

READER_STOPPED = "reader-stopped"
_LONGEST_NAME = 120

CHANGED = "changed-since-last-version"
"""The rule that asks about figures other than in the version that counts."""


class NotThisReturn(Exception):
    """The workbook is the form of another reporter or year; nothing of it was kept.

    ``reporter`` and ``year`` are what the workbook says.
    """

    def __init__(self, reporter: str | None, year: int | None) -> None:
        super().__init__(f"the workbook says {reporter} {year}")
        self.reporter = reporter
        self.year = year


class Incoming(NamedTuple):
    """A workbook for one return; ``follows`` is the attempt that it corrects.

    ``explained`` are explanations known beforehand, by their subject.
    """

    reporter: str
    year: int
    file: str
    content: bytes
    channel: Channel = Channel.UPLOAD
    follows: int | None = None
    explained: Mapping[str, str] = {}


def upload(desk: Desk, sender: Sender, incoming: Incoming, now: datetime) -> Attempt:
    """Keeps the workbook as a new attempt, with the verdict on it.

    The same file again within moments gives the attempt that it became. Raises NotThisReturn, and
    ReadersBusy where no reader comes free in time.
    """
    incoming = incoming._replace(file=harmless_name(incoming.file))
    reporter, year = incoming.reporter, incoming.year
    with desk.store.reading() as connection:
        again = _sent_already(connection, sender, incoming, now)
        if again is not None:
            return again
        earlier = earlier_returns(connection, reporter, year, own=not sender.on_behalf)
        guest = sender.person.id if sender.on_behalf else None
        known = attempts.explanations_for(connection, reporter, year, guest)
    judgement = desk.readers.judge(
        incoming.content,
        incoming.file,
        earlier=earlier,
        explanations={**incoming.explained, **known},
    )
    _refuse_another(desk.codebook, judgement, incoming)
    return _kept(desk, sender, incoming, _draft(judgement, sender, incoming, now))


def harmless_name(name: str) -> str:
    """A file's name without its folder, on one line, of a length that pages can show."""
    last = plain(harmless(PureWindowsPath(name).name))
    clean = last.encode("utf-8", "replace").decode()
    if len(clean) > _LONGEST_NAME:
        ending = PurePath(clean).suffix[:10]
        clean = f"{clean[: _LONGEST_NAME - len(ending) - 1]}…{ending}"
    return clean or "workbook.xlsx"


def _sent_already(
    connection: Connection, sender: Sender, incoming: Incoming, now: datetime
) -> Attempt | None:
    sha256 = hashlib.sha256(incoming.content).hexdigest()
    sent = Sent(incoming.reporter, incoming.year, sender.assignment.id, sha256)
    return sent_since(connection, sent, now - SENT_TWICE_WITHIN)


def _kept(desk: Desk, sender: Sender, incoming: Incoming, draft: Attempt) -> Attempt:
    """Stored with what happened; of the same file sent twice at one time, the first."""
    with desk.store.writing() as connection:
        versions.take_turn(connection, draft.reporter, draft.year)
        again = _sent_already(connection, sender, incoming, draft.made_at)
        if again is not None:
            return again
        attempt = attempts.add_attempt(connection, draft, incoming.content)
        about = {"channel": draft.channel.value, "verdict": draft.verdict.value}
        _tell(connection, attempt, "attempt", about | {"sha256": draft.source.sha256})
        for finding in draft.findings:
            if finding.code == READER_STOPPED:
                _tell(connection, attempt, READER_STOPPED, finding.facts)
    return attempt


def _tell(
    connection: Connection, attempt: Attempt, kind: str, details: Mapping[str, object]
) -> None:
    about = (attempt.person, attempt.reporter, attempt.year, attempt.id)
    events.record(connection, Event(attempt.made_at, kind, *about, details=details))


def _refuse_another(codebook: CodeBook, judgement: Judgement, incoming: Incoming) -> None:
    """Whose form it is and of which year is asked of older forms too."""
    reporter, year = judgement.reporter, judgement.year
    other_reporter = reporter in codebook.reporters and reporter != incoming.reporter
    asked = year is not None and codebook.asks(incoming.reporter, year)
    if other_reporter or (asked and year != incoming.year):
        raise NotThisReturn(reporter, year)


def _of_what_is_sent(judgement: Judgement) -> tuple[Finding, ...]:
    """The findings but those on offences left out: these stay as they were delivered before."""
    left_out = {f"{f.facts['offence']}_" for f in judgement.findings if f.code == "not-delivered"}
    return tuple(
        finding
        for finding in judgement.findings
        if finding.code != CHANGED or not (finding.name or "").startswith(tuple(left_out))
    )


def _draft(judgement: Judgement, sender: Sender, incoming: Incoming, now: datetime) -> Attempt:
    findings = _of_what_is_sent(judgement)
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
        verdict=verdict_on(findings) if judgement.returned else judgement.verdict,
        language=judgement.language,
        findings=findings,
        returned=judgement.returned,
        follows=incoming.follows,
    )


def earlier_returns(
    connection: Connection, reporter: str, year: int, *, own: bool
) -> tuple[Return, ...]:
    """What a return is held against: the year before, and the version of the year that counts.

    The year before is the reporter's ``own`` latest word, released or waiting to be; to anybody
    else, what was released.
    """
    latest = standing if own else current.authoritative
    ids = (
        latest(connection, reporter, year - 1),
        current.authoritative(connection, reporter, year),
    )
    return tuple(observations.return_of(connection, id_) for id_ in ids if id_ is not None)


def standing(connection: Connection, reporter: str, year: int) -> int | None:
    """The id of the latest version that was not returned to its sender."""
    for version in versions.versions_for(connection, reporter, year):
        if version.decision is None or version.decision.kind is not Resolution.RETURNED:
            return version.id
    return None
