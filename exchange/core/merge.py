"""The returns of several reporters and years, made into one comparison."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from exchange.core.codebook import CodeBook, Key, known_keys
from exchange.core.comparison import Compared, Comparison, Skipped
from exchange.core.merge_elsewhere import Holders
from exchange.core.merge_reporters import gathered
from exchange.core.merge_sums import Adder
from exchange.core.returns import Return

_Years = Mapping[int, Mapping[str, Return]]

Wanted = Callable[[int], Collection[Key]]
"""The figures and classes that are asked for of a year."""


class TwoReturns(ValueError):
    """Two returns of one reporter and year: which one counts is not for a merge to guess."""

    def __init__(self, first: Return, second: Return) -> None:
        super().__init__(f"two returns of {first.reporter} for {first.year}")
        self.first = first
        self.second = second


def merge(
    codebook: CodeBook,
    returns: Iterable[Return],
    skipped: Iterable[Skipped] = (),
    wanted: Wanted | None = None,
) -> Comparison:
    """Every headline figure of every reporter and area, for each year that any return is for.

    The order of ``returns`` never matters. A figure not delivered is an observation too, *to
    follow*; classes of breakdowns stand where some reporter gave them. Raises TwoReturns.

    With ``wanted``, only those figures, each as in the merge of everything. The returns need then
    hold no more than the observations that ``read_for`` names, but all of them must be there.
    """
    years = _by_year(returns)
    merging = _Merging(codebook, wanted)
    observations = tuple(seen for year, sent in years.items() for seen in merging.year(year, sent))
    everyone = {reporter for year, sent in years.items() for reporter in merging.asked(year, sent)}
    return Comparison(
        codebook=codebook,
        years=tuple(years),
        areas=(*(slug for slug in codebook.reporters if slug in everyone), *codebook.areas),
        observations=observations,
        returns=tuple(sent[slug] for sent in years.values() for slug in sent),
        skipped=tuple(sorted(skipped, key=lambda left: (left.file, left.sha256))),
    )


def _by_year(returns: Iterable[Return]) -> _Years:
    years: dict[int, dict[str, Return]] = {}
    for sent in sorted(returns, key=lambda sent: (sent.year, sent.reporter)):
        of_year = years.setdefault(sent.year, {})
        if sent.reporter in of_year:
            raise TwoReturns(*sorted((of_year[sent.reporter], sent), key=_file))
        of_year[sent.reporter] = sent
    return years


def _file(sent: Return) -> str:
    return sent.source.file if sent.source else ""


class _Merging:
    """One code book's part of the work, done once for all years."""

    def __init__(self, codebook: CodeBook, wanted: Wanted | None) -> None:
        self.codebook = codebook
        self.keys = tuple(known_keys(codebook))
        self.wanted = wanted
        self.adder = Adder(codebook, Holders(codebook))
        self.leaves = {
            area: tuple(dict.fromkeys(codebook.reporters_of(area))) for area in codebook.areas
        }

    def asked(self, year: int, sent: Mapping[str, Return]) -> tuple[str, ...]:
        """The reporters that existed in the year, in the order of the code book."""
        everyone = self.codebook.reporters.values()
        return tuple(r.slug for r in everyone if year in r.valid or r.slug in sent)

    def year(self, year: int, sent: Mapping[str, Return]) -> Iterator[Compared]:
        reporters = self.asked(year, sent)
        headlines = set(self.codebook.headlines(year))
        leaves = {
            area: tuple(slug for slug in slugs if slug in reporters)
            for area, slugs in self.leaves.items()
        }
        for key in self._keys(year):
            given = {slug for slug, own in sent.items() if key in own.observations}
            if key in headlines or given:
                cells = gathered(self.codebook, key, year, reporters, sent)
                shown = reporters if key in headlines else [r for r in reporters if r in given]
                yield from (cells[slug] for slug in shown)
                yield from self._sums(cells, leaves)

    def _keys(self, year: int) -> Iterable[Key]:
        if self.wanted is None:
            return self.keys
        wanted = self.wanted(year)
        return (key for key in self.keys if key in wanted)

    def _sums(
        self, cells: Mapping[str, Compared], leaves: Mapping[str, tuple[str, ...]]
    ) -> Iterator[Compared]:
        known = dict(cells)
        for slug, area in self.codebook.areas.items():
            if leaves[slug]:
                parts = [known[part] for part in area.parts if part in known]
                known[slug] = self.adder.total(slug, leaves[slug], parts, cells)
                yield known[slug]
