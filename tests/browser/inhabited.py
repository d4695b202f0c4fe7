"""A service in which much has happened, for looking at its pages."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from exchange.accounts import codes
from exchange.accounts.invitations import invite, make_link
from exchange.accounts.joining import Means, join
from exchange.accounts.passwords import hashed
from exchange.core.people import Person, Role
from exchange.deliveries.deliver import deliver, send_back
from exchange.deliveries.desk import Sender
from exchange.deliveries.purge import purge
from exchange.deliveries.upload import Incoming, upload
from exchange.storage import people
from exchange.storage.links import RESET, Link
from tests.browser.correspondence import (
    coming_meeting,
    contact_list,
    letters_of_every_fate,
    more_meetings,
    paused,
)
from tests.browser.serving import Site
from tests.web.delivering import all_explained, delivered, sent
from tests.web.running import SAMPLES

PASSWORD = "eleven quiet harbours waiting"
WRONG = {
    "rejected": "three-faults",
    "asking": "prosecutions-above-suspects",
    "personal": "foreign-sheet",
    "unreadable": "password",
    "not-ours": "another-workbook",
    "gone": "about",
}
"""What pages are called → the wrong sample that they are about."""


class Inhabited(NamedTuple):
    """The service, who takes part in it, and what stands in addresses of its pages."""

    site: Site
    people: dict[str, Sender]
    facts: dict[str, str]


def settle(site: Site) -> Inhabited:
    """People of every role, figures of two years, and something at every stage in between."""
    here = Inhabited(site, _people(site), {})
    coming_meeting(site)
    more = more_meetings(site, _by(here), _ids(here, "curacao", "aruba", "secretariat"))
    paused(site, here.people["sint-maarten"].person.email, _by(here))
    here.facts.update(more | contact_list(site, _by(here)))
    for reporter in site.running.desk.codebook.reporters:
        for year in (2018, 2019):
            delivered(site.running, here.people[reporter], reporter, year)
    site.running.clock.passes(days=1, hours=2)
    _wrong(here)
    site.running.clock.passes(minutes=20)
    _versions(here)
    _links(here)
    over, approver = int(more["over"]), here.people["approver"].person.id
    here.facts.update(letters_of_every_fate(site, _by(here), over, approver))
    return here


def _by(here: Inhabited) -> Person:
    return here.people["secretariat"].person


def _ids(here: Inhabited, *names: str) -> list[int]:
    return [here.people[name].person.id for name in names]


def _people(site: Site) -> dict[str, Sender]:
    running, book = site.running, site.running.desk.codebook
    found = {slug: running.person(Role.COORDINATOR, slug) for slug in book.reporters}
    for role in (Role.SECRETARIAT, Role.READER, Role.OPERATOR):
        found[role.value] = running.person(role)
    found["former"] = running.person(Role.DEPUTY, "aruba")
    labels = {slug: reporter.label["en"] for slug, reporter in book.reporters.items()}
    names = {slug: f"Coordinator of {label}" for slug, label in labels.items()}
    with running.store.writing() as connection:
        people.end_assignment(connection, found["former"].assignment.id, site.now())
        for slug, sender in found.items():
            people.change_person(connection, sender.person.id, name=names.get(slug, "Somebody"))
    return found


def _wrong(here: Inhabited) -> None:
    """Uploads of one coordinator, with what can be the matter with them."""
    running, sender = here.site.running, here.people["sint-maarten"]
    for called, name in WRONG.items():
        content = (SAMPLES / "wrong" / f"{name}.xlsx").read_bytes()
        incoming = Incoming("sint-maarten", 2016, f"{name}.xlsx", content)
        made = upload(running.desk, sender, incoming, here.site.now())
        here.facts[called] = str(made.id)
        if called == "gone":
            purge(running.desk, sender, made, "It was the wrong file.", here.site.now())
    accepted = sent(running, sender, "sint-maarten", 2016)
    here.facts["accepted"] = str(accepted.id)


def _versions(here: Inhabited) -> None:
    """A changed one, one that waits for its approver, one sent back, one entered on behalf."""
    running, now = here.site.running, here.site.now
    desk = running.desk
    sender = here.people["european-netherlands"]
    content = (SAMPLES / "wrong" / "changed-since-last-version.xlsx").read_bytes()
    changed = Incoming("european-netherlands", 2018, "european-netherlands-2018.xlsx", content)
    first = upload(desk, sender, changed, now())
    here.facts["changed"] = str(all_explained(running, sender, first).id)
    deliver(desk, sender, first.id, now())
    again = upload(
        desk, sender, changed._replace(content=_sample("european-netherlands-2018")), now()
    )
    here.facts["changing"] = str(all_explained(running, sender, again).id)
    here.people["approver"] = running.person(Role.APPROVER, "curacao")
    coordinator, approver = here.people["curacao"], here.people["approver"]
    delivered(running, coordinator, "curacao", 2017)
    back = delivered(running, coordinator, "curacao", 2016)
    send_back(desk, approver, back.id, "The investigations are those of another year.", now())
    delivered(running, here.people["secretariat"], "caribbean-netherlands", 2017)


def _links(here: Inhabited) -> None:
    """Somebody invited, somebody who set up a password with an app, and a link to another one."""
    store, now = here.site.running.store, here.site.now
    _person, here.facts["invitation"] = invite(
        store, "deputy.curacao@example.org", Role.DEPUTY, "curacao", None, now()
    )
    known, token = invite(store, "two.steps@example.org", Role.READER, None, None, now())
    secret = codes.new_secret()
    means = Means(password_hash=hashed(PASSWORD), totp_secret=secret, step=0)
    join(store, token, known._replace(name="Two steps"), means, now())
    with store.writing() as connection:
        here.facts["reset"] = make_link(
            connection, Link(known.id, RESET, now() + timedelta(hours=1)), now()
        )
        held = people.assignments_of(connection, known.id, now())[0]
    here.people["two-steps"] = Sender(known, held)
    here.facts["person"] = str(here.people["aruba"].person.id)


def _sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.xlsx").read_bytes()
