"""Several things in one sentence, as a language joins them."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list

from exchange.wording.translator import LANGUAGES


def told_list(things: Iterable[str], language: str) -> str:
    """``2024, 2025 and 2026``; the CLDR knows how Curaçao says it, and not Aruba."""
    listed = list(things)
    if language == "pap-AW":
        return " y ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
    return str(format_list(listed, locale=LANGUAGES[language]))
