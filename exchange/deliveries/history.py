"""One return from its first attempt on: all of it for its own people, for others the released."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.core.history import Trace, traces
from exchange.core.returns import Return
from exchange.core.states import State
from exchange.core.versions import Attempt, Version
from exchange.deliveries.known import known_as
from exchange.deliveries.overview import state
from exchange.deliveries.statements import STILL_RIGHT
from exchange.storage import attempts, current, events, observations, versions
from exchange.storage.events import Event

YEARS_ASKED_AGAIN = 3
ANSWERED_FOR = timedelta(days=300)
"""Who said that a year is still right is asked again in the next round, not before."""


class History(NamedTuple):
    """All that happened to a return, the latest first; ``names`` says who the ids are.

    ``undelivered`` are attempts that became no version; ``files`` the attempts whose workbook is
    still there.
    """

    state: State
    versions: tuple[Version, ...]
    undelivered: tuple[Attempt, ...]
    files: frozenset[int]
    traces: tuple[Trace, ...]
    events: tuple[Event, ...]
    names: dict[int, str]


class Told(NamedTuple):
    """One version with its figures and what was said about them before."""

    version: Version
    returned: Return
    before: Version | None
    was: Return | None
    latest: bool
    names: dict[int, str]


class EarlierYears(NamedTuple):
    """The years before that were delivered: to be asked about, and those found right since."""

    asked: tuple[int, ...]
    right: tuple[int, ...]


def history_of(connection: Connection, codebook: CodeBook, reporter: str, year: int) -> History:
    """Everything, for the reporter's own people."""
    delivered = versions.versions_for(connection, reporter, year)
    became = {version.attempt for version in delivered}
    sent = attempts.attempts_for(connection, reporter, year)
    happened = events.events_about(connection, reporter, year)
    rows = versions.history(connection, reporter, year)
    keys = Form(codebook, reporter, year).keys
    people = {attempt.person for attempt in sent} | {v.person for v in delivered}
    people |= {v.decision.person for v in delivered if v.decision}
    people |= {event.person for event in happened if event.person is not None}
    return History(
        state=state(connection, codebook, reporter, year, own=True),
        versions=tuple(delivered),
        undelivered=tuple(attempt for attempt in sent if attempt.id not in became),
        files=frozenset(a.id for a in sent if attempts.has_file(connection, a.id)),
        traces=tuple(traces(keys, (version.number for version in delivered), rows)),
        events=tuple(happened),
        names=known_as(connection, people),
    )


def released(connection: Connection, reporter: str, year: int) -> tuple[Version, Return] | None:
    """The version that counts with its figures, for everybody who may see released figures."""
    id_ = current.authoritative(connection, reporter, year)
    version = versions.version_of(connection, id_) if id_ else None
    return (version, observations.return_of(connection, version.id)) if version else None


def told(connection: Connection, reporter: str, year: int, number: int) -> Told | None:
    """One version, and the last one released before it; None where there is no such number."""
    found = versions.versions_for(connection, reporter, year)
    version = next((each for each in found if each.number == number), None)
    if version is None:
        return None
    before = next((each for each in found if each.number < number and each.released), None)
    people = {version.person, version.confirmed_by or version.person}
    if version.decision:
        people.add(version.decision.person)
    return Told(
        version,
        observations.return_of(connection, version.id),
        before,
        observations.return_of(connection, before.id) if before else None,
        found[0].id == version.id,
        known_as(connection, people),
    )


def earlier_years(connection: Connection, version: Version) -> EarlierYears:
    """Which of the years before are to be asked about once more after a delivery."""
    asked: list[int] = []
    right: list[int] = []
    for year in range(version.year - 1, version.year - 1 - YEARS_ASKED_AGAIN, -1):
        if current.authoritative(connection, version.reporter, year) is None:
            continue
        said = any(
            event.kind == STILL_RIGHT and event.at > version.delivered_at - ANSWERED_FOR
            for event in events.events_about(connection, version.reporter, year)
        )
        (right if said else asked).append(year)
    return EarlierYears(tuple(asked), tuple(right))
