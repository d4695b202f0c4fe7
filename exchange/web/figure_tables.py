"""A return as a table: figures by offence, what changed, and what is said beside the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from exchange.core.codebook import BASE_STATUS, CodeBook, Key
from exchange.core.delivery import Change
from exchange.core.form import Form
from exchange.core.returns import Entry, Return
from exchange.publish.labels import Labels
from exchange.wording.times import told_day

Said = int | str
"""A plain count, or words: a flagged count, the reason why there is none."""

Pair = tuple[str, str]


class Cell(NamedTuple):
    """One figure: a ``value`` with its marks, or ``words``; ``change`` is what it was and is."""

    value: int | None
    words: str
    marks: tuple[Pair, ...]
    change: tuple[Said, Said] | None


class Row(NamedTuple):
    label: str
    cells: tuple[Cell, ...]


class Block(NamedTuple):
    """One table, such as the breakdowns of an offence."""

    caption: str
    columns: tuple[str | Pair, ...]
    rows: tuple[Row, ...]


class Figures(NamedTuple):
    """The headline figures; each offence's breakdowns; what is said about single figures.

    ``signs`` explain the marks; ``remarks`` are a figure and a sentence; ``origins`` an offence,
    who supplied its figures and when they were drawn.
    """

    headlines: Block
    breakdowns: tuple[Block, ...]
    signs: tuple[Pair, ...]
    remarks: tuple[Pair, ...]
    origins: tuple[Pair, ...]


class Altered(NamedTuple):
    """A change in words: the figure, what it was and is, why, and what else is said otherwise."""

    figure: str
    old: Said
    new: Said
    reason: str
    also: tuple[str, ...]


class Figuring:
    """Makes the tables of one code book in one language."""

    def __init__(self, codebook: CodeBook, language: str) -> None:
        self._labels = Labels(codebook, language)
        self._book = codebook
        self._ = self._labels._

    def table(
        self, returned: Return, changes: Iterable[Change] = (), *, explained: bool = True
    ) -> Figures:
        """The figures of a return; ``explained``: with the reasons and sources given for them."""
        changed = {change.key: change for change in changes if change.of_the_figure}
        form = Form(self._book, returned.reporter, returned.year)
        return Figures(
            self._headlines(form, returned, changed),
            tuple(self._breakdowns(form, returned, changed)),
            self._signs(returned),
            tuple(self._remarks(form, returned, changed, explained=explained)),
            tuple(self._origins(returned)) if explained else (),
        )

    def altered(self, changes: Iterable[Change], returned: Return) -> tuple[Altered, ...]:
        """What is to change, line by line, with the reason given."""
        return tuple(
            Altered(
                self.name(change.key),
                self._said_of(change.old),
                self._said_of(change.new),
                returned.explanations.get(change.key.name, ""),
                tuple(self._also(change)),
            )
            for change in changes
        )

    def name(self, key: Key) -> str:
        """“Trafficking, Victims by sex: Female”."""
        return f"{self._short(key.offence)}, {self._labels.key(key)}"

    def said(self, value: int | None, status: str) -> Said:
        """A figure as one reads it in a sentence."""
        label = self._labels.status(status)
        if value is None:
            return label
        return (
            value
            if status == BASE_STATUS
            else self._("{value} ({status})", value=value, status=label)
        )

    def _said_of(self, entry: Entry | None) -> Said:
        if entry is None or entry.blank:
            return self._("not delivered")
        return self.said(entry.value, entry.status)

    def _also(self, change: Change) -> Iterator[str]:
        old, new, _ = change.old, change.new, self._
        if old is None or new is None:
            return
        if old.basis != new.basis and new.basis:
            yield _("Now counted: {basis}.", basis=self._labels.basis(new.basis))
        if old.note != new.note:
            yield (
                _("The note now says: {note}", note=new.note)
                if new.note
                else _("No note any more.")
            )

    def _headlines(self, form: Form, returned: Return, changed: dict[Key, Change]) -> Block:
        _, offences = self._, list(self._book.offences)
        figures = dict.fromkeys(key.figure for key in form.headlines)
        rows = tuple(
            Row(
                self._with_unit(figure),
                tuple(self._cell(Key(o, figure), returned, changed) for o in offences),
            )
            for figure in figures
        )
        heads = tuple((self._short(offence), "number") for offence in offences)
        return Block(_("Figures of {year}", year=str(returned.year)), (_("Figure"), *heads), rows)

    def _breakdowns(
        self, form: Form, returned: Return, changed: dict[Key, Change]
    ) -> Iterator[Block]:
        _ = self._
        for offence in self._book.offences:
            keys = [key for block in form.blocks_of(offence) for key in block.keys]
            there = [key for key in keys if key in returned.observations or key in changed]
            rows = tuple(
                Row(self._labels.key(key), (self._cell(key, returned, changed),)) for key in there
            )
            if rows:
                caption = _("{offence}: breakdowns", offence=self._short(offence))
                yield Block(caption, (_("Class"), (str(returned.year), "number")), rows)

    def _cell(self, key: Key, returned: Return, changed: dict[Key, Change]) -> Cell:
        entry = returned.entry(key)
        change = changed.get(key)
        pair = (self._said_of(change.old), self._said_of(change.new)) if change else None
        if entry is None or entry.value is None:
            return Cell(None, str(self._said_of(entry)), (), pair)
        mark = self._book.statuses[entry.status].mark
        marks = ((mark, self._labels.status(entry.status)),) if mark else ()
        return Cell(entry.value, "", marks, pair)

    def _signs(self, returned: Return) -> tuple[Pair, ...]:
        seen = {each.entry.status for each in returned.observations.values()}
        return tuple(
            (status.mark, self._labels.status(slug))
            for slug, status in self._book.statuses.items()
            if slug in seen and status.mark
        )

    def _remarks(
        self, form: Form, returned: Return, changed: dict[Key, Change], *, explained: bool
    ) -> Iterator[Pair]:
        """One line a figure; why it changed stands with the change."""
        _ = self._
        for key in form.keys:
            entry = returned.entry(key)
            if entry is None:
                continue
            said = [entry.note] if entry.note else []
            if entry.basis not in {None, self._book.figures[key.figure].bases[0]}:
                said.append(_("counted: {basis}", basis=self._labels.basis(entry.basis)))
            reason = returned.explanations.get(key.name)
            if reason and explained and key not in changed:
                said.append(_("explained: {reason}", reason=reason))
            if said:
                yield self.name(key), " · ".join(said)

    def _origins(self, returned: Return) -> Iterator[Pair]:
        _ = self._
        for offence in self._book.offences:
            supplier, day = returned.suppliers.get(offence), self._day(returned, offence)
            if supplier and day:
                text = _("{supplier}, figures of {day}", supplier=supplier, day=day)
            else:
                text = supplier or (_("figures of {day}", day=day) if day else "")
            if text:
                yield self._short(offence), text

    def _day(self, returned: Return, offence: str) -> str:
        """The day the figures were drawn as the language writes it; as written where it is none."""
        written = returned.drawn_on.get(offence, "")
        try:
            return told_day(date.fromisoformat(written), self._.language)
        except ValueError:
            return written

    def _with_unit(self, figure: str) -> str:
        unit = self._labels.unit(figure)
        return self._labels.figure(figure) + (f" ({unit})" if unit else "")

    def _short(self, offence: str) -> str:
        return self._labels.text(self._book.offences[offence].short)
