"""Every text of the program is there in every language, whole, and really is in that language."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from tests.wording.collecting import collected

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ROOT / "templates" / "translations"
TRANSLATED = ["nl", "pap_AW", "pap_CW"]
PAPIAMENTU = ["pap_AW", "pap_CW"]
QUOTES = {"nl": "‘’", "pap_AW": "“”", "pap_CW": "“”"}

SAME_IN_DUTCH = {
    ("{n} passkey", "{n} passkeys"): "what it is called in Dutch too",
    ("{n} token", "{n} tokens"): "what it is called in Dutch too",
    "Account": "a Dutch word too",
    "Code": "a Dutch word too",
    "Deadline": "a Dutch word too",
    "Deadline {due}": "a Dutch word too",
    "Deadline {time}": "a Dutch word too",
    "Document": "a Dutch word too",
    "Download": "a Dutch word too",
    "Downloads": "a Dutch word too",
    "Passkeys": "what they are called in Dutch too",
    "SDMX-CSV": "the name of the format",
    "Start": "a Dutch word too",
    "Status": "a Dutch word too",
    "Trends": "a Dutch word too",
    "art. {article}": "the same abbreviation",
    "{area}: {last} in {until}": "“in” is Dutch too",
    "{name}, {when}": "no word of its own",
    "{size} kB": "no word of its own",
    "{value} ({status})": "no word of its own",
    "Link": "a Dutch word too",
    "{meeting}, {days}": "no word of its own",
    "{what}: {old} → {new}": "no word of its own",
}
"""English text → why Dutch says the very same."""

SAME_IN_PAPIAMENTU = {
    ("{n} passkey", "{n} passkeys"): "what it is called there too",
    ("{n} token", "{n} tokens"): "what it is called there too",
    "Role": "pap-AW writes the word as Dutch does",
    "SDMX-CSV": "the name of the format",
    "Table": "pap-AW writes the word as Dutch does",
    "Total": "the word of both orthographies",
    "Version": "pap-AW writes the word as English does",
    "Version {number}": "pap-AW writes the word as English does",
    "no": "the word of both orthographies",
    "or": "pap-AW writes the word as Dutch does",
    "{area} {year}, version {number}": "pap-AW writes the word as English does",
    "{name}, {when}": "no word of its own",
    "{n} provisional": "the word of both orthographies",
    "{size} kB": "no word of its own",
    "{value} ({status})": "no word of its own",
    "Link": "what it is called there too",
    "{meeting}, {days}": "no word of its own",
    "{what}: {old} → {new}": "no word of its own",
}
"""English text → why a catalogue of Papiamentu may say what English or Dutch says."""

SAME_LABELS = {
    "Aruba": "the name of the island",
    "Saba": "the name of the island",
    "Sint Eustatius": "the name of the island",
    "Sint Maarten": "the name of the island",
    "Sexual": "pap-AW writes the word as English does",
    "normal": "the word of both orthographies",
    "provisional": "the word of both orthographies",
}
"""Label of the code book → why it is no other in Papiamentu than in English or Dutch."""


def catalogue(language):
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(text):
    """One text, or the singular and the plural of it."""
    return (text,) if isinstance(text, str) else tuple(text)


@cache
def answers(language):
    """Text → what the catalogue says for it, each in all its forms."""
    said = catalogue(language)
    return {text: forms(said[text].string) if said.get(text) else () for text in collected()}


@pytest.fixture(scope="module", params=TRANSLATED)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def translated(language):
    return answers(language)


def blanks(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_text_is_translated(language, translated):
    missing = [text for text, said in translated.items() if not said or not all(said)]
    assert not missing


def test_no_translation_is_a_guess(language):
    assert not [message.id for message in catalogue(language) if message.id and message.fuzzy]


def test_a_translation_has_the_blanks_of_its_text(translated):
    for text, said in translated.items():
        asked = [blanks(form) for form in forms(text)]
        assert all(blanks(form) in asked for form in said if form), text


def test_what_is_quoted_from_the_code_book_is_quoted_to_the_letter(language, translated):
    """“not available” in a message is the status as the form offers it, capitals apart."""
    opening, closing = QUOTES[language]
    labels = {en.casefold(): texts for en, texts in quotable()}
    for text, said in translated.items():
        quoted = re.findall("“([^”{}]+)”", forms(text)[-1])
        for words in {found.casefold() for found in quoted} & labels.keys():
            expected = f"{opening}{labels[words][language.replace('_', '-')]}{closing}"
            assert all(expected.casefold() in form.casefold() for form in said), text


def quotable():
    """Statuses, bases and classes: what a message can tell the reader to choose."""
    for book in books():
        found = [status["label"] for status in book["statuses"].values()]
        found += book["bases"].values()
        for breakdown in book["breakdowns"].values():
            found += breakdown["classes"].values()
        yield from ((texts["en"], texts) for texts in found)


def test_dutch_is_not_english():
    same = {text for text, said in answers("nl").items() if set(forms(text)) & set(said)}
    assert same == SAME_IN_DUTCH.keys()


def test_papiamentu_is_neither_english_nor_dutch():
    dutch, same = answers("nl"), set()
    for language in PAPIAMENTU:
        for text, said in answers(language).items():
            if {*forms(text), *dutch[text]} & set(said):
                same.add(text)
    assert same == SAME_IN_PAPIAMENTU.keys()


def test_the_code_book_s_papiamentu_is_neither_english_nor_dutch():
    same = set()
    for book in books():
        for texts in all_texts(book):
            other = {texts["en"], texts["nl"]}
            same |= other & {texts["pap-CW"], texts["pap-AW"]}
    assert same == SAME_LABELS.keys()


def books():
    return [tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "schemas").glob("*.toml")]


def all_texts(node):
    """Every text of a code book, wherever it stands, as language → words."""
    if isinstance(node, dict) and isinstance(node.get("en"), str):
        yield node
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from all_texts(inner)


def test_every_text_that_is_said_is_collected():
    """A text inside an f-string, or built from pieces, would stay English for ever."""
    asked = {form for text in collected() for form in forms(text)}
    lost = {
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "exchange").rglob("*.py")
        for call in said_in(path)
        for text in call.args[: 2 if name_of(call) == "plural" else 1]
        if not isinstance(text, ast.Name | ast.Attribute | ast.Subscript)
        and not (isinstance(text, ast.Constant) and text.value in asked)
    }
    assert not lost, "give the text a line of its own, outside f-strings"


def said_in(path):
    """The calls that say a text, by the names the code gives to its translators."""
    tree = ast.parse(path.read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return [call for call in calls if name_of(call) in {"_", "N_", "say", "plural"}]


def name_of(call):
    """``say()("…")`` says a text too, and under no name that is collected."""
    if isinstance(call.func, ast.Call) and name_of(call.func) in {"say", "translator"}:
        return "_"
    return getattr(call.func, "attr", getattr(call.func, "id", None))
