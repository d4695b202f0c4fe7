"""Meetings, contacts and letters of every fate, for looking at the pages about them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from exchange.contacts import entries
from exchange.core.contacts import ContactKind, Entry
from exchange.core.letters import Fate, Letter, Message
from exchange.core.meetings import Action, Meeting, Minutes
from exchange.core.people import Person
from exchange.core.proposals import Proposal
from exchange.reminders.drafts import send
from exchange.reminders.letters import tell_of_failure
from exchange.reminders.meetings import (
    agree,
    cancel,
    change_meeting,
    keep_minutes,
    set_done,
    set_meeting,
)
from exchange.storage import meetings, outbox, pauses
from exchange.storage.outbox import Draft
from exchange.storage.pauses import Pause
from tests.browser.serving import Site

SAID = "550 5.1.1 <coordinator.aruba@example.org>: Recipient address rejected: User unknown"


def coming_meeting(site: Site) -> Meeting:
    """Three weeks before its deadline, so that a reminder is due."""
    deadline = datetime(2026, 6, 2, 21, tzinfo=UTC)
    day, zone = date(2026, 6, 16), "America/Curacao"
    draft = Meeting(0, "coordinators", day, "Willemstad", zone, deadline, (2020,))
    with site.running.store.writing() as connection:
        return meetings.add_meeting(connection, draft)


def more_meetings(site: Site, by: Person, attended: list[int]) -> dict[str, str]:
    """One that is over, with minutes and figures still missing; one changed; one cancelled."""
    office, now = site.office, site.now()
    past = Proposal(
        "coordinators",
        date(2026, 5, 6),
        date(2026, 4, 22),
        (2017, 2018),
        "Oranjestad",
        last_day=date(2026, 5, 7),
        link="https://meeting.example/room",
    )
    over = set_meeting(office, past, now, by).meeting.id
    _minutes(site, over, by, attended)
    jvo = Proposal("jvo", date(2027, 1, 20), date(2027, 1, 6), (2020,), "Philipsburg")
    changed = set_meeting(office, jvo, now, by).meeting.id
    site.works()  # of a meeting that is changed before letters go only the last word does
    change_meeting(office, changed, jvo._replace(place="Great Bay"), now, by)
    other = Proposal("coordinators", date(2026, 11, 4), date(2026, 10, 21), (2020,))
    off = set_meeting(office, other, now, by).meeting.id
    cancel(office, off, now, by)
    return {"over": str(over), "jvo": str(changed), "off": str(off)}


def _minutes(site: Site, meeting: int, by: Person, attended: list[int]) -> None:
    store, now = site.running.store, site.now()
    notes = "The forms of next year keep their breakdowns.\nThe next meeting is in Willemstad."
    keep_minutes(store, meeting, Minutes(tuple(attended), "A guest", notes, ()), now, by)
    agreed = (
        ("Ask the prosecutor for the verdicts of 2017", attended[0], date(2026, 5, 11)),
        ("Send round the list of definitions", attended[1], date(2026, 7, 1)),
        ("Think about a breakdown by nationality", None, None),
    )
    for text, owner, due in agreed:
        made = agree(store, Action(0, meeting, text, owner, due), now, by)
    set_done(store, made.id, meeting, now, by, done=True)


def contact_list(site: Site, by: Person) -> dict[str, str]:
    """A mailbox and a twinning partner, of which all who coordinate are still to be told."""
    site.works()
    store, now = site.running.store, site.now()
    mailbox = Entry(
        0, "curacao", ContactKind.MAILBOX, "Figures", "", "figures@example.org", "", now
    )
    partner = mailbox._replace(
        kind=ContactKind.TWINNING_PARTNER,
        name="",
        organisation="Coordination centre for human trafficking and migrant smuggling",
        address="partner@example.org",
        telephone="+599 9 000 0000",
    )
    made = [entries.add(store, draft, by, now) for draft in (mailbox, partner)]
    return {"contact": str(made[0].id)}


def paused(site: Site, address: str, by: Person) -> None:
    """An address to which no reminder goes."""
    with site.running.store.writing() as connection:
        pauses.pause_address(connection, Pause(address, site.now(), by.id, "On leave until July"))


def letters_of_every_fate(site: Site, by: Person, meeting: int, approver: int) -> dict[str, str]:
    """Those of a worker's rounds, a draft sent, and letters with which no server was content."""
    site.works()
    site.running.clock.passes(minutes=11)
    site.works()
    send(site.office, (meeting, "curacao"), approver, by, site.now())
    site.works()
    store, now = site.running.store, site.now()
    with store.writing() as connection:
        failed = _claimed(connection, "failed", by, now)
        outbox.mark_failed(connection, failed.id, "worker", SAID, now)
        tell_of_failure(site.office, connection, failed, now)
    site.works()
    with store.writing() as connection:
        waiting = _claimed(connection, "waiting", by, now)
        later = now + timedelta(minutes=2)
        outbox.put_off(connection, waiting.id, "worker", later, "421 4.3.2 Try again later")
        going = _claimed(connection, "going", by, now)
        assert outbox.how_many(connection)[Fate.FAILED] == 1
        found = {letter.kind: letter.id for letter in outbox.messages(connection, fate=Fate.SENT)}
        skipped = outbox.messages(connection, fate=Fate.SKIPPED)[0]
    letters = {"failed": failed, "waiting": waiting, "going": going, "skipped": skipped}
    sent = {"reminder": found["reminder"], "announced": found["meeting-set"]}
    return {name: str(id_) for name, id_ in ({k: v.id for k, v in letters.items()} | sent).items()}


def _claimed(connection: Connection, key: str, to: Person, now: datetime) -> Message:
    """A letter that a worker took out of the outbox."""
    letter = Letter("receipt", to.email, "Figures 2020 of Aruba: delivered", "Hello,\n\nThanks.\n")
    draft = Draft(key, letter.kind, to.email, "en", now, to.id, reporter="aruba", letter=letter)
    assert outbox.put(connection, draft, now)
    message = outbox.claim(connection, "worker", now)
    assert message is not None
    assert message.key == key
    return message
