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
    ``message`` is in the form's language, ``figure`` what is counted there, in words. A warning
    offers ``reasons``; ``matter`` is what its explanation belongs to.
    """

    names: tuple[str, ...]
    severity: Severity
    message: str
    matter: str = ""
    reasons: tuple[str, ...] = ()
    explanation: str = ""
    figure: str = ""
