"""What the demonstration keeps between two starts: its secret and its password."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from exchange.cli.service import NotSetUp

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


class Kept(NamedTuple):
    """The secret that the service works with, and the password of every account."""

    secret: str
    password: str


def kept_in(folder: Path) -> Kept:
    """The two as they were made at the first start; only their owner can read them."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Kept(
            _once(folder / "secret", lambda: secrets.token_urlsafe(48)),
            _once(folder / "password", _sayable),
        )
    except OSError as error:
        raise NotSetUp(f"{error.filename} cannot be written: {error.strerror}.") from None


def _once(file: Path, make: Callable[[], str]) -> str:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(make())
    return file.read_text(encoding="ascii")


def _sayable() -> str:
    """Four words that can be read aloud: forty-nine bits, more than anybody guesses."""
    choose = secrets.choice
    word = [choose(letters) for letters in (_CONSONANTS, _VOWELS) * 8]
    return "-".join("".join(word[at : at + 4]) for at in range(0, 16, 4))
