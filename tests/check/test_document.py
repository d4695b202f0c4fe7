"""The verdict as one object for scripts."""

from __future__ import annotations

import hashlib

import pytest

from exchange.core.cells import Place
from exchange.submissions.check import judge
from exchange.submissions.document import document
from exchange.wording import LANGUAGES, translator
from exchange.wording.findings import addresses
from tests.check.making import FULL, SCHEMAS, TRAFFICKING, address, judged, sent

KEYS = ["file", "sha256", "verdict", "codebook", "reporter", "year", "findings", "observations"]
SEX = ("female", "male", "other", "unknown")


def said(cells, language="en", **options):
    return document(judged(cells, **options), translator(language))


def test_the_keys_are_those_of_the_contract():
    whole = said({**FULL, "trafficking_victims": "?"})
    assert list(whole) == KEYS
    finding = whole["findings"][0]
    contract = {"severity", "code", "name", "sheet", "cell", "found", "message"}
    assert contract <= set(finding)
    observation = {"offence", "figure", "breakdown", "category", "value", "status", "basis"}
    assert set(whole["observations"][0]) == observation | {"note", "sheet", "cell"}


def test_the_file_is_named_with_its_digest():
    content = sent(FULL)
    whole = document(judge(content, "mine.xlsx", SCHEMAS), translator("en"))
    assert (whole["file"], whole["sha256"]) == ("mine.xlsx", hashlib.sha256(content).hexdigest())


def test_what_cannot_be_read_has_all_keys_with_nulls():
    whole = document(judge(b"%PDF-1.7", "t.xlsx", SCHEMAS), translator("en"))
    assert list(whole) == KEYS
    assert whole["verdict"] == "unreadable"
    assert (whole["codebook"], whole["reporter"], whole["year"]) == (None, None, None)
    assert whole["observations"] == []
    (finding,) = whole["findings"]
    assert (finding["severity"], finding["code"]) == ("error", "pdf")
    assert (finding["name"], finding["sheet"], finding["cell"]) == (None, None, None)
    assert finding["message"]


def test_a_headline_has_neither_breakdown_nor_category():
    first = said({**FULL, "trafficking_victims_note": "ours"})["observations"][0]
    assert first == {
        "offence": "trafficking",
        "figure": "victims",
        "breakdown": None,
        "category": None,
        "value": 10,
        "status": "normal",
        "basis": "identified",
        "note": "ours",
        "sheet": "Figures",
        "cell": address("trafficking_victims"),
    }


def test_a_class_has_no_basis():
    whole = said({**FULL, "trafficking_victims_sex_female": 3})
    (kept,) = [o for o in whole["observations"] if o["breakdown"]]
    assert (kept["breakdown"], kept["category"], kept["basis"]) == ("sex", "female", None)
    assert kept["sheet"] == "Trafficking"


def test_one_observation_for_every_headline_of_a_delivered_offence():
    whole = said({**TRAFFICKING, "trafficking_verdicts": "n.b."})
    assert [o["figure"] for o in whole["observations"]] == [
        *("victims", "investigations", "suspects", "prosecutions", "verdicts")
    ]
    assert [o["value"] for o in whole["observations"]] == [10, 11, 12, 13, None]
    assert whole["observations"][-1]["status"] == "not-available"


def test_cells_on_another_sheet_say_so():
    cells = {**FULL, **{f"trafficking_victims_sex_{c}": 3 for c in SEX}}
    (finding,) = said(cells)["findings"]
    assert finding["sheet"] == "Trafficking"
    names = [address(f"trafficking_victims_sex_{c}") for c in SEX]
    total = address("trafficking_victims")
    assert finding["cell"] == ", ".join([*names, f"'Figures'!{total}"])
    assert finding["name"] == "trafficking_victims"


def test_the_cell_to_look_at_names_a_finding_and_all_are_told_in_reading_order():
    cells = {**FULL, "trafficking_investigations": 0}
    (finding,) = said(cells)["findings"]
    assert (finding["code"], finding["name"]) == (
        "victims-without-investigation",
        "trafficking_investigations",
    )
    victims, investigations = map(address, ("trafficking_victims", "trafficking_investigations"))
    assert finding["cell"] == f"{victims}, {investigations}"


def test_cells_are_told_in_reading_order():
    finding = judged({**FULL, "smuggling_victims": None, "smuggling_verdicts": None}).findings[0]
    assert addresses(finding) == ", ".join(
        map(address, ("smuggling_victims", "smuggling_verdicts"))
    )
    assert addresses(finding._replace(places=())) == ""
    assert addresses(finding._replace(places=(Place("A", "D9"), Place("it's", "D9")))) == (
        "D9, 'it''s'!D9"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_in_the_language_asked_for(language):
    cells = {**FULL, "trafficking_victims": "12.5", "smuggling_victims": None}
    english = [f["message"] for f in said(cells)["findings"]]
    messages = [f["message"] for f in said(cells, language)["findings"]]
    assert len(messages) == len(english) == 2
    assert all("12.5" in message for message in messages[:1])
    if language != "en":
        assert not set(messages) & set(english)


def test_what_was_written_is_shown_without_what_a_terminal_would_obey():
    finding = said({**FULL, "trafficking_victims": "1_x001B_[2J2"})["findings"][0]
    assert "\x1b" not in finding["message"]


def test_what_was_written_is_cut_where_it_is_long():
    finding = said({**FULL, "trafficking_victims": "a" * 5_000})["findings"][0]
    assert len(finding["message"]) < 600
    assert finding["found"].startswith("aaaa")
    assert len(finding["found"]) <= 1_000


def test_an_explanation_stands_beside_its_warning():
    whole = said({**FULL, "trafficking_prosecutions": 40},
                 explanations={"trafficking_prosecutions": "one case"})  # fmt: skip
    assert [f["explanation"] for f in whole["findings"]] == ["one case"]
    assert whole["verdict"] == "accepted"
