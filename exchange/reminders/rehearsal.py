"""A reminder looked at before it goes: what its readers would read, and sent to oneself."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.letters import Letter
from exchange.core.people import Person, Role
from exchange.core.reminders import Contact, by_reporter
from exchange.reminders.letters import preview
from exchange.reminders.office import Office
from exchange.reminders.plan import Step
from exchange.reminders.world import contacts
from exchange.storage import outbox
from exchange.storage.outbox import Draft
from exchange.wording import translator

REHEARSAL = "rehearsal"

_LONGEST_SUBJECT = 250
_KEY_BYTES = 12


class Sample(NamedTuple):
    """A letter as it would look, and those who would read it so, in one language."""

    letter: Letter
    readers: tuple[Contact, ...]

    @property
    def language(self) -> str:
        return self.readers[0].language


def samples(
    office: Office, connection: Connection, step: Step, who: Person, now: datetime
) -> list[Sample]:
    """The letters of a step, each text once; where nobody is there to read it, as for ``who``."""
    readers = _readers(office, connection, step) or [_stand_in(office, step, who)]
    found: dict[tuple[str, str], Sample] = {}
    for reader in readers:
        letter = preview(office, connection, step.turn, reader, now)
        said = (letter.subject, letter.text)
        before = found[said].readers if said in found else ()
        found[said] = Sample(letter, (*before, reader))
    return list(found.values())


def rehearse(
    connection: Connection, step: Step, sample: Sample, who: Person, now: datetime
) -> None:
    """Puts a letter of a step into the outbox for ``who`` alone, marked as a rehearsal."""
    _ = translator(sample.language)
    subject = _("[Rehearsal] {subject}", subject=sample.letter.subject)[:_LONGEST_SUBJECT]
    letter = sample.letter._replace(kind=REHEARSAL, address=who.email, subject=subject)
    key = f"{REHEARSAL}/{who.id}/{secrets.token_urlsafe(_KEY_BYTES)}"
    about = (step.turn.meeting.id, step.turn.step, step.turn.reporter)
    to = (who.email, sample.language, now, who.id)
    outbox.put(connection, Draft(key, REHEARSAL, *to, *about, letter=letter), now)


def _readers(office: Office, connection: Connection, step: Step) -> list[Contact]:
    """Who got or would get it; else who is asked for figures there, else anybody there."""
    there = by_reporter(contacts(connection, office.codebook)).get(step.turn.reporter, [])
    getting = {each.person for each in step.coming} | {each.person for each in step.messages}
    asked = frozenset({Role.COORDINATOR, Role.DEPUTY})
    return (
        [each for each in there if each.person in getting]
        or [each for each in there if each.roles & asked]
        or there
    )


def _stand_in(office: Office, step: Step, who: Person) -> Contact:
    reporter = office.codebook.reporters[step.turn.reporter]
    asked = frozenset({Role.COORDINATOR})
    return Contact(who.id, who.email, reporter.languages[0], asked, reporter.slug)
