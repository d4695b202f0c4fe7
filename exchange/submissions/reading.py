"""A form's cells as understood: findings at the cells and across them, and the return they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from exchange.core.codebook import Key
from exchange.core.dates import is_day_from
from exchange.core.form import role_name
from exchange.core.returns import Entry, Finding, Observation, Return, Severity, Source
from exchange.core.rules import Answers, findings_across
from exchange.submissions.cells import FormCells, naming_faults
from exchange.submissions.surroundings import blurred_inputs, remarks
from exchange.validation import Loaded, Problem, Remark, Schemas


def understand_form(cells: FormCells, schemas: Schemas) -> Reading:
    """Every cell through the schema; nothing is taken from a cell that is blurred."""
    schema = schemas.of(cells.form.reporter, cells.form.year)
    loaded = schema.load(cells.rows(), cells.other_cells())
    return Reading(cells, loaded, (*naming_faults(cells), *blurred_inputs(cells)))


class Reading:
    """What the schema made of a form; ``blurred`` tells of cells that cannot be told apart."""

    def __init__(self, cells: FormCells, loaded: Loaded, blurred: tuple[Finding, ...]) -> None:
        self.cells = cells
        self.loaded = loaded
        self.blurred = blurred

    def findings(self, earlier: tuple[Return, ...]) -> Iterator[Finding]:
        """Faults of cells, rules across cells, remarks."""
        blurred = self._blurred_names
        yield from self.blurred
        for name, problems in self.loaded.problems.items():
            yield from (_fault(name, p) for p in problems if role_of(name, p) not in blurred)
        yield from findings_across(self._answers(earlier))
        for row in self.loaded.rows.values():
            yield from (_remark(row.entry.key, remark) for remark in row.remarks)
        yield from self._unclear_days()
        yield from remarks(self.cells)

    def returned(self, language: str, source: Source, findings: tuple[Finding, ...]) -> Return:
        """The return as far as it is free of errors; offences not delivered leave no trace."""
        refused = {name for finding in findings for name in _refused(finding)}
        entries = self._entries
        return Return(
            reporter=self.cells.form.reporter,
            year=self.cells.form.year,
            observations={
                key: Observation(entry, self.cells.places.get(key.name))
                for key, entry in entries.items()
                if not entry.blank and refused.isdisjoint((key.name, f"{key.name}_basis"))
            },
            language=language,
            suppliers=self.loaded.suppliers,
            drawn_on=self.loaded.drawn_on,
            source=source,
            explanations=_by_name(findings),
            overlapping=tuple(
                name.removesuffix("_multiple") for name, yes in self._multiples.items() if yes
            ),
        )

    def _unclear_days(self) -> Iterator[Finding]:
        """Days on which the figures cannot have been drawn: 2018, typed, is a day in 1905."""
        year = self.cells.form.year
        for offence, day in self.loaded.drawn_on.items():
            if day and not is_day_from(year, day):
                name, facts = f"{offence}_asof", {"year": str(year), "after": str(year + 1)}
                yield Finding(Severity.NOTE, "day-unclear", (name,), name, day, facts)

    def _answers(self, earlier: tuple[Return, ...]) -> Answers:
        lost = {key for key in self._broken if key.name not in self.loaded.problems}
        lost -= self.loaded.rows.keys()
        return Answers(
            self.cells.form, self._entries, self._broken, self._multiples, earlier, frozenset(lost)
        )

    @cached_property
    def _multiples(self) -> dict[str, bool]:
        blurred = self._blurred_names
        return {name: yes for name, yes in self.loaded.multiples.items() if name not in blurred}

    @cached_property
    def _entries(self) -> dict[Key, Entry]:
        rows = self.loaded.rows
        return {key: row.entry for key, row in rows.items() if key not in self._broken}

    @cached_property
    def _broken(self) -> frozenset[Key]:
        """Keys of which value or status has an error, or a cell cannot be told apart."""
        form, rows, problems = self.cells.form, self.loaded.rows, self.loaded.problems
        keys = form.keys if problems else ()
        broken = {key for key in keys if key.name in problems and key not in rows}
        if self._blurred_names:
            broken |= {key for key in form.keys if self._is_blurred(key)}
        return frozenset(broken)

    def _is_blurred(self, key: Key) -> bool:
        names = (role_name(key, role) for role in self.cells.form.roles(key))
        return not self._blurred_names.isdisjoint(names)

    @cached_property
    def _blurred_names(self) -> frozenset[str]:
        return frozenset(name for finding in self.blurred for name in finding.names)


def _by_name(findings: Iterable[Finding]) -> dict[str, str]:
    """The explanations by the name of their cell; two warnings at a cell can have two."""
    told: dict[str, list[str]] = {}
    for finding in findings:
        if finding.name and finding.explanation:
            told.setdefault(finding.name, []).append(finding.explanation)
    return {name: "; ".join(dict.fromkeys(texts)) for name, texts in told.items()}


def role_of(name: str, problem: Problem | Remark) -> str:
    """The defined name of the cell a problem is at."""
    return name if problem.role == "value" else f"{name}_{problem.role}"


def _fault(name: str, problem: Problem) -> Finding:
    cell = role_of(name, problem)
    return Finding(Severity.ERROR, problem.code, (cell,), cell, problem.found, problem.facts)


def _remark(key: Key, remark: Remark) -> Finding:
    cell = role_of(key.name, remark)
    return Finding(Severity.NOTE, remark.code, (cell,), cell, remark.found, remark.facts)


def _refused(finding: Finding) -> tuple[str, ...]:
    """The cells an error is about: of a sum, the classes and not their total."""
    if finding.severity is not Severity.ERROR:
        return ()
    if len(finding.names) == 1:
        return finding.names
    return tuple(name for name in finding.names if name != finding.name)
