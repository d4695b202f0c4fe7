"""The door for mail against a real server: plain on this machine, by TLS, with a password."""

from __future__ import annotations

import email
import socket
import time
from contextlib import contextmanager
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from exchange.core.letters import Enclosure
from exchange.mail import Letter, Undelivered, smtp
from tests.mail.certificates import certificate

__all__ = ["certificate"]

SENDER = "exchange@example.org"
LETTER = Letter("receipt", "coordinator@example.org", "Ontvangen – één", "Dag,\n", "<p>Dag</p>")
TAKEN = "250 OK"


class Box:
    """What the server took, and what it answers at each step of the conversation."""

    def __init__(self):
        self.taken = []
        self.answers = {}

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - the library's name
        envelope.mail_from = address
        return self.answers.get("MAIL", TAKEN)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", TAKEN)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        said = self.answers.get("DATA", TAKEN)
        if said == TAKEN:
            self.taken.append(email.message_from_bytes(envelope.content, policy=default))
        return said

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802
        return self.answers.get("QUIT", "221 Bye")


@pytest.fixture
def box():
    return Box()


@contextmanager
def serving(box, host="127.0.0.1", **options):
    """The port of a server of its own."""
    with socket.socket() as free:
        try:
            free.bind((host, 0))
        except OSError:
            pytest.skip(f"this system has no {host}")
        port = free.getsockname()[1]
    controller = Controller(box, hostname=host, port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def test_a_letter_arrives_whole(box):
    with serving(box) as port:
        smtp(f"smtp://127.0.0.1:{port}", SENDER)(LETTER)
    (taken,) = box.taken
    assert (taken["To"], taken["From"]) == (LETTER.address, SENDER)
    assert taken["Subject"] == LETTER.subject
    assert taken.get_body(("plain",)).get_content().strip() == "Dag,"
    assert taken.get_body(("html",)).get_content().strip() == "<p>Dag</p>"
    assert taken["Auto-Submitted"] == "auto-generated"


def test_what_goes_along_arrives_as_it_is(box):
    files = (
        Enclosure("formulier – één.xlsx", "application/vnd.ms-excel", b"PK\0\xff\r\n.\r\n"),
        Enclosure(
            "meeting.ics",
            "text/calendar; method=CANCEL; charset=utf-8",
            b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        ),
    )
    with serving(box) as port:
        smtp(f"smtp://127.0.0.1:{port}", SENDER)(LETTER._replace(enclosures=files))
    parts = list(box.taken[0].iter_attachments())
    assert [(part.get_filename(), part.get_payload(decode=True)) for part in parts] == [
        (file.name, file.content) for file in files
    ]
    form, entry = (part["Content-Type"] for part in parts)
    assert form.content_type == "application/vnd.ms-excel"
    assert entry.content_type == "text/calendar"
    assert dict(entry.params) == {"method": "CANCEL", "charset": "utf-8", "name": "meeting.ics"}


def test_a_letter_has_the_same_message_id_at_every_try(box):
    with serving(box) as port:
        send = smtp(f"smtp://127.0.0.1:{port}", SENDER)
        for id_ in ("one", "one", "other", "", ""):
            send(LETTER._replace(id=id_))
    one, again, other, *made_up = [each["Message-ID"] for each in box.taken]
    assert one == again == "<one@example.org>"
    assert other == "<other@example.org>"
    assert len({one, other, *made_up}) == 4


# ── TLS and passwords ──────────────────────────────────────────────────────────────────────────


def test_with_tls_the_password_is_given_and_only_then(box, certificate):
    server, trusting = certificate
    given = []

    def check(_server, _session, _envelope, mechanism, data):
        given.append((mechanism, data.login, data.password))
        return AuthResult(success=data.password == b"se:cret")

    options = {"require_starttls": True, "authenticator": check, "auth_required": True}
    with serving(box, tls_context=server, **options) as port:
        smtp(f"smtp://post:se%3Acret@127.0.0.1:{port}", SENDER, trusting)(LETTER)
    assert [(login, password) for _, login, password in given] == [(b"post", b"se:cret")]
    assert len(box.taken) == 1


def test_tls_from_the_first_byte(box, certificate):
    server, trusting = certificate
    with serving(box, ssl_context=server) as port:
        smtp(f"smtps://127.0.0.1:{port}", SENDER, trusting)(LETTER)
    assert len(box.taken) == 1


@pytest.mark.parametrize("scheme, option", [("smtp", "tls_context"), ("smtps", "ssl_context")])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(box, certificate, scheme, option):
    with serving(box, **{option: certificate[0]}) as port:
        refused = undelivered(f"{scheme}://127.0.0.1:{port}")
    assert not refused.for_good
    assert box.taken == []


def test_beyond_this_machine_nothing_goes_in_the_clear(box):
    with serving(box, "127.0.0.2") as port:
        refused = undelivered(f"smtp://127.0.0.2:{port}")
    assert "STARTTLS" in str(refused)
    assert box.taken == []


def test_that_a_password_is_wrong_is_no_fault_of_the_letter(box, certificate):
    server, trusting = certificate

    def never(*_):
        return AuthResult(success=False, handled=False)

    options = {"authenticator": never, "auth_required": True}
    with serving(box, tls_context=server, **options) as port:
        refused = undelivered(f"smtp://post:wrong@127.0.0.1:{port}", trusting)
    assert "535" in str(refused)
    assert not refused.for_good


# ── What is not taken ──────────────────────────────────────────────────────────────────────────


def undelivered(url, tls=None, letter=LETTER, **options):
    with pytest.raises(Undelivered) as refused:
        smtp(url, SENDER, tls, **options)(letter)
    return refused.value


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    "said, for_good",
    [("550 No such person", True), ("554 Not here", True), ("450 Busy", False), ("421 Bye", False)],
)
def test_what_the_server_says_is_told_and_whether_it_is_for_good(box, step, said, for_good):
    box.answers[step] = said
    with serving(box) as port:
        refused = undelivered(f"smtp://127.0.0.1:{port}")
    assert (said in str(refused), refused.for_good) == (True, for_good)
    assert box.taken == []


@pytest.mark.parametrize("step", ["MAIL", "DATA"])
@pytest.mark.parametrize("said", ["530 5.7.0 Authentication required", "503 Sign in first"])
def test_that_the_server_does_not_know_us_is_not_the_letter_s_fault(box, step, said):
    box.answers[step] = said
    with serving(box) as port:
        assert not undelivered(f"smtp://127.0.0.1:{port}").for_good


def test_what_a_server_says_can_be_written_down(box):
    box.answers["RCPT"] = "550 No\0body"
    with serving(box) as port:
        assert str(undelivered(f"smtp://127.0.0.1:{port}")) == "550 Nobody"


def test_a_long_subject_begins_on_its_line(box):
    subject = (
        "Figures 2025 of Caribbean Netherlands: delivered, waiting for release, with a receipt"
    )
    with serving(box) as port:
        smtp(f"smtp://127.0.0.1:{port}", SENDER)(LETTER._replace(subject=subject))
    assert f"Subject: {subject}" in box.taken[0].as_string(policy=default.clone(max_line_length=0))
    assert box.taken[0]["Subject"] == subject


def test_what_was_taken_stays_taken_however_the_server_leaves(box):
    box.answers["QUIT"] = "500 What?"
    with serving(box) as port:
        smtp(f"smtp://127.0.0.1:{port}", SENDER)(LETTER)
    assert len(box.taken) == 1


def test_no_server_is_told_and_tried_again():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert not undelivered(f"smtp://127.0.0.1:{port}").for_good


def test_a_server_that_never_says_a_word_is_not_waited_for():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        refused = undelivered(f"smtp://127.0.0.1:{silent.getsockname()[1]}", patience=0.2)
    assert not refused.for_good
    assert time.monotonic() - began < 5
