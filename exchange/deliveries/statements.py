"""What can be said without a workbook: there were none, it could not be counted, still right.

A statement fills in the form, which is then judged and delivered as any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.codebook import BASE_STATUS, NOT_APPLICABLE, NOT_AVAILABLE, TO_FOLLOW, Key
from exchange.core.form import Form, role_name
from exchange.core.returns import Entry, Return
from exchange.core.versions import Attempt, Channel
from exchange.deliveries.desk import Desk, Sender
from exchange.deliveries.explain import AlreadyDelivered, explain
from exchange.deliveries.upload import Incoming, standing, upload
from exchange.storage import current, events, observations
from exchange.storage.events import Event
from exchange.submissions.explanations import subject
from exchange.wording import translator
from exchange.workbook.form import Filled, Written, write_annotated

STILL_RIGHT = "still-right"
ZERO_AT_LAST = "zero-after-not-available"
NOT_COUNTED_ANY_MORE = "not-available-after-zero"
NOT_COUNTED_IN_PERSONS = frozenset({Key("smuggling", "victims")})
"""Smuggling is an offence against the state: without a count there is nobody to say zero of."""


class Statement(NamedTuple):
    """What is said of one offence of a return, by whom it was checked, on which day."""

    reporter: str
    year: int
    offence: str
    source: str
    day: date
    language: str


def none_found(desk: Desk, sender: Sender, said: Statement, now: datetime) -> Attempt:
    """The attempt in which every figure of the offence is a confirmed zero.

    Smuggling's victims become *not applicable*. That it was checked explains a zero where nothing
    was available before.
    """
    entries = {key: _none(key) for key in _headlines(desk, said)}
    checked: Filled = {f"{said.offence}_source": said.source, f"{said.offence}_asof": said.day}
    attempt = _send(desk, sender, said, now, entries, checked)
    answer = _with_the_reason_at_hand(desk, said)
    return _answered(desk, sender, attempt, (ZERO_AT_LAST, entries, answer), now)


def not_counted(
    desk: Desk,
    sender: Sender,
    said: Statement,
    reason: str,
    figures: frozenset[Key],
    now: datetime,
) -> Attempt:
    """The attempt in which the chosen figures are *not available*, with the reason.

    The others stay as they were delivered; what never was is *to follow*. The reason explains a
    figure that was zero before, too.
    """
    with desk.store.reading() as connection:
        before = _before(connection, sender, said)
    entries = dict(_others(desk, said, before, figures))
    for key in figures:
        entries[key] = Entry(key, status=NOT_AVAILABLE, note=reason)
    beside = _beside(before, said) if before else {}
    attempt = _send(desk, sender, said, now, entries, beside)
    return _answered(desk, sender, attempt, (NOT_COUNTED_ANY_MORE, figures, reason), now)


def still_right(
    desk: Desk, sender: Sender, reporter: str, years: frozenset[int], now: datetime
) -> tuple[int, ...]:
    """Records that the figures of some years were looked at and stand; gives the years told.

    A year of which nothing was delivered has nothing that could be right.
    """
    with desk.store.writing() as connection:
        told = tuple(y for y in sorted(years) if standing(connection, reporter, y) is not None)
        for year in told:
            events.record(connection, Event(now, STILL_RIGHT, sender.person.id, reporter, year))
    return told


def _with_the_reason_at_hand(desk: Desk, said: Statement) -> str:
    """Who checked, after the first of the reasons that the code book offers for such a zero."""
    rule = desk.codebook.rules.get(ZERO_AT_LAST)
    offered = [texts[said.language] for texts in rule.reasons[:1]] if rule else []
    return f"{offered[0]} ({said.source})" if offered else said.source


def _answered(
    desk: Desk,
    sender: Sender,
    attempt: Attempt,
    answer: tuple[str, Collection[Key], str],
    now: datetime,
) -> Attempt:
    """The attempt with the one question explained that the statement answers already.

    ``answer`` is the rule that asks, the figures that the statement is about, and its words.
    """
    code, keys, text = answer
    names = {key.name for key in keys}
    asked = (f for f in attempt.findings if f.code == code and f.name in names)
    given = {subject(finding): text for finding in asked}
    if not given:
        return attempt
    try:
        return explain(desk, sender, attempt, given, now)
    except AlreadyDelivered:
        # The same statement again so soon is the same attempt, which may be a version by now.
        return attempt


def _headlines(desk: Desk, said: Statement) -> tuple[Key, ...]:
    return Form(desk.codebook, said.reporter, said.year).headlines_of(said.offence)


def _none(key: Key) -> Entry:
    if key in NOT_COUNTED_IN_PERSONS:
        return Entry(key, status=NOT_APPLICABLE)
    return Entry(key, 0)


def _before(connection: Connection, sender: Sender, said: Statement) -> Return | None:
    """What stays; who acts on behalf takes over released figures only, since others are unseen."""
    latest = current.authoritative if sender.on_behalf else standing
    id_ = latest(connection, said.reporter, said.year)
    return observations.return_of(connection, id_) if id_ else None


def _others(
    desk: Desk, said: Statement, before: Return | None, figures: frozenset[Key]
) -> Iterator[tuple[Key, Entry]]:
    form = Form(desk.codebook, said.reporter, said.year)
    for key in form.keys:
        if key.offence != said.offence or key.headline in figures:
            continue
        entry = before.entry(key) if before else None
        if entry is not None:
            yield key, entry
        elif not key.breakdown:
            yield key, Entry(key, status=TO_FOLLOW)


def _beside(before: Return, said: Statement) -> Filled:
    """What else stays: who supplied the figures, from which day, and which breakdowns overlap."""
    offence, yes = said.offence, translator(said.language)("yes")
    found = {
        f"{offence}_source": before.suppliers.get(offence, ""),
        f"{offence}_asof": before.drawn_on.get(offence, ""),
    }
    overlaps = (name for name in before.overlapping if name.startswith(f"{offence}_"))
    return {n: text for n, text in found.items() if text} | {f"{n}_multiple": yes for n in overlaps}


def _send(
    desk: Desk,
    sender: Sender,
    said: Statement,
    now: datetime,
    entries: Mapping[Key, Entry],
    beside: Filled,
) -> Attempt:
    form = Form(desk.codebook, said.reporter, said.year)
    filled: dict[str, Written] = dict(beside)
    for entry in entries.values():
        filled |= _cells(desk, said.language, entry)
    content = write_annotated(form, said.language, filled, ())
    name = f"{said.reporter}-{said.year}-{said.offence}.xlsx"
    incoming = Incoming(said.reporter, said.year, name, content, Channel.STATEMENT)
    return upload(desk, sender, incoming, now)


def _cells(desk: Desk, language: str, entry: Entry) -> Filled:
    """An entry as it is written into the form."""
    book, key = desk.codebook, entry.key
    cells: dict[str, Written] = {}
    if entry.value is not None:
        cells[key.name] = entry.value
    if entry.status != BASE_STATUS:
        cells[role_name(key, "status")] = book.statuses[entry.status].label[language]
    if entry.basis and not key.breakdown:
        cells[role_name(key, "basis")] = book.bases[entry.basis][language]
    if entry.note:
        cells[role_name(key, "note")] = entry.note
    return cells
