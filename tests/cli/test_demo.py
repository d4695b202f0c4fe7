"""The demonstration: filled by the ways that people take, and found again as it was left."""

from __future__ import annotations

import re
import stat
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from exchange.accounts.entry import by_password
from exchange.cli import demo
from exchange.cli.demo_contents import accounts, fill, meeting_day
from exchange.cli.demo_folder import kept_in
from exchange.cli.post import door
from exchange.codebooks import load
from exchange.core.people import Role
from exchange.core.returns import Verdict
from exchange.deliveries.desk import Desk
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.scheduler import Rounds
from exchange.service import Service
from exchange.storage import (
    Store,
    attempts,
    contacts,
    current,
    events,
    letters,
    meetings,
    people,
    versions,
)
from exchange.storage.upgrade import upgrade
from exchange.submissions.apart import Readers
from tests.cli.running import run
from tests.cli.service import SAMPLES

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "kapa-nero-tisu-bode"
URL = "http://127.0.0.1:8123"


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The desk of a demonstration just filled."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'exchange.db'}")
    upgrade(store)
    with Readers() as readers:
        desk = Desk(store, readers, load())
        fill(desk, PASSWORD, SAMPLES.glob("*.xlsx"), NOW)
        yield desk
    store.close()


def a_round(desk, now=NOW):
    """What the worker of the demonstration does when it is started."""
    service = Service(secret_key="-" * 32, public_url=URL, demonstration=True)
    lease = Lease(desk.store)
    office = Office(desk.store, desk.codebook, service, door(service, desk.store))
    Rounds(office, lease, lambda: now).go()
    lease.give_back()


def in_the_mailbox(desk):
    with desk.store.reading() as connection:
        return letters.kept(connection)


def counted(desk):
    """How much of everything there is."""
    with desk.store.reading() as connection:
        return (
            len(letters.kept(connection)),
            len(contacts.entries(connection)),
            len(current.current_returns(connection)),
            len(people.everybody(connection)),
            len(meetings.all_meetings(connection)),
            len(events.latest_events(connection, 10_000)),
        )


def test_every_sample_is_released(opened):
    with opened.store.reading() as connection:
        returns = current.current_returns(connection)
        latest = versions.latest_versions(connection, range(2016, 2020))
    assert len(returns) == len(list(SAMPLES.glob("*.xlsx"))) == 20
    assert all(version.released and version.delivered_at == NOW for version in latest)


def test_where_there_is_an_approver_it_was_the_approver_who_released(opened):
    with opened.store.reading() as connection:
        for version in versions.latest_versions(connection, [2019]):
            who = people.person_of(connection, version.decision.person).email
            role = "approver" if version.reporter == "curacao" else "coordinator"
            assert who == f"{role}@{version.reporter}.example"


def test_each_was_uploaded_and_read(opened):
    with opened.store.reading() as connection:
        (attempt,) = attempts.attempts_for(connection, "aruba", 2019)
        assert attempts.has_file(connection, attempt.id)
    assert attempt.verdict in {Verdict.ACCEPTED, Verdict.NEEDS_EXPLANATION}


def test_there_is_an_account_for_every_role_and_its_password_opens_it(opened):
    told = accounts(opened)
    assert {account.role for account in told} == set(Role)
    for account in told:
        assert by_password(opened.store, account.email, PASSWORD, NOW) is not None
        assert account.email.endswith(".example")


def test_a_meeting_to_come_asks_for_the_next_year(opened):
    with opened.store.reading() as connection:
        (meeting,) = meetings.all_meetings(connection)
    assert meeting.years == (2020,)
    assert timedelta(weeks=9) < meeting.deadline + timedelta(weeks=2) - NOW < timedelta(weeks=11)
    assert meeting.place == "invented for the demonstration"


@pytest.mark.parametrize(
    "earliest, day",
    [
        (date(2026, 6, 7), date(2026, 6, 10)),
        (date(2026, 6, 10), date(2026, 6, 10)),
        (date(2028, 12, 26), date(2028, 12, 27)),
        (date(2030, 12, 24), date(2031, 1, 22)),
    ],
)
def test_its_day_and_its_deadline_are_wednesdays_on_which_people_work(earliest, day):
    """Christmas 2030 and the New Year after it are Wednesdays."""
    assert meeting_day(earliest) == day


def test_nobody_is_written_to_about_the_samples(opened):
    a_round(opened)
    assert {letter.kind for letter in in_the_mailbox(opened)} == {"reminder"}


def test_the_reminders_of_the_next_meeting_lie_in_the_mailbox_at_once(opened):
    a_round(opened)
    found = {letter.address: letter for letter in in_the_mailbox(opened)}
    held = {Role.COORDINATOR, Role.DEPUTY}
    assert set(found) == {each.email for each in accounts(opened) if each.role in held}
    for letter in found.values():
        assert "2020" in letter.subject
        assert f"{URL}/returns/" in letter.text
        assert any(each.name.endswith("2020.xlsx") for each in letter.enclosures)


def test_there_are_reminders_in_all_four_languages(opened):
    a_round(opened)
    spoken = {re.search('lang="(.+?)"', each.html).group(1) for each in in_the_mailbox(opened)}
    assert spoken == {"en", "nl", "pap-AW", "pap-CW"}


def test_what_it_invented_says_so(opened):
    with opened.store.reading() as connection:
        entries = contacts.entries(connection)
    assert {entry.reporter for entry in entries} == set(opened.codebook.reporters)
    for entry in entries:
        assert entry.name.endswith(" (example)")
        assert entry.organisation == "invented for the demonstration"
        assert entry.address.endswith(f"@{entry.reporter}.example")


def test_starting_again_changes_nothing_and_sends_nothing_twice(opened):
    a_round(opened)
    before = counted(opened)
    fill(opened, PASSWORD, SAMPLES.glob("*.xlsx"), NOW + timedelta(days=1))
    a_round(opened, NOW + timedelta(days=1))
    assert counted(opened) == before


def test_a_contact_that_was_removed_is_not_put_in_again(opened):
    with opened.store.writing() as connection:
        first = contacts.entry_of(connection, 1)
        assert contacts.change_entry(connection, first._replace(removed_at=NOW))
    before = counted(opened)
    fill(opened, PASSWORD, SAMPLES.glob("*.xlsx"), NOW + timedelta(days=1))
    assert counted(opened) == before


def test_a_meeting_that_is_over_is_followed_by_another(opened):
    fill(opened, PASSWORD, SAMPLES.glob("*.xlsx"), NOW + timedelta(weeks=11))
    with opened.store.reading() as connection:
        assert len(meetings.all_meetings(connection)) == 2


def test_the_secret_and_the_password_are_made_once_and_for_nobody_else(tmp_path):
    kept = kept_in(tmp_path / "demo")
    assert kept_in(tmp_path / "demo") == kept
    assert kept_in(tmp_path / "other") != kept
    assert len(kept.secret) >= 64
    assert re.fullmatch(r"(?:[a-z]{4}-){3}[a-z]{4}", kept.password)
    if sys.platform != "win32":
        for name in ("secret", "password"):
            assert stat.S_IMODE((tmp_path / "demo" / name).stat().st_mode) == 0o600


def test_it_says_where_to_look_and_as_whom_to_sign_in(tmp_path, monkeypatch):
    (tmp_path / "samples").symlink_to(SAMPLES, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    served = []

    def serve(service, opened, address, *, ready):
        served.append((service, address))
        ready()

    monkeypatch.setattr(demo, "serve", serve)
    told = run("demo", "--port", 8123)
    assert (told.code, told.err) == (0, "")
    ((service, address),) = served
    assert address == ("127.0.0.1", 8123)
    assert service.demonstration
    assert "The demonstration runs on http://127.0.0.1:8123" in told.out
    assert f"password {Path('var/demo/password').read_text()}" in told.out
    for who in ("coordinator@aruba.example", "approver@curacao.example", "reader@exchange.example"):
        assert who in told.out
    assert "deputy@aruba.example (Papiamento)" in told.out
    assert "http://127.0.0.1:8123/mailbox" in told.out


def test_without_samples_it_says_where_to_run_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run("demo")
    assert (told.code, told.out) == (2, "")
    assert "where the README lies" in told.err
    assert list(tmp_path.iterdir()) == []
