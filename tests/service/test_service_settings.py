"""The service starts on settings that are safe and make sense, and names those that are not."""

import pytest

from exchange.service import Service, Unsafe, service_from

SECRET = {"EXCHANGE_SECRET_KEY": "sYk3-Hq8_tPz1vNw6xRb4mJc0dLg7fQe"}


def reasons(**variables):
    with pytest.raises(Unsafe) as caught:
        service_from({**SECRET, **{f"EXCHANGE_{name}": text for name, text in variables.items()}})
    return caught.value.reasons


def test_a_secret_is_enough_for_this_machine():
    assert service_from(SECRET) == Service(secret_key=SECRET["EXCHANGE_SECRET_KEY"])


@pytest.mark.parametrize("secret", ["", "short", "a" * 64, "0123456789" * 3, "abababab" * 8])
def test_a_secret_that_can_be_guessed_is_refused(secret):
    (reason,) = reasons(SECRET_KEY=secret)
    assert reason.startswith("EXCHANGE_SECRET_KEY")


@pytest.mark.parametrize(
    "url",
    [
        "http://exchange.example.org",
        "ftp://127.0.0.1",
        "exchange.example.org",
        "https://exchange.example.org/path",
        "https://exchange.example.org/?a=b",
    ],
)
def test_an_address_that_is_unsafe_or_none_is_refused(url):
    (reason,) = reasons(PUBLIC_URL=url)
    assert "EXCHANGE_PUBLIC_URL" in reason


@pytest.mark.parametrize("url", ["https://exchange.example.org", "http://localhost:8000"])
def test_an_address_over_tls_or_of_this_machine_is_taken(url):
    assert service_from({**SECRET, "EXCHANGE_PUBLIC_URL": url}).public_url == url


def test_a_mail_server_needs_a_sender():
    (reason,) = reasons(SMTP_URL="smtps://mail.example.org:465")
    assert reason.startswith("EXCHANGE_MAIL_FROM")
    (reason,) = reasons(SMTP_URL="http://mail.example.org", MAIL_FROM="a@example.org")
    assert reason.startswith("EXCHANGE_SMTP_URL")


@pytest.mark.parametrize(
    "name, text",
    [
        ("DATABASE_URL", "mysql://a/b"),
        ("SESSION_HOURS", "0"),
        ("THREADS", "many"),
        ("KEEP_FILES_DAYS", "-1"),
        ("TRUSTED_PROXY", "proxy.example.org"),
        ("SECRET_KEYS", "a slip of the keys"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(name, text):
    (reason,) = reasons(**{name: text})
    assert f"EXCHANGE_{name}" in reason


def test_every_fault_is_told_at_once():
    assert len(reasons(SECRET_KEY="", PUBLIC_URL="x", THREADS="x")) == 3


def test_what_bounds_the_reading_is_set_elsewhere():
    others = {"EXCHANGE_LIMIT_ROWS": "9", "EXCHANGE_APART_READERS": "1"}
    assert service_from({**SECRET, **others}).threads == 8
