"""A view merges only what it shows, and shows what the merge of everything would."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.core.codebook import Key
from exchange.core.comparison import Compared, Comparison
from exchange.core.merge import merge
from exchange.core.merge_wanted import YearAndFigure, read_for
from exchange.core.returns import Return
from tests.compare.making import BOOK, VICTIMS, filled, real_returns, sent

REAL = tuple(real_returns())
FIGURES = tuple(BOOK.headlines(2019))


def narrowed(returns: tuple[Return, ...], wanted: YearAndFigure) -> Comparison:
    """The merge of no more than has to be read."""
    return merge(BOOK, [_read(made, wanted) for made in returns], wanted=wanted)


def _read(made: Return, wanted: YearAndFigure) -> Return:
    needed = read_for(wanted(made.year))
    return replace(
        made, observations={key: o for key, o in made.observations.items() if key in needed}
    )


def filtered(returns: tuple[Return, ...], wanted: YearAndFigure) -> tuple[Compared, ...]:
    everything = merge(BOOK, returns).observations
    return tuple(seen for seen in everything if seen.key in wanted(seen.year))


@pytest.mark.parametrize("year, figure", [*product((2016, 2018, 2019), FIGURES)])
def test_what_is_wanted_of_the_real_returns_is_as_in_the_merge_of_all(
    year: int, figure: Key
) -> None:
    wanted = YearAndFigure(BOOK, year, figure)
    assert narrowed(REAL, wanted).observations == filtered(REAL, wanted)


def test_years_areas_and_returns_are_those_of_the_merge_of_all() -> None:
    some, everything = narrowed(REAL, YearAndFigure(BOOK, 2019, VICTIMS)), merge(BOOK, REAL)
    assert (some.years, some.areas) == (everything.years, everything.areas)
    assert [(r.reporter, r.year) for r in some.returns] == [
        (r.reporter, r.year) for r in everything.returns
    ]


def test_it_holds_the_year_the_series_and_the_classes_and_nothing_else() -> None:
    returns = tuple(filled(BOOK, range(2017, 2020)))
    some = narrowed(returns, YearAndFigure(BOOK, 2018, VICTIMS))
    assert {seen.key for seen in some.observations if seen.year != 2018} == {VICTIMS}
    assert {seen.key for seen in some.observations if seen.key.breakdown is None} == set(FIGURES)
    assert {seen.key.headline for seen in some.observations if seen.key.breakdown} == {VICTIMS}


SAID = st.one_of(
    st.integers(0, 20),
    st.sampled_from(["not-available", "not-applicable", "withheld", "to-follow", "provisional"]),
    st.sampled_from(["curacao", "european-netherlands", "trafficking_suspects", "elsewhere"]),
    st.sampled_from(["confirmed", "registered"]),
)
NAMES = (
    *("trafficking_victims", "trafficking_victims_sex_female", "trafficking_victims_sex_male"),
    *("trafficking_suspects", "trafficking_suspects_age_child"),
)


def _said(name: str, said: int | str) -> object:
    """Every kind of cell: numbers, flags, reasons, bases, and notes that lead elsewhere."""
    if said == "provisional":
        return {"value": 7, "status": said}
    if said in {"confirmed", "registered"}:
        return {"value": 3, "basis": None if "_sex_" in name or "_age_" in name else said}
    if isinstance(said, str) and not said.startswith(("not-", "withheld", "to-follow")):
        return {"status": "included-elsewhere", "note": said}
    return said


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(list(BOOK.reporters)), st.sampled_from([2018, 2019])),
        st.dictionaries(st.sampled_from(NAMES), SAID),
        min_size=1,
    ),
    st.sampled_from(FIGURES),
)
@settings(max_examples=150, deadline=None)
def test_whatever_the_cells_say_the_narrow_merge_is_the_filtered_one(
    said: dict[tuple[str, int], dict[str, int | str]], figure: Key
) -> None:
    returns = tuple(
        sent(reporter, year, **{name: _said(name, s) for name, s in cells.items()})
        for (reporter, year), cells in said.items()
    )
    wanted = YearAndFigure(BOOK, 2019, figure)
    assert narrowed(returns, wanted).observations == filtered(returns, wanted)


def test_a_class_alone_is_read_with_its_total() -> None:
    female = Key("trafficking", "victims", "sex", "female")
    assert read_for({female}) == {female, VICTIMS}
