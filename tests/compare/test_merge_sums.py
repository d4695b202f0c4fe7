"""A sum says what is missing, what is not alike, and the weakest thing that was said of it."""

from __future__ import annotations

import pytest

from exchange.core.codebook import Key
from exchange.core.comparison import Coverage, Part
from tests.compare.making import BOOK, FEMALE, PROSECUTIONS, all_five, key, merged, sent

EUROPE = "european-netherlands"
CARIBBEAN = "caribbean-netherlands"


def test_netherlands_is_partial_until_both_parts_are_in() -> None:
    seen = merged(sent(EUROPE, trafficking_victims=668), area="netherlands")
    assert (seen.value, seen.coverage, seen.missing) == (668, Coverage.PARTIAL, (CARIBBEAN,))
    assert seen.parts == (
        Part(EUROPE, 668, "normal", Coverage.COMPLETE),
        Part(CARIBBEAN, None, "to-follow", Coverage.NONE),
    )


def test_netherlands_is_complete_when_both_parts_are_in() -> None:
    parts = sent(EUROPE, trafficking_victims=668), sent(CARIBBEAN, trafficking_victims=0)
    seen = merged(*parts, area="netherlands")
    assert (seen.value, seen.coverage, seen.missing) == (668, Coverage.COMPLETE, ())
    assert seen.origin is None


def test_the_kingdom_names_the_reporter_missing_inside_a_country() -> None:
    complete = [made for made in all_five(trafficking_victims=2) if made.reporter != CARIBBEAN]
    seen = merged(*complete)
    assert (seen.value, seen.coverage, seen.missing) == (8, Coverage.PARTIAL, (CARIBBEAN,))
    assert seen.parts[-1] == Part("netherlands", 2, "normal", Coverage.PARTIAL)


def test_a_figure_that_cannot_exist_in_one_part_is_no_gap() -> None:
    parts = (
        sent(EUROPE, trafficking_victims=5),
        sent(CARIBBEAN, trafficking_victims="not-applicable"),
    )
    seen = merged(*parts, area="netherlands")
    assert (seen.value, seen.coverage) == (5, Coverage.COMPLETE)


def test_a_figure_that_can_exist_nowhere_is_not_applicable_and_complete() -> None:
    seen = merged(*all_five(trafficking_victims="not-applicable"))
    assert (seen.value, seen.status, seen.coverage, seen.basis) == (
        *(None, "not-applicable", Coverage.COMPLETE, None),
    )


@pytest.mark.parametrize("reason", ["to-follow", "not-available", "withheld"])
def test_parts_that_all_lack_a_figure_for_one_reason_share_it(reason: str) -> None:
    seen = merged(*all_five(trafficking_victims=reason))
    assert (seen.value, seen.status, seen.coverage) == (None, reason, Coverage.NONE)
    assert seen.missing == BOOK.reporters_of("kingdom")


def test_parts_that_lack_a_figure_for_different_reasons_are_not_available() -> None:
    parts = sent(EUROPE, trafficking_victims="withheld"), sent(CARIBBEAN)
    assert merged(*parts, area="netherlands").status == "not-available"


def test_one_reason_beside_not_applicable_is_the_reason() -> None:
    parts = (
        sent(EUROPE, trafficking_victims="withheld"),
        sent(CARIBBEAN, trafficking_victims="not-applicable"),
    )
    seen = merged(*parts, area="netherlands")
    assert (seen.status, seen.coverage) == ("withheld", Coverage.NONE)


def test_nobody_delivered_is_known_of_an_area_too() -> None:
    seen = merged(sent("aruba", trafficking_victims=1), area="netherlands")
    assert (seen.status, seen.delivered) == ("to-follow", False)


def test_counts_on_unlike_bases_are_not_added() -> None:
    parts = (
        sent(EUROPE, trafficking_victims={"value": 900, "basis": "registered"}),
        sent(CARIBBEAN, trafficking_victims={"value": 2, "basis": "confirmed"}),
    )
    seen = merged(*parts, area="netherlands")
    assert (seen.value, seen.status, seen.basis) == (None, "unlike", None)
    assert seen.coverage is Coverage.COMPLETE
    assert [part.value for part in seen.parts] == [900, 2]
    assert merged(*parts).coverage is Coverage.PARTIAL


def test_a_basis_left_blank_is_the_first_one_and_like_it() -> None:
    parts = (
        sent(EUROPE, trafficking_victims={"value": 9, "basis": "identified"}),
        sent(CARIBBEAN, trafficking_victims=2),
    )
    seen = merged(*parts, area="netherlands")
    assert (seen.value, seen.basis) == (11, "identified")


def test_classes_of_totals_on_unlike_bases_are_not_added_either() -> None:
    female = {"trafficking_victims_sex_female": 1}
    parts = (
        sent(EUROPE, trafficking_victims={"value": 9, "basis": "registered"}, **female),
        sent(CARIBBEAN, trafficking_victims={"value": 2, "basis": "confirmed"}, **female),
    )
    assert merged(*parts, area="netherlands", of=FEMALE).status == "unlike"


@pytest.mark.parametrize(
    "flags, weakest",
    [
        (("normal", "normal"), "normal"),
        (("normal", "provisional"), "provisional"),
        (("estimated", "provisional"), "estimated"),
        (("definition", "estimated"), "definition"),
        (("definition", "break"), "break"),
    ],
)
def test_a_sum_carries_the_weakest_flag_of_its_parts(flags: tuple[str, str], weakest: str) -> None:
    made = [
        sent(slug, trafficking_victims={"value": 1, "status": flag})
        for slug, flag in zip((EUROPE, CARIBBEAN), flags, strict=True)
    ]
    assert merged(*made, area="netherlands").status == weakest


def test_a_reporter_that_gave_no_breakdown_is_a_gap_in_its_classes() -> None:
    parts = (
        sent(EUROPE, trafficking_victims=9, trafficking_victims_sex_female=7),
        sent(CARIBBEAN, trafficking_victims=2),
    )
    seen = merged(*parts, area="netherlands", of=FEMALE)
    assert (seen.value, seen.coverage, seen.missing) == (7, Coverage.PARTIAL, (CARIBBEAN,))
    assert seen.parts[1] == Part(CARIBBEAN, None, "not-available", Coverage.NONE)


@pytest.mark.parametrize(
    "reason, coverage",
    [("not-applicable", Coverage.COMPLETE), ("withheld", Coverage.PARTIAL)],
)
def test_a_class_not_given_has_its_totals_reason(reason: str, coverage: Coverage) -> None:
    parts = (
        sent(EUROPE, trafficking_victims=9, trafficking_victims_sex_female=7),
        sent(CARIBBEAN, trafficking_victims=reason),
    )
    seen = merged(*parts, area="netherlands", of=FEMALE)
    assert (seen.parts[1].status, seen.coverage) == (reason, coverage)


def test_who_is_not_asked_for_a_breakdown_is_no_gap_in_it() -> None:
    bonaire = key("trafficking_victims_island_bonaire")
    made = sent(CARIBBEAN, trafficking_victims=2, trafficking_victims_island_bonaire=2)
    seen = merged(made, of=bonaire)
    assert (seen.value, seen.coverage, seen.missing) == (2, Coverage.COMPLETE, ())


def elsewhere(note: str) -> dict[str, str]:
    return {"status": "included-elsewhere", "note": note}


@pytest.mark.parametrize(
    "note",
    [EUROPE, "European Netherlands has them", "Europees Nederland: daar geteld", f"“{EUROPE}”"],
)
def test_included_in_a_part_of_the_same_area_is_no_gap(note: str) -> None:
    parts = (
        sent(EUROPE, trafficking_victims=9),
        sent(CARIBBEAN, trafficking_victims=elsewhere(note)),
    )
    seen = merged(*parts, area="netherlands")
    assert (seen.value, seen.coverage, seen.missing) == (9, Coverage.COMPLETE, ())
    assert seen.parts[1].coverage is Coverage.NONE


def test_included_in_another_area_is_a_gap_here_and_none_in_the_sum_of_both() -> None:
    parts = (
        sent("curacao", trafficking_victims=3),
        sent(EUROPE, trafficking_victims=9),
        sent(CARIBBEAN, trafficking_victims=elsewhere("curacao")),
    )
    assert merged(*parts, area="netherlands").missing == (CARIBBEAN,)
    assert merged(*parts).missing == ("aruba", "sint-maarten")


@pytest.mark.parametrize(
    "note",
    [
        "trafficking_suspects",
        "Suspects of the same case",
        "verdachten",
        "",
        "see the annex",
        "european-netherlands-antilles",
        CARIBBEAN,
    ],
)
def test_included_in_another_figure_or_nowhere_is_a_gap(note: str) -> None:
    parts = (
        sent(EUROPE, trafficking_victims=9, trafficking_suspects=3),
        sent(CARIBBEAN, trafficking_victims=elsewhere(note)),
    )
    assert merged(*parts, area="netherlands").coverage is Coverage.PARTIAL


def test_the_figure_a_note_names_may_be_the_figure_itself_but_not_its_own() -> None:
    made = sent(CARIBBEAN, trafficking_victims=elsewhere("trafficking_victims"))
    assert merged(made, area="netherlands").coverage is Coverage.NONE


def test_notes_that_lead_in_a_circle_count_nothing() -> None:
    parts = (
        sent(EUROPE, trafficking_victims=elsewhere(CARIBBEAN)),
        sent(CARIBBEAN, trafficking_victims=elsewhere(EUROPE)),
    )
    seen = merged(*parts, area="netherlands")
    assert (seen.value, seen.status, seen.coverage) == (None, "included-elsewhere", Coverage.NONE)


def test_notes_are_followed_to_the_reporter_who_counts() -> None:
    parts = (
        sent("aruba", trafficking_victims=elsewhere("curacao")),
        sent("curacao", trafficking_victims=elsewhere("Sint Maarten")),
        sent("sint-maarten", trafficking_victims=4),
        sent(EUROPE, trafficking_victims=1),
        sent(CARIBBEAN, trafficking_victims=0),
    )
    seen = merged(*parts)
    assert (seen.value, seen.coverage) == (5, Coverage.COMPLETE)


def test_included_in_a_figure_that_cannot_exist_is_a_gap() -> None:
    parts = (
        sent(EUROPE, trafficking_victims="not-applicable"),
        sent(CARIBBEAN, trafficking_victims=elsewhere(EUROPE)),
    )
    seen = merged(*parts, area="netherlands")
    assert (seen.status, seen.coverage) == ("included-elsewhere", Coverage.NONE)


def test_included_with_a_reporter_who_has_not_delivered_waits_for_it() -> None:
    made = sent(CARIBBEAN, trafficking_victims=elsewhere(EUROPE))
    seen = merged(made, area="netherlands")
    assert (seen.status, seen.missing) == ("to-follow", (EUROPE,))


def test_cases_and_persons_are_unlike() -> None:
    parts = (
        sent(EUROPE, trafficking_prosecutions={"value": 101, "basis": "persons"}),
        sent(CARIBBEAN, trafficking_prosecutions={"value": 4, "basis": "cases"}),
    )
    assert merged(*parts, area="netherlands", of=PROSECUTIONS).status == "unlike"
    assert isinstance(PROSECUTIONS, Key)
