"""The form in which a meeting is set or changed: what was written, and what was meant by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from flask import request

from exchange.core.proposals import Proposal, faults
from exchange.web.account_words import one_line
from exchange.web.frame import frame
from exchange.web.languages import language, say
from exchange.wording.meeting_faults import fault_text
from exchange.wording.meeting_texts import KINDS
from exchange.wording.times import told_zone

_NUMBERS = re.compile(r"[-−]?\d{1,4}(?:\s*[,;\s]\s*[-−]?\d{1,4})*")
_NUMBER = re.compile(r"[-−]?\d+")


class Written(NamedTuple):
    """What stands in the fields, each as it was typed."""

    kind: str
    day: str
    last_day: str
    place: str
    link: str
    zone: str
    deadline: str
    years: str
    plan: str


class Read(NamedTuple):
    """What was meant; ``faults`` are field → what to put right there."""

    wanted: Proposal
    faults: dict[str, str]


def written_as(wanted: Proposal) -> Written:
    """A meeting as it would be typed."""
    return Written(
        wanted.kind,
        _iso(wanted.day),
        _iso(wanted.last_day),
        wanted.place,
        wanted.link,
        wanted.zone,
        _iso(wanted.deadline),
        _listed(wanted.years),
        _listed(wanted.plan),
    )


def typed() -> Written:
    """What was sent."""
    return Written(*(one_line(field) for field in Written._fields))


def read(written: Written) -> Read:
    """What is meant by what was typed."""
    unread: dict[str, str] = {}
    wanted = Proposal(
        written.kind,
        read_day(written.day, "day", unread),
        read_day(written.deadline, "deadline", unread),
        _numbers(written.years, "years", unread),
        written.place,
        written.zone,
        read_day(written.last_day, "last_day", unread),
        written.link,
        _numbers(written.plan, "plan", unread),
    )
    first, _ = frame().codebook.first_year, say()
    found: dict[str, str] = {}
    for fault in faults(wanted, first):
        found.setdefault(fault.field, fault_text(_, fault, wanted, first))
    told = found | unread
    return Read(wanted, {field: told[field] for field in Written._fields if field in told})


def read_day(text: str, field: str, unread: dict[str, str]) -> date | None:
    """The day that was typed; what is none is told in ``unread``."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _ = say()
        said = _("“{text}” is no day; one such as 2027-06-16 was expected.", text=text)
        unread[field] = said
        return None


def kinds() -> list[tuple[str, str]]:
    """The kinds of meeting, as values and in words."""
    _ = say()
    return [(kind, _(name)) for kind, name in KINDS.items()]


def zones(chosen: str) -> list[tuple[str, str]]:
    """The reporters' time zones and the one that was chosen, by the names of places."""
    known = dict.fromkeys(reporter.zone for reporter in frame().codebook.reporters.values())
    named = [(zone, told_zone(zone, language())) for zone in known]
    other = [(chosen, chosen)] if chosen and chosen not in known else []
    return [*named, *other]


def _numbers(text: str, field: str, unread: dict[str, str]) -> tuple[int, ...]:
    if not text:
        return ()
    if not _NUMBERS.fullmatch(text):
        _ = say()
        unread[field] = _(
            "You wrote “{text}”; whole numbers with commas in between were expected.", text=text
        )
        return ()
    return tuple(int(each.replace("−", "-")) for each in _NUMBER.findall(text))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number).replace("-", "−") for number in numbers)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def chosen_id(field: str) -> int | None:
    """A number that a select sent; None for its empty choice."""
    return request.form.get(field, type=int)
