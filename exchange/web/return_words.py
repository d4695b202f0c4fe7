"""What the page of a return says: how far it is, its versions, what became of each figure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from flask import url_for

from exchange.core.history import Step
from exchange.core.people import Operation
from exchange.core.returns import Verdict
from exchange.core.states import State, StateKind
from exchange.core.versions import Attempt, Version
from exchange.deliveries.history import History
from exchange.storage.events import Event
from exchange.web.event_words import sentence
from exchange.web.figure_tables import Figuring, Said
from exchange.web.frame import entered, frame, may
from exchange.web.languages import language, say, shown_time
from exchange.web.links import link
from exchange.web.return_lines import (
    Action,
    AttemptLine,
    ChangeLine,
    OffenceLine,
    StateWords,
    StayedLine,
    VersionLine,
)


class ReturnWords:
    """The words for one return; ``names`` are the people that did something with it."""

    def __init__(self, reporter: str, year: int, names: dict[int, str]) -> None:
        self._reporter = reporter
        self._year = year
        self._names = names
        self._own = frame().codebook.reporters[reporter]
        self._figuring = Figuring(frame().codebook, language())
        self._ = say()

    @property
    def area(self) -> str:
        return self._own.label[language()]

    def time(self, instant: datetime) -> str:
        return shown_time(instant, self._own.zone)

    def who(self, person: int | None) -> str:
        return self._names.get(person, "") if person is not None else ""

    def state(self, state: State, *, told_all: bool = True) -> StateWords:
        """How far it is; ``told_all``: also what only the own people know of it."""
        _ = self._
        missing = state.missing if state.kind is not StateKind.MISSING else ()
        details = [_("{offence}: nothing yet", offence=self._short(each)) for each in missing]
        if told_all and state.to_follow:
            details.append(
                _.plural("{n} figure to follow", "{n} figures to follow", state.to_follow)
            )
        if told_all and state.provisional:
            details.append(
                _.plural("{n} figure provisional", "{n} figures provisional", state.provisional)
            )
        sent_back = told_all and state.version is not None and state.version.sent_back
        return StateWords("returned" if sent_back else self._status(state), tuple(details))

    def _status(self, state: State) -> str:
        if state.kind is not StateKind.DELIVERED:
            return state.kind.value
        if state.version is None or state.version.due_at is None:
            return "delivered"
        return "late" if state.late else "on-time"

    def offences(self, state: State) -> tuple[OffenceLine, ...]:
        reporter, year = self._reporter, self._year
        return tuple(
            OffenceLine(
                self._short(offence),
                offence not in state.missing,
                link("statements.none", reporter, year=year, offence=offence),
                link("statements.not_counted", reporter, year=year, offence=offence),
            )
            for offence in frame().codebook.offences
        )

    def next_action(self, found: History) -> Action | None:
        """What the reader can do now to bring the return further; None: nothing is asked."""
        latest = found.versions[0] if found.versions else None
        decide = latest and self._to_decide(latest)
        if decide:
            return decide
        newest = found.undelivered[0] if found.undelivered else None
        begun = newest and (latest is None or newest.made_at > latest.delivered_at)
        if newest and begun and may(Operation.SUBMIT, newest.reporter):
            return self._go_on(newest)
        if latest and latest.sent_back and latest.decision:
            return self._answer(latest)
        return None

    def _to_decide(self, latest: Version) -> Action | None:
        _ = self._
        url = version_url(latest)
        facts = {"number": latest.number, "who": self.who(latest.person)}
        if latest.waiting and may(Operation.RELEASE, latest.reporter):
            text = _("{who} delivered version {number}. Nobody else sees it yet.", **facts)
            return Action(_("Release it, or send it back"), text, url, _("Look and decide"))
        unconfirmed = latest.on_behalf and latest.confirmed_at is None and not latest.sent_back
        if unconfirmed and may(Operation.CONFIRM, latest.reporter):
            text = _("{who} of the secretariat entered version {number} for you.", **facts)
            return Action(_("Confirm what was entered"), text, url, _("Look and confirm"))
        return None

    def _go_on(self, attempt: Attempt) -> Action:
        _ = self._
        text = _(
            "{file}, {time}: not delivered yet.",
            file=attempt.source.file,
            time=self.time(attempt.made_at),
        )
        url = url_for("attempts.page", attempt_id=attempt.id)
        return Action(_("Go on where you were"), text, url, _("Go on"))

    def _answer(self, latest: Version) -> Action:
        _ = self._
        reason = latest.decision.reason if latest.decision else ""
        text = _("Version {number} was sent back: “{reason}”", number=latest.number, reason=reason)
        return Action(_("Put it right, then upload it again"), text, None, "")

    def version(
        self, version: Version, files: Collection[int], *, latest: bool = True
    ) -> VersionLine:
        """``latest``: no later version took its place, so it can still be decided."""
        replaced = version.waiting and not latest
        return VersionLine(
            number=version.number,
            url=version_url(version),
            receipt=version.receipt,
            receipt_url=version_url(version, "returns.receipt"),
            time=self.time(version.delivered_at),
            who=self.who(version.person),
            status="replaced" if replaced else version_status(version),
            decided=self._replaced() if replaced else self.decided(version),
            late=version.late,
            on_behalf=version.on_behalf,
            confirmed=version.confirmed_at is not None,
            file_url=self._file_url(version.attempt, files),
            sha256=version.content_sha256,
        )

    def decided(self, version: Version) -> str:
        """When and by whom it was released or sent back."""
        made, _ = version.decision, self._
        if made is None:
            return ""
        facts = {"time": self.time(made.decided_at), "who": self.who(made.person)}
        same = made.person == version.person and made.decided_at == version.delivered_at
        if version.released and same:
            return _("Released at once.")
        if version.released:
            return _("Released on {time} by {who}.", **facts)
        return _("Sent back on {time} by {who}: “{reason}”", reason=made.reason, **facts)

    def versions(self, versions: Collection[Version], files: Collection[int]) -> list[VersionLine]:
        """All of a return, the latest first."""
        return [self.version(each, files, latest=place == 0) for place, each in enumerate(versions)]

    def _replaced(self) -> str:
        return self._("A later version took the place of this one before it was released.")

    def attempt(self, attempt: Attempt, files: Collection[int]) -> AttemptLine:
        return AttemptLine(
            attempt.source.file,
            url_for("attempts.page", attempt_id=attempt.id),
            self.time(attempt.made_at),
            self.who(attempt.person),
            self._verdict(attempt.verdict),
            self._file_url(attempt.id, files),
        )

    def entered(self, found: History) -> tuple[AttemptLine | VersionLine, ...]:
        """What the reader entered as secretariat: these attempts and versions, no others."""
        lines = zip(found.versions, self.versions(found.versions, ()), strict=True)
        attempts = [each for each in found.undelivered if entered(each.assignment)]
        return (
            *(line for version, line in lines if entered(version.assignment)),
            *(self.attempt(each, ()) for each in attempts),
        )

    def changed(self, found: History) -> list[ChangeLine]:
        """Each change of each figure, the figures in the order of the form."""
        by_number = {version.number: version for version in found.versions}
        return [
            self._change(self._figuring.name(trace.key), old, new, by_number[new.number])
            for trace in found.traces
            for old, new in zip(trace.steps, trace.steps[1:], strict=False)
        ]

    def unchanged(self, found: History) -> list[StayedLine]:
        """The figures that are as they were first delivered."""
        return [
            StayedLine(
                self._figuring.name(trace.key), self._said(trace.steps[0]), trace.steps[0].number
            )
            for trace in found.traces
            if not trace.changed
        ]

    def events(self, happened: Iterable[Event]) -> list[tuple[str, str]]:
        """When, and what, in a sentence; what has no words is not for readers."""
        return list(self._told(happened))

    def _told(self, happened: Iterable[Event]) -> Iterator[tuple[str, str]]:
        for event in happened:
            text = sentence(event, self.who(event.person), self._)
            if text:
                yield self.time(event.at), text

    def _change(self, figure: str, old: Step, new: Step, version: Version) -> ChangeLine:
        return ChangeLine(
            figure,
            self._said(old),
            self._said(new),
            version.number,
            version_url(version),
            self.time(version.delivered_at),
            self.who(version.person),
        )

    def _said(self, step: Step) -> Said:
        if step.seen is None:
            return self._("not delivered")
        return self._figuring.said(*step.seen)

    def _verdict(self, verdict: Verdict) -> str:
        _ = self._
        return {
            Verdict.ACCEPTED: _("in order, not delivered"),
            Verdict.NEEDS_EXPLANATION: _("something to explain"),
            Verdict.REJECTED: _("something to put right"),
            Verdict.UNREADABLE: _("could not be read"),
        }[verdict]

    def _file_url(self, attempt: int, files: Collection[int]) -> str | None:
        return url_for("attempts.file", attempt_id=attempt) if attempt in files else None

    def _short(self, offence: str) -> str:
        return frame().codebook.offences[offence].short[language()]


def version_status(version: Version) -> str:
    """As the part ``status`` takes it."""
    if version.waiting:
        return "waiting"
    return "released" if version.released else "returned"


def version_url(version: Version, endpoint: str = "returns.version") -> str:
    """Where a page about one version is."""
    return url_for(endpoint, reporter=version.reporter, year=version.year, number=version.number)
