"""What is shipped compiled is what translators wrote, and they were asked for every text."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ROOT / "templates" / "translations"
LANGUAGES = ["nl", "pap_AW", "pap_CW"]


def written(language):
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def texts():
    keywords = {**DEFAULT_KEYWORDS, "N_": None, "plural": (1, 2)}
    return {found[2] for found in extract_from_dir(ROOT / "exchange", keywords=keywords)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(language):
    compiled = BytesIO()
    write_mo(compiled, written(language))
    shipped = CATALOGUES / language / "LC_MESSAGES" / "messages.mo"
    assert shipped.read_bytes() == compiled.getvalue(), "run: make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_asks_for_every_text_of_the_program(language, texts):
    asked = {message.id for message in written(language) if message.id}
    assert asked == texts, "run: make messages"
