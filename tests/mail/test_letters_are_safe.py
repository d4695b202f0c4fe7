"""Whatever somebody or something is called: no header, no second reader; and never a figure."""

import email
import io
import re
import zipfile
from dataclasses import replace
from email.policy import default

import pytest

from exchange.core.letters import Letter
from exchange.mail import Undelivered, smtp
from exchange.mail.door import message_of
from tests.mail.letters_cases import CASES, Cases, letter
from tests.mail.letters_composed import COMPOSED, composed
from tests.mail.letters_world import BOOK, ODD, LettersWorld

EVIL = "Evil\r\nBcc: spy@example.org\r\n\r\n<script>alert(1)</script>"
SENDER = "exchange@example.org"
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
}  # fmt: skip


def hostile_book():
    """Reporters that are called what nobody should be called."""
    reporters = {
        slug: each._replace(label=dict.fromkeys(each.label, EVIL))
        for slug, each in BOOK.reporters.items()
    }
    return replace(BOOK, reporters=reporters)


def as_sent(written):
    """A letter as a mail program reads it from the line."""
    return email.message_from_bytes(message_of(written, SENDER).as_bytes(), policy=default)


@pytest.fixture(params=CASES)
def hostile(request, databases):
    """Each letter in a world where names, places, labels and a server's words are hostile."""
    with databases.migrated("sqlite") as store:
        world = LettersWorld(store)
        cases = Cases(world, "en", name=EVIL, place=EVIL, refused=EVIL)
        world.office = world.office._replace(codebook=hostile_book())
        yield CASES[request.param](cases)


def everything_hostile(facts):
    """Whatever a letter tells, called so."""
    if isinstance(facts, str):
        return EVIL
    if isinstance(facts, dict):
        return {name: everything_hostile(fact) for name, fact in facts.items()}
    if isinstance(facts, list | tuple):
        return [everything_hostile(fact) for fact in facts]
    return facts


def assert_it_is_one_letter_to_one_reader(letter):
    sent = as_sent(letter)
    assert set(sent.keys()) <= HEADERS
    assert [str(each) for each in sent["To"].addresses] == [letter.address]
    assert not re.search(r"[\r\n]", letter.subject)


def test_no_word_becomes_a_header_or_a_second_reader(hostile):
    assert_it_is_one_letter_to_one_reader(hostile)


@pytest.mark.parametrize("name", COMPOSED)
def test_nor_in_a_letter_that_was_put_in_with_what_it_says(name):
    letter = composed(name, "en", everything_hostile(COMPOSED[name]))
    assert_it_is_one_letter_to_one_reader(letter)
    assert "<script" not in letter.html


def test_no_word_becomes_a_piece_of_html(hostile):
    assert "<script" not in hostile.html


def test_hostile_words_are_told_as_words(databases):
    written = letter(databases, "escalation", "en", name="Evil\r\nBcc: spy@example.org")
    body = as_sent(written).get_body(("plain",)).get_content()
    assert "Evil" in body


@pytest.mark.parametrize(
    "changed",
    [
        {"address": "a@example.org\r\nBcc: b@example.org"},
        {"address": "a@example.org, b@example.org"},
        {"address": "a@example.org,b@example.org"},
        {"subject": "Figures\r\nBcc: b@example.org"},
    ],
)
def test_a_letter_with_such_an_address_or_subject_is_not_even_written(changed):
    plain = Letter("reminder", "a@example.org", "A subject", "A text")
    with pytest.raises(Undelivered) as refused:
        smtp("smtp://127.0.0.1:9", SENDER)(plain._replace(**changed))
    assert refused.value.for_good


def everything(written):
    """All that a letter says, what lies in its enclosures too."""
    yield from (written.subject, written.text, written.html)
    for file in written.enclosures:
        if file.name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(file.content)) as parts:
                yield from (
                    parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
                )
        else:
            yield file.content.decode()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", CASES)
def test_no_letter_holds_a_figure(written, name, language):
    said = list(everything(written(name, language)))
    assert [text for text in said if re.search(rf"{ODD}|4[.,\s\u202f]711", text)] == []


def test_a_figure_would_be_found(written):
    told = written("reminder", "en")
    assert f"{ODD}" in "".join(everything(told._replace(text=f"{ODD} victims")))
