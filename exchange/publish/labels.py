"""What things are called in one language: the code book's names and our own few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from exchange.core.codebook import TO_FOLLOW, CodeBook, Key, Texts
from exchange.core.comparison import UNLIKE, Compared, Coverage
from exchange.wording import translator


class Labels:
    """Names out of a code book, sentences out of a catalogue."""

    def __init__(self, codebook: CodeBook, language: str) -> None:
        self.codebook = codebook
        self.language = language
        self._ = translator(language)
        self.area = cache(self._area)
        self.key = cache(self._key)
        self.status = cache(self._status)
        self.basis = cache(self._basis)

    def text(self, texts: Texts) -> str:
        return texts[self.language]

    def offence(self, slug: str) -> str:
        return self.text(self.codebook.offences[slug].label)

    def figure(self, slug: str) -> str:
        return self.text(self.codebook.figures[slug].label)

    def unit(self, figure: str) -> str:
        """The word for what is counted, where the code book has one."""
        texts = self.codebook.bases.get(self.codebook.figures[figure].unit)
        return self.text(texts) if texts else ""

    def full(self, key: Key) -> str:
        return f"{self.offence(key.offence)} · {self.key(key)}"

    def gap(self, seen: Compared) -> str:
        """Why there is no number, in words."""
        _ = self._
        if seen.status == TO_FOLLOW and not seen.delivered:
            return _("not delivered")
        return self.status(seen.status)

    def coverage(self, coverage: Coverage) -> str:
        return self._coverages[coverage]

    def areas(self, slugs: Iterable[str]) -> str:
        """“Aruba, Curaçao and Sint Maarten”."""
        return self.listed([self.area(slug) for slug in slugs])

    def listed(self, items: Sequence[str]) -> str:
        _ = self._
        if len(items) < 2:
            return "".join(items)
        return _("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])

    def counted(self, number: int) -> str:
        """A small number as a word, a larger one in digits."""
        return self._words[number] if number < len(self._words) else str(number)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        _ = self._
        return (
            *(_("none"), _("one"), _("two"), _("three"), _("four"), _("five")),
            *(_("six"), _("seven"), _("eight"), _("nine"), _("ten")),
        )

    @cached_property
    def _coverages(self) -> dict[Coverage, str]:
        _ = self._
        return {
            Coverage.COMPLETE: _("complete"),
            Coverage.PARTIAL: _("partial"),
            Coverage.NONE: _("nothing there"),
        }

    def _area(self, slug: str) -> str:
        return self.text(self.codebook.area_label(slug))

    def _key(self, key: Key) -> str:
        return self.codebook.key_label(key, self.language)

    def _status(self, slug: str) -> str:
        _ = self._
        if slug == UNLIKE:
            return _("unlike bases")
        return self.text(self.codebook.statuses[slug].label)

    def _basis(self, slug: str | None) -> str:
        return self.text(self.codebook.bases[slug]) if slug else ""
