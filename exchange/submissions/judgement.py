"""The verdict on one workbook."""

from __future__ import annotations

from typing import NamedTuple

from exchange.core.codebook import CodeBook
from exchange.core.form import Form
from exchange.core.returns import Finding, Observation, Return, Source, Verdict


class Judgement(NamedTuple):
    """What was found in a file, and the return it holds as far as it could be understood.

    ``reporter`` and ``year`` are what the file says; ``form`` is None where that names no form of
    the code book, ``returned`` where there is nothing to read figures from. ``language`` is the
    workbook's own.
    """

    source: Source
    verdict: Verdict
    codebook: CodeBook
    findings: tuple[Finding, ...]
    language: str = "en"
    codebook_id: str | None = None
    reporter: str | None = None
    year: int | None = None
    form: Form | None = None
    returned: Return | None = None

    @property
    def observations(self) -> tuple[Observation, ...]:
        return tuple(self.returned.observations.values()) if self.returned else ()
