"""One year, country by country: numbers at the ends of bars, gaps in words, no false order."""

from __future__ import annotations

from exchange.publish.page.countries import Bar
from tests.compare.making import all_five, sent
from tests.publish_page.showing import shown

EUROPE, CARIBBEAN = "european-netherlands", "caribbean-netherlands"


def bars(*returns) -> dict[str, Bar]:
    return {bar.name: bar for bar in shown(*returns).countries.bars}


def test_the_four_countries_stand_under_each_other() -> None:
    assert list(bars()) == ["Aruba", "Curaçao", "Sint Maarten", "Netherlands"]
    places = [bar.y for bar in shown().countries.bars]
    assert places == sorted(places)


def test_lengths_are_in_the_proportion_of_the_numbers() -> None:
    found = bars(sent("aruba", trafficking_victims=20), sent("curacao", trafficking_victims=40))
    aruba, curacao = found["Aruba"], found["Curaçao"]
    assert aruba.length is not None
    assert curacao.length is not None
    assert abs(2 * aruba.length - curacao.length) < 0.2
    assert (aruba.text, curacao.text) == ("20", "40")


def test_one_person_beside_thousands_is_still_seen_and_none_is_not() -> None:
    found = bars(
        sent("aruba", trafficking_victims=1),
        sent("curacao", trafficking_victims=90_000),
        sent("sint-maarten", trafficking_victims=0),
    )
    assert (found["Aruba"].length or 0) > 1
    assert (found["Sint Maarten"].length, found["Sint Maarten"].text) == (0, "0")


def test_a_gap_has_words_and_no_bar() -> None:
    gap = bars(sent("aruba", trafficking_victims="withheld"))["Aruba"]
    assert (gap.length, gap.text, gap.text_x) == (None, "withheld", 0)


def test_a_partial_country_is_lighter_marked_and_says_what_is_missing() -> None:
    partial = bars(sent(EUROPE, trafficking_victims=668))["Netherlands"]
    assert (partial.partial, partial.text) == (True, "668◐")
    assert [text for _y, text in partial.remarks] == ["without Caribbean Netherlands"]


def test_what_was_counted_is_said_where_it_is_not_the_usual() -> None:
    remarks = bars()["Netherlands"].remarks
    assert " ".join(text for _y, text in remarks) == (
        "definition differs counted: registered (possible victims too)"
    )


def test_the_title_names_who_counted_most() -> None:
    returns = all_five(trafficking_victims=2)
    returns[0] = sent("aruba", trafficking_victims=9)
    assert shown(*returns).countries.title == "Most in 2019: Aruba, 9"


def test_with_something_missing_it_is_most_of_what_is_known() -> None:
    returns = sent("aruba", trafficking_victims=9), sent(EUROPE, trafficking_victims=3)
    assert shown(*returns).countries.title == "Most of what is known of 2019: Aruba, 9"


def test_between_unlike_bases_no_order_is_said() -> None:
    assert shown().countries.title == "The countries counted differently in 2019: no order follows"


def test_equal_numbers_are_said_to_be_equal() -> None:
    returns = [
        *(sent(slug, trafficking_victims=2) for slug in ("aruba", "curacao", "sint-maarten")),
        *(sent(slug, trafficking_victims=1) for slug in (EUROPE, CARIBBEAN)),
    ]
    title = "Aruba, Curaçao, Sint Maarten and Netherlands: 2 each in 2019"
    assert shown(*returns).countries.title == title


def test_one_number_alone_is_no_order() -> None:
    assert shown(sent("aruba", trafficking_victims=9)).countries.title == (
        "Only Aruba has a number for 2019: 9"
    )


def test_no_number_at_all_is_said_and_nothing_is_drawn() -> None:
    countries = shown(sent("aruba", trafficking_victims="withheld")).countries
    assert (countries.title, countries.any) == ("No country has a number for 2019", False)


def test_everything_is_told_in_words() -> None:
    told = shown(
        sent("aruba", trafficking_victims=1), sent(EUROPE, trafficking_victims=3)
    ).countries
    assert told.told == (
        "Aruba: 1; Curaçao: not delivered; Sint Maarten: not delivered; "
        "Netherlands: 3, without Caribbean Netherlands"
    )


def test_numbers_at_the_longest_bar_stay_within_the_drawing() -> None:
    longest = bars(sent("aruba", trafficking_victims=1_234_567))["Aruba"]
    assert longest.text_x + 7.7 * len(longest.text) <= 320


def test_the_same_is_there_as_a_table() -> None:
    table = shown().by_country
    assert [row.label for row in table.sections[0].rows] == list(bars())
    assert table.sections[0].rows[3].cells[0].value == 1334
