"""Passwords: which ones will do, and how they are kept (Argon2id, RFC 9106)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import matching, scoring

SHORTEST = 12
LONGEST = 128
_READ_AT_MOST = 4 * LONGEST
"""Signs that are looked at, before normalising: some become many by it."""

_GUESSES_ENOUGH = 10**10
"""What zxcvbn calls very unguessable."""

_PIECE = 24
"""Signs that are judged together: with more of them the look-up takes seconds."""

_SERVICE = "mouexchange"
_SHORTEST_OWN_WORD = 4
_ALSO_COMMON = (
    *("welkom", "wachtwoord", "geheim", "password", "lente", "zomer", "herfst", "winter"),
    *("januari", "februari", "maart", "april", "oktober", "november", "december"),
    *("aruba", "curacao", "sintmaarten", "bonaire", "nederland", "oranje", "dushi", "bonbini"),
    *("mensenhandel", "mensensmokkel", "exchange"),
)
"""What people here would take, which the lists, made from English ones, do not know."""


class Fault(StrEnum):
    """Why a password will not do."""

    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    OWN = "holds the own name or address, or the service's name"
    COMMON = "among the first that are tried"


_hasher = PasswordHasher()


def normal(password: str) -> str:
    """The same signs whichever keyboard made them (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def fault_of(password: str, own: Iterable[str] = ()) -> Fault | None:
    """Why a new password will not do; ``own`` are the name and the address of who chose it."""
    if len(password) > _READ_AT_MOST or len(normal(password)) > LONGEST:
        return Fault.TOO_LONG
    if len(normal(password)) < SHORTEST:
        return Fault.TOO_SHORT
    if _holds(normal(password), own):
        return Fault.OWN
    return Fault.COMMON if _is_common(normal(password)) else None


def hashed(password: str) -> str:
    """What is kept of a password that will do."""
    return _hasher.hash(normal(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password; takes as long where there is none to compare it with."""
    read = normal(password[:_READ_AT_MOST])[: LONGEST + 1]
    try:
        _hasher.verify(kept or _nobodys(_hasher), read)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def hashed_anew(password: str, kept: str) -> str | None:
    """Another hash for a password that fits, where hashes are made at a higher cost by now."""
    return hashed(password) if _hasher.check_needs_rehash(kept) else None


@cache
def _nobodys(hasher: PasswordHasher) -> str:
    return hasher.hash("")


def _holds(password: str, own: Iterable[str]) -> bool:
    squeezed = _squeezed(password)
    words = (word for text in own for word in (text.partition("@")[0], *re.split(r"\W+", text)))
    parts = {_squeezed(word) for word in words} | {_SERVICE}
    return any(len(part) >= _SHORTEST_OWN_WORD and part in squeezed for part in parts)


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _is_common(password: str) -> bool:
    """Whether it is guessed soon; each piece has to be, since guesses multiply."""
    pieces = (password[at : at + _PIECE] for at in range(0, len(password), _PIECE))
    return all(_guesses(piece) < _GUESSES_ENOUGH for piece in pieces)


def _guesses(piece: str) -> int:
    # zxcvbn.zxcvbn() itself writes into a dictionary that all threads share.
    known = matching.RANKED_DICTIONARIES | {"user_inputs": _also_common()}
    found = matching.omnimatch(piece, known)
    return int(scoring.most_guessable_match_sequence(piece, found)["guesses"])


@cache
def _also_common() -> dict[str, int]:
    ranks: dict[str, int] = matching.build_ranked_dict(_ALSO_COMMON)
    return ranks
