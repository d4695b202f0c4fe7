"""The marshmallow fields of a return: each turns raw cells into what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from marshmallow import ValidationError, fields

from exchange.core.cells import Cell, Kind
from exchange.core.codebook import BASE_STATUS, INCLUDED_ELSEWHERE, Key
from exchange.core.dates import day_of
from exchange.core.returns import Entry
from exchange.core.understanding import Understood, understand
from exchange.core.vocabulary import Vocabulary, plain

YES = frozenset({"yes", "ja", "si", "sí", "y", "j", "true", "1", "x"})
NO = frozenset({"", "no", "nee", "nò", "n", "false", "0"})


class RowInput(NamedTuple):
    """The raw cells of one row of the form; None is an empty cell."""

    value: Cell | None = None
    status: Cell | None = None
    basis: Cell | None = None
    note: Cell | None = None


class Problem(NamedTuple):
    """Why a cell cannot be taken: a finding code, the role of the cell, what was written."""

    code: str
    role: str
    found: str | None = None
    facts: Mapping[str, object] = {}


class Remark(NamedTuple):
    """How a cell was understood though it was not written so."""

    code: str
    role: str
    found: str | None
    facts: Mapping[str, object]


class Row(NamedTuple):
    """An entry as understood, with the remarks its understanding needs."""

    entry: Entry
    remarks: tuple[Remark, ...] = ()


class RowField(fields.Field[Row]):
    """One row of the form: value or reason, flag, basis and note belong together."""

    def __init__(self, key: Key, bases: tuple[str, ...], vocabulary: Vocabulary) -> None:
        super().__init__()
        self.key = key
        self.bases = bases
        self.vocabulary = vocabulary

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Row:
        row: RowInput = value
        understood = understand(row.value, self.vocabulary)
        chosen, basis = self._status(row.status), self._basis(row.basis)
        problems = self._problems(row, understood, chosen)
        doubtful = []
        if row.basis and self.bases and basis is None:
            doubtful = [_no_choice(row.basis, "unknown-basis", "basis")]
        if problems:
            raise ValidationError(problems + doubtful)
        status = _meant(chosen, understood)
        entry = Entry(self.key, understood.value, status, basis, words_of(row.note))
        read = Row(entry, _remarks(row, understood))
        if doubtful:
            # What was counted still counts: rules that do not ask for the basis can run.
            raise ValidationError(doubtful, valid_data=read)  # type: ignore[arg-type]
        return read

    def _problems(self, row: RowInput, understood: Understood, chosen: str | None) -> list[Problem]:
        problems = []
        if understood.problem and row.value:
            written = row.value.text or None
            problems.append(Problem(understood.problem, "value", written, understood.facts))
        if chosen is None and row.status:
            problems.append(_no_choice(row.status, "unknown-status", "status"))
        elif understood.problem is None:
            problems += self._contradictions(row, understood, _meant(chosen, understood))
        return problems

    def _contradictions(self, row: RowInput, understood: Understood, status: str) -> list[Problem]:
        """A value and a reason, two reasons, a flag on nothing."""
        if status == BASE_STATUS:
            return []
        shown = row.value.text if row.value else None
        facts = {"status": status, "typed": understood.reason}
        if self.vocabulary.has_value(status):
            lacking = understood.value is None
            return [Problem("flag-without-value", "value", shown, facts)] if lacking else []
        if understood.value is not None:
            return [Problem("value-and-reason", "value", shown, facts)]
        if understood.reason not in (None, status):
            return [Problem("two-reasons", "value", shown, facts)]
        return self._lost(row, status)

    def _lost(self, row: RowInput, status: str) -> list[Problem]:
        """Included elsewhere, and nobody knows where: the note names no place, or this cell."""
        if status != INCLUDED_ELSEWHERE:
            return []
        note = words_of(row.note)
        place = self.vocabulary.places.named(note, self.key)
        if place is not None and place.key != self.key:
            return []
        return [Problem("included-where", "note", note or None)]

    def _status(self, cell: Cell | None) -> str | None:
        if cell is None:
            return BASE_STATUS
        return self.vocabulary.status(cell.text) or (BASE_STATUS if _says_nothing(cell) else None)

    def _basis(self, cell: Cell | None) -> str | None:
        if not self.bases:
            return None
        if cell is None or _says_nothing(cell):
            return self.bases[0]
        return self.vocabulary.basis(cell.text, self.key.figure)


def _meant(chosen: str | None, understood: Understood) -> str:
    """The status chosen, or the reason typed where the number belongs."""
    if chosen is None or chosen == BASE_STATUS:
        return understood.reason or BASE_STATUS
    return chosen


def _remarks(row: RowInput, understood: Understood) -> tuple[Remark, ...]:
    remarks = []
    if understood.remark is not None and row.value is not None:
        remarks.append(Remark(understood.remark, "value", row.value.text, understood.facts))
    if row.note is not None and row.note.kind is Kind.UNCALCULATED:
        remarks.append(Remark("formula-without-result", "note", None, {}))
    return tuple(remarks)


def _says_nothing(cell: Cell) -> bool:
    """Whether it is as good as empty; a formula without a result might have said something."""
    return cell.kind is not Kind.UNCALCULATED and not plain(cell.text)


def _no_choice(cell: Cell, code: str, role: str) -> Problem:
    """Why a cell that offers a list was not understood."""
    if cell.kind is Kind.UNCALCULATED:
        return Problem("formula-without-result", role)
    return Problem(code, role, cell.text)


class YesNo(fields.Field[bool]):
    """Whether one person can stand in several classes; blank means no."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bool:
        if value.kind is Kind.UNCALCULATED:
            raise ValidationError([Problem("formula-without-result", "value")])
        answer = plain(value.text).casefold()
        if answer in YES:
            return True
        if answer in NO:
            return False
        raise ValidationError([Problem("yes-or-no", "value", value.text)])


class Words(fields.Field[str]):
    """Free text, without invisible marks."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        return words_of(value)


class Day(fields.Field[str]):
    """A date as ISO 8601; a text that is no date is kept as written."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        day = day_of(value.text) if value.kind in (Kind.DATE, Kind.NUMBER) else None
        return day.isoformat() if day else words_of(value)


def words_of(cell: Cell | None) -> str:
    """A cell's text for people to read, without invisible marks."""
    return plain(cell.text) if cell else ""
