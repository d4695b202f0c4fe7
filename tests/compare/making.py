"""Returns made in a line, and the real ones of 2016 to 2019."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from exchange.codebooks import load
from exchange.core.cells import Place
from exchange.core.codebook import Area, CodeBook, Key, known_keys
from exchange.core.comparison import Compared
from exchange.core.merge import merge
from exchange.core.returns import Entry, Observation, Return, Source

BOOK = load()
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "returns.toml"

SHA256 = "5a" * 32
VICTIMS = Key("trafficking", "victims")
FEMALE = Key("trafficking", "victims", "sex", "female")
PROSECUTIONS = Key("trafficking", "prosecutions")

Said = int | str | Mapping[str, Any]
"""A number, a reason, or the fields of an entry."""


def key(name: str, codebook: CodeBook = BOOK) -> Key:
    return next(known for known in known_keys(codebook) if known.name == name)


def sent(reporter: str, year: int = 2019, /, *, language: str = "en", **cells: Said) -> Return:
    """A return of one reporter, from defined name → what its cell says."""
    observations = {
        observation.key: observation
        for row, (name, said) in enumerate(cells.items(), 8)
        for observation in [Observation(_entry(key(name), said), Place("Figures", f"D{row}"))]
    }
    file = f"{reporter}-{year}.xlsx"
    return Return(reporter, year, observations, language, source=Source(file, SHA256))


def _entry(of: Key, said: Said) -> Entry:
    if isinstance(said, int):
        return Entry(of, value=said)
    if isinstance(said, str):
        return Entry(of, status=said)
    return Entry(of, **said)


def all_five(**cells: Said) -> list[Return]:
    return [sent(reporter, **cells) for reporter in BOOK.reporters]


def merged(*returns: Return, area: str = "kingdom", of: Key = VICTIMS) -> Compared:
    """One figure of one area in the merge of returns for one year."""
    comparison = merge(BOOK, returns)
    seen = comparison.at(area, of, comparison.years[-1])
    assert seen is not None
    return seen


def real_returns() -> Iterator[Return]:
    """The sample returns of five reporters, 2016 to 2019, every number with its source."""
    for name, told in tomllib.loads(SAMPLES.read_text(encoding="utf-8"))["returns"].items():
        yield replace(
            sent(told["reporter"], told["year"], language=told["language"], **told["cells"]),
            suppliers=told.get("source", {}),
            drawn_on={offence: str(day) for offence, day in told.get("asof", {}).items()},
            explanations=told.get("explanations_against_previous", {}),
            source=Source(f"{name}.xlsx", SHA256),
        )


def grown(reporters: int) -> CodeBook:
    """The code book with so many reporters, all but the last two of them countries."""
    models = list(BOOK.reporters.values())
    slugs = [f"area-{number}" for number in range(reporters)]
    made = {
        slug: models[n % 5]._replace(slug=slug, label=dict.fromkeys(BOOK.languages, slug.title()))
        for n, slug in enumerate(slugs)
    }
    inner, outer = BOOK.areas
    areas: dict[str, Area] = {
        inner: BOOK.areas[inner]._replace(parts=tuple(slugs[-2:])),
        outer: BOOK.areas[outer]._replace(parts=(*slugs[:-2], inner)),
    }
    breakdowns = {
        slug: breakdown._replace(reporters=breakdown.reporters and (slugs[-1],))
        for slug, breakdown in BOOK.breakdowns.items()
    }
    return replace(BOOK, reporters=made, areas=areas, breakdowns=breakdowns)


def filled(codebook: CodeBook, years: range) -> list[Return]:
    """A full return, breakdowns included, of every reporter for every year."""
    return [_full(codebook, reporter, year) for year in years for reporter in codebook.reporters]


def _full(codebook: CodeBook, reporter: str, year: int) -> Return:
    keys = [
        known
        for known in known_keys(codebook)
        if known.breakdown is None
        or codebook.breakdowns[known.breakdown].divides(known.headline, reporter, year)
    ]
    observations = {
        known: Observation(
            Entry(known, (7 * row + year) % 50, "normal", None, "as counted by the police"),
            Place("Figures", f"D{row}"),
        )
        for row, known in enumerate(keys, 8)
    }
    return Return(reporter, year, observations, "en", source=Source(f"{reporter}.xlsx", SHA256))
