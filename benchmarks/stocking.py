"""A store full of released returns, and of versions that no longer count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.casting import Mould
from benchmarks.filling import YEAR, made
from benchmarks.measuring import Void
from exchange.codebooks import load
from exchange.core.delivery import content_sha256, offences_in
from exchange.core.form import Form
from exchange.core.people import Assignment, Role
from exchange.core.returns import Return, Source, Verdict
from exchange.core.versions import Attempt, Channel, Decision, Resolution
from exchange.storage import Store, attempts, people, versions
from exchange.storage.upgrade import upgrade
from exchange.submissions.check import judge
from exchange.validation import Schemas

YEARS = range(2011, 2031)
START = datetime(2026, 1, 5, 12, tzinfo=UTC)


def returns(years: Iterable[int] = YEARS) -> Iterator[Return]:
    """Five reporters and twenty years, or others, every input filled."""
    codebook = load()
    schemas = Schemas(codebook)
    for reporter in codebook.reporters:
        mould = Mould(made(Form(codebook, reporter, YEAR), "en"))
        for year in years:
            judged = judge(mould.cast((str(YEAR), str(year))), f"{reporter}-{year}.xlsx", schemas)
            if judged.verdict is not Verdict.ACCEPTED or judged.returned is None:
                raise Void(f"{reporter} {year} is {judged.verdict.value}")
            yield judged.returned


def stocked(file: Path, sent: list[Return], old: int) -> Store:
    """A database in which each return counts, after ``old`` earlier versions spread over all."""
    store = Store(f"sqlite:///{file}")
    upgrade(store)
    with store.writing() as connection:
        senders = {}
        for reporter in dict.fromkeys(each.reporter for each in sent):
            who = people.add_person(connection, f"{reporter}@example.org", reporter, START)
            senders[reporter] = people.assign(connection, who.id, Role.COORDINATOR, reporter, START)
        for number in range(old):
            one = sent[number % len(sent)]
            _release(connection, senders[one.reporter], _headlines(one), number)
        for number, one in enumerate(sent, old):
            _release(connection, senders[one.reporter], one, number)
    return store


def _headlines(returned: Return) -> Return:
    observations = {k: seen for k, seen in returned.observations.items() if not k.breakdown}
    return Return(returned.reporter, returned.year, observations, returned.language)


def _release(connection: Connection, by: Assignment, sent: Return, number: int) -> None:
    at = START + timedelta(minutes=number)
    draft = Attempt(
        0,
        sent.reporter,
        sent.year,
        by.person,
        by.id,
        at,
        Channel.UPLOAD,
        sent.source or Source("old.xlsx", ""),
        0,
        Verdict.ACCEPTED,
        sent.language,
        (),
        None,
    )
    attempt = attempts.add_attempt(connection, draft, b"")
    version = versions.add_version(
        connection,
        versions.Draft(
            sent,
            dict.fromkeys(offences_in(sent), attempt.id),
            attempt.id,
            by.person,
            by.id,
            False,
            at,
            None,
            "salt",
            content_sha256(sent, "salt"),
            None,
        ),
    )
    versions.decide(connection, version, Decision(Resolution.RELEASED, by.person, at), by.id)
