"""Who is reminded of what, when: a pure function of meetings, returns, contacts and the instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from exchange.core.codebook import Reporter
from exchange.core.meetings import Meeting
from exchange.core.missing import Awaits, Missing
from exchange.core.people import Role
from exchange.core.settled import NOTHING, Latest, is_overtaken, latest_settled, step_name
from exchange.core.steps import Works, falling, promised_at, with_one_deadline

KEPT_FOR = timedelta(days=30)
"""How long a reminder of a promise still says something new."""


class Contact(NamedTuple):
    """Somebody to whom letters go; ``reporter`` is None for those of the whole exchange."""

    person: int
    address: str
    language: str
    roles: frozenset[Role]
    reporter: str | None = None
    paused: bool = False


class Turn(NamedTuple):
    """A step as it falls for one reporter: it goes ``at`` an instant, and not after ``until``.

    ``years`` are those it asks for; of ``promise``, the day on which their figures were promised.
    """

    meeting: Meeting
    step: str
    reporter: str
    at: datetime
    until: datetime
    promise: date | None = None
    years: tuple[int, ...] = ()

    @property
    def after_deadline(self) -> bool:
        return self.at > self.meeting.deadline

    def key(self, person: int) -> str:
        """What makes a reminder the only one: another deadline begins anew, a promise does not.

        Whichever meeting speaks for a deadline, its letters are the same.
        """
        return f"{self.about}/{person}"

    @property
    def about(self) -> str:
        """What a key begins with, whoever it is for."""
        step = self.step if self.promise else f"{self.meeting.due}/{self.step}"
        return f"{step}/{self.reporter}"


class Why(StrEnum):
    """Why somebody gets no reminder."""

    NOTHING_MISSING = "nothing-missing"
    NOT_THEIRS = "not-theirs"
    PAUSED = "paused"
    OUTDATED = "outdated"
    SETTLED = "settled"
    NOT_YET = "not-yet"
    NO_MEETING = "no-meeting"


class Decided(NamedTuple):
    """One step for one contact: what it would be about, and why it does not go (None: it does)."""

    turn: Turn
    contact: Contact
    missing: tuple[Missing, ...]
    why: Why | None = None

    @property
    def key(self) -> str:
        return self.turn.key(self.contact.person)


class World(NamedTuple):
    """What reminders follow from.

    ``missing`` holds a reporter and year that a meeting asks for, complete returns too;
    ``settled`` the keys of letters that were queued or skipped before.
    """

    meetings: tuple[Meeting, ...]
    reporters: Mapping[str, Reporter]
    contacts: tuple[Contact, ...]
    missing: Mapping[tuple[str, int], Missing]
    settled: frozenset[str]
    works: Works


def turns(world: World) -> Iterator[Turn]:
    """Every step of every meeting that stands, for each reporter, past ones too.

    Meetings with one deadline remind together, once: the first that has the step speaks for all.
    """
    return _turns_of(world, world.reporters)


def promises(world: World) -> Iterator[Turn]:
    """One more step for each day on which figures were promised, of the first meeting that asks.

    A step that comes on the day or later asks for those figures too: then this one is outdated.
    """
    asking: dict[int, Meeting] = {}
    for meeting in sorted(world.meetings, key=lambda each: (each.deadline, each.id)):
        for year in meeting.years if meeting.cancelled_at is None else ():
            asking.setdefault(year, meeting)
    promised: dict[tuple[str, date], list[Missing]] = defaultdict(list)
    for (slug, year), missing in world.missing.items():
        for day in missing.promises if year in asking else ():
            promised[slug, day].append(missing)
    following: dict[str, list[Turn]] = defaultdict(list)
    for turn in _turns_of(world, {slug for slug, _ in promised}):
        following[turn.reporter].append(turn)
    for (slug, day), owed in promised.items():
        years = tuple(sorted(each.year for each in owed))
        reporter, made = world.reporters[slug], max(each.since or date.min for each in owed)
        works = partial(world.works, country_of(reporter))
        at = promised_at(day, made, ZoneInfo(reporter.zone), works)
        later = (
            turn.at
            for turn in following[slug]
            if turn.at >= at and turn.at.date() >= day and set(years) <= set(turn.years)
        )
        until = min([at + KEPT_FOR, *later])
        yield Turn(asking[years[0]], f"to-follow-{day}", slug, at, until, day, years)


def country_of(reporter: Reporter) -> str:
    """The ISO code of the country whose public holidays a reporter keeps."""
    return reporter.area.partition("_")[0]


def decide(world: World, now: datetime) -> Iterator[Decided]:
    """What is to be settled now: every step that has come, for each contact not settled yet.

    A promise of a year that another letter of the same moment tells of needs none of its own.
    """
    told: dict[tuple[str, int], set[int]] = defaultdict(set)
    for each in _come(world, now):
        years = told[each.turn.reporter, each.contact.person]
        if each.why is None and each.turn.promise and years.issuperset(each.turn.years):
            yield each._replace(why=Why.OUTDATED)
        else:
            years.update(missing.year for missing in each.missing if each.why is None)
            yield each


def _come(world: World, now: datetime) -> Iterator[Decided]:
    contacts, latest = by_reporter(world.contacts), latest_settled(world.settled)
    for turn in (*turns(world), *promises(world)):
        if turn.at > now:
            continue
        about = turn.about
        open_ = [
            contact
            for contact in contacts.get(turn.reporter, ())
            if f"{about}/{contact.person}" not in world.settled
        ]
        if open_:
            missing = asked(world, turn, now)
            for contact in open_:
                why = reason_not_to(turn, contact, missing, now, latest)
                yield Decided(turn, contact, missing, why)


def nobody_to_remind(world: World, now: datetime) -> Iterator[Turn]:
    """Steps open now of which something is missing and nobody can be reached who would give it.

    None of which somebody was written to before, or found not to be: that was told as it came.
    """
    contacts, latest = by_reporter(world.contacts), latest_settled(world.settled)
    for turn in (*turns(world), *promises(world)):
        if turn.at <= now < turn.until:
            missing = asked(world, turn, now)
            there = contacts.get(turn.reporter, ())
            reaches = (not c.paused and _concerns(turn, c, missing, now) for c in there)
            keys = [turn.key(c.person) for c in there]
            had = (key in world.settled or is_overtaken(key, latest) for key in keys)
            if missing and not any(reaches) and not any(had):
                yield turn


def missing_after(world: World, meeting: Meeting, now: datetime) -> dict[str, tuple[Missing, ...]]:
    """Reporter → what it still owes for a meeting; those that owe.

    Who named a day owes nothing before it: that a figure follows is no failure.
    """
    today = now.astimezone(ZoneInfo(meeting.zone)).date()
    found = {
        slug: tuple(
            missing
            for year in meeting.years
            if (missing := world.missing.get((slug, year))) and missing.asked_for(today)
        )
        for slug in world.reporters
    }
    return {slug: missing for slug, missing in found.items() if missing}


def by_reporter(contacts: Iterable[Contact]) -> dict[str, list[Contact]]:
    """Reporter → its own contacts."""
    found: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        if contact.reporter is not None:
            found[contact.reporter].append(contact)
    return found


def asked(world: World, turn: Turn, now: datetime) -> tuple[Missing, ...]:
    """What a step reminds of: the years its meeting asks for of which somebody has to do something.

    A promise is reminded of on its own day, and before that nobody is.
    """
    found = [
        missing
        for year in turn.years or turn.meeting.years
        if (missing := world.missing.get((turn.reporter, year))) is not None
    ]
    if turn.promise is not None:
        return tuple(each for each in found if turn.promise in each.promises)
    today = _today(turn, now)
    return tuple(each for each in found if each.asked_for(today))


def reason_not_to(
    turn: Turn,
    contact: Contact,
    missing: tuple[Missing, ...],
    now: datetime,
    latest: Latest = NOTHING,
) -> Why | None:
    """Why a step does not go to a contact, to whom ``latest`` was settled before; None: it does."""
    if now >= turn.until or is_overtaken(turn.key(contact.person), latest):
        return Why.OUTDATED
    if not missing:
        return Why.NOTHING_MISSING
    if not _concerns(turn, contact, missing, now):
        return Why.NOT_THEIRS
    return Why.PAUSED if contact.paused else None


def _concerns(turn: Turn, contact: Contact, missing: tuple[Missing, ...], now: datetime) -> bool:
    """Figures are the coordinator's and the deputy's to give, a release is the approver's."""
    today = turn.promise or _today(turn, now)
    if contact.roles & {Role.COORDINATOR, Role.DEPUTY} and any(
        each.from_reporter(today) for each in missing
    ):
        return True
    awaited = any(each.awaits is Awaits.RELEASE for each in missing)
    return Role.APPROVER in contact.roles and awaited and turn.promise is None


def _today(turn: Turn, now: datetime) -> date:
    """The day where the reporter is; a step looked at beforehand tells what it would say then."""
    return max(now, turn.at).astimezone(turn.at.tzinfo).date()


def _turns_of(world: World, slugs: Collection[str]) -> Iterator[Turn]:
    for together in with_one_deadline(world.meetings):
        for slug in slugs:
            zone, country = world.reporters[slug].zone, country_of(world.reporters[slug])
            valid = world.reporters[slug].valid
            for step, at, until in falling(tuple(together), world.works, zone, country, valid):
                name = step_name(step.days)
                yield Turn(step.meeting, name, slug, at, until, None, step.years)
