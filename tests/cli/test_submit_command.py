"""``exchange submit``: the path of an upload, from the host."""

import email
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from exchange.codebooks import load
from exchange.core.letters import Fate
from exchange.core.people import Role
from exchange.core.versions import Channel
from exchange.mail import smtp
from exchange.reminders.lease import Lease
from exchange.reminders.office import Office
from exchange.reminders.sending import send_waiting
from exchange.scheduler import Rounds
from exchange.service import Service
from exchange.storage import attempts, current, events, outbox, versions
from tests.check.making import FULL, sent
from tests.cli.service import SAMPLES, prepared

RETURN = SAMPLES / "curacao-2019.xlsx"
WHO = "coordinator@curacao.example"


@pytest.fixture
def host(tmp_path):
    made = prepared(tmp_path)
    made.person(WHO, Role.COORDINATOR, "curacao")
    return made


def submit(host, file, *more, who=WHO):
    return host.run("submit", file, "--as", who, *more)


def delivered(host, year=2019):
    with host.store.reading() as connection:
        return versions.versions_for(connection, "curacao", year)


def with_server(host, port):
    server = {
        "EXCHANGE_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "EXCHANGE_MAIL_FROM": "exchange@example.org",
    }
    return host._replace(environment=host.environment | server)


@pytest.fixture
def taken():
    """What the mail server took."""
    return []


@pytest.fixture
def mailing(host, taken):
    """The host with a mail server beside it."""

    class Box:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
            taken.append(email.message_from_bytes(envelope.content, policy=default))
            return "250 OK"

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = Controller(Box(), hostname="127.0.0.1", port=port)
    serving.start()
    yield with_server(host, port)
    serving.stop()


def letters(host):
    with host.store.reading() as connection:
        return outbox.messages(connection)


def fates(host):
    return [letter.fate for letter in letters(host)]


def takes_over(host):
    """A round of a worker that no longer waits for the one before it."""
    url, sender = (host.environment[f"EXCHANGE_{name}"] for name in ("SMTP_URL", "MAIL_FROM"))
    lease = Lease(host.store, patience=0)
    assert lease.held()
    office = Office(host.store, load(), Service(), smtp(url, sender))
    send_waiting(office, lease, lambda: datetime.now(UTC))


@pytest.fixture
def asking(tmp_path):
    """A return with a warning: more prosecutions than investigations."""
    content = sent({**FULL, "trafficking_prosecutions": 40}, reporter="curacao", year=2018)
    (tmp_path / "asking.xlsx").write_bytes(content)
    return tmp_path / "asking.xlsx"


def test_an_accepted_return_is_delivered_and_released(host):
    done = submit(host, RETURN)
    assert (done.code, done.err) == (0, "")
    (version,) = delivered(host)
    assert version.released
    last = done.out.splitlines()[-1]
    assert last.startswith("Entregá i liberá komo curacao-2019-1 riba ")
    assert last.endswith(f"SHA-256 {version.content_sha256}")
    with host.store.reading() as connection:
        assert current.authoritative(connection, "curacao", 2019) == version.id


def test_the_record_says_that_the_host_was_trusted(host):
    submit(host, RETURN)
    (version,) = delivered(host)
    with host.store.reading() as connection:
        attempt = attempts.attempt_of(connection, version.attempt)
        told = events.events_about(connection, "curacao", 2019)
    assert attempt.channel is Channel.COMMAND
    (trusted,) = [event for event in told if event.kind == "by-command"]
    assert trusted.details == {"trusted": "whoever runs commands on the host"}
    assert trusted.person == version.person


def test_the_receipt_is_sent_at_once_where_no_worker_runs(mailing, taken):
    done = submit(mailing, RETURN)
    assert (done.code, done.err) == (0, "")
    assert "Entregá" in done.out.splitlines()[-1]
    assert [message["To"] for message in taken] == [WHO]
    assert [(letter.kind, letter.fate) for letter in letters(mailing)] == [("receipt", Fate.SENT)]
    assert Lease(mailing.store).held()  # a worker that starts now need not wait


def test_where_a_worker_runs_the_receipt_is_left_to_it(mailing, taken):
    worker = Lease(mailing.store)
    assert worker.held()
    assert submit(mailing, RETURN).code == 0
    assert (taken, fates(mailing)) == ([], [Fate.QUEUED])


def test_a_receipt_that_was_not_sent_goes_with_the_next_round(host, mailing, taken):
    submit(host, RETURN)
    assert (taken, fates(host)) == ([], [Fate.QUEUED])
    assert mailing.run("remind").code == 0
    assert taken == []  # that sends reminders
    with closing(mailing.store) as store:
        url, sender = (
            mailing.environment[f"EXCHANGE_{name}"] for name in ("SMTP_URL", "MAIL_FROM")
        )
        office = Office(store, load(), Service(), smtp(url, sender))
        Rounds(office, Lease(store), lambda: datetime.now(UTC))()
    assert [message["To"] for message in taken] == [WHO]


def test_a_process_killed_while_it_sends_loses_no_receipt(host, mailing, taken):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        environment = with_server(host, silent.getsockname()[1]).environment
        command = [sys.executable, "-m", "exchange.cli", "submit", str(RETURN), "--as", WHO]
        ours = {**os.environ, **environment}
        process = subprocess.Popen(command, env=ours, stdout=subprocess.DEVNULL)
        while fates(host) != [Fate.SENDING]:
            assert process.poll() is None
            time.sleep(0.2)
        process.kill()
        process.wait()
    assert [version.released for version in delivered(host)] == [True]
    takes_over(mailing)
    assert [message["To"] for message in taken] == [WHO]
    assert [(letter.fate, letter.crashes) for letter in letters(host)] == [(Fate.SENT, 1)]


def test_where_no_server_answers_the_delivery_stands_and_the_receipt_waits(host):
    with socket.socket() as taken_by_nobody:
        taken_by_nobody.bind(("127.0.0.1", 0))
        done = submit(with_server(host, taken_by_nobody.getsockname()[1]), RETURN)
    assert (done.code, done.err) == (0, "")
    assert [version.released for version in delivered(host)] == [True]
    assert fates(host) == [Fate.QUEUED]


def test_where_an_approver_is_named_it_waits(host):
    host.person("approver@curacao.example", Role.APPROVER, "curacao")
    done = submit(host, RETURN)
    assert done.code == 0
    assert "ta warda riba liberashon" in done.out  # as the workbook speaks
    assert [version.released for version in delivered(host)] == [False]


def test_a_rejected_return_is_kept_as_an_attempt_and_not_delivered(host, tmp_path):
    wrong = {**FULL, "trafficking_suspects": "12*"}
    (tmp_path / "wrong.xlsx").write_bytes(sent(wrong, reporter="curacao", year=2019))
    done = submit(host, tmp_path / "wrong.xlsx")
    assert done.code == 1
    assert "12*" in done.out
    assert delivered(host) == []
    with host.store.reading() as connection:
        assert len(attempts.attempts_for(connection, "curacao", 2019)) == 1


def test_a_warning_is_explained_on_the_command_line(host, asking):
    assert submit(host, asking).code == 1
    assert delivered(host, 2018) == []
    given = ("--explain", "trafficking_prosecutions=Cases from earlier years")
    done = submit(host, asking, *given)
    assert done.code == 0
    assert "Cases from earlier years" in done.out
    assert len(delivered(host, 2018)) == 1


@pytest.mark.parametrize(
    "given, said",
    [
        ("trafficking_prosecutoins=A reason", "no figure of this name"),
        (f"trafficking_prosecutions={'long ' * 200}", "a sentence or two"),
    ],
)
def test_an_explanation_of_nothing_or_too_long_is_wrong_usage(host, asking, given, said):
    told = submit(host, asking, "--explain", given)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert delivered(host, 2018) == []


def test_a_file_that_cannot_be_read_leaves_nothing_behind(host, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"%PDF-1.7")
    done = submit(host, tmp_path / "broken.xlsx")
    assert done.code == 2
    assert "broken.xlsx" in done.out
    with host.store.reading() as connection:
        assert events.latest_events(connection, 5) == []


def test_scripts_get_the_document_of_a_check_and_the_receipt(host):
    said = submit(host, RETURN, "--format", "json").said
    assert (said["verdict"], said["reporter"], said["year"]) == ("accepted", "curacao", 2019)
    assert len(said["observations"]) > 10
    (version,) = delivered(host)
    assert said["receipt"] == {
        "number": "curacao-2019-1",
        "delivered_at": version.delivered_at.isoformat(),
        "late": False,
        "released": True,
        "content_sha256": version.content_sha256,
    }


def test_the_secretariat_delivers_on_behalf(host):
    host.person("s@exchange.example", Role.SECRETARIAT)
    done = submit(host, RETURN, who="s@exchange.example")
    assert done.code == 0
    assert "ta warda riba liberashon" in done.out  # as the workbook speaks
    assert [version.on_behalf for version in delivered(host)] == [True]


@pytest.mark.parametrize(
    "who, role, reporter, said",
    [
        ("nobody@curacao.example", None, None, "nobody has this address"),
        ("c@aruba.example", Role.COORDINATOR, "aruba", "a return of curacao"),
        ("a@curacao.example", Role.APPROVER, "curacao", "coordinator or deputy"),
        ("r@exchange.example", Role.READER, None, "coordinator or deputy"),
    ],
)
def test_who_may_not_deliver_it_is_refused(host, who, role, reporter, said):
    if role:
        host.person(who, role, reporter)
    told = submit(host, RETURN, who=who)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert delivered(host) == []


def test_a_closed_account_delivers_nothing(host):
    host.run("user", "disable", WHO)
    told = submit(host, RETURN)
    assert told.code == 2
    assert "disabled" in told.err
