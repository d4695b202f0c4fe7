"""The door for mail against a real server: plain on this machine, by STARTTLS, with a password."""

from __future__ import annotations

import datetime as dt
import email
import ipaddress
import socket
import ssl
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from exchange.mail import Letter, Undelivered, smtp

SENDER = "exchange@example.org"
LETTER = Letter("receipt", "coordinator@example.org", "Ontvangen – één", "Dag,\n", "<p>Dag</p>")


class Box:
    """What the server took."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        if "refused@example.org" in envelope.rcpt_tos:
            return "550 No such person"
        self.taken.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def box():
    return Box()


def served(box, **options):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Controller(box, hostname="127.0.0.1", port=port, **options)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A private certificate for 127.0.0.1: the server's context, and that of who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))


def test_a_letter_arrives_whole(box):
    with_server = served(box)
    with_server.start()
    try:
        smtp(f"smtp://127.0.0.1:{with_server.port}", SENDER)(LETTER)
    finally:
        with_server.stop()
    (taken,) = box.taken
    assert (taken["To"], taken["From"], taken["Subject"]) == (
        LETTER.address,
        SENDER,
        LETTER.subject,
    )
    assert taken.get_body(("plain",)).get_content().strip() == "Dag,"
    assert taken["Auto-Submitted"] == "auto-generated"


def test_with_tls_the_password_is_given_and_only_then(box, certificate):
    server, trusting = certificate
    given = []

    def check(_server, _session, _envelope, mechanism, data):
        given.append((mechanism, data.login, data.password))
        return AuthResult(success=data.password == b"se:cret")

    controller = served(
        box, tls_context=server, require_starttls=True, authenticator=check, auth_required=True
    )
    controller.start()
    try:
        url = f"smtp://post:se%3Acret@127.0.0.1:{controller.port}"
        smtp(url, SENDER, trusting)(LETTER)
    finally:
        controller.stop()
    assert [(login, password) for _, login, password in given] == [(b"post", b"se:cret")]
    assert len(box.taken) == 1


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(box, certificate):
    server, _ = certificate
    controller = served(box, tls_context=server)
    controller.start()
    try:
        with pytest.raises(Undelivered):
            smtp(f"smtp://127.0.0.1:{controller.port}", SENDER)(LETTER)
    finally:
        controller.stop()
    assert box.taken == []


def test_what_the_server_does_not_take_is_told(box):
    controller = served(box)
    controller.start()
    try:
        with pytest.raises(Undelivered, match="550"):
            smtp(f"smtp://127.0.0.1:{controller.port}", SENDER)(
                LETTER._replace(address="refused@example.org")
            )
    finally:
        controller.stop()


def test_no_server_is_told_as_well():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Undelivered):
        smtp(f"smtp://127.0.0.1:{port}", SENDER)(LETTER)


@pytest.mark.parametrize(
    "changed", [{"subject": "a\nBcc: b@example.org"}, {"address": "a@example.org\nBcc: b@c.d"}]
)
def test_no_text_becomes_a_header(box, changed):
    controller = served(box)
    controller.start()
    try:
        with pytest.raises(Undelivered):
            smtp(f"smtp://127.0.0.1:{controller.port}", SENDER)(LETTER._replace(**changed))
    finally:
        controller.stop()
    assert box.taken == []
