"""What the door makes of a letter before any server sees it: nothing in it becomes a header."""

import email
from email.policy import default

import pytest

from exchange.core.letters import Enclosure
from exchange.mail import Letter, Undelivered, smtp
from exchange.mail.door import message_of

SENDER = "exchange@example.org"
LETTER = Letter("receipt", "a@example.org", "A subject", "A text")
BREAKS = ["\n", "\r", "\r\n", "\u2028", "\x0b"]


def refused(letter):
    """How it is refused; nobody listens there."""
    with pytest.raises(Undelivered) as told:
        smtp("smtp://127.0.0.1:9", SENDER)(letter)
    return told.value


@pytest.mark.parametrize(
    "address",
    [
        *("a..b@example.org", "[a]@example.org", "a@x..example", "a@x.example)", "é@x.example"),
        *("", "b@[a", "\0.@[ "),
    ],
)
def test_an_address_that_no_header_holds_is_a_letter_undelivered(address):
    told = refused(LETTER._replace(address=address))
    assert str(told) == f"“{address}” is no address that mail can be sent to"
    assert told.for_good


@pytest.mark.parametrize(
    "address", ["a@example.org, b@example.org", "b@example.org <a@example.org>", "a b@example.org"]
)
def test_an_address_is_one_and_no_more(address):
    assert refused(LETTER._replace(address=address)).for_good


@pytest.mark.parametrize("break_", BREAKS)
@pytest.mark.parametrize("field", ["address", "subject", "id"])
def test_no_text_of_a_letter_becomes_a_header(field, break_):
    told = refused(LETTER._replace(**{field: f"a{break_}Bcc: b@example.org"}))
    assert told.for_good
    assert not isinstance(told.__cause__, OSError)


@pytest.mark.parametrize("break_", BREAKS)
@pytest.mark.parametrize("field", ["name", "media_type"])
def test_no_text_about_an_enclosure_becomes_a_header(field, break_):
    file = Enclosure("form.xlsx", "text/calendar", b"")._replace(
        **{field: f"text/x{break_}Bcc: b@example.org{break_}{break_}<script>"}
    )
    _holds_no_header_of_its_own(file)


@pytest.mark.parametrize("break_", [*BREAKS, ";", " ", '"'])
def test_no_parameter_of_a_media_type_becomes_a_header_or_another_parameter(break_):
    for said in (f"x{break_}Bcc: b@example.org", f'"x{break_}Bcc: b@example.org"'):
        told = refused(_with(Enclosure("a.ics", f"text/calendar; method={said}", b"")))
        assert str(told) == f"“text/calendar; method={said}” is no media type that mail can name"
        assert told.for_good


@pytest.mark.parametrize("type_", ["", "text", "text/", "text/x;", "text/x; a", "text/x; =b"])
def test_what_is_no_media_type_is_a_letter_undelivered(type_):
    assert refused(_with(Enclosure("a.ics", type_, b""))).for_good


def test_a_media_type_keeps_its_parameters_and_the_name_stands_beside_them():
    type_ = "text/calendar; method=CANCEL; charset=utf-8"
    message = message_of(_with(Enclosure("één.ics", type_, b"BEGIN:VCALENDAR")), SENDER)
    (part,) = email.message_from_bytes(message.as_bytes(), policy=default).iter_attachments()
    assert part.get_content_type() == "text/calendar"
    named = {"method": "CANCEL", "charset": "utf-8", "name": "één.ics"}
    assert dict(part["Content-Type"].params) == named


def _with(file):
    return LETTER._replace(enclosures=(file,))


def _holds_no_header_of_its_own(file):
    try:
        message = message_of(_with(file), SENDER)
    except ValueError:
        return
    for part in message.walk():
        assert "bcc" not in {name.lower() for name in part.keys()}  # noqa: SIM118 - not a dictionary
    for line in message.as_bytes().splitlines():
        assert not line.lower().startswith((b"bcc", b"<script"))


def test_what_a_text_says_is_no_command_to_the_server():
    message = message_of(LETTER._replace(text="One\n.\nRCPT TO:<b@example.org>\n"), SENDER)
    assert message.get_content() == "One\n.\nRCPT TO:<b@example.org>\n"
    assert message["To"] == LETTER.address
