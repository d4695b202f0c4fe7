"""Every letter about deliveries and roles reads as it was reviewed, in English and in Dutch.

Where a change of words is meant, ``python -m tests.deliveries.golden_letters`` writes the files
anew, and ``git diff tests/deliveries/golden`` shows what readers will see.
"""

import re
from functools import cache

import pytest

from exchange.wording import LANGUAGES as EVERY
from tests.deliveries.golden_letters import GOLDEN, golden
from tests.deliveries.letters_cases import CASES, letter
from tests.mail.golden_letters import LANGUAGES, shown
from tests.mail.letters_world import ODD
from tests.store.fixtures import databases

__all__ = ["databases"]

URL = re.compile(r"https://\S+")


@pytest.fixture(scope="module")
def written(databases):
    """A letter by its name and language, written once."""
    return cache(lambda name, language: letter(databases, name, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_a_letter_reads_as_it_was_reviewed(written, name, language):
    kept = golden(name, language).read_text(encoding="utf-8")
    assert shown(written(name, language)) == kept


def test_no_letter_is_kept_that_is_not_written_any_more():
    kept = {path.name for path in GOLDEN.iterdir()}
    assert kept == {golden(name, language).name for name in CASES for language in LANGUAGES}


@pytest.mark.parametrize("name", CASES)
def test_a_letter_is_built_alike_in_every_language(written, name):
    built = [written(name, language) for language in EVERY]
    assert len({each.text.count("\n") for each in built}) == 1
    assert len({tuple(URL.findall(each.text)) for each in built}) == 1
    assert [each.text for each in built if re.search(r"[{}]", each.text)] == []


@pytest.mark.parametrize("name", CASES)
def test_the_html_of_a_letter_leads_where_its_text_leads(written, name):
    found = written(name, "en")
    assert set(re.findall(r'href="([^"]+)"', found.html)) == set(URL.findall(found.text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_no_letter_holds_a_figure(written, name, language):
    found = written(name, language)
    figure = rf"{ODD}|4[.,\s\u202f]711"
    assert not re.search(figure, found.subject + found.text + found.html)
