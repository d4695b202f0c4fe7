"""An exchange whose people and contacts come and go while a worker looks now and then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from exchange.codebooks import load
from exchange.contacts import entries, listing
from exchange.contacts.passing_on import pass_on
from exchange.core.contact_list import ContactList
from exchange.core.contacts import ContactKind, Entry
from exchange.core.letters import Letter, Message
from exchange.core.people import Person, Role
from exchange.service import Service
from exchange.storage import Store, outbox, pauses, people
from exchange.storage.pauses import Pause

START = datetime(2026, 5, 12, 14, 30, tzinfo=UTC)
BOOK = load()
SERVICE = Service(
    secret_key="0123456789abcdefghijklmnopqrstuv", public_url="https://exchange.example"
)


def entry(name: str, reporter: str | None = "curacao", **texts: str) -> Entry:
    """A twinning partner who can be reached, unless ``texts`` say otherwise."""
    known = {"organisation": "", "address": "partner@example.org", "telephone": "", **texts}
    kind = ContactKind(known.pop("kind", ContactKind.TWINNING_PARTNER))
    return Entry(0, reporter, kind, name, **known, added_at=START)


class Exchange:
    """A store, and a clock that stands still until it is moved on."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = START

    def person(self, role: Role, reporter: str | None = None, name: str = "") -> Person:
        """Somebody new with a role from now on."""
        email = f"{role.value}.{reporter or 'all'}@example.org"
        with self.store.writing() as connection:
            who = people.add_person(connection, email, name, self.now)
        self.also(who, role, reporter)
        return who

    def also(self, who: Person, role: Role, reporter: str | None = None) -> None:
        with self.store.writing() as connection:
            people.assign(connection, who.id, role, reporter, self.now)

    def change(self, who: Person, **values: object) -> None:
        with self.store.writing() as connection:
            people.change_person(connection, who.id, **values)

    def ends(self, who: Person) -> None:
        """Whatever somebody holds is over."""
        with self.store.writing() as connection:
            people.end_all(connection, who.id, self.now)

    def pauses(self, who: Person) -> None:
        with self.store.writing() as connection:
            pauses.pause_address(connection, Pause(who.email, self.now, who.id, "on leave"))

    def add(self, draft: Entry, by: Person) -> Entry:
        return entries.add(self.store, draft, by, self.now)

    def listed(self) -> ContactList:
        with self.store.reading() as connection:
            return listing.listed(connection, BOOK)

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)

    def look(self, *, after: float = 0) -> list[Letter]:
        """What a worker puts into the outbox that looks at the list some minutes from now."""
        self.passes(minutes=after)
        before = {message.id for message in self.messages()}
        with self.store.writing() as connection:
            pass_on(connection, BOOK, SERVICE, self.now)
        added = [each for each in self.messages() if each.id not in before]
        return [self.letter(each) for each in sorted(added, key=lambda each: each.address)]

    def settles(self) -> list[Letter]:
        """The letters about what was changed, once the list stood still after it."""
        assert self.look() == []
        return self.look(after=10)

    def messages(self) -> list[Message]:
        with self.store.reading() as connection:
            return outbox.messages(connection)

    def letter(self, message: Message) -> Letter:
        with self.store.reading() as connection:
            return outbox.written(connection, message.id)
