"""What was chosen, the sentence, what the figure means."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exchange.core.codebook import Key
from exchange.core.merge import merge
from exchange.core.merge_wanted import YearAndFigure
from exchange.publish.page import Asked, figure_named, page_of
from tests.compare.making import BOOK, VICTIMS, key, real_returns, sent
from tests.publish_page.showing import REAL, link, shown


def test_the_sentence_is_that_of_the_overview() -> None:
    page = shown(year=2019)
    assert page.sentence == (
        "In 2019 all five reporters delivered; 16 of the 50 figures asked are answered."
    )
    assert page.lead == "Numbers: 11; cannot exist there: 5; missing: 34."


def test_the_sentence_speaks_the_readers_language() -> None:
    assert shown(language="nl").sentence.startswith("Over 2019 leverden alle vijf deelnemers")


def test_years_are_offered_latest_first_and_ten_figures() -> None:
    page = shown(year=2018, figure="smuggling_verdicts")
    assert [value for value, _label in page.years] == ["2019", "2018", "2017", "2016"]
    assert (page.year, page.figure) == ("2018", "smuggling_verdicts")
    assert len(page.figures) == 10
    assert ("smuggling_verdicts", "Migrant smuggling · Verdicts") in page.figures


def test_a_chosen_moment_is_shown_as_a_day() -> None:
    moment = datetime(2020, 3, 1, 23, 59, tzinfo=UTC)
    assert page_of(REAL, Asked(2019, VICTIMS, "en", moment)).day == "2020-03-01"
    assert page_of(REAL, Asked(2019, VICTIMS)).day == ""


def test_a_year_that_nobody_delivered_is_refused() -> None:
    with pytest.raises(ValueError, match="2011"):
        page_of(REAL, Asked(2011, VICTIMS))


def test_a_class_is_no_figure_to_choose() -> None:
    with pytest.raises(ValueError, match="trafficking_victims_sex_female"):
        page_of(REAL, Asked(2019, key("trafficking_victims_sex_female")))


@pytest.mark.parametrize("name", ["", "victims", "trafficking_victims_sex_female", "x" * 99])
def test_an_address_that_names_no_figure_gives_none(name: str) -> None:
    assert figure_named(BOOK, 2019, name) is None


def test_an_address_names_a_figure() -> None:
    assert figure_named(BOOK, 2019, "trafficking_victims") == VICTIMS


@pytest.mark.parametrize("figure", list(BOOK.headlines(2019)), ids=lambda key: key.name)
def test_the_narrow_merge_gives_the_same_page(figure: Key) -> None:
    returns = list(real_returns())
    for year in REAL.years:
        asked = Asked(year, figure)
        narrow = merge(BOOK, returns, wanted=YearAndFigure(BOOK, year, figure))
        assert page_of(narrow, asked, link) == page_of(REAL, asked, link)


def test_the_meaning_is_the_code_books() -> None:
    meaning = shown(figure="smuggling_prosecutions").meaning
    assert meaning.definition == (
        "Persons prosecuted for smuggling in the calendar year. "
        "Where only cases are known, choose “cases”."
    )
    assert meaning.facts == (
        ("Counted as", "persons (meant where nothing else is said); cases"),
        ("Articles of law", "Caribbean Netherlands 203a–d Sr BES"),
        ("Standards", "ICCS: 08051; GLOTIP: Persons prosecuted"),
    )


def test_a_figure_with_one_basis_names_it_alone() -> None:
    meaning = shown(figure="trafficking_investigations").meaning
    assert meaning.facts[0] == ("Counted as", "opened in the year")


def test_the_source_names_whose_returns_there_are() -> None:
    page = shown(sent("aruba", trafficking_victims=1), sent("curacao", trafficking_victims=1))
    assert page.source == "Source: the returns of Aruba and Curaçao."
