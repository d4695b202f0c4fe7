"""The four languages: gettext catalogues and how numbers are set."""

from __future__ import annotations

import gettext
from functools import cache

from exchange.resources import templates

LANGUAGES = {"nl": "nl", "en": "en", "pap-CW": "pap_CW", "pap-AW": "pap_AW"}
"""Language code → gettext catalogue; Curaçao's and Aruba's orthographies have one each."""

NARROW_NO_BREAK_SPACE = "\u202f"


def N_(text: str) -> str:
    """Marks a text for translation, which happens when it is said."""
    return text


def number(value: int) -> str:
    """Thousands apart by a narrow no-break space, in every language: 1 372."""
    return f"{value:,}".replace(",", NARROW_NO_BREAK_SPACE)


class Translator:
    """Says an English source text in one language, its named blanks filled in."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, message: str, /, **facts: object) -> str:
        return _fill(self._catalogue.gettext(message), facts)

    def plural(self, one: str, many: str, n: int, /, **facts: object) -> str:
        """The form for ``n``, which fills the blank ``{n}``."""
        return _fill(self._catalogue.ngettext(one, many, n), {"n": n, **facts})


@cache
def translator(language: str) -> Translator:
    """The translator into a language, its catalogue read once."""
    return Translator(language)


def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    folder = str(templates() / "translations")
    return gettext.translation("messages", folder, languages=[LANGUAGES[language]], fallback=True)


def _fill(text: str, facts: dict[str, object]) -> str:
    if not facts:
        return text
    return text.format(**{key: _show(value) for key, value in facts.items()})


def _show(value: object) -> object:
    return number(value) if type(value) is int else value
