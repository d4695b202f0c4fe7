"""Every finding has a text, and the text can be said in every language with what was found."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from exchange.codebooks import load
from exchange.core import understanding
from exchange.core.cells import Place
from exchange.core.returns import Finding, Severity
from exchange.wording import LANGUAGES, translator
from exchange.wording.file_texts import FILE_TEXTS
from exchange.wording.finding_texts import ACROSS_TEXTS, TEXTS
from exchange.wording.findings import message
from exchange.workbook.reader import REFUSALS

PACKAGE = Path(__file__).resolve().parents[2] / "exchange"
FLOORS = ("core", "validation", "submissions")
HYPHENATED = re.compile("[a-z]+(-[a-z]+)+")
PLACES = (Place("Figures", "D12"), Place("Figures", "D15"))
CODE_STANDS_AT = {"Finding": 1, "note": 0, "_note": 0, "_at": 1, "Problem": 0, "Remark": 0}
"""The calls that make a finding or lead to one → where its code stands among the arguments."""

OF_EVERY_FINDING = {
    "areas",
    "usual",
    "cells",
    "found",
    "figure",
    "names",
    "gap",
    "first_basis",
    "example",
    "stopped",
}
"""Blanks that the wording fills by itself, from the finding's cells and name."""

FACTS = {
    "about": {"digits": 3},
    "marked-number": {"digits": 3},
    "value-and-reason": {"status": "not-available", "typed": None},
    "two-reasons": {"status": "not-available", "typed": "not-applicable"},
    "flag-without-value": {"status": "estimated", "typed": None},
    "understood-as-number": {"value": 1372},
    "understood-as-reason": {"status": "withheld"},
    "blank": {"offence": "trafficking"},
    "not-delivered": {"offence": "smuggling"},
    "breakdown-does-not-add-up": {
        "sum": 16,
        "total": 17,
        "too_many": 0,
        "too_few": 1,
        "breakdown": "sex",
    },
    "islands-do-not-add-up": {
        "sum": 19,
        "total": 17,
        "too_many": 2,
        "too_few": 0,
        "breakdown": "island",
    },
    "breakdown-incomplete": {"given": 2, "of": 4, "breakdown": "sex"},
    "date": {"day": "2024-03-05"},
    "day-unclear": {"year": "2018", "after": "2019"},
    "prosecutions-above-suspects": {"high": 19, "low": 7},
    "verdicts-above-prosecutions": {"high": 19, "low": 7},
    "victims-without-investigation": {"high": 12},
    "jump": {"old": 4, "new": 41},
    "changed-since-last-version": {"old": "to-follow", "new": 41},
    "same-figures-for-both-offences": {"values": "4, 3, 2, 1, 0"},
    "basis-changed": {"old": "identified", "new": "confirmed"},
    "why-not-available": {"figure": "trafficking_verdicts"},
    "cells-missing": {"count": 12},
    "other-form": {"expected": "mou-2023"},
    "unknown-year": {"first": "2011"},
}
"""What travels with a finding, where something does; the reader's own table says it of files."""


@pytest.fixture(scope="module")
def codebook():
    return load()


@pytest.fixture(params=LANGUAGES)
def say(request):
    return translator(request.param)


def a_finding(code):
    """The finding as the code makes it: at two cells, with every fact it has."""
    if code in FILE_TEXTS:
        facts = {fact: 7 if fact != "part" else "xl/a.xml" for fact in REFUSALS[code]}
        return Finding(Severity.ERROR, code, facts=facts)
    name = "trafficking_victims_basis" if code == "unknown-basis" else "trafficking_victims"
    facts = FACTS.get(code, {})
    return Finding(Severity.ERROR, code, (name,), name, "3 (est.)", facts, PLACES)


def blanks(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_refusal_of_the_reader_has_a_text_and_no_other():
    assert FILE_TEXTS.keys() == REFUSALS.keys()


def test_every_rule_across_cells_has_a_text(codebook):
    assert codebook.rules.keys() <= ACROSS_TEXTS.keys()


def test_every_finding_has_a_text(codebook):
    """Codes have a hyphen; nothing else has but statuses, rules and what an enum names."""
    others = {*codebook.statuses, *codebook.rules, *members()}
    hyphenated = {word for word in words() if HYPHENATED.fullmatch(word)}
    single = {*understanding._PROBLEM_OF_KIND.values()}
    single |= {code for code, _pattern in understanding._QUESTIONS}
    single |= {code for call in calls() for code in codes_in(call)}
    assert (hyphenated - others) | single <= {*TEXTS}


def test_every_text_has_a_finding(codebook):
    assert {*TEXTS} - {*FILE_TEXTS} <= words() | {*codebook.rules}


@cache
def nodes():
    """The code of the floors where findings are made."""
    paths = (path for floor in FLOORS for path in (PACKAGE / floor).rglob("*.py"))
    return [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]


def words():
    constants = (node.value for node in nodes() if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def members():
    """What the enums of the core name: verdicts, operations, reasons."""
    classes = (node for node in nodes() if isinstance(node, ast.ClassDef))
    enums = [each for each in classes if any("Enum" in ast.unparse(base) for base in each.bases)]
    named = (node for each in enums for node in ast.walk(each) if isinstance(node, ast.Constant))
    return {node.value for node in named if isinstance(node.value, str)}


def calls():
    return [node for node in nodes() if isinstance(node, ast.Call)]


def codes_in(call):
    """The code in a call that makes a finding, where it is written out."""
    at = CODE_STANDS_AT.get(getattr(call.func, "id", ""))
    found = call.args[at : at + 1] if at is not None else []
    return [node.value for node in found if isinstance(node, ast.Constant)]


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_asks_for_nothing_that_the_finding_does_not_bring(code):
    facts = {*a_finding(code).facts, *OF_EVERY_FINDING}
    known = facts if code in FILE_TEXTS else {*facts, "offence"}
    assert blanks(TEXTS[code]) <= known


@pytest.mark.parametrize("code", TEXTS)
def test_every_text_is_said_in_every_language_with_what_was_found(code, codebook, say):
    finding = a_finding(code)
    text = message(finding, codebook, say)
    assert not {"{", "}"} & set(text)
    assert say.language == "en" or text != message(finding, codebook, translator("en"))
    asked = blanks(TEXTS[code])
    if "found" in asked:
        assert finding.found in text
    if "cells" in asked:
        assert "D12, D15" in text
    for fact in asked & finding.facts.keys() - OF_EVERY_FINDING:
        assert shown(finding.facts[fact], codebook, say) in text


def shown(fact, codebook, say):
    """A fact as people read it in the language."""
    for group in (codebook.statuses, codebook.offences, codebook.breakdowns):
        if fact in group:
            return group[fact].label[say.language]
    if fact in codebook.bases:
        return codebook.bases[fact][say.language]
    return f"{fact:,}".replace(",", "\u202f") if isinstance(fact, int) else fact


@pytest.mark.parametrize("digits", ["about", "marked-number"])
def test_a_number_too_long_to_offer_is_asked_for_in_general(digits, codebook, say):
    finding = a_finding(digits)._replace(facts={})
    expected = message(finding._replace(code="not-a-number"), codebook, say)
    assert message(finding, codebook, say) == expected
