"""Letters as files that people can review; ``python -m tests.mail.golden_letters`` renews them."""

from __future__ import annotations

from pathlib import Path

from exchange.core.letters import Letter
from tests.mail.letters_cases import CASES, letter
from tests.mail.letters_composed import COMPOSED, composed
from tests.store.stores import Databases

GOLDEN = Path(__file__).with_name("golden")
LANGUAGES = ("en", "nl")
EVERY = (*CASES, *COMPOSED)


def written(databases: Databases, name: str, language: str) -> Letter:
    """A letter by its name: from a world of its own, or from facts."""
    if name in COMPOSED:
        return composed(name, language)
    return letter(databases, name, language)


def shown(sent: Letter) -> str:
    """To whom, the subject, what is enclosed, and the text."""
    enclosed = ", ".join(each.name for each in sent.enclosures)
    head = [f"To: {sent.address}", f"Subject: {sent.subject}"]
    head += [f"Enclosed: {enclosed}"] if enclosed else []
    return "\n".join([*head, "", sent.text])


def golden(name: str, language: str) -> Path:
    """Where a letter is kept."""
    return GOLDEN / f"{name}.{language}.txt"


def renew() -> None:
    """Writes every letter as it is now; what changed is seen in git before it is kept."""
    GOLDEN.mkdir(exist_ok=True)
    with Databases() as databases:
        for name in EVERY:
            for language in LANGUAGES:
                sent = written(databases, name, language)
                golden(name, language).write_text(shown(sent), encoding="utf-8")


if __name__ == "__main__":
    renew()
