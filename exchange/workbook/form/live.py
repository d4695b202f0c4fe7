"""Formulas that tell at once whether classes add up to their total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exchange.core.form import Block
from exchange.spreadsheet.cells import Formula
from exchange.wording import Translator


@dataclass(frozen=True, slots=True)
class Classes:
    """The cells of one breakdown's classes: their values and their statuses."""

    values: str
    statuses: str
    count: int


def total(name: str) -> Formula:
    """The headline's figure again, empty while there is none."""
    return Formula(f'IF(ISNUMBER({name}),{name},"")')


def adds_up(block: Block, classes: Classes, reasons: str, yes: str, _: Translator) -> Formula:
    """“adds up”, “2 too few”, “2 too many” or “1 of 4 filled”; empty where there is no question.

    A class counts as filled with a figure or with a reason why there is none. ``reasons`` and
    ``yes`` are lists of words, as formulas write them.
    """
    whole, values = block.total.name, classes.values
    given = f'SUMPRODUCT(--(({values}<>"")+(COUNTIF({reasons},{classes.statuses})>0)>0))'
    missing = f"{whole}-SUM({values})"
    many = _counted(_("▲ {n} too many"), f"SUM({values})-{whole}")
    few = _counted(_("▲ {n} too few"), missing)
    begun = _counted(_("{n} of {all} filled").replace("{all}", str(classes.count)), given)
    return Formula(
        f'IF(OR(COUNTIF({yes},{block.multiple})>0,NOT(ISNUMBER({whole})),{given}=0),"",'
        f"IF({missing}<0,{many},IF({given}<{classes.count},{begun},"
        f"IF({missing}=0,{quoted(_('✓ adds up'))},{few}))))"
    )


def all_add_up(parts: Sequence[tuple[str, str]], _: Translator) -> Formula:
    """For a headline: the first of its breakdowns (label, live cell) that does not add up yet."""
    fine = quoted(_("✓ adds up"))
    every = "&".join(cell for _label, cell in parts)
    formula = f'IF({every}="","",{fine})'
    for label, cell in reversed(parts):
        said = f"{quoted(label + ': ')}&{cell}"
        formula = f'IF(OR({cell}="",{cell}={fine}),{formula},{said})'
    return Formula(formula)


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"{}"'.format(text.replace('"', '""'))


def _counted(text: str, number: str) -> str:
    """A text whose blank ``{n}`` a formula fills."""
    before, _blank, after = text.partition("{n}")
    parts = (quoted(before) if before else "", number, quoted(after) if after else "")
    return "&".join(part if part != number else f"({number})" for part in parts if part)
