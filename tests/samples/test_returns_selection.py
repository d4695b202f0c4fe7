"""The selection behind the sample returns says nothing that its sources do not say."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

COUNTRIES = {
    "aruba": "AW",
    "curacao": "CW",
    "sint-maarten": "SX",
    "caribbean-netherlands": "BQ",
    "european-netherlands": "NL",
}
OFFENCES = {"trafficking": "THB", "smuggling": "SOM"}
PRINTED_AS = {
    "victims": "victims",
    "investigations": "police_investigations",
    "suspects": "suspects",
    "prosecutions": "prosecutions",
    "verdicts_outcome_conviction": "convictions",
    "verdicts_outcome_other": "acquittals_or_other",
}
BASES = {
    "victims": {"identified", "confirmed", "registered"},
    "investigations": {"opened"},
    "suspects": {"police", "prosecution"},
    "prosecutions": {"persons", "cases"},
    "verdicts": {"persons", "cases"},
}
CLASSES = {
    ("victims", "sex"): {"female", "male", "other", "unknown"},
    ("victims", "age"): {"child", "adult", "unknown"},
    ("victims", "form"): {
        "sexual",
        "labour",
        "criminal",
        "organ_removal",
        "mixed",
        "other",
        "unknown",
    },
    ("verdicts", "outcome"): {"conviction", "acquittal", "other", "unknown"},
}
WITH_VALUE = {"normal", "provisional", "estimated", "break", "definition"}
REASONS = {"to-follow", "not-available", "not-applicable", "included-elsewhere", "withheld"}
SUMMED = ("caribbean-netherlands-2017", "smuggling_verdicts")
UNDELIVERED = {("sint-maarten-2017", "smuggling"), ("sint-maarten-2018", "smuggling")}


class Row(NamedTuple):
    """One line of public-figures.csv; an empty value means that the source says "not reported"."""

    country: str
    year: str
    offence: str
    figure: str
    value: str
    note: str
    source: str

    def names(self) -> list[str]:
        """What a note may call this source: its address, or the first words of its title."""
        addresses = re.findall(r"https?://\S+", self.source)
        return addresses or [re.split(r", | data_", self.source)[0]]

    def numbers(self) -> set[int]:
        """Every number printed in the value or the note."""
        return {int(digits) for digits in re.findall(r"\d+", f"{self.value} {self.note}")}


class Entry(NamedTuple):
    """One cell of one return."""

    title: str
    reporter: str
    year: int
    name: str
    cell: dict[str, Any]

    @property
    def offence(self) -> str:
        return self.name.partition("_")[0]

    @property
    def figure(self) -> str:
        return self.name.split("_")[1]

    @property
    def rest(self) -> str:
        return self.name.partition("_")[2]

    def rows(self) -> list[Row]:
        """What the sources say on this reporter, year and offence."""
        key = (COUNTRIES[self.reporter], str(self.year), OFFENCES[self.offence])
        return [row for row in ROWS if (row.country, row.year, row.offence) == key]


def _rows() -> list[Row]:
    with (SAMPLES / "public-figures.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**line) for line in csv.DictReader(file)]


def _returns() -> dict[str, dict[str, Any]]:
    with (SAMPLES / "returns.toml").open("rb") as file:
        document = tomllib.load(file)
    assert set(document) == {"returns"}
    returns: dict[str, dict[str, Any]] = document["returns"]
    return returns


ROWS = _rows()
RETURNS = _returns()
ENTRIES = [
    Entry(title, table["reporter"], table["year"], name, cell)
    for title, table in RETURNS.items()
    for name, cell in table["cells"].items()
]
VALUES = [entry for entry in ENTRIES if "value" in entry.cell]
HEADLINES = [entry for entry in ENTRIES if entry.rest in BASES]


def _label(entry: Entry) -> str:
    return f"{entry.title}:{entry.name}"


every_entry = pytest.mark.parametrize("entry", ENTRIES, ids=_label)
every_value = pytest.mark.parametrize("entry", VALUES, ids=_label)
every_headline = pytest.mark.parametrize("entry", HEADLINES, ids=_label)
every_return = pytest.mark.parametrize("title", RETURNS)


def _sources_of(entry: Entry) -> list[Row]:
    """The rows that print the cell's number: as the same figure, or inside the figure's note."""
    number = entry.cell["value"]
    printed_as = PRINTED_AS.get(entry.rest)
    if printed_as:
        return [r for r in entry.rows() if r.figure == printed_as and r.value == str(number)]
    whole = PRINTED_AS.get(entry.figure)
    return [r for r in entry.rows() if r.figure == whole and _prints(r, entry.cell)]


def _prints(row: Row, cell: dict[str, Any]) -> bool:
    sum_shown = re.search(rf"\b{cell['value']} = (\d+) - (\d+)\b", cell["note"])
    if sum_shown is None:
        return cell["value"] in row.numbers()
    minuend, subtrahend = int(sum_shown[1]), int(sum_shown[2])
    return minuend - subtrahend == cell["value"] and {minuend, subtrahend} <= row.numbers()


def _known_classes(title: str, offence: str, figure: str, breakdown: str) -> list[int]:
    start = f"{offence}_{figure}_{breakdown}_"
    cells = RETURNS[title]["cells"].items()
    return [cell["value"] for name, cell in cells if name.startswith(start)]


def test_five_reporters_have_a_return_for_each_of_the_four_years() -> None:
    assert set(RETURNS) == {f"{slug}-{year}" for slug in COUNTRIES for year in range(2016, 2020)}
    assert all(title == f"{t['reporter']}-{t['year']}" for title, t in RETURNS.items())


def test_every_language_occurs() -> None:
    assert {table["language"] for table in RETURNS.values()} == {"nl", "en", "pap-CW", "pap-AW"}


@every_return
def test_all_five_headline_figures_of_a_delivered_offence_are_filled(title: str) -> None:
    cells = RETURNS[title]["cells"]
    for offence in OFFENCES:
        filled = {figure for figure in BASES if f"{offence}_{figure}" in cells}
        assert filled == (set() if (title, offence) in UNDELIVERED else set(BASES))


@every_return
def test_sources_and_dates_are_named_for_offences_that_have_figures(title: str) -> None:
    table = RETURNS[title]
    counted = {e.offence for e in VALUES if e.title == title}
    assert counted <= set(table.get("source", {})) <= set(OFFENCES)
    dates = table.get("asof", {})
    assert set(dates) <= counted
    assert all(type(date) is dt.date for date in dates.values())
    assert all(date.year >= table["year"] for date in dates.values())


@every_entry
def test_names_statuses_and_bases_are_those_of_the_workbook(entry: Entry) -> None:
    cell = entry.cell
    assert set(cell) <= {"value", "status", "basis", "note"}
    assert entry.offence in OFFENCES
    if entry.rest in BASES:
        assert cell.get("basis") in (BASES[entry.figure] if "value" in cell else {None})
    else:
        figure, breakdown, category = entry.rest.split("_", 2)
        assert category in CLASSES[figure, breakdown]
        assert "basis" not in cell
    assert cell.get("status", "normal") in (WITH_VALUE if "value" in cell else REASONS)
    assert 0 < len(cell["note"]) <= 250


@pytest.mark.parametrize(
    "entry", [entry for entry in VALUES if (entry.title, entry.name) != SUMMED], ids=_label
)
def test_every_number_stands_in_a_source_named_in_its_note(entry: Entry) -> None:
    sources = _sources_of(entry)
    assert sources, "no source gives this number"
    cited = entry.cell["note"].partition("source: ")[2]
    assert any(name in cited for row in sources for name in row.names())


def test_the_four_smuggling_verdicts_of_2017_are_the_sum_of_the_printed_outcomes() -> None:
    title, name = SUMMED
    cells = RETURNS[title]["cells"]
    total = cells[name]
    outcomes = [cells[f"smuggling_verdicts_outcome_{c}"]["value"] for c in ("conviction", "other")]
    assert (total["value"], outcomes) == (4, [3, 1])
    assert "4 = 3 + 1" in total["note"]
    assert "source: Raad voor de rechtshandhaving" in total["note"]


@every_headline
def test_a_figure_that_a_source_gives_is_not_called_not_available(entry: Entry) -> None:
    known = [r for r in entry.rows() if r.figure == PRINTED_AS.get(entry.rest) and r.value]
    assert not known or "value" in entry.cell


@every_value
def test_a_figure_that_was_not_chosen_is_named_in_the_note(entry: Entry) -> None:
    told = {int(digits) for digits in re.findall(r"\d+", entry.cell["note"])}
    for row in entry.rows():
        if row.figure != PRINTED_AS.get(entry.rest):
            continue
        if row.value:
            assert int(row.value) in told | {entry.cell["value"]}
        else:
            assert "not reported" in entry.cell["note"]


def test_every_usable_row_of_these_years_is_in_a_return() -> None:
    used = {row for entry in VALUES for row in entry.rows() if row.figure == _printed_as(entry)}
    wanted = {
        row
        for row in ROWS
        if row.year in {"2016", "2017", "2018", "2019"}
        and row.offence in OFFENCES.values()
        and row.figure in PRINTED_AS.values()
        and row.value
    }
    assert wanted <= used


def _printed_as(entry: Entry) -> str | None:
    return PRINTED_AS.get(entry.rest)


@every_value
def test_figures_of_unknown_coverage_say_so(entry: Entry) -> None:
    unknown = entry.reporter == "european-netherlands"
    assert unknown == ("may include the Caribbean Netherlands" in entry.cell["note"])
    if unknown:
        assert entry.cell["status"] == "definition"


@every_headline
def test_reasons_say_why(entry: Entry) -> None:
    if entry.rest == "victims" and entry.offence == "smuggling":
        assert entry.cell["status"] == "not-applicable"
    elif "value" not in entry.cell:
        assert entry.cell["status"] == "not-available"
        assert entry.cell["note"].startswith("other: ")


@every_headline
def test_known_classes_never_exceed_their_total(entry: Entry) -> None:
    for figure, breakdown in CLASSES:
        if figure == entry.figure and "value" in entry.cell:
            known = _known_classes(entry.title, entry.offence, figure, breakdown)
            assert sum(known) <= entry.cell["value"]


@pytest.mark.parametrize(
    "title, forms",
    [
        ("curacao-2018", [16, 10, 18]),
        ("european-netherlands-2018", [458, 142, 28, 40]),
        ("european-netherlands-2019", [849, 228, 196, 61]),
    ],
)
def test_forms_of_exploitation_add_up_to_the_victims(title: str, forms: list[int]) -> None:
    assert _known_classes(title, "trafficking", "victims", "form") == forms
    assert sum(forms) == RETURNS[title]["cells"]["trafficking_victims"]["value"]


@every_return
def test_no_return_warns_on_its_own(title: str) -> None:
    """The rules across cells that need no other year (thresholds of the code book)."""
    cells = RETURNS[title]["cells"]
    for offence in OFFENCES:
        count = {f: cells.get(f"{offence}_{f}", {}).get("value") for f in BASES}
        for fewer, more in (("suspects", "prosecutions"), ("prosecutions", "verdicts")):
            if count[fewer] is not None and count[more] is not None:
                above = count[more] - count[fewer]
                assert above < 5 or above < 0.25 * count[fewer]
        assert not ((count["victims"] or 0) >= 5 and count["investigations"] == 0)
    assert "explanations" not in RETURNS[title]


def _year_before(entry: Entry) -> dict[str, Any]:
    table = RETURNS.get(f"{entry.reporter}-{entry.year - 1}", {"cells": {}})
    cell: dict[str, Any] = table["cells"].get(entry.name, {})
    return cell


def _asks_against_last_year(entry: Entry) -> bool:
    before, now = _year_before(entry), entry.cell
    if "value" in before and "value" in now:
        change: int = abs(now["value"] - before["value"])
        return change >= 10 and change * 2 >= int(before["value"])
    pair = (before, now) if "value" in now else (now, before)
    return pair[0].get("status") == "not-available" and pair[1].get("value") == 0


def test_every_jump_against_last_year_has_its_sentence() -> None:
    asked = {(e.title, e.name) for e in HEADLINES if _asks_against_last_year(e)}
    offered = {
        (title, name)
        for title, table in RETURNS.items()
        for name in table.get("explanations_against_previous", {})
    }
    assert asked == offered


@every_headline
def test_a_change_of_basis_carries_its_mark(entry: Entry) -> None:
    before = _year_before(entry).get("basis")
    if before and "basis" in entry.cell and before != entry.cell["basis"]:
        assert entry.cell["status"] in {"break", "definition"}


@pytest.mark.parametrize("name", ["returns.toml", "README.md"])
def test_every_source_in_the_readme_and_no_path_of_a_machine(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert "/work" not in text
    assert "../" not in text
    if name == "README.md":
        cited = {entry.cell["note"].partition("source: ")[2] for entry in VALUES}
        assert not {source for source in cited if re.split(r", | data_", source)[0] not in text}
