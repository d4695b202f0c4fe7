"""What each table of a code book file becomes."""

from __future__ import annotations

from typing import Any

from exchange.codebooks.item import Item
from exchange.core.codebook import (
    Area,
    Breakdown,
    Category,
    CodeBook,
    Dataflow,
    Figure,
    Offence,
    Reporter,
    Rule,
    Status,
)

SEVERITIES = ("error", "warning", "note")
OBS_STATUS = tuple("APEBDOLMKQ")
CONF_STATUS = tuple("FDAS")


def codebook_of(file: Any, faults: list[str]) -> CodeBook:
    """The code book a TOML document holds; what is wrong with it is added to ``faults``."""
    book = Item(file, "", faults)
    made = CodeBook(
        id=book.text("id"),
        title=book.texts("title"),
        languages=book.names("languages"),
        first_year=book.number("first_year"),
        template_year=book.number("template_year"),
        sdmx=_dataflow(book.item("sdmx")),
        reporters=book.each("reporters", _reporter),
        areas=book.each("areas", _area),
        offences=book.each("offences", _offence),
        bases=book.each("bases", lambda _slug, item: item.rest_as_texts()),
        figures=book.each("figures", _figure),
        breakdowns=book.each("breakdowns", _breakdown),
        statuses=book.each("statuses", _status),
        asked=_asked(book.item("asked")),
        rules=book.each("rules", _rule),
        reasons=book.text_lists("reasons"),
    )
    book.close()
    return made


def _dataflow(item: Item) -> Dataflow:
    made = Dataflow(item.text("agency"), item.text("dataflow"), item.text("version"))
    item.close()
    return made


def _asked(item: Item) -> tuple[str, ...]:
    typed = item.names("typed")
    item.close()
    return typed


def _reporter(slug: str, item: Item) -> Reporter:
    return Reporter(
        slug,
        item.texts("label"),
        item.names("languages"),
        item.text("zone"),
        item.text("area"),
        item.codes("articles"),
        item.codes("articles_to_confirm"),
        item.years(),
    )


def _area(slug: str, item: Item) -> Area:
    return Area(slug, item.texts("label"), item.names("parts"), item.text("area"))


def _offence(slug: str, item: Item) -> Offence:
    return Offence(slug, item.texts("label"), item.texts("short"), item.codes("standards"))


def _figure(slug: str, item: Item) -> Figure:
    return Figure(
        slug,
        item.texts("label"),
        item.text("unit"),
        item.names("bases"),
        item.each("definitions", lambda _slug, texts: texts.rest_as_texts()),
        item.codes("standards"),
        item.years(),
    )


def _breakdown(slug: str, item: Item) -> Breakdown:
    return Breakdown(
        slug,
        item.texts("label"),
        item.names("of"),
        tuple(item.each("classes", _category).values()),
        item.text("rule"),
        item.names("reporters", ()) or None,  # None stands for all
        item.years(),
    )


def _category(slug: str, item: Item) -> Category:
    years = item.years()
    return Category(slug, item.rest_as_texts(), years)


def _status(slug: str, item: Item) -> Status:
    return Status(
        slug,
        item.texts("label"),
        item.yes_or_no("value"),
        item.text("obs", among=OBS_STATUS),
        item.text("conf", among=CONF_STATUS),
        item.number("weakness", 0),
        item.text("mark", ""),
        item.names("typed", ()),
    )


def _rule(code: str, item: Item) -> Rule:
    severity, reasons = item.text("severity", among=SEVERITIES), item.text_lists("reasons")
    return Rule(code, severity, item.numbers(), item.others(), reasons)
