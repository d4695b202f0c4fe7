"""Five returns become one comparison in which no gap is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.core.codebook import Key, Validity, known_keys
from exchange.core.comparison import Coverage, Origin, Skipped
from exchange.core.merge import TwoReturns, merge
from exchange.core.merge_elsewhere import Holders
from exchange.core.returns import Return, Verdict
from tests.compare.making import BOOK, FEMALE, SHA256, VICTIMS, all_five, merged, real_returns, sent


def test_every_reporter_has_every_headline_figure_of_every_year() -> None:
    comparison = merge(BOOK, [sent("aruba", 2018, trafficking_victims=2), sent("curacao", 2019)])
    headlines = list(BOOK.headlines(2018))
    assert comparison.years == (2018, 2019)
    assert comparison.areas == (*BOOK.reporters, *BOOK.areas)
    assert [(o.year, o.key, o.area) for o in comparison.observations] == [
        (year, key, area) for year in (2018, 2019) for key in headlines for area in comparison.areas
    ]


def test_a_delivered_figure_comes_with_the_cell_it_was_read_from() -> None:
    seen = merged(sent("aruba", trafficking_victims=2), area="aruba")
    assert (seen.value, seen.status, seen.basis) == (2, "normal", "identified")
    assert seen.coverage is Coverage.COMPLETE
    assert seen.origin == Origin("aruba-2019.xlsx", SHA256, "Figures", "D8")


def test_a_figure_read_from_nowhere_has_no_origin() -> None:
    made = replace(sent("aruba", trafficking_victims=2), source=None)
    assert merged(made, area="aruba").origin is None


def test_an_absent_return_is_to_follow_and_was_not_delivered() -> None:
    seen = merged(sent("aruba", trafficking_victims=2), area="curacao")
    assert (seen.value, seen.status, seen.coverage, seen.origin, seen.delivered) == (
        *(None, "to-follow", Coverage.NONE, None, False),
    )


def test_an_offence_left_blank_is_to_follow_in_a_delivered_return() -> None:
    seen = merged(
        sent("aruba", trafficking_victims=2), area="aruba", of=Key("smuggling", "victims")
    )
    assert (seen.status, seen.delivered) == ("to-follow", False)


@pytest.mark.parametrize(
    "reason, coverage",
    [
        ("not-applicable", Coverage.COMPLETE),
        ("not-available", Coverage.NONE),
        ("withheld", Coverage.NONE),
        ("to-follow", Coverage.NONE),
        ("included-elsewhere", Coverage.NONE),
    ],
)
def test_a_reason_is_complete_only_where_the_figure_cannot_exist(
    reason: str, coverage: Coverage
) -> None:
    seen = merged(sent("aruba", trafficking_victims=reason), area="aruba")
    assert (seen.value, seen.status, seen.coverage) == (None, reason, coverage)


def test_a_reporter_is_asked_only_in_the_years_it_exists() -> None:
    aruba = BOOK.reporters["aruba"]._replace(valid=Validity(since=2019))
    book = replace(BOOK, reporters={**BOOK.reporters, "aruba": aruba})
    others = [sent(slug, 2018, trafficking_victims=1) for slug in list(BOOK.reporters)[1:]]
    comparison = merge(book, others)
    kingdom = comparison.at("kingdom", VICTIMS, 2018)
    assert "aruba" not in comparison.areas
    assert kingdom is not None
    assert (kingdom.value, kingdom.coverage) == (4, Coverage.COMPLETE)
    assert "aruba" not in [part.area for part in kingdom.parts]


def test_an_area_without_any_reporter_yet_is_not_shown() -> None:
    later = Validity(since=2020)
    parts = ("caribbean-netherlands", "european-netherlands")
    reporters = {
        slug: reporter._replace(valid=later) if slug in parts else reporter
        for slug, reporter in BOOK.reporters.items()
    }
    comparison = merge(replace(BOOK, reporters=reporters), [sent("aruba", trafficking_victims=1)])
    assert comparison.at("netherlands", VICTIMS, 2019) is None


def test_a_class_stands_only_where_a_reporter_gave_it() -> None:
    comparison = merge(
        BOOK, [sent("aruba", trafficking_victims=2, trafficking_victims_sex_female=1)]
    )
    assert comparison.at("aruba", FEMALE, 2019) is not None
    assert comparison.at("curacao", FEMALE, 2019) is None
    assert [key for key in comparison.keys if key.breakdown] == [FEMALE]


def test_a_class_is_counted_on_its_totals_basis() -> None:
    told = {"value": 2, "basis": "confirmed"}
    seen = merged(
        sent("aruba", trafficking_victims=told, trafficking_victims_sex_female=1),
        area="aruba",
        of=FEMALE,
    )
    assert seen.basis == "confirmed"


def test_a_class_alone_is_counted_on_the_figures_first_basis() -> None:
    seen = merged(sent("aruba", trafficking_victims_sex_female=1), area="aruba", of=FEMALE)
    assert seen.basis == "identified"


def test_two_returns_of_one_reporter_and_year_are_refused_naming_both() -> None:
    first, second = sent("aruba"), replace(sent("aruba"), source=None)
    with pytest.raises(TwoReturns, match="two returns of aruba for 2019") as refusal:
        merge(BOOK, [first, sent("curacao"), second])
    assert (refusal.value.first, refusal.value.second) == (second, first)


def test_what_was_left_out_is_remembered_in_the_order_of_files() -> None:
    left = [Skipped(file, "0", Verdict.REJECTED) for file in ("b.xlsx", "a.xlsx")]
    assert [one.file for one in merge(BOOK, [], left).skipped] == ["a.xlsx", "b.xlsx"]


def test_no_returns_make_an_empty_comparison() -> None:
    comparison = merge(BOOK, [])
    assert (comparison.years, comparison.observations) == ((), ())


def test_a_note_can_name_the_figure_of_another_offence() -> None:
    told = {"status": "included-elsewhere", "note": "smuggling_victims: same people"}
    seen = merged(sent("aruba", trafficking_victims=told), area="aruba")
    assert Holders(BOOK).cell(seen) == ("aruba", Key("smuggling", "victims"))
    assert Holders(BOOK).cell(seen._replace(note="Suspects")) == (
        *("aruba", Key("trafficking", "suspects")),
    )


def test_a_note_can_name_a_reporter_that_does_not_exist_yet() -> None:
    told = {"status": "included-elsewhere", "note": "curacao"}
    later = BOOK.reporters["curacao"]._replace(valid=Validity(since=2020))
    book = replace(BOOK, reporters={**BOOK.reporters, "curacao": later})
    kingdom = merge(book, [sent("aruba", trafficking_victims=told)]).at("kingdom", VICTIMS, 2019)
    assert kingdom is not None
    assert "aruba" in kingdom.missing


def test_the_comparison_finds_returns_reporters_and_figures() -> None:
    comparison = merge(BOOK, all_five(trafficking_victims=1))
    returned = comparison.returned("aruba", 2019)
    assert returned is not None
    assert returned.reporter == "aruba"
    assert comparison.returned("aruba", 2018) is None
    assert comparison.reporters == tuple(BOOK.reporters)


_NAMES = [key.name for key in known_keys(BOOK)]
_SAID = st.one_of(
    st.integers(0, 2000),
    st.sampled_from([status.slug for status in BOOK.statuses.values() if not status.value]),
    st.builds(
        lambda value, status, basis: {"value": value, "status": status, "basis": basis},
        st.integers(0, 2000),
        st.sampled_from([status.slug for status in BOOK.statuses.values() if status.value]),
        st.sampled_from([None, "cases", "confirmed"]),
    ),
    st.just({"status": "included-elsewhere", "note": "Curaçao counts them"}),
)
_CELLS = st.dictionaries(st.sampled_from(_NAMES), _SAID, max_size=6)
_RETURNS = st.lists(
    st.builds(
        lambda reporter, year, cells: sent(reporter, year, **cells),
        st.sampled_from(list(BOOK.reporters)),
        st.integers(2017, 2019),
        _CELLS,
    ),
    max_size=8,
    unique_by=lambda made: (made.reporter, made.year),
)


@given(_RETURNS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_returns_never_matters(returns: list[Return], random: object) -> None:
    shuffled = list(returns)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(BOOK, shuffled) == merge(BOOK, returns)


@given(_RETURNS)
@settings(deadline=None, max_examples=40)
def test_years_merged_one_by_one_say_the_same_as_all_at_once(returns: list[Return]) -> None:
    together = merge(BOOK, returns)
    apart = [
        seen
        for year in together.years
        for seen in merge(BOOK, [made for made in returns if made.year == year]).observations
    ]
    assert list(together.observations) == apart


@given(_RETURNS)
@settings(deadline=None, max_examples=60)
def test_a_sum_is_its_reporters_numbers_and_names_every_gap(returns: list[Return]) -> None:
    comparison = merge(BOOK, returns)
    for seen in comparison.observations:
        if seen.area in BOOK.areas:
            leaves = [
                comparison.at(reporter, seen.key, seen.year)
                for reporter in BOOK.reporters_of(seen.area)
            ]
            values = [leaf.value for leaf in leaves if leaf and leaf.value is not None]
            assert seen.value in (sum(values) if values else None, None)
            assert (seen.value is None) == (not values or seen.status == "unlike")
            assert (seen.coverage is Coverage.COMPLETE) == (not seen.missing)
            assert not any(
                leaf and leaf.value is not None and leaf.area in seen.missing for leaf in leaves
            )


def test_the_real_years_are_merged_whole() -> None:
    comparison = merge(BOOK, real_returns())
    assert comparison.years == (2016, 2017, 2018, 2019)
    assert len(comparison.returns) == 20
    curacao = comparison.at("curacao", VICTIMS, 2018)
    assert curacao is not None
    assert curacao.value == 44
