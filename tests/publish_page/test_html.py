"""The page as a browser gets it: whole, within the content policy, and readable aloud."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from exchange.publish.page import Asked, page_of
from exchange.wording import LANGUAGES
from tests.compare.making import BOOK, VICTIMS, all_five, filled, sent
from tests.publish_page.showing import REAL, html_of, link, markup, shown

CASES = [
    (year, figure.name, language)
    for year, figure in zip([*REAL.years] * 3, BOOK.headlines(2019), strict=False)
    for language in LANGUAGES
]


@pytest.mark.parametrize("year, figure, language", CASES)
def test_nothing_is_inline_and_every_reference_leads_somewhere(
    year: int, figure: str, language: str
) -> None:
    page = html_of(shown(year=year, figure=figure, language=language), language)
    elements = page.all()
    names = [e.attributes["id"] for e in elements if "id" in e.attributes]
    assert len(names) == len(set(names))
    assert not [e for e in elements if "style" in e.attributes or e.tag in {"style", "script"}]
    assert not [a for e in elements for a in e.attributes if a.startswith("on")]
    referring = ("aria-labelledby", "aria-describedby", "for")
    told = [e.attributes[a] or "" for e in elements for a in referring if a in e.attributes]
    assert {name for names in told for name in names.split()} <= set(names)


def test_every_drawing_is_an_image_with_a_name_and_a_description() -> None:
    drawings = html_of(shown()).all("svg")
    images = [drawing for drawing in drawings if drawing.attributes.get("role") == "img"]
    assert len(images) == 1 + 5 + 3
    for image in images:
        (name,), (told,) = image.all("title"), image.all("desc")
        expected = f"{name.attributes['id']} {told.attributes['id']}"
        assert image.attributes["aria-labelledby"] == expected
        assert name.text
        assert told.text


def test_every_kind_of_chart_has_its_table_one_click_away() -> None:
    folded = html_of(shown()).all("details")
    captions = [caption.text for fold in folded for caption in fold.all("caption")]
    assert captions == [
        *("Human trafficking · Victims, 2019", "Human trafficking · Victims"),
        *(
            "Human trafficking · Victims by age",
            "Human trafficking · Victims by form of exploitation",
        ),
    ]


def test_the_form_asks_for_year_figure_and_day_without_scripts() -> None:
    moment = datetime(2020, 3, 1, tzinfo=UTC)
    page = html_of(page_of(REAL, Asked(2018, VICTIMS, "en", moment), link), known_on="1 March 2020")
    (form,) = page.all("form")
    assert form.attributes["method"] == "get"
    assert [select.attributes["name"] for select in form.all("select")] == ["year", "figure"]
    chosen = [one.attributes["value"] for one in form.all("option") if "selected" in one.attributes]
    assert chosen == ["2018", "trafficking_victims"]
    (day,) = form.all("input")
    assert (day.attributes["name"], day.attributes["value"]) == ("as_of", "2020-03-01")
    assert "This is what was known on 1 March 2020." in page.text


def test_without_a_chosen_day_it_says_nothing_of_one() -> None:
    assert "what was known on" not in html_of(shown()).text


def test_a_figures_name_leads_to_its_charts_of_the_same_year_and_day() -> None:
    moment = datetime(2020, 3, 1, tzinfo=UTC)
    page = html_of(page_of(REAL, Asked(2018, VICTIMS, "en", moment), link), known_on="1 March 2020")
    links = [a.attributes["href"] for th in page.all("th") for a in th.all("a")]
    assert "?year=2018&figure=smuggling_verdicts&as_of=2020-03-01#chosen" in links
    assert [e.tag for e in page.all() if e.attributes.get("id") == "chosen"] == ["h2"]


def test_a_number_links_to_its_cell_and_its_marks_are_read_aloud() -> None:
    cells = html_of(shown(year=2018)).all("td")
    european = next(cell for cell in cells if cell.text.startswith("668"))
    (way,) = european.all("a")
    assert way.attributes["href"] == "/returns/european-netherlands/2018#trafficking_victims"
    assert "definition differs" in european.text


def test_a_partial_total_is_lighter_and_says_without_whom() -> None:
    page = html_of(shown(sent("european-netherlands", trafficking_victims=668)))
    partial = page.all("td", "partial")[0]
    assert partial.text == "668◐ partial without Caribbean Netherlands"
    assert "partial: the sum of what is there" in page.all("ul", "key")[0].text


def test_what_people_typed_is_text_and_nothing_else() -> None:
    page = html_of(shown(), content_hash="<script>x</script>")
    assert page.all("script") == []
    assert "<script>x</script>" in page.text


def test_that_persons_can_be_counted_twice_stands_under_the_table() -> None:
    assert "persons can be counted twice" in html_of(shown()).text


def test_downloads_come_with_whom_they_are_for_and_their_hash() -> None:
    page = html_of(shown())
    (listed,) = page.all("ul", "downloads")
    assert [a.attributes["href"] for a in listed.all("a")] == ["/comparison.xlsx?as_of=2020-01-02"]
    assert "For coordinators, state of 2 January 2020" in page.text
    assert "5a" * 32 in page.text


def test_overlapping_classes_are_words_and_no_drawing() -> None:
    cells = {"trafficking_victims_sex_female": 2, "trafficking_victims_sex_male": 2}
    page = html_of(shown(sent("aruba", trafficking_victims=3, **cells)))
    assert "The classes add up to more than the total" in page.text
    assert not [e for e in page.all("title") if "by sex" in e.text]


def test_a_figure_that_nobody_counted_is_said_in_words() -> None:
    page = html_of(shown(figure="trafficking_verdicts", year=2018))
    assert "Aruba: not available; Curaçao: not available" in page.text
    assert "Nobody has given a number for this figure in any year." in page.text


def test_one_year_alone_has_no_charts_over_years() -> None:
    assert "Over the years" not in html_of(shown(*all_five(trafficking_victims=2))).text


def test_before_anything_is_released_the_page_says_so() -> None:
    page = html_of(None)
    assert "there is nothing to compare" in page.text
    assert page.all("table") == []


def test_twenty_years_of_full_returns_make_a_small_page() -> None:
    page = shown(*filled(BOOK, range(2011, 2031)), year=2030)
    rows = html_of(page).all("tr")
    assert len([row for row in rows if row.text.startswith("20")]) == 20
    assert len(gzip.compress(markup(page).encode())) < 12_000
