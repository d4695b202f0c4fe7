"""The comparison as a page: what was chosen, the sentence, the table, the charts."""

from __future__ import annotations

from typing import NamedTuple

from exchange.core.codebook import CodeBook, Key
from exchange.core.comparison import Comparison
from exchange.publish.front_words import caveat, headline, lead
from exchange.publish.labels import Labels
from exchange.publish.page.countries import Bars, countries_of
from exchange.publish.page.meaning import Meaning, meaning_of
from exchange.publish.page.shares import Shares, shares_of
from exchange.publish.page.table import Table, country_table, series_table, year_table
from exchange.publish.page.trends import Trend, trends_of
from exchange.publish.page.view import Asked, Link, Overlapping, View, no_link

Choice = tuple[str, str]
"""What is asked for, and its name."""


class ComparisonPage(NamedTuple):
    """Everything the page shows, in one language; drawings are in units of 1 px at 320 px.

    ``year`` and ``figure`` are what is chosen among ``years`` and ``figures``, the latest first.
    ``day`` is the ISO date as of which figures are shown, empty for now. ``series`` is None where
    there is one year only, ``trends`` empty where nobody has a number in any year.
    """

    year: str
    figure: str
    figure_name: str
    years: tuple[Choice, ...]
    figures: tuple[Choice, ...]
    day: str
    sentence: str
    lead: str
    caveat: str
    table: Table
    trends: tuple[Trend, ...]
    series: Table | None
    countries: Bars
    by_country: Table
    shares: tuple[Shares, ...]
    meaning: Meaning
    source: str


def page_of(
    comparison: Comparison, asked: Asked, link: Link = no_link, overlapping: Overlapping = ()
) -> ComparisonPage:
    """The page for one year and figure.

    Of the comparison, no more is read than ``YearAndFigure`` names. Raises ValueError for a year
    that is not in the comparison, or a figure that was not asked in it.
    """
    if asked.year not in comparison.years:
        raise ValueError(f"no figures of {asked.year}")
    if asked.figure not in comparison.codebook.headlines(asked.year):
        raise ValueError(f"{asked.figure.name} was not asked in {asked.year}")
    labels = Labels(comparison.codebook, asked.language)
    view = View(comparison, labels, asked, link, overlapping)
    several = len(comparison.years) > 1
    return ComparisonPage(
        year=str(asked.year),
        figure=asked.figure.name,
        figure_name=labels.full(asked.figure),
        years=tuple((str(year), str(year)) for year in reversed(comparison.years)),
        figures=tuple(
            (key.name, labels.full(key)) for key in comparison.codebook.headlines(asked.year)
        ),
        day=asked.state.date().isoformat() if asked.state else "",
        sentence=headline(comparison, labels, asked.year),
        lead=lead(comparison, labels, asked.year),
        caveat=caveat(labels),
        table=year_table(view),
        trends=trends_of(view) if several else (),
        series=series_table(view) if several else None,
        countries=countries_of(view),
        by_country=country_table(view),
        shares=shares_of(view),
        meaning=meaning_of(view),
        source=_source(view),
    )


def figure_named(codebook: CodeBook, year: int, name: str) -> Key | None:
    """The headline figure of that name, as it stands in an address; None where there is none."""
    return next((key for key in codebook.headlines(year) if key.name == name), None)


def _source(view: View) -> str:
    """Whose returns the drawings show."""
    _ = view.labels._
    sent = {made.reporter for made in view.comparison.returns}
    areas = view.labels.areas(area for area in view.comparison.reporters if area in sent)
    return _("Source: the returns of {areas}.", areas=areas)
