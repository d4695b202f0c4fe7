"""What a form can be given besides its questions: the sender's figures and our findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exchange.core.returns import Severity
from exchange.workbook.form.written import Written

Filled = Mapping[str, Written]
"""Defined name of an input → what stands in it."""

ICONS = {Severity.ERROR: "▲", Severity.WARNING: "◇", Severity.NOTE: "●"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding as it is shown in an annotated copy.

    ``names`` are the defined names of the cells it concerns, first the one to look at;
    ``message`` is in the form's language. A warning offers ``reasons`` and carries what its
    explanation is kept by: ``code``, ``name`` and ``about`` (the values in question).
    ``figure`` is what is counted there, in words.
    """

    names: tuple[str, ...]
    severity: Severity
    message: str
    code: str
    name: str = ""
    reasons: tuple[str, ...] = ()
    about: str = ""
    explanation: str = ""
    figure: str = ""

    @property
    def matter(self) -> str:
        """What an explanation belongs to: it holds while finding, cell and values stand."""
        return f"{self.code}|{self.name}|{self.about}"
