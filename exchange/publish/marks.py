"""The marks behind a number, and the remarks under its table that explain them."""

from __future__ import annotations

from exchange.core.comparison import UNLIKE, Compared, Coverage
from exchange.publish.labels import Labels

PARTIAL = "◐"
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
        numbers = sorted(self._number(text) for text in remarks(self._labels, seen))
        mark = plain_mark(self._labels, seen)
        self._statuses.add(seen.status)
        self._partial |= PARTIAL in mark
        return mark + ",".join(map(superscript, numbers))

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
        remarks = [f"{superscript(number)} {text}" for text, number in self._numbers.items()]
        return ([" · ".join(marks)] if marks else []) + remarks

    def _number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers) + 1)


def plain_mark(labels: Labels, seen: Compared) -> str:
    """The figure's flag, and ◐ where parts of it are missing."""
    if seen.value is None:
        return ""
    flag = labels.codebook.statuses[seen.status].mark
    return flag + (PARTIAL if seen.coverage is Coverage.PARTIAL else "")


def remarks(labels: Labels, seen: Compared) -> list[str]:
    """Whose figure is missing in a sum, and what was counted where it is not the usual."""
    found = (without(labels, seen), unusual_basis(labels, seen))
    return [text for text in found if text]


def without(labels: Labels, seen: Compared) -> str:
    """“without Aruba and Curaçao”, where a sum lacks them."""
    _ = labels._
    if not seen.missing:
        return ""
    return _("without {areas}", areas=labels.areas(together(labels, seen)))


def unusual_basis(labels: Labels, seen: Compared) -> str:
    """“counted: cases”, where that is not what is meant when nothing is said."""
    _ = labels._
    if seen.basis in {None, labels.codebook.figures[seen.key.figure].bases[0]}:
        return ""
    return _("counted: {basis}", basis=labels.basis(seen.basis))


def superscript(number: int) -> str:
    """The digits, raised."""
    return str(number).translate(_SUPERSCRIPT)


def together(labels: Labels, seen: Compared) -> list[str]:
    """Whose figure is missing, an area's name where the whole of it is."""
    missing = list(seen.missing)
    for area in labels.codebook.areas:
        inside = [slug for slug in labels.codebook.reporters_of(area) if slug in missing]
        whole = len(inside) == len(labels.codebook.reporters_of(area))
        if whole and area != seen.area:
            missing = [slug for slug in missing if slug not in inside] + [area]
    return missing
