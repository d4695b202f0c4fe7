"""The mailbox: in the demonstration only, with every letter as text."""

import pytest

from exchange.storage import letters
from exchange.storage.letters import Kept
from tests.web.running import START, running

TEXT = "Hello,\n\nOpen this link:\nhttp://127.0.0.1:8000/welcome/abc\n\n<b>Not bold</b>\n"


@pytest.fixture
def demonstration(tmp_path, readers):
    with running(tmp_path, readers, demonstration=True) as made:
        yield made


def kept(service, subject, text=TEXT):
    with service.store.writing() as connection:
        draft = Kept(0, START, "invitation", "a@b.example", subject, text, "<p>as HTML</p>")
        letters.keep(connection, draft)


def test_outside_the_demonstration_there_is_no_mailbox(service):
    kept(service, "Your account")
    answer = service.client().get("/mailbox")
    assert answer.status_code == 404
    assert "Your account" not in answer.text


def test_the_latest_letter_comes_first(demonstration):
    kept(demonstration, "The first")
    kept(demonstration, "The second")
    page = demonstration.client().get("/mailbox").text
    assert page.index("The second") < page.index("The first")
    assert "To a@b.example, 12 May 2026, 10:30" in page


def test_a_letter_is_read_as_text_and_its_link_can_be_opened(demonstration):
    kept(demonstration, "Your account")
    page = demonstration.client().get("/mailbox").text
    assert '<a href="/welcome/abc">http://127.0.0.1:8000/welcome/abc</a>' in page
    assert "&lt;b&gt;Not bold&lt;/b&gt;" in page
    assert "as HTML" not in page


def test_a_link_elsewhere_is_not_made_one(demonstration):
    kept(demonstration, "Elsewhere", "https://elsewhere.example/welcome/abc\n")
    assert 'href="https://elsewhere' not in demonstration.client().get("/mailbox").text


def test_an_empty_mailbox_says_so(demonstration):
    assert "There is no letter yet." in demonstration.client().get("/mailbox").text
