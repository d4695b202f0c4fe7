"""The verdict on an attempt as a page tells it: what to put right, to explain, to know."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import format_datetime

from exchange.core.codebook import CodeBook
from exchange.core.returns import Finding, Severity, Verdict
from exchange.core.vocabulary import harmless
from exchange.deliveries.fixes import Row
from exchange.deliveries.verdict import PERHAPS_PERSONAL, Seen
from exchange.storage.attempts import Explanation
from exchange.submissions.explanations import subject
from exchange.web.fix_fields import Cells, cells_of
from exchange.web.frame import frame
from exchange.web.languages import language, shown_time
from exchange.wording import Translator, translator
from exchange.wording.findings import addresses, figure_name, message

OWN = "own"
"""The choice of a sentence of one's own in place of a ready-made reason."""

_MOST_PLACES = 12


class Link(NamedTuple):
    """A page to go on to."""

    text: str
    url: str


class Question(NamedTuple):
    """What is asked about an unlikely figure; ``said`` is the explanation there is, ``by`` whose.

    ``options`` are the ready-made reasons and the choice of one's own words.
    """

    id: str
    about: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    own: str
    said: str
    by: str


class Item(NamedTuple):
    """One finding, or several that say the same; ``cells`` are what can be changed here."""

    id: str
    title: str
    place: str
    text: str
    cells: tuple[Cells, ...] = ()
    question: Question | None = None


class Told(NamedTuple):
    """The findings by what they ask."""

    errors: tuple[Item, ...]
    questions: tuple[Item, ...]
    notes: tuple[Item, ...]
    outside: tuple[Item, ...]

    @property
    def can_be_fixed(self) -> bool:
        return any(item.cells for item in self.errors)


def area(reporter: str) -> str:
    """A reporter's name in the reader's language."""
    return frame().codebook.reporters[reporter].label[language()]


def whose(reporter: str, year: int) -> str:
    """Above a page about one return: ``Curaçao 2025``."""
    return f"{area(reporter)} {year}"


def told(seen: Seen, typed: Mapping[str, str]) -> Told:
    """The findings in words; ``typed`` is what was filled in on a form that comes back."""
    _, book = translator(language()), frame().codebook
    findings = seen.attempt.findings
    rows: dict[int, tuple[Row, ...]] = {id(fix.finding): fix.rows for fix in seen.fixes}
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.severity is not Severity.WARNING:
            alike.setdefault((finding.code, message(finding, book, _)), []).append(finding)
    items = []
    for group in alike.values():
        offered = [row for finding in group for row in rows.get(id(finding), ())]
        item = _item(group, book, _)._replace(cells=cells_of(offered, book, _, typed))
        items.append((group[0], item))
    errors = [item for finding, item in items if finding.severity is Severity.ERROR]
    notes = [(finding, item) for finding, item in items if finding.severity is Severity.NOTE]
    return Told(
        tuple(errors),
        tuple(_asked(seen, typed, _)),
        tuple(item for finding, item in notes if finding.code not in PERHAPS_PERSONAL),
        tuple(item for finding, item in notes if finding.code in PERHAPS_PERSONAL),
    )


def _item(group: list[Finding], book: CodeBook, _: Translator) -> Item:
    first = group[0]
    places = tuple(dict.fromkeys(place for finding in group for place in finding.places))
    shown = addresses(first._replace(places=places[:_MOST_PLACES]))
    sheet = harmless(places[0].sheet) if places else ""
    more = " …" if len(places) > _MOST_PLACES else ""
    return Item(
        _id(subject(first) + (first.found or "") + shown),
        _title(group, book, _),
        f"{sheet} {shown}{more}".strip(),
        message(first, book, _),
    )


def _title(group: list[Finding], book: CodeBook, _: Translator) -> str:
    """The figure; of a blank, every cell is one."""
    several = len(group) > 1 or (group[0].code == "blank" and len(group[0].names) > 1)
    if several and group[0].name is not None:
        return _("Several figures")
    return figure_name(group[0], book, _) or _("The file")


def _asked(seen: Seen, typed: Mapping[str, str], _: Translator) -> Iterable[Item]:
    book = frame().codebook
    for finding in seen.attempt.findings:
        if finding.severity is Severity.WARNING:
            item = _item([finding], book, _)
            yield item._replace(question=_question(finding, seen, typed, _))


def _question(finding: Finding, seen: Seen, typed: Mapping[str, str], _: Translator) -> Question:
    id_, about = question_id(finding), subject(finding)
    reasons = [texts[_.language] for texts in frame().codebook.rules[finding.code].reasons]
    said = finding.explanation or ""
    known = next((str(n) for n, text in enumerate(reasons) if text == said), OWN if said else "")
    return Question(
        id_,
        about,
        (
            *((str(n), text) for n, text in enumerate(reasons)),
            (OWN, _("In my own words")),
        ),
        typed.get(f"why-{id_}", known),
        typed.get(f"own-{id_}", said if known == OWN else ""),
        said,
        _by(seen, seen.given.get(about), _) if said else "",
    )


def _by(seen: Seen, given: Explanation | None, _: Translator) -> str:
    if given is None:
        return _("written in the workbook")
    when = shown_time(given.given_at, frame().codebook.reporters[seen.attempt.reporter].zone)
    return _("{name}, {when}", name=seen.names.get(given.person, ""), when=when)


def question_id(finding: Finding) -> str:
    """What stands for a question in the names of its fields."""
    return _id(subject(finding))


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def headline(seen: Seen, found: Told) -> str:
    """What is asked, in one line: ``2 things to put right, 1 to explain``."""
    _, verdict = translator(language()), seen.attempt.verdict
    open_ = sum(1 for f in seen.attempt.findings if f.is_open_question)
    if seen.version is not None:
        return _("Delivered as version {number}", number=str(seen.version.number))
    if verdict is Verdict.UNREADABLE:
        return _("We could not read this file")
    if verdict is Verdict.ACCEPTED:
        return _("Nothing is in the way")
    if not found.errors:
        return _.plural("{n} figure to explain", "{n} figures to explain", open_)
    right = _.plural("{n} thing to put right", "{n} things to put right", _faults(seen))
    also = _.plural("{n} to explain", "{n} to explain", open_)
    return f"{right}, {also}" if open_ else right


def lead(seen: Seen, found: Told) -> str:
    """What that means for the sender, and what to do first."""
    _, verdict = translator(language()), seen.attempt.verdict
    if seen.version is not None:
        return ""
    if verdict is Verdict.ACCEPTED:
        return _("Look over what we read. Nothing is delivered before you say so.")
    if verdict is Verdict.NEEDS_EXPLANATION:
        return _(
            "The figures can be right as they are: say why in one sentence each. Or correct the"
            " workbook and upload it again."
        )
    if found.can_be_fixed:
        return _.plural(
            "Put it right here, or in the workbook and upload that again. Nothing is delivered"
            " yet.",
            "Put them right here, or in the workbook and upload that again. Nothing is delivered"
            " yet.",
            _faults(seen),
        )
    return _.plural(
        "Put it right in the workbook and upload it again. Nothing is delivered yet.",
        "Put them right in the workbook and upload it again. Nothing is delivered yet.",
        _faults(seen),
    )


def _faults(seen: Seen) -> int:
    """Faults that say the same are told once, and still are so many things to do."""
    return sum(1 for finding in seen.attempt.findings if finding.severity is Severity.ERROR)


def came_far(seen: Seen) -> str:
    """``4 of 7 put right since the attempt before (11:42).``; empty where nothing compares."""
    if seen.progress is None or seen.former is None or seen.version is not None:
        return ""
    _, came = translator(language()), seen.progress
    zone = frame().codebook.reporters[seen.attempt.reporter].zone
    before, after = (shown_time(each.made_at, zone) for each in (seen.former, seen.attempt))
    same_day = before.rpartition(",")[0] == after.rpartition(",")[0]
    there = seen.former.made_at.astimezone(ZoneInfo(zone))
    when = format_datetime(there, "HH:mm", rebase=False) if same_day else before
    right = _(
        "{right} of {all} put right since the attempt before ({when}).",
        right=came.put_right,
        all=came.of,
        when=when,
    )
    new = _.plural("{n} is new.", "{n} are new.", came.new) if came.new else ""
    return f"{right} {new}".strip()
