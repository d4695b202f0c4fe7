"""``exchange remind``: says who gets what, sends it to a real server, and nothing twice."""

from __future__ import annotations

import socket
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from threading import Event, Thread

import pytest

from exchange.core.letters import Fate
from exchange.core.meetings import Meeting
from exchange.core.people import Role
from exchange.reminders.lease import Lease
from exchange.storage import meetings, outbox
from tests.cli.service import empty, prepared
from tests.reminders.post_office import SENDER, PostOffice

DEADLINE = datetime(2027, 6, 2, 21, tzinfo=UTC)
MEETING = Meeting(0, "jvo", date(2027, 6, 16), "", "America/Curacao", DEADLINE, (2026,))
EARLY, DUE, LATER = "2027-05-12T12:59Z", "2027-05-12T13:00Z", "2027-05-12T15:00Z"
NEXT = "2027-05-26T09:00-04:00"
COORDINATOR, APPROVER, OFFICE = "c@curacao.example", "a@curacao.example", "s@example.org"


@contextmanager
def alive(lease):
    """A worker that has nothing to do, and shows that it lives."""
    ended = Event()

    def live():
        while not ended.wait(0.2):
            with lease._store.writing() as connection:
                assert lease.beat(connection)

    thread = Thread(target=live)
    thread.start()
    yield
    ended.set()
    thread.join()


@pytest.fixture
def host(tmp_path):
    """Curaçao has somebody for everything, the other reporters have nobody."""
    made = prepared(tmp_path)
    made.person(COORDINATOR, Role.COORDINATOR, "curacao")
    made.person(APPROVER, Role.APPROVER, "curacao")
    with made.store.writing() as connection:
        meetings.add_meeting(connection, MEETING)
    return made


@pytest.fixture
def post(host):
    with PostOffice(lambda: datetime.now(UTC)) as made:
        host.environment.update(EXCHANGE_SMTP_URL=made.url, EXCHANGE_MAIL_FROM=SENDER)
        yield made


def went(post):
    return [each.to for each in post.taken]


def waiting(host):
    """What lies in the outbox and is to go or went."""
    with host.store.reading() as connection:
        found = outbox.messages(connection)
    return [(each.address, each.step, each.fate) for each in found if each.fate != Fate.SKIPPED]


# ── Saying it ──────────────────────────────────────────────────────────────────────────────────


def test_a_script_reads_who_would_get_what_and_why_the_others_not(host):
    said = host.run("remind", "--at", DUE, "--dry-run", "--format", "json")
    assert (said.code, said.err) == (0, "")
    assert said.said == {
        "due": [
            {
                "address": COORDINATOR,
                "reporter": "curacao",
                "step": "before-21",
                "reason": "2026: nothing delivered yet",
            }
        ],
        "not_due": [
            {
                "address": APPROVER,
                "reporter": "curacao",
                "reason": "what is missing is for others of the reporter to do",
            }
        ],
    }


def test_people_read_the_same_in_lines(host):
    said = host.run("remind", "--at", DUE, "--dry-run").out.splitlines()
    assert said == [
        "Due: 1",
        f"  {COORDINATOR}  curacao  before-21  2026: nothing delivered yet",
        "Not due: 1",
        f"  {APPROVER}  curacao  what is missing is for others of the reporter to do",
    ]


def test_saying_it_writes_nothing_and_sends_nothing(host, post):
    first = host.run("remind", "--at", DUE, "--dry-run", "--format", "json")
    assert host.run("remind", "--at", DUE, "--dry-run", "--format", "json") == first
    with host.store.reading() as connection:
        assert outbox.messages(connection) == []
    assert went(post) == []


def test_before_its_time_it_is_said_when_the_next_one_goes(host):
    said = host.run("remind", "--at", "2027-03-01T12:00Z", "--dry-run", "--format", "json").said
    assert said["due"] == []
    assert [each["address"] for each in said["not_due"]] == [COORDINATOR, APPROVER]
    assert said["not_due"][0]["reason"].startswith("the next one goes on 24 March 2027")
    assert said["not_due"][1]["reason"] == "what is missing is for others of the reporter to do"


def test_who_would_be_told_that_nobody_can_be_reached_is_said_too(host):
    host.person(OFFICE, Role.SECRETARIAT)
    said = host.run("remind", "--at", DUE, "--dry-run", "--format", "json").said
    told = [each for each in said["due"] if each["address"] == OFFICE]
    assert {each["step"] for each in told} == {"unreachable"}
    assert [each["reporter"] for each in told if "aruba" in each["reason"]] == ["aruba"]


@pytest.mark.parametrize("given", ["tomorrow", "2027-05-12", "2027-05-12T13:00", "13:00Z", ""])
def test_an_instant_that_is_none_is_wrong_usage(host, given):
    told = host.run("remind", "--dry-run", "--at", given)
    assert (told.code, told.out) == (2, "")
    assert "distance from UTC was expected" in " ".join(told.err.split())


def test_a_database_that_is_not_ready_is_left_alone(tmp_path):
    told = empty(tmp_path).run("remind", "--dry-run")
    assert told.code == 2
    assert "exchange db upgrade" in told.err


def test_without_a_mail_server_nothing_is_begun(host):
    told = host.run("remind", "--at", DUE)
    assert (told.code, told.out) == (2, "")
    assert "EXCHANGE_SMTP_URL" in told.err
    assert waiting(host) == []


# ── Sending it ─────────────────────────────────────────────────────────────────────────────────


def test_what_is_due_is_sent_once_however_often_it_is_asked_for(host, post):
    sent = host.run("remind", "--at", DUE, "--format", "json")
    assert (sent.code, sent.err) == (0, "1 sent.\n")
    assert [each["address"] for each in sent.said["due"]] == [COORDINATOR]
    assert went(post) == [COORDINATOR]
    for at in (DUE, LATER, EARLY):
        again = host.run("remind", "--at", at, "--format", "json")
        assert (again.code, again.err, again.said["due"]) == (0, "0 sent.\n", [])
    assert went(post) == [COORDINATOR]
    reason = host.run("remind", "--at", LATER, "--dry-run", "--format", "json").said["not_due"]
    assert reason[0] == {
        "address": COORDINATOR,
        "reporter": "curacao",
        "reason": "had this one on 12 May 2027, 09:00 (Curaçao Time)",
    }


def test_the_next_step_is_another_reminder(host, post):
    for at in (DUE, NEXT):
        assert host.run("remind", "--at", at).code == 0
    assert waiting(host) == [
        (COORDINATOR, "before-7", Fate.SENT),
        (COORDINATOR, "before-21", Fate.SENT),
    ]
    assert went(post) == [COORDINATOR, COORDINATOR]


def test_an_instant_long_past_is_as_good_as_any(host, post):
    past = datetime(2020, 6, 2, 21, tzinfo=UTC)
    with host.store.writing() as connection:
        draft = MEETING._replace(day=date(2020, 6, 16), deadline=past, years=(2019,))
        meetings.add_meeting(connection, draft)
    sent = host.run("remind", "--at", "2020-05-26T13:00Z", "--format", "json")
    assert [each["reason"] for each in sent.said["due"]] == ["2019: nothing delivered yet"]
    assert (sent.err, went(post)) == ("1 sent.\n", [COORDINATOR])


def test_without_an_instant_it_is_now(host, post):
    assert host.run("remind").err == "0 sent.\n"
    assert went(post) == []


def test_where_a_worker_runs_it_is_left_to_that_one(host, post):
    store = host.store
    lease = Lease(store)
    assert lease.held()
    with alive(lease):
        told = host.run("remind", "--at", DUE)
    assert told.code == 0
    assert "A worker is running" in told.err
    assert went(post) == []
    assert waiting(host) == [(COORDINATOR, "before-21", Fate.QUEUED)]
    lease.give_back()
    assert host.run("remind", "--at", LATER).err == "1 sent.\n"
    assert went(post) == [COORDINATOR]


def reasons(host, at):
    said = host.run("remind", "--at", at, "--dry-run", "--format", "json").said
    return {each["address"]: each["reason"] for each in said["not_due"]}


def test_what_the_server_does_not_take_yet_is_tried_again_by_the_next_run(host, post):
    post.answers = lambda _to: "451 Later"
    told = host.run("remind", "--at", DUE)
    assert (told.code, told.err) == (1, "0 sent, 1 to be tried again.\n")
    assert reasons(host, DUE)[COORDINATOR] == "the letter waits to be sent: 451 Later"
    post.answers = lambda _to: "250 OK"
    assert host.run("remind", "--at", LATER).err == "1 sent.\n"
    assert went(post) == [COORDINATOR]


def test_what_the_server_refuses_for_good_is_told_to_the_secretariat(host, post):
    host.person(OFFICE, Role.SECRETARIAT)
    post.answers = lambda to: "550 No such person" if to == COORDINATOR else "250 OK"
    told = host.run("remind", "--at", DUE)
    assert told.code == 1
    assert told.err.endswith(", 1 refused for good.\n")
    assert (COORDINATOR, "before-21", Fate.FAILED) in waiting(host)
    assert reasons(host, DUE)[COORDINATOR] == "the letter failed: 550 No such person"
    assert set(went(post)) == {OFFICE}
    assert any("550 No such person" in text for text in letters_to(host, OFFICE))


def letters_to(host, address):
    with host.store.reading() as connection:
        found = outbox.messages(connection)
        return [outbox.written(connection, m.id).text for m in found if m.address == address]


def test_where_no_server_listens_nothing_is_lost(host):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{free.getsockname()[1]}"
    host.environment.update(EXCHANGE_SMTP_URL=url, EXCHANGE_MAIL_FROM=SENDER)
    told = host.run("remind", "--at", DUE)
    assert (told.code, told.err) == (1, "0 sent, 1 to be tried again.\n")
    assert waiting(host) == [(COORDINATOR, "before-21", Fate.QUEUED)]
