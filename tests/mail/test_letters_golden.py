"""Every letter reads as it was reviewed: subject and text, in English and in Dutch.

Where a change of words is meant, ``python -m tests.mail.golden_letters`` writes the files anew,
and ``git diff tests/mail/golden`` shows what readers will see.
"""

import re

import pytest

from exchange.resources import templates
from exchange.wording import LANGUAGES as SPOKEN
from tests.mail.golden_letters import EVERY, GOLDEN, LANGUAGES, golden, shown

URL = re.compile(r"https://\S+")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_a_letter_reads_as_it_was_reviewed(written, name, language):
    kept = golden(name, language).read_text(encoding="utf-8")
    assert shown(written(name, language)) == kept


def test_no_letter_is_kept_that_is_not_written_any_more():
    kept = {path.name for path in GOLDEN.iterdir()}
    assert kept == {golden(name, language).name for name in EVERY for language in LANGUAGES}


def test_every_folder_of_templates_has_a_letter_to_review():
    folders = {path.parent.name for path in (templates() / "email").glob("*/subject.txt")}
    kept = {golden(name, "en").name for name in EVERY}
    assert [each for each in folders if not any(name.startswith(each) for name in kept)] == []


@pytest.mark.parametrize("name", EVERY)
def test_a_letter_is_built_alike_in_every_language(written, name):
    """The same paragraphs, the same pages, the same enclosures, no blank left unfilled."""
    built = {language: written(name, language) for language in SPOKEN}
    assert len({each.text.count("\n") for each in built.values()}) == 1
    assert len({tuple(URL.findall(each.text)) for each in built.values()}) == 1
    assert len({tuple(file.name for file in each.enclosures) for each in built.values()}) == 1
    assert [each.text for each in built.values() if re.search(r"[{}]", each.text)] == []


@pytest.mark.parametrize("name", EVERY)
def test_the_html_of_a_letter_leads_where_its_text_leads(written, name):
    letter = written(name, "en")
    assert set(re.findall(r'href="([^"]+)"', letter.html)) == set(URL.findall(letter.text))


@pytest.mark.parametrize("name", EVERY)
def test_a_letter_fits_a_phone(written, name):
    letter = written(name, "en")
    assert len(letter.subject) <= 100
    assert len(letter.text) <= 1500
    assert "\n\n\n" not in letter.text
    assert [line for line in letter.text.splitlines() if line != line.rstrip()] == []
