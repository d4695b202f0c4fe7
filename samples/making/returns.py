"""The filled forms: what returns.toml says, beside the figures of the year before."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.submissions.check import judge
from exchange.validation import Schemas
from exchange.workbook.form import Filled, write_annotated


class Chosen(NamedTuple):
    """What returns.toml says of one return; its cells by the name of their value."""

    reporter: str
    year: int
    language: str
    cells: Mapping[str, Mapping[str, Any]]
    source: Mapping[str, str] = {}
    asof: Mapping[str, date] = {}
    explanations_against_previous: Mapping[str, str] = {}

    @property
    def name(self) -> str:
        return f"{self.reporter}-{self.year}"

    @property
    def name_before(self) -> str:
        return f"{self.reporter}-{self.year - 1}"


def chosen_returns(file: Path) -> dict[str, Chosen]:
    """The returns by their names, each after that of the year before."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))["returns"]
    found = sorted((Chosen(**table) for table in tables.values()), key=lambda chosen: chosen.name)
    return {chosen.name: chosen for chosen in found}


def filled_returns(chosen: Mapping[str, Chosen], schemas: Schemas) -> Iterator[tuple[str, bytes]]:
    """Each return as a workbook, by its name."""
    before: dict[str, bytes] = {}
    for name, one in chosen.items():
        earlier = before.get(one.name_before)
        previous = judge(earlier, one.name_before, schemas).returned if earlier else None
        form = Form(schemas.codebook, one.reporter, one.year)
        filled = _filled(one, schemas.codebook)
        before[name] = write_annotated(form, one.language, filled, (), previous)
        yield name, before[name]


def _filled(chosen: Chosen, codebook: CodeBook) -> Filled:
    """The inputs by their defined names; statuses and bases as the drop-downs of the form say."""
    filled: dict[str, int | str] = {}
    for name, cell in chosen.cells.items():
        for role, content in cell.items():
            filled[name if role == "value" else f"{name}_{role}"] = content
        if "status" in cell:
            label = codebook.statuses[cell["status"]].label
            filled[f"{name}_status"] = label[chosen.language]
        if "basis" in cell:
            filled[f"{name}_basis"] = codebook.bases[cell["basis"]][chosen.language]
    for offence, supplier in chosen.source.items():
        filled[f"{offence}_source"] = supplier
    for offence, day in chosen.asof.items():
        filled[f"{offence}_asof"] = day.isoformat()
    return filled
