"""One figure in words and marks, with the way to where it came from; and what the marks mean."""

from __future__ import annotations

from typing import NamedTuple

from exchange.core.codebook import BASE_STATUS
from exchange.core.comparison import UNLIKE, Compared, Coverage
from exchange.publish.labels import Labels
from exchange.publish.marks import PARTIAL, superscript, unusual_basis, without
from exchange.publish.page.view import View

Sign = tuple[str, str]
"""A mark and what it means."""


class Figure(NamedTuple):
    """A number, or in ``words`` the reason why there is none.

    ``without`` says what a partial sum lacks; ``whole`` is True for the figure of several
    reporters; ``url`` leads to where the number came from.
    """

    value: int | None
    words: str = ""
    marks: tuple[Sign, ...] = ()
    without: str = ""
    whole: bool = False
    url: str | None = None


class Signs:
    """Gives figures their marks, and remembers which have to be explained under the table."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._statuses: set[str] = set()
        self._bases: dict[str, Sign] = {}
        self._partial = False

    def of(self, seen: Compared) -> tuple[Sign, ...]:
        """The marks of a number, but for ◐, which comes with the words of what is missing."""
        self._statuses.add(seen.status)
        if seen.value is None:
            return ()
        self._partial |= seen.coverage is Coverage.PARTIAL
        status = self._labels.codebook.statuses[seen.status]
        flag = ((status.mark, self._labels.text(status.label)),) if status.mark else ()
        return (*flag, *self._basis(seen))

    def explained(self) -> tuple[Sign, ...]:
        """Every mark that occurred, once."""
        _ = self._labels._
        found = [
            (status.mark, self._labels.text(status.label))
            for status in self._labels.codebook.statuses.values()
            if status.mark and status.slug in self._statuses
        ]
        if self._partial:
            found.append((PARTIAL, _("partial: the sum of what is there")))
        if UNLIKE in self._statuses:
            words = self._labels.status(UNLIKE)
            told = _(
                "{words}: the parts were counted differently, so they are not added", words=words
            )
            found.append(("", told))
        return (*found, *self._bases.values())

    def _basis(self, seen: Compared) -> tuple[Sign, ...]:
        basis = unusual_basis(self._labels, seen)
        if not basis:
            return ()
        sign = superscript(len(self._bases) + 1)
        return (self._bases.setdefault(basis, (sign, basis)),)


def figure_of(view: View, seen: Compared | None, signs: Signs) -> Figure:
    """What a cell shows; its marks are remembered by ``signs``."""
    labels = view.labels
    _ = labels._
    if seen is None:
        return Figure(None, _("not asked"))
    return Figure(
        value=seen.value,
        words=labels.gap(seen) if seen.value is None else "",
        marks=signs.of(seen),
        without=without(labels, seen) if seen.value is not None else "",
        whole=seen.area in labels.codebook.areas,
        url=view.link(seen.area, seen.year, seen.key) if seen.value is not None else None,
    )


def said_beside(labels: Labels, seen: Compared) -> list[str]:
    """All that has to be said beside a number: its flag, what it lacks, what was counted."""
    if seen.value is None:
        return []
    flag = labels.status(seen.status) if seen.status != BASE_STATUS else ""
    said = (flag, without(labels, seen), unusual_basis(labels, seen))
    return [text for text in said if text]
