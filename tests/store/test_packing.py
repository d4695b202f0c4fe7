from __future__ import annotations

import json
from pathlib import Path

import pytest

from exchange.storage.packing import (
    packed_finding,
    packed_return,
    unpacked_finding,
    unpacked_return,
)
from exchange.submissions.check import judge
from tests.check.making import SCHEMAS

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = sorted([*SAMPLES.glob("*.xlsx"), *SAMPLES.glob("wrong/*.xlsx")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_whatever_is_found_in_a_file_comes_back_as_it_was(file: Path) -> None:
    judgement = judge(file.read_bytes(), file.name, SCHEMAS)
    stored = json.loads(json.dumps([packed_finding(each) for each in judgement.findings]))
    assert tuple(map(unpacked_finding, stored)) == judgement.findings
    if judgement.returned is not None:
        packed = json.loads(json.dumps(packed_return(judgement.returned)))
        assert unpacked_return(packed) == judgement.returned


def test_there_are_samples_of_every_kind() -> None:
    assert len(FILES) > 100
