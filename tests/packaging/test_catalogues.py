"""What is shipped compiled is what translators wrote, and they were asked for every text."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.wording.collecting import collected

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ROOT / "templates" / "translations"
LANGUAGES = ["nl", "pap_AW", "pap_CW"]


def written(language):
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(language):
    compiled = BytesIO()
    write_mo(compiled, written(language))
    shipped = CATALOGUES / language / "LC_MESSAGES" / "messages.mo"
    assert shipped.read_bytes() == compiled.getvalue(), "run: make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_asks_for_every_text_of_the_program(language):
    asked = {message.id for message in written(language) if message.id}
    assert asked == collected(), "run: make messages"
