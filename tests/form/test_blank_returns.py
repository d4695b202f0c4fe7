"""The forms in the repository are those that the product makes."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from exchange.cli.forms import write_blank_forms
from exchange.codebooks import load
from exchange.resources import templates

KEPT = sorted((templates() / "workbook").glob("*.xlsx"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    write_blank_forms(folder)
    return folder


def parts(file: Path) -> dict[str, bytes]:
    """What the file holds; how it is packed may differ between versions of zlib."""
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_there_is_a_blank_return_for_every_reporter():
    codebook = load()
    expected = {f"{slug}-{codebook.template_year}.xlsx" for slug in codebook.reporters}
    assert {file.name for file in KEPT} == expected


@pytest.mark.parametrize("kept", KEPT, ids=lambda file: file.stem)
def test_a_blank_return_is_part_for_part_what_is_made_today(kept, made):
    assert parts(kept) == parts(made / kept.name), "run `make forms`"
