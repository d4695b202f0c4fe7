"""What the door makes of a letter before any server sees it: nothing in it becomes a header."""

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
    try:
        message = message_of(LETTER._replace(enclosures=(file,)), SENDER)
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
