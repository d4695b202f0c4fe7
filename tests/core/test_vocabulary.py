"""The words people use, in every language and in codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.codebooks import load
from exchange.core.codebook import Key
from exchange.core.vocabulary import Vocabulary, harmless, plain

BOOK = load()
WORDS = Vocabulary(BOOK)
BASES = [(figure.slug, basis) for figure in BOOK.figures.values() for basis in figure.bases]


@pytest.mark.parametrize(
    "written, read",
    [
        ("  one   word ", "one word"),
        ("one\u00a0word", "one word"),
        ("one\r\nword", "one word"),
        ("\u200bone\u200d \ufeffword\u2060", "one word"),
        ("\u200eone\u200f", "one"),
        ("\u202eeno", "\u202eeno"),
        ("a\x01b", "a\x01b"),
        ("\u200b", ""),
        ("", ""),
        ("Curaçao", "Curaçao"),
    ],
)
def test_plain_text_has_no_invisible_marks_and_single_spaces(written, read):
    assert plain(written) == read


def test_what_a_terminal_would_obey_is_made_visible():
    assert harmless("\x1b[2J\u202ea\x9b\x07é") == "\ufffd[2J\ufffda\ufffd\ufffdé"


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("status", BOOK.statuses.values(), ids=lambda status: status.slug)
def test_every_status_is_understood_by_its_code_and_in_every_language(status):
    for word in (status.slug, *status.label.values(), *status.typed):
        assert WORDS.status(word.upper()) == status.slug


@pytest.mark.parametrize("word", ["", "normal-ish", "1", "true", "identified"])
def test_other_words_are_no_status(word):
    assert WORDS.status(word) is None


@pytest.mark.parametrize("figure, basis", BASES)
def test_every_basis_is_understood_by_its_code_and_in_every_language(figure, basis):
    for word in (basis, *BOOK.bases[basis].values()):
        assert WORDS.basis(f" {word.upper()}", figure) == basis


def test_a_basis_of_another_figure_is_none_of_this_one():
    assert WORDS.basis("police", "victims") is None
    assert WORDS.basis("cases", "suspects") is None


@pytest.mark.parametrize(
    "note, place",
    [
        ("Curaçao, see there", "curacao"),
        ("curacao", "curacao"),
        ("Kòrsou: huntu ku nos", "curacao"),
        ("Europees Nederland", "european-netherlands"),
        ("European Netherlands counts them", "european-netherlands"),
        ("trafficking_suspects, one joint team", "trafficking_suspects"),
        ("suspects", "trafficking_suspects"),
        ("Verdachten van mensenhandel", "trafficking_suspects"),
        ("Arubaanse politie", None),
        ("(Aruba)", "aruba"),
        ("  ARUBA ", "aruba"),
        ("counted in Aruba", None),
        ("", None),
    ],
)
def test_a_note_begins_with_the_place_where_a_figure_is_included(note, place):
    named = WORDS.places.named(note, Key("trafficking", "victims"))
    told = named and (named.reporter or named.key.name)
    assert told == place


def test_a_status_stands_beside_a_value_or_instead_of_it():
    beside = {slug for slug in BOOK.statuses if WORDS.has_value(slug)}
    assert beside == {"normal", "provisional", "estimated", "break", "definition"}
