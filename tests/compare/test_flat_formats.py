"""csv, json and sdmx-csv carry the comparison's numbers, and nothing that runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from exchange.core.comparison import Comparison, Skipped
from exchange.core.merge import merge
from exchange.core.returns import Return, Source, Verdict
from exchange.publish import FORMATS, write
from exchange.publish.as_csv import COLUMNS, inert
from exchange.publish.as_sdmx import HEADER
from tests.compare.making import BOOK, all_five, real_returns, sent

Row = dict[str, str]


def rows(comparison: Comparison, format_: str) -> list[Row]:
    text = write(comparison, format_).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sdmx_row(comparison: Comparison, area: str, figure: str = "victims") -> Row:
    found = [
        row
        for row in rows(comparison, "sdmx-csv")
        if (row["REF_AREA"], row["OFFENCE"], row["FIGURE"], row["CATEGORY"])
        == (area, "trafficking", figure, "_T")
    ]
    assert len(found) == 1
    return found[0]


def test_json_has_the_keys_that_scripts_hold_on_to() -> None:
    comparison = merge(BOOK, [sent("aruba", trafficking_victims=2)])
    document = json.loads(write(comparison, "json"))
    assert (document["years"], document["areas"]) == ([2019], list(comparison.areas))
    assert document["observations"][0] == {
        "area": "aruba",
        "year": 2019,
        "offence": "trafficking",
        "figure": "victims",
        "breakdown": None,
        "category": None,
        "value": 2,
        "status": "normal",
        "basis": "identified",
        "coverage": "complete",
        "parts": [],
        "source": {
            "file": "aruba-2019.xlsx",
            "sha256": "5a" * 32,
            "sheet": "Figures",
            "cell": "D8",
        },
        "note": "",
        "missing": [],
    }


def test_json_gives_an_areas_parts_and_no_source() -> None:
    document = json.loads(
        write(merge(BOOK, [sent("european-netherlands", trafficking_victims=668)]), "json")
    )
    netherlands = next(seen for seen in document["observations"] if seen["area"] == "netherlands")
    assert netherlands["source"] is None
    assert netherlands["missing"] == ["caribbean-netherlands"]
    assert netherlands["parts"] == [
        {
            "area": "european-netherlands",
            "value": 668,
            "status": "normal",
            "coverage": "complete",
        },
        {
            "area": "caribbean-netherlands",
            "value": None,
            "status": "to-follow",
            "coverage": "none",
        },
    ]


@pytest.mark.parametrize("returns", [[], [sent("aruba", trafficking_victims=2)]])
@pytest.mark.parametrize("left", [0, 1, 2])
def test_json_is_whole_however_much_is_in_it(returns: list[Return], left: int) -> None:
    skipped = [Skipped("late.xlsx", "5a" * 32, Verdict.UNREADABLE)] * left
    comparison = merge(BOOK, returns, skipped)
    document = json.loads(write(comparison, "json"))
    assert len(document["observations"]) == len(comparison.observations)
    assert len(document["skipped"]) == left


def test_json_names_what_was_left_out() -> None:
    left = Skipped("late.xlsx", "5a" * 32, Verdict.REJECTED, "curacao", 2019)
    document = json.loads(write(merge(BOOK, [sent("aruba")], [left]), "json"))
    assert document["skipped"] == [
        {
            "file": "late.xlsx",
            "sha256": "5a" * 32,
            "verdict": "rejected",
            "reporter": "curacao",
            "year": 2019,
        }
    ]


def test_csv_begins_with_its_header_and_no_byte_order_mark() -> None:
    text = write(merge(BOOK, all_five(trafficking_victims=1)), "csv")
    assert text.startswith(b"area,year,offence,figure,breakdown,category,value,status,basis,")


def test_csv_json_and_sdmx_carry_the_same_numbers() -> None:
    comparison = merge(BOOK, real_returns())
    document = json.loads(write(comparison, "json"))["observations"]
    flat = rows(comparison, "csv")
    sdmx = rows(comparison, "sdmx-csv")
    assert len(document) == len(flat) == len(sdmx) == len(comparison.observations)
    for seen, told, row, line in zip(comparison.observations, document, flat, sdmx, strict=True):
        said = "" if seen.value is None else str(seen.value)
        assert (told["value"], row["value"], line["OBS_VALUE"]) == (seen.value, said, said)
        assert told["status"] == row["status"] == line["STATUS"] == seen.status
        assert told["coverage"] == row["coverage"] == line["COVERAGE"] == seen.coverage
        assert str(told["year"]) == row["year"] == line["TIME_PERIOD"]
        assert json.loads(row["parts"]) == told["parts"]
        assert row["source_cell"] == ((told["source"] or {}).get("cell") or "")


def test_sdmx_has_the_header_of_version_2() -> None:
    line = write(merge(BOOK, all_five(trafficking_victims=1)), "sdmx-csv").decode().split("\r\n")
    assert line[0] == (
        "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OFFENCE,FIGURE,BREAKDOWN,CATEGORY,"
        "OBS_VALUE,OBS_STATUS,CONF_STATUS,UNIT_MEASURE,BASIS,COVERAGE,STATUS,MISSING,"
        "NOTE_EN,NOTE_NL,NOTE_PAP"
    )
    assert line[1] == (
        "dataflow,MOU:DF_THB_SOM(1.0),I,AW,2019,trafficking,victims,_T,_T,"
        "1,A,F,persons,identified,complete,normal,,,,"
    )
    assert len(HEADER) == len(line[1].split(","))


@pytest.mark.parametrize("status", BOOK.statuses)
def test_sdmx_says_every_status_in_its_own_codes(status: str) -> None:
    known = BOOK.statuses[status]
    told = {"value": 4, "status": status} if known.value else status
    row = sdmx_row(merge(BOOK, [sent("aruba", trafficking_victims=told)]), "AW")
    assert (row["OBS_STATUS"], row["CONF_STATUS"], row["STATUS"]) == (
        *(known.obs, known.conf, status),
    )
    assert row["OBS_VALUE"] == ("4" if known.value else "")


def test_sdmx_marks_the_partner_that_includes_another_cell() -> None:
    made = [
        sent("aruba", trafficking_victims={"status": "included-elsewhere", "note": "curacao"}),
        sent(
            "curacao",
            trafficking_victims=3,
            trafficking_prosecutions={"status": "included-elsewhere", "note": "Suspects"},
            trafficking_suspects=4,
        ),
    ]
    comparison = merge(BOOK, made)
    assert sdmx_row(comparison, "AW")["OBS_STATUS"] == "K"
    assert sdmx_row(comparison, "CW")["OBS_STATUS"] == "W"
    assert sdmx_row(comparison, "CW", "prosecutions")["OBS_STATUS"] == "K"
    assert sdmx_row(comparison, "CW", "suspects")["OBS_STATUS"] == "W"


def test_sdmx_marks_no_partner_where_the_note_names_none() -> None:
    told = {"status": "included-elsewhere", "note": "see annex"}
    comparison = merge(
        BOOK, [sent("aruba", trafficking_victims=told), sent("curacao", trafficking_victims=1)]
    )
    assert sdmx_row(comparison, "CW")["OBS_STATUS"] == "A"


def test_sdmx_leaves_a_sum_on_unlike_bases_empty() -> None:
    made = [
        sent("aruba", trafficking_victims={"value": 1, "basis": "confirmed"}),
        sent("curacao", trafficking_victims={"value": 44, "basis": "registered"}),
    ]
    row = sdmx_row(merge(BOOK, made), "KINGDOM")
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["STATUS"]) == ("", "L", "unlike")


def test_sdmx_names_the_areas_that_are_missing_from_a_sum() -> None:
    row = sdmx_row(merge(BOOK, [sent("european-netherlands", trafficking_victims=3)]), "NL_ALL")
    assert (row["COVERAGE"], row["MISSING"]) == ("partial", "BQ")


def test_sdmx_counts_cases_in_cases() -> None:
    told = {"value": 4, "basis": "cases"}
    row = sdmx_row(
        merge(BOOK, [sent("aruba", trafficking_prosecutions=told)]), "AW", "prosecutions"
    )
    assert (row["UNIT_MEASURE"], row["BASIS"]) == ("cases", "cases")


@pytest.mark.parametrize(
    "language, column",
    [("en", "NOTE_EN"), ("nl", "NOTE_NL"), ("pap-CW", "NOTE_PAP"), ("pap-AW", "NOTE_PAP")],
)
def test_sdmx_puts_a_note_in_the_column_of_its_language(language: str, column: str) -> None:
    told = {"value": 4, "note": "as said"}
    row = sdmx_row(merge(BOOK, [sent("aruba", language=language, trafficking_victims=told)]), "AW")
    assert {name for name in row if row[name] == "as said"} == {column}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0@"])
def test_a_text_that_could_run_is_inert(start: str) -> None:
    hostile = f"{start}cmd|' /C calc'!A0"
    told = {"value": 4, "note": hostile}
    made = replace(sent("aruba", trafficking_victims=told), source=Source(hostile, "5a" * 32))
    comparison = merge(BOOK, [made])
    for format_ in ("csv", "sdmx-csv"):
        for row in rows(comparison, format_):
            assert all(inert(field) == field for field in row.values())
    assert rows(comparison, "csv")[0]["note"] == f"'{hostile}"
    assert json.loads(write(comparison, "json"))["observations"][0]["note"] == hostile


def test_numbers_and_harmless_texts_stay_as_they_are() -> None:
    assert [inert(field) for field in (4, None, "", "a = b", "'=1")] == [
        4,
        None,
        "",
        "a = b",
        "'=1",
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_comparison_gives_the_same_bytes(format_: str) -> None:
    made = list(real_returns())
    again = write(merge(BOOK, reversed(made)), format_)
    assert write(merge(BOOK, made), format_) == again


def test_the_columns_of_csv_are_the_keys_of_json() -> None:
    seen = json.loads(write(merge(BOOK, [sent("aruba")]), "json"))["observations"][0]
    flat = [name for name in COLUMNS if not name.startswith("source_")]
    assert set(flat) == set(seen) - {"source"}
