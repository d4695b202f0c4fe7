"""The contact list as a whole: who stands on it, in which order, and what has changed in it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from exchange.core.contacts import ContactKind
from exchange.core.people import Role

Kind = Role | ContactKind

_ORDER: tuple[Kind, ...] = (*Role, *ContactKind)
_TEXTS = ("name", "organisation", "address", "telephone")


class Line(NamedTuple):
    """Somebody on the list; ``reporter`` is None for who is there for the whole exchange.

    ``since`` is when that began, ``entry`` the id of an entry that is nobody's account. Neither is
    told of as news: ``plain`` is without them.
    """

    reporter: str | None
    kind: Kind
    name: str
    organisation: str
    address: str
    telephone: str
    since: datetime | None = None
    entry: int | None = None

    @property
    def plain(self) -> Line:
        return self._replace(since=None, entry=None)


class ContactList(NamedTuple):
    """The lines in the order in which they are shown."""

    lines: tuple[Line, ...]

    @property
    def sha256(self) -> str:
        """The same for two lists that say the same, in whichever order."""
        said = sorted([line.reporter or "", *line.plain[1:6]] for line in self.lines)
        told = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()

    def of(self, reporter: str | None) -> list[Line]:
        """The lines of one reporter; for None, those of the whole exchange."""
        return [line for line in self.lines if line.reporter == reporter]


class How(StrEnum):
    """What became of a line."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(NamedTuple):
    """A line as it is now, or as it was where it was removed; ``fields`` say something else now."""

    how: How
    line: Line
    fields: tuple[str, ...] = ()


def arranged(lines: Iterable[Line], reporters: Iterable[str]) -> tuple[Line, ...]:
    """Lines by reporter in the order given, the whole exchange last; then by kind, then by name."""
    return tuple(sorted(lines, key=_place(reporters)))


def changes(
    before: Iterable[Line], after: Iterable[Line], reporters: Iterable[str]
) -> tuple[Change, ...]:
    """What is another in ``after`` than in ``before``, in the order of the list.

    Who holds the same place under the same name, or at the same address, is the same one.
    """
    place = _place(reporters)
    return tuple(sorted(_changes(before, after), key=lambda change: place(change.line)))


def _place(reporters: Iterable[str]) -> Callable[[Line], tuple[object, ...]]:
    rank = {slug: place for place, slug in enumerate(reporters)}

    def place(line: Line) -> tuple[object, ...]:
        area = len(rank) if line.reporter is None else rank[line.reporter]
        named = (line.name or line.organisation or line.address).casefold()
        return area, _ORDER.index(line.kind), named, line.plain[2:6]

    return place


def _changes(before: Iterable[Line], after: Iterable[Line]) -> Iterator[Change]:
    was, is_ = [line.plain for line in before], [line.plain for line in after]
    gone = _without(was, is_)
    for line in _without(is_, was):
        former = next((each for each in gone if _is_the_same(each, line)), None)
        if former is None:
            yield Change(How.ADDED, line)
        else:
            gone.remove(former)
            yield Change(How.CHANGED, line, tuple(_unlike(former, line)))
    yield from (Change(How.REMOVED, line) for line in gone)


def _unlike(one: Line, other: Line) -> Iterator[str]:
    for field in _TEXTS:
        if getattr(one, field) != getattr(other, field):
            yield field


def _without(some: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """As often as a line stands in one more than in the other; a line can stand in a list twice."""
    left, found = Counter(some) - Counter(others), []
    for line in some:
        if left[line] > 0:
            left[line] -= 1
            found.append(line)
    return found


def _is_the_same(one: Line, other: Line) -> bool:
    if (one.reporter, one.kind) != (other.reporter, other.kind):
        return False
    pairs = ((one.address, other.address), (one.name, other.name))
    return any(a and a == b for a, b in pairs) or _is_same_office(one, other)


def _is_same_office(one: Line, other: Line) -> bool:
    """Where nobody is named, the organisation is who it is."""
    nameless = not one.name and not other.name
    return nameless and one.organisation != "" and one.organisation == other.organisation
