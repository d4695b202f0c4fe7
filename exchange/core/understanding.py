"""What a coordinator meant by what stands in a value cell: a count, a reason, or a question.

Never a silent value: whatever is understood though not written as a plain number is understood
*and* remarked on; whatever could mean two things is a problem at its cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from exchange.core.cells import Cell, Kind
from exchange.core.dates import day_of
from exchange.core.vocabulary import Vocabulary, plain

LARGEST = 2**53
"""Above it a spreadsheet no longer keeps whole numbers exact."""

_MOST_DIGITS = 400
_THREE_DECIMALS = r"[1-9]\d{0,2}\.\d{3}"
_MOST_CHARACTERS = 10_000
"""Nothing longer is meant as a count; it is not looked into, so that no text takes long."""

_FULL_WIDTH = ("\uff01", "\uff5e")


class Understood(NamedTuple):
    """A value, a reason, or neither (blank); ``problem`` and ``remark`` are finding codes."""

    value: int | None = None
    reason: str | None = None
    problem: str | None = None
    remark: str | None = None
    facts: Mapping[str, object] = {}


BLANK = Understood()
_NUMBER, _TEXT = Kind.NUMBER, Kind.TEXT

_PROBLEM_OF_KIND = {
    Kind.DATE: "date",
    Kind.PERCENT: "percent",
    Kind.BOOLEAN: "true-or-false",
    Kind.ERROR: "cell-error",
    Kind.UNCALCULATED: "formula-without-result",
}


def understand(cell: Cell | None, vocabulary: Vocabulary) -> Understood:
    """What the cell says; the count is a whole number from 0 to 2^53."""
    if cell is None:
        return BLANK
    if len(cell.text) > _MOST_CHARACTERS:
        return Understood(problem="not-a-number")
    if cell.kind is _NUMBER:
        understood = _number(cell.text)
    elif cell.kind is _TEXT:
        understood = _text(cell.text, vocabulary)
    else:
        return Understood(problem=_PROBLEM_OF_KIND[cell.kind], facts=_day(cell))
    if cell.formula and understood.value is not None and understood.remark is None:
        return Understood(understood.value, remark="formula-result", facts=understood.facts)
    return understood


def _day(cell: Cell) -> Mapping[str, object]:
    day = day_of(cell.text) if cell.kind is Kind.DATE else None
    return {"day": day.isoformat() if day else cell.text}


def _number(text: str) -> Understood:
    if text.isdecimal() and len(text) < 16:
        return Understood(int(text))
    if re.fullmatch(_THREE_DECIMALS, text):
        return Understood(problem="thousands-or-decimals")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Understood(problem="not-a-number")
    if not number.is_finite():
        return Understood(problem="not-a-number")
    return _count(number)


def _count(number: Decimal) -> Understood:
    if number.adjusted() > _MOST_DIGITS or number > LARGEST:
        return Understood(problem="negative" if number < 0 else "too-large")
    if number.adjusted() < -_MOST_DIGITS or number != number.to_integral_value():
        return Understood(problem="negative" if number < 0 else "not-whole")
    if number < 0:
        return Understood(problem="negative", facts={"digits": -int(number)})
    return Understood(int(number))


_DIGITS = r"\+?(\d+)"
_GROUPS_BY_SPACE = r"\d{1,3}(?: \d{3})+"
_WITH_ZEROS = r"(\d+)[.,]0{1,2}"
_QUESTIONS = (
    ("date", r"\d{4}-\d{2}-\d{2}"),
    ("negative", r"[-−–] ?(\d+)"),
    ("thousands-or-decimals", r"[-+]?\d{1,3}(?:[.,']\d{3})+"),
    ("not-whole", r"[-+]?\d+[.,]\d+"),
    ("percent", r"\d+(?:[.,]\d+)? ?%"),
    ("range", r"\d+ ?(?:-|–|—|/|to|tot|à|te) ?\d+"),
    ("bound", r"(?:<|>|≤|≥|<=|>=|max\.?|min\.?) ?(\d+)"),
    ("about", r"(?:~|±|≈|ca\.?|circa|ong\.?|ongeveer|about|approx\.?|plm\.?|mas o menos) ?(\d+)"),
    ("marked-number", r"(\d+)[^\d¼-¾⅐-⅞]{1,60}"),
)
"""What is written that is no count, most telling first; a group holds digits to offer.

Patterns are compiled when the first text is met: most returns have none in a value cell.
"""


def _text(raw: str, vocabulary: Vocabulary) -> Understood:
    text = plain(raw)
    if not text:
        return BLANK
    if vocabulary.is_asked(text):
        return Understood(problem="zero-or-missing")
    reason = vocabulary.reason(text)
    if reason is not None:
        return Understood(reason=reason, remark="understood-as-reason", facts={"status": reason})
    if _stands_apart(raw):
        return Understood(problem="not-a-number")
    return _digits(_western(text.removeprefix("'").strip()))


def _stands_apart(raw: str) -> bool:
    """Whether it was written in several lines or columns: two numbers, rather than thousands."""
    return len(raw.strip().splitlines()) > 1 or "\t" in raw.strip()


def _western(text: str) -> str:
    """Full-width, Arabic and other decimal digits as 0–9; full-width signs as ASCII."""
    if text.isascii():
        return text
    return "".join(_western_character(c) for c in text)


def _western_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return (
        unicodedata.normalize("NFKC", character)
        if _FULL_WIDTH[0] <= character <= _FULL_WIDTH[1]
        else character
    )


def _digits(text: str) -> Understood:
    if match := re.fullmatch(_DIGITS, text):
        return _taken(match[1])
    if re.fullmatch(_GROUPS_BY_SPACE, text):
        return _taken(text.replace(" ", ""))
    if match := re.fullmatch(_WITH_ZEROS, text):
        return _taken(match[1])
    return _question(text)


def _taken(digits: str) -> Understood:
    digits = digits.lstrip("0") or "0"
    if len(digits) > 16 or int(digits) > LARGEST:
        return Understood(problem="too-large")
    return Understood(int(digits), remark="understood-as-number", facts={"value": int(digits)})


def _question(text: str) -> Understood:
    """The problem of a text that is no count, with the digits to offer where there are some."""
    for problem, pattern in _QUESTIONS:
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            facts = {"day": text} if problem == "date" else _offer(match)
            return Understood(problem=problem, facts=facts)
    return Understood(problem="not-a-number")


def _offer(match: re.Match[str]) -> Mapping[str, object]:
    digits = match[1] if match.re.groups else ""
    return {"digits": int(digits)} if 0 < len(digits) <= 16 else {}
