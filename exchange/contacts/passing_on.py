"""A change of the contact list is passed on: the new list goes to all who coordinate (MoU art. 2).

Nobody asks for it. The list is looked at now and then, and what it says is compared with what all
were told last. Several changes made one after the other are told of together, once the list has
stood still for a while; one that was taken back meanwhile is not told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from exchange.contacts.listing import listed
from exchange.core.codebook import CodeBook
from exchange.core.contact_list import Change, ContactList, changes
from exchange.core.letters import Enclosure, Letter
from exchange.core.people import Assignment, Person, Role
from exchange.core.reminders import Why
from exchange.mail import compose
from exchange.publish.contact_list import MEDIA_TYPES, write
from exchange.service import Service
from exchange.storage import contacts, outbox, pauses, people
from exchange.storage.contacts import Seen
from exchange.storage.outbox import Draft
from exchange.wording import Translator, translator
from exchange.wording.contact_texts import change_text
from exchange.wording.people_texts import ZONE, language_for

KIND = "contacts-changed"
STANDS_STILL = timedelta(minutes=10)
"""How long the list says the same before it goes to all."""

MOST_TOLD = 15
"""How many changes a letter names; the list itself is enclosed."""


class _News(NamedTuple):
    """What is told: the list with its id, as it is since some instant, and what changed in it."""

    id: int
    listing: ContactList
    changes: tuple[Change, ...]
    at: datetime


def is_another(connection: Connection, codebook: CodeBook) -> bool:
    """Whether the list is another one than all were told of, or than it was seen to be since."""
    sha256 = listed(connection, codebook).sha256
    known = (contacts.list_last_seen(connection), contacts.list_last_sent(connection))
    return any(each is None or each.sha256 != sha256 for each in known)


def pass_on(connection: Connection, codebook: CodeBook, service: Service, now: datetime) -> int:
    """How many letters were put into the outbox: some, where the list changed and stands still.

    The list that is there when it is looked at first is what all start from: nobody is told.
    """
    listing = listed(connection, codebook)
    seen, told = contacts.list_last_seen(connection), contacts.list_last_sent(connection)
    if seen is None or seen.sha256 != listing.sha256:
        seen = contacts.note_list(connection, listing.sha256, now)
    if told is None:
        contacts.note_sent(connection, seen.id, now, listing.lines)
        return 0
    if told.sha256 == listing.sha256 or _is_moving(seen, now):
        return 0
    changed = changes(told.lines, listing.lines, codebook.reporters)
    contacts.note_sent(connection, seen.id, now, listing.lines)
    news = _News(seen.id, listing, changed, now)
    drafts = list(_drafts(connection, codebook, service, news))
    return sum(outbox.put(connection, draft, now) for draft in drafts)


def _is_moving(seen: Seen, now: datetime) -> bool:
    """Not where the clock was put far back: nobody waits for it to come round again."""
    return abs(now - seen.seen_at) < STANDS_STILL


def _drafts(
    connection: Connection, codebook: CodeBook, service: Service, news: _News
) -> Iterator[Draft]:
    """One letter for each who coordinates; to a paused address only why it gets none."""
    paused = pauses.paused(connection)
    written = cache(lambda language: _enclosure(codebook, news, language))
    for person, held in _coordinating(connection):
        language = language_for(person, held, codebook)
        key = f"{KIND}/{news.id}/{person.id}"
        draft = Draft(key, KIND, person.email, language, news.at, person.id)
        if person.email in paused:
            yield draft._replace(skipped=Why.PAUSED.value)
        else:
            letter = _letter(codebook, service, news, person, language)
            yield draft._replace(letter=letter._replace(enclosures=(written(language),)))


def _coordinating(connection: Connection) -> Iterator[tuple[Person, Assignment]]:
    """Each who coordinates or stands in for a coordinator, and can be reached; each once."""
    known = {person.id: person for person in people.everybody(connection)}
    found: dict[int, Assignment] = {}
    for held in people.all_assignments(connection):
        if held.until is None and held.role in {Role.COORDINATOR, Role.DEPUTY}:
            found.setdefault(held.person, held)
    for id_, held in found.items():
        if known[id_].disabled_at is None:
            yield known[id_], held


def _letter(
    codebook: CodeBook, service: Service, news: _News, person: Person, language: str
) -> Letter:
    words = compose(
        KIND,
        language,
        name=person.name,
        told=list(_told(translator(language), codebook, news)),
        url=f"{service.public_url.rstrip('/')}/contacts",
    )
    return Letter(KIND, person.email, *words)


def _told(_: Translator, codebook: CodeBook, news: _News) -> Iterator[str]:
    for change in news.changes[:MOST_TOLD]:
        yield change_text(_, codebook, change)
    more = len(news.changes[MOST_TOLD:])
    if more:
        yield _.plural("and {n} more change", "and {n} more changes", more)


def _enclosure(codebook: CodeBook, news: _News, language: str) -> Enclosure:
    day = news.at.astimezone(ZoneInfo(ZONE)).date()
    content = write(news.listing, codebook, day, "xlsx", language)
    return Enclosure(f"contact-list-{day}.xlsx", MEDIA_TYPES["xlsx"], content)
