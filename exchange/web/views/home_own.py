"""The first page for who reports: what is asked of the own reporter, and what waits there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.core.asked import days_left
from exchange.core.codebook import TO_FOLLOW, Offence
from exchange.core.meetings import Meeting
from exchange.core.people import Operation
from exchange.core.returns import Return, Severity, Verdict
from exchange.core.states import PROVISIONAL
from exchange.core.versions import Attempt, Resolution, Version
from exchange.deliveries.now import as_it_stands
from exchange.deliveries.statements import STILL_RIGHT
from exchange.deliveries.upload import standing
from exchange.storage import attempts, events, meetings, observations, versions
from exchange.web.frame import frame, may, me, now
from exchange.web.languages import language, say, shown_time
from exchange.web.links import link
from exchange.wording.times import told_day

INVENTED = "invented for the demonstration"
"""The place of a meeting that the demonstration set."""

EARLIER_YEARS = 3
ANSWERED_FOR = timedelta(days=300)
"""Who said that a year is still right is asked again in the next round, not before."""


class Earlier(NamedTuple):
    """A year delivered before, to be looked at again."""

    year: int
    page_url: str | None
    form_url: str | None


class Card(NamedTuple):
    """One offence of a year that is asked for; ``none_url`` where nothing is delivered yet."""

    title: str
    state: str | None
    text: str
    none_url: str | None


class Todo(NamedTuple):
    """Something that waits for the reader."""

    title: str
    text: str
    url: str | None
    action: str


class Asked(NamedTuple):
    """One year asked of one reporter; ``invented`` where the demonstration set the deadline."""

    reporter: str
    area: str
    year: int
    deadline: str
    left: str
    late: bool
    invented: bool
    cards: tuple[Card, ...]
    form_url: str | None
    upload_url: str | None
    page_url: str | None
    earlier: tuple[Earlier, ...]
    still_right_url: str | None


def asked(
    connection: Connection,
    reporter: str,
    year: int,
    setting: Meeting | None,
    every: Collection[int],
) -> Asked:
    """What is asked of a reporter for a year by the meeting ``setting`` its deadline.

    ``every`` year that is asked for is no earlier one to look at again.
    """
    deadline = setting.deadline if setting else None
    own = frame().codebook.reporters[reporter]
    left = days_left(deadline, now(), own.zone) if deadline else None
    latest = versions.versions_for(connection, reporter, year)
    stands = standing(connection, reporter, year)
    version = next((each for each in latest if each.id == stands), None)
    returned = observations.return_of(connection, version.id) if version else None
    cards = tuple(
        _card(offence, (reporter, year), _as_it_is_told(version, latest), returned)
        for offence in frame().codebook.offences.values()
    )
    is_over = left is not None and left < 0
    is_done = is_over and all(card.state == "delivered" for card in cards)
    return Asked(
        reporter=reporter,
        area=own.label[language()],
        year=year,
        deadline=shown_time(deadline, own.zone) if deadline else "",
        left=told_left(left) if left is not None and not is_done else "",
        late=is_over and not is_done,
        invented=setting is not None and setting.place == INVENTED,
        cards=cards,
        form_url=link("returns.form", reporter, year=year),
        upload_url=link("attempts.upload", reporter, year=year),
        page_url=link("returns.page", reporter, year=year),
        earlier=tuple(
            each for each in _earlier(connection, reporter, year) if each.year not in every
        ),
        still_right_url=link("statements.still_right", reporter, year=year),
    )


def _as_it_is_told(version: Version | None, latest: list[Version]) -> Version | None:
    """What waited does so no longer where a later version was sent back: that is told of it too."""
    if version is None or not version.waiting or version.id == latest[0].id:
        return version
    return version._replace(decision=latest[0].decision)


def told_left(days: int) -> str:
    """How far off a deadline is, in whole days."""
    _ = say()
    if days < 0:
        return _.plural("{n} day late", "{n} days late", -days)
    if days == 0:
        return _("today")
    return _.plural("{n} day left", "{n} days left", days)


def _card(
    offence: Offence, which: tuple[str, int], version: Version | None, returned: Return | None
) -> Card:
    _ = say()
    title = offence.short[language()]
    if version is None or returned is None or not returned.delivered(offence.slug):
        none_url = link("statements.none", which[0], year=which[1], offence=offence.slug)
        return Card(title, None, _("nothing yet"), none_url)
    statuses = [
        each.entry.status
        for key, each in returned.observations.items()
        if key.offence == offence.slug and not key.breakdown
    ]
    follow, provisional = statuses.count(TO_FOLLOW), statuses.count(PROVISIONAL)
    said = [_("{n} of {all}", n=len(statuses) - follow, all=len(statuses))]
    if provisional:
        said.append(_("{n} provisional", n=provisional))
    if follow:
        said.append(_("{n} to follow", n=follow))
    return Card(title, _state(version, follow), ", ".join(said), None)


def _state(version: Version, follow: int) -> str:
    if version.waiting or version.sent_back:
        return "waiting" if version.waiting else "returned"
    return "partial" if follow else "delivered"


def _earlier(connection: Connection, reporter: str, year: int) -> Iterator[Earlier]:
    """The years before of which there are figures that nobody looked at again this round."""
    for before in range(year - 1, year - 1 - EARLIER_YEARS, -1):
        if standing(connection, reporter, before) is None:
            continue
        told = events.events_about(connection, reporter, before)
        if not any(each.kind == STILL_RIGHT and each.at > now() - ANSWERED_FOR for each in told):
            page, form = ("returns.page", "returns.form")
            yield Earlier(
                before, link(page, reporter, year=before), link(form, reporter, year=before)
            )


def waiting(reporter: str, latest: list[Version]) -> Iterator[Todo]:
    """Versions of a reporter that wait for the reader; ``latest`` is one of each year."""
    _ = say()
    for version in sorted(latest, key=lambda each: -each.year):
        if version.reporter != reporter:
            continue
        url = link("returns.page", reporter, year=version.year)
        itself = link("returns.version", reporter, year=version.year, number=version.number)
        title = _("Figures for {year}", year=str(version.year))
        at = shown_time(version.delivered_at, frame().codebook.reporters[reporter].zone)
        decision = version.decision
        if version.waiting and may(Operation.RELEASE, reporter):
            text = _("Delivered on {time}; nothing is shared before you release it.", time=at)
            yield Todo(title, text, itself, _("Look and release"))
        elif version.on_behalf and not version.confirmed_at and may(Operation.CONFIRM, reporter):
            if decision is None or decision.kind is Resolution.RELEASED:
                text = _("The secretariat entered them for you on {time}.", time=at)
                yield Todo(title, text, itself, _("Look and confirm"))
        elif decision and decision.kind is Resolution.RETURNED and may(Operation.SUBMIT, reporter):
            text = _("Returned to you: “{reason}”", reason=decision.reason)
            yield Todo(title, text, url, _("See what to change"))


def unfinished(connection: Connection, reporter: str, year: int) -> Todo | None:
    """The last workbook that was uploaded, where it was not delivered since."""
    if not may(Operation.SUBMIT, reporter):
        return None
    sent = attempts.attempts_for(connection, reporter, year)
    if not sent or versions.version_from(connection, sent[0].id) is not None:
        return None
    latest = as_it_stands(connection, frame().codebook, sent[0])
    _ = say()
    at = shown_time(latest.made_at, frame().codebook.reporters[reporter].zone)
    return Todo(
        _("Your upload for {year}", year=str(year)),
        f"{_what_waits(latest)} ({at})",
        link("attempts.page", reporter, attempt_id=latest.id),
        _("Go on"),
    )


def _what_waits(attempt: Attempt) -> str:
    _ = say()
    if attempt.verdict is Verdict.ACCEPTED:
        return _("Everything is in order; it is not delivered yet.")
    if attempt.verdict is Verdict.NEEDS_EXPLANATION:
        open_ = sum(1 for finding in attempt.findings if finding.is_open_question)
        return _.plural("{n} thing to explain.", "{n} things to explain.", open_)
    if attempt.verdict is Verdict.UNREADABLE:
        return _("The file could not be read.")
    errors = sum(1 for finding in attempt.findings if finding.severity is Severity.ERROR)
    return _.plural("{n} thing to put right.", "{n} things to put right.", errors)


def agreed(connection: Connection) -> Iterator[Todo]:
    """What the reader agreed to do at a meeting."""
    _ = say()
    mine = [each for each in meetings.open_actions(connection) if each.owner == me().id]
    held = {each.id: each for each in meetings.all_meetings(connection)} if mine else {}
    for action in mine:
        day = told_day(held[action.meeting].day, language())
        text = _("Agreed at the meeting of {day}.", day=day)
        if action.due_on:
            by = told_day(action.due_on, language())
            text = _("Agreed at the meeting of {day}, by {by}.", day=day, by=by)
        url = link("meetings.one", meeting_id=action.meeting)
        yield Todo(action.text, text, url, _("Look"))
