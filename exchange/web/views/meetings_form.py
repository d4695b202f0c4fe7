"""The form in which a meeting is set or changed: what was written, and what was meant by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import request

from exchange.core.meetings import Meeting
from exchange.core.proposals import CLOSES, Proposal, faults
from exchange.web.account_words import one_line
from exchange.web.frame import frame, now
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
    over: str = ""
    """``yes`` where a deadline that is over already is meant so."""


class Read(NamedTuple):
    """What was meant; ``faults`` are field → what to put right there.

    ``asks`` says that the deadline is over already, which is to be confirmed.
    """

    wanted: Proposal
    faults: dict[str, str]
    asks: bool


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


def read(written: Written, old: Meeting | None = None) -> Read:
    """What is meant by what was typed; in a change the ``old`` deadline is not asked about."""
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
    asks = "deadline" not in told and "zone" not in told and _is_over(wanted, old)
    if asks and not written.over:
        told["deadline"] = _("This deadline is over already. Write another day, or confirm it.")
    ordered = {field: told[field] for field in Written._fields if field in told}
    return Read(wanted, ordered, asks)


def _is_over(wanted: Proposal, old: Meeting | None) -> bool:
    """Whether a deadline lies behind us that did not stand before."""
    if wanted.deadline is None:
        return False
    closes = datetime.combine(wanted.deadline, CLOSES, ZoneInfo(wanted.zone))
    return closes <= now() and (old is None or closes != old.deadline)


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
