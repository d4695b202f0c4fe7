"""Letters as files that people can review; ``python -m tests.deliveries.golden_letters`` renews."""

from __future__ import annotations

from pathlib import Path

from tests.deliveries.letters_cases import CASES, letter
from tests.mail.golden_letters import LANGUAGES, shown
from tests.store.stores import Databases

GOLDEN = Path(__file__).with_name("golden")


def golden(name: str, language: str) -> Path:
    """Where a letter is kept."""
    return GOLDEN / f"{name}.{language}.txt"


def renew() -> None:
    """Writes every letter as it is now; what changed is seen in git before it is kept."""
    GOLDEN.mkdir(exist_ok=True)
    with Databases() as databases:
        for name in CASES:
            for language in LANGUAGES:
                written = shown(letter(databases, name, language))
                golden(name, language).write_text(written, encoding="utf-8")


if __name__ == "__main__":
    renew()
