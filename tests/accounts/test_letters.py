import pytest
from jinja2 import UndefinedError

from exchange.mail import compose

FACTS = {
    "name": "A <b>",
    "role": "coordinator",
    "reporter": "Aruba",
    "url": "https://exchange.example.org/welcome/abc",
    "until": "2 June 2026",
}


@pytest.mark.parametrize("language", ["en", "nl", "pap-CW", "pap-AW"])
@pytest.mark.parametrize("kind", ["invitation", "reset"])
def test_a_letter_says_the_same_as_text_and_as_html(kind, language):
    words = compose(kind, language, **FACTS)
    assert words.subject == words.subject.strip()
    assert "\n" not in words.subject
    assert FACTS["url"] in words.text
    assert f'<a href="{FACTS["url"]}">' in words.html
    assert f'<html lang="{language}">' in words.html


def test_what_somebody_is_called_is_obeyed_by_no_mail_reader():
    words = compose("invitation", "en", **FACTS)
    assert "Hello A <b>," in words.text
    assert "A &lt;b&gt;" in words.html


def test_a_letter_that_lacks_a_fact_is_not_written():
    with pytest.raises(UndefinedError):
        compose("invitation", "en", name="", role="reader", reporter=None, url="")


def test_a_role_for_the_whole_exchange_names_no_reporter():
    words = compose("invitation", "en", **{**FACTS, "reporter": None})
    assert "as coordinator. Open" in words.text


def test_who_has_no_password_is_told_so_and_gets_no_link():
    words = compose("reset", "en", **{**FACTS, "url": None})
    assert "you sign in with a passkey" in words.text
    assert "http" not in words.text + words.html
