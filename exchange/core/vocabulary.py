"""The words people use for statuses and bases, in every language and in codes."""

from __future__ import annotations

import unicodedata
from functools import cached_property

from exchange.core.codebook import BASE_STATUS, CodeBook
from exchange.core.elsewhere import Places

_RIGHT_TO_LEFT_OVERRIDE = "\u202e"


def plain(text: str) -> str:
    """The text without invisible marks, its spaces (of any kind) single and trimmed.

    Zero-width and bidi marks come along with pasted text and mean nothing. What could change the
    reading stays: an override shows ``12`` as ``21``, a control character may have been a digit.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    unseen = dict.fromkeys(ord(c) for c in set(text) if _meaningless(c))
    return " ".join((text.translate(unseen) if unseen else text).split())


def harmless(text: str) -> str:
    """The text with what a terminal would obey, or what turns letters round, made visible."""
    return "".join("\ufffd" if _commands(c) else c for c in text)


def _commands(character: str) -> bool:
    return character == _RIGHT_TO_LEFT_OVERRIDE or unicodedata.category(character) == "Cc"


def _meaningless(character: str) -> bool:
    return unicodedata.category(character) == "Cf" and character != _RIGHT_TO_LEFT_OVERRIDE


def _folded(text: str) -> str:
    return plain(text).casefold()


class Vocabulary:
    """Looks words up in one code book; an unknown word gives None."""

    def __init__(self, codebook: CodeBook) -> None:
        self._codebook = codebook
        self._statuses = {
            _folded(word): status.slug
            for status in codebook.statuses.values()
            for word in (status.slug, *status.label.values())
        }
        self._typed = self._statuses | {
            _folded(word): status.slug
            for status in codebook.statuses.values()
            for word in status.typed
        }
        words = {word for status in codebook.statuses.values() for word in status.label.values()}
        self._as_listed = {word: self._typed[_folded(word)] for word in words}
        self._asked = {_folded(word) for word in codebook.asked}
        self._bases = {
            _folded(word): slug
            for slug, labels in codebook.bases.items()
            for word in (slug, *labels.values())
        }

    def status(self, word: str) -> str | None:
        """The status of a word; nearly always it was chosen from the form's list."""
        return self._as_listed.get(word) or self._typed.get(_folded(word))

    def reason(self, word: str) -> str | None:
        """The reason a word typed into a value cell stands for."""
        slug = self._typed.get(_folded(word))
        return slug if slug and not self._codebook.statuses[slug].value else None

    def is_asked(self, word: str) -> bool:
        """Whether the word can mean zero and missing alike."""
        return _folded(word) in self._asked

    def basis(self, word: str, figure: str) -> str | None:
        slug = self._bases.get(_folded(word))
        return slug if slug in self._codebook.figures[figure].bases else None

    @cached_property
    def places(self) -> Places:
        """Made when the first figure is included elsewhere."""
        return Places(self._codebook)

    def has_value(self, status: str) -> bool:
        return status == BASE_STATUS or self._codebook.statuses[status].value
