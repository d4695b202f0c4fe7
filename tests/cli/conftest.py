from __future__ import annotations

import pytest

from tests.check.making import FULL, sent


@pytest.fixture
def folder(tmp_path):
    """A folder with two accepted returns, one rejected, one with a question."""
    files = {
        "aruba-2019.xlsx": sent(FULL, reporter="aruba", year=2019, language="nl"),
        "curacao-2019.xlsx": sent(FULL, reporter="curacao", year=2019, language="nl"),
        "wrong.xlsx": sent({**FULL, "trafficking_suspects": "12*"}, year=2019),
        "asked.xlsx": sent({**FULL, "trafficking_prosecutions": 40}, year=2018),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path
