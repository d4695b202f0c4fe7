"""How one figure stands in a cell: a number with its marks, or the reason in words."""

from __future__ import annotations

from collections.abc import Sequence

from exchange.core.comparison import UNLIKE, Compared, Coverage
from exchange.publish.labels import Labels
from exchange.publish.looks import GAP, GAP_SUM, NUMBER, PARTIAL, PARTIAL_SUM, SUM, Look
from exchange.publish.looks import number_format as formatted

_ONE_LINE, _TWO_LINES, _SMALL_LETTERS = 16.0, 23.0, 1.35
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Footnotes:
    """Numbered remarks, each said once however many figures need it; and the marks used."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._numbers: dict[str, int] = {}
        self._statuses: set[str] = set()
        self._partial = False

    def mark(self, seen: Compared) -> str:
        """What stands behind the figure: flag, partial, numbers of remarks."""
        if seen.value is None and seen.status != UNLIKE:
            return ""
        numbers = sorted(self._number(text) for text in self._remarks(seen))
        mark = plain_mark(self._labels, seen)
        self._statuses.add(seen.status)
        self._partial |= PARTIAL in mark
        return mark + ",".join(map(_superscript, numbers))

    def texts(self) -> list[str]:
        """The marks explained, then the remarks in their order."""
        _ = self._labels._
        marks = [
            f"{status.mark} {self._labels.text(status.label)}"
            for status in self._labels.codebook.statuses.values()
            if status.slug in self._statuses and status.mark
        ]
        if UNLIKE in self._statuses:
            marks.append(
                _(
                    "{words}: the parts were counted differently, so they are not added",
                    words=self._labels.status(UNLIKE),
                )
            )
        if self._partial:
            marks.append(PARTIAL + " " + _("partial: the sum of what is there"))
        remarks = [f"{_superscript(number)} {text}" for text, number in self._numbers.items()]
        return ([" · ".join(marks)] if marks else []) + remarks

    def _remarks(self, seen: Compared) -> list[str]:
        _ = self._labels._
        found = []
        if seen.missing:
            found.append(
                _("without {areas}", areas=self._labels.areas(_together(self._labels, seen)))
            )
        usual = self._labels.codebook.figures[seen.key.figure].bases[0]
        if seen.basis not in {None, usual}:
            found.append(_("counted: {basis}", basis=self._labels.basis(seen.basis)))
        return found

    def _number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers) + 1)


def plain_mark(labels: Labels, seen: Compared) -> str:
    """The figure's flag, and ◐ where parts of it are missing."""
    if seen.value is None:
        return ""
    flag = labels.codebook.statuses[seen.status].mark
    return flag + (PARTIAL if seen.coverage is Coverage.PARTIAL else "")


def figure_cell(
    labels: Labels, seen: Compared | None, mark: str | None = None
) -> tuple[str | int | None, Look]:
    """Value and look of a figure; ``mark`` where it is more than the plain one."""
    if seen is None:
        return None, NUMBER
    is_sum = seen.area in labels.codebook.areas
    mark = plain_mark(labels, seen) if mark is None else mark
    if seen.value is None:
        return labels.gap(seen) + (f" {mark}" if mark else ""), GAP_SUM if is_sum else GAP
    partial = seen.coverage is Coverage.PARTIAL
    look = (PARTIAL_SUM if partial else SUM) if is_sum else NUMBER
    return seen.value, look._replace(numbers=formatted(f"\u2009{mark}" if mark else ""))


def height(cells: Sequence[tuple[str | int | None, Look]], width: float) -> float:
    """A row of figures, in points: taller where a reason takes two lines of ``width``."""
    longest = width * _SMALL_LETTERS
    wraps = any(isinstance(value, str) and len(value) > longest for value, _ in cells)
    return _TWO_LINES if wraps else _ONE_LINE


def _superscript(number: int) -> str:
    return str(number).translate(_SUPERSCRIPT)


def _together(labels: Labels, seen: Compared) -> list[str]:
    """What is missing, an area's name where the whole of it is."""
    missing = list(seen.missing)
    for area in labels.codebook.areas:
        inside = [slug for slug in labels.codebook.reporters_of(area) if slug in missing]
        whole = len(inside) == len(labels.codebook.reporters_of(area))
        if whole and area != seen.area:
            missing = [slug for slug in missing if slug not in inside] + [area]
    return missing
