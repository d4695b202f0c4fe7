"""``exchange worker``: sends, tidies, goes on whatever a round met, and ends when it is told."""

from __future__ import annotations

import logging
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest

from exchange.codebooks import load
from exchange.core.letters import Fate, Letter
from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.scheduler import Rounds
from exchange.service import Service
from exchange.storage import attempts, meetings, outbox, sessions
from exchange.storage.outbox import Draft
from exchange.storage.upgrade import upgrade
from tests.check.making import FULL, sent
from tests.cli.going import PATIENCE, free_port, held, mailing, started
from tests.cli.service import empty, prepared
from tests.reminders.post_office import PostOffice

COORDINATOR = "c@curacao.example"
RECEIPT = Letter("receipt", COORDINATOR, "A subject", "A text")
SOON = 5


@pytest.fixture
def host(tmp_path):
    made = prepared(tmp_path)
    made.person(COORDINATOR, Role.COORDINATOR, "curacao")
    return made


@pytest.fixture
def post(host):
    port = free_port()
    mailing(host, port)
    with PostOffice(lambda: datetime.now(UTC), port) as made:
        yield made


def put(host, key):
    now = datetime.now(UTC)
    with host.store.writing() as connection:
        draft = Draft(key, "receipt", COORDINATOR, "en", now, letter=RECEIPT)
        outbox.put(connection, draft, now)


def wait_for(true):
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def fates(host):
    with host.store.reading() as connection:
        return {each.step or each.key: each.fate for each in outbox.messages(connection)}


def ended(process):
    """What it said when it was told to end, and how long that took."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return out, err, time.monotonic() - began


def test_it_ends_within_seconds_and_gives_the_lease_back(host, post):
    with started(host, "worker") as process:
        assert process.stdout.readline() == "The worker runs.\n"
        assert held(host, wanted=True) is not None
        out, err, took = ended(process)
    assert (out, err) == ("", "")
    assert took < SOON
    assert held(host, wanted=False) is None


def test_it_sends_what_is_due_and_what_waits(host, post):
    put(host, "a")
    with host.store.writing() as connection:
        soon = datetime.now(UTC) + timedelta(days=10)
        draft = Meeting(0, "jvo", soon.date() + timedelta(days=14), "", "America/Curacao", soon, ())
        meetings.add_meeting(connection, draft._replace(years=(2024,), plan=(20,)))
    with started(host, "worker") as process:
        wait_for(lambda: len(post.taken) == 2)
        wait_for(lambda: set(fates(host).values()) == {Fate.SENT})
        _, err, _ = ended(process)
    assert err == ""
    assert fates(host) == {"a": Fate.SENT, "before-20": Fate.SENT}
    assert {each.to for each in post.taken} == {COORDINATOR}


def test_of_two_the_second_leaves_the_work_to_the_first(host, post):
    with started(host, "worker") as first:
        working = held(host, wanted=True)
        with started(host, "worker") as second:
            assert second.stdout.readline() == "The worker runs.\n"
            ended(second)
        assert held(host, wanted=True).holder == working.holder
        ended(first)


def test_without_a_mail_server_it_says_so_and_letters_wait(host):
    put(host, "a")
    with started(host, "worker") as process:
        said = [process.stdout.readline() for _ in range(2)]
        assert held(host, wanted=True) is not None
        ended(process)
    assert said[1] == "No letters are sent: EXCHANGE_SMTP_URL is not set.\n"
    assert fates(host) == {"a": Fate.QUEUED}


# ── Its rounds ─────────────────────────────────────────────────────────────────────────────────


def rounds(store, clock, **settings):
    office = Office(store, load(), Service(**settings), lambda _letter: None)
    return Rounds(office, Lease(store), clock, sends=False)


def test_a_round_that_fails_is_logged_and_the_next_one_tried(tmp_path, caplog):
    store = empty(tmp_path).store
    one = rounds(store, lambda: datetime.now(UTC))
    with caplog.at_level(logging.ERROR, "exchange.worker"):
        one()
        one()
        assert ["no such table" in str(each.exc_info[1]) for each in caplog.records] == [True, True]
        upgrade(store)
        one()
    assert len(caplog.records) == 2
    store.close()


def test_it_forgets_files_and_sessions_that_are_old_enough(host, tmp_path):
    wrong = sent({**FULL, "trafficking_suspects": "12*"}, reporter="curacao", year=2019)
    (tmp_path / "wrong.xlsx").write_bytes(wrong)
    assert host.run("submit", tmp_path / "wrong.xlsx", "--as", COORDINATOR).code == 1
    store, at = host.store, datetime.now(UTC)
    with store.writing() as connection:
        sessions.begin(connection, "a token", None, b"{}", at)
    now = [at]
    one = rounds(store, lambda: now[0], keep_files_days=90, session_idle_minutes=720)

    def kept(after):
        now[0] = at + after
        one.go()
        with store.reading() as connection:
            there = sessions.session_of(connection, "a token") is not None
            return attempts.has_file(connection, 1), there

    assert kept(timedelta(hours=11)) == (True, True)
    assert kept(timedelta(hours=19)) == (True, False)
    assert kept(timedelta(days=89)) == (True, False)
    assert kept(timedelta(days=91)) == (False, False)
    store.close()
