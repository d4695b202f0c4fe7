"""Letters of the demonstration as its mailbox shows them, and what is going to follow them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from flask import url_for
from sqlalchemy import Connection

from exchange.core.meetings import Meeting
from exchange.reminders.plan import Step, by_meeting
from exchange.reminders.plan_words import day_text, moved_text, reason_text, step_text
from exchange.storage import people
from exchange.storage.letters import Kept
from exchange.web.frame import frame, now
from exchange.web.languages import language, say, shown_time
from exchange.web.links import link
from exchange.web.views.letters_shown import kind_words
from exchange.wording.meeting_texts import due_text, meeting_title
from exchange.wording.people_texts import ZONE, role_words

_LANGUAGE = re.compile(r'<html lang="([\w-]+)"')
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?)]")
_KIBIBYTE = 1024


class Piece(NamedTuple):
    """A piece of a line; ``url`` where it is the address of a page of ours."""

    text: str
    url: str | None = None


class Shown(NamedTuple):
    """A letter as the page has it: its text, paragraph by paragraph, line by line."""

    subject: str
    to: str
    at: str
    language: str
    paragraphs: list[list[list[Piece]]]
    enclosures: list[str]
    url: str


class Group(NamedTuple):
    """Letters of one sort that follow each other."""

    kind: str
    letters: list[Shown]


class Coming(NamedTuple):
    """A step of the plan: on which day it goes, at 09:00 of each reporter's own, and to whom.

    ``to`` are reporters, each with where the letter can be looked at by who may; ``besides``
    names those of whom nobody can be reached, with the reason.
    """

    what: str
    day: str
    moved: str
    to: list[Piece]
    besides: list[str]


class Next(NamedTuple):
    """What goes before the next meeting, as things stand."""

    meeting: str
    due: str
    steps: list[Coming]


def titles(connection: Connection) -> dict[str, str]:
    """Address → what somebody is: “coordinator, Curaçao”."""
    _, book = say(), frame().codebook
    emails = {person.id: person.email for person in people.everybody(connection)}
    found: dict[str, list[str]] = defaultdict(list)
    for held in people.all_assignments(connection, now()):
        words = filter(None, role_words(_, held, book))
        found[emails[held.person]].append(", ".join(words))
    return {email: "; ".join(said) for email, said in found.items()}


def grouped(kept: Iterable[Kept], known: Mapping[str, str]) -> list[Group]:
    """The letters, in their order; ``known`` are the titles of those they went to."""
    return [
        Group(kind_words(kind), [_shown(each, known.get(each.address, "")) for each in letters])
        for kind, letters in groupby(kept, key=lambda each: each.kind)
    ]


def coming(planned: Iterable[Step]) -> Next | None:
    """What is still to go before the first of the meetings; None where none is to come."""
    for meeting, steps in by_meeting(planned).items():
        if ahead := [step for step in steps if step.turn.at > now()]:
            return _next(meeting, ahead)
    return None


def _next(meeting: Meeting, steps: list[Step]) -> Next:
    """One row for each step and day: where a holiday moves it for some, they have their own."""
    _ = say()
    rows: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        rows[step.turn.step, step.turn.at.date().isoformat()].append(step)
    return Next(meeting_title(_, meeting), due_text(_, meeting), [_row(r) for r in rows.values()])


def _row(steps: list[Step]) -> Coming:
    _, first = say(), steps[0]
    day = day_text(first.turn.at.date(), language())
    to = [_reader(step) for step in steps if step.addresses]
    return Coming(step_text(_, first.turn), day, moved_text(_, first), to, _besides(steps))


def _besides(steps: Iterable[Step]) -> list[str]:
    """``Aruba, Curaçao: nobody can be reached; …``: what the secretariat is told of."""
    found: dict[str, list[str]] = defaultdict(list)
    for step in steps:
        if step.unreachable and not step.addresses:
            found[reason_text(say(), step)].append(_area(step))
    return [f"{', '.join(areas)}: {reason}" for reason, areas in found.items()]


def _reader(step: Step) -> Piece:
    turn = step.turn
    url = link("letters_plan.preview", turn.reporter, meeting_id=turn.meeting.id, step=turn.step)
    return Piece(_area(step), url)


def _area(step: Step) -> str:
    return frame().codebook.reporters[step.turn.reporter].label[language()]


def _shown(letter: Kept, title: str) -> Shown:
    _, paragraphs = say(), letter.text.strip().split("\n\n")
    spoken = _LANGUAGE.search(letter.html)
    return Shown(
        letter.subject,
        f"{title} ({letter.address})" if title else letter.address,
        shown_time(letter.made_at, ZONE),
        spoken[1] if spoken else language(),
        [[list(_pieces(line)) for line in each.splitlines()] for each in paragraphs],
        [f"{each.name}, {_size(each.size)}" for each in letter.enclosures],
        url_for("mailbox.letter", letter=letter.id),
    )


def _pieces(line: str) -> Iterator[Piece]:
    """Addresses of our own pages can be opened; others stay text."""
    own, done = frame().service.public_url.rstrip("/"), 0
    for found in _ADDRESS.finditer(line):
        if found[0].startswith(f"{own}/"):
            yield Piece(line[done : found.start()])
            yield Piece(found[0], found[0].removeprefix(own))
            done = found.end()
    yield Piece(line[done:])


def _size(size: int) -> str:
    return say()("{size} kB", size=max(1, round(size / _KIBIBYTE)))
