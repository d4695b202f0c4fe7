"""What one offence of a return says otherwise than it did before: which figures, never how many."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from exchange.core.codebook import CodeBook, Key
from exchange.core.delivery import changes, offences_in
from exchange.core.returns import Return


class Changed(NamedTuple):
    """One offence of a reporter's year that changed.

    ``figures`` are those of which the count, or the reason why there is none, is another; none
    where only what is said about them changed. ``explained`` is how many of them were given a
    reason. ``first``: nothing of the offence was there before, and so all of it is new.
    """

    reporter: str
    year: int
    offence: str
    figures: tuple[Key, ...] = ()
    explained: int = 0
    first: bool = False


def changed_offences(
    codebook: CodeBook, old: Return | None, new: Return, explained: Container[str]
) -> Iterator[Changed]:
    """The offences that changed; ``explained`` holds the names of figures with a reason."""
    found = list(changes(codebook, old, new))
    before = offences_in(old) if old else ()
    for offence in codebook.offences:
        about = (new.reporter, new.year, offence)
        own = [change for change in found if change.key.offence == offence]
        keys = tuple(change.key for change in own if change.of_the_figure)
        if own and offence not in before:
            yield Changed(*about, first=True)
        elif own:
            yield Changed(*about, keys, sum(key.name in explained for key in keys))
