"""The sender's workbook with some cells changed: a fresh form, every other input as it was."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.core.cells import Cell, Kind
from exchange.core.form import Form
from exchange.core.returns import Return
from exchange.core.understanding import understand
from exchange.core.vocabulary import Vocabulary
from exchange.settings import Limits
from exchange.submissions.annotate import beside, filled_in, worded
from exchange.submissions.cells import FormCells, NamedCells
from exchange.wording import translator
from exchange.workbook.form import Filled, Written, write_annotated
from exchange.workbook.reader import Unreadable, read


def correct(
    content: bytes,
    form: Form,
    language: str,
    changes: Mapping[str, str],
    earlier: tuple[Return, ...] = (),
    limits: Limits = Limits(),  # noqa: B008 - a value that never changes
) -> bytes | None:
    """The corrected form as ``.xlsx``, without any mark; None where the file cannot be read.

    ``changes`` are texts by the defined names of inputs, statuses and bases by their slugs; an
    empty text empties the cell.
    """
    try:
        workbook = read(content, limits)
    except Unreadable:
        return None
    filled = filled_in(FormCells(form, NamedCells(workbook)), workbook)
    changed = {name: changes[name] for name in form.questions.inputs if name in changes}
    kept = {name: value for name, value in filled.items() if name not in changed}
    new = worded(form, _typed(form, language, changed), language)
    return write_annotated(form, language, {**kept, **new}, (), beside(form, earlier))


def _typed(form: Form, language: str, changed: Mapping[str, str]) -> Filled:
    """What was typed as the form would hold it: a number where one was meant, else the text."""
    vocabulary = Vocabulary(form.codebook)
    overlaps = {block.multiple for block in form.blocks}
    found: dict[str, Written] = {}
    for name, text in changed.items():
        if not text:
            continue
        if name in form.questions.by_name:
            count = understand(Cell(Kind.TEXT, text), vocabulary).value
            found[name] = text if count is None else count
        else:
            found[name] = translator(language)(text) if name in overlaps else text
    return found
