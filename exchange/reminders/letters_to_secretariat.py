"""Writes what the secretariat is told: nobody to remind, who is late, no meeting, a lost letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from exchange.core.letters import Fate, Letter, Message
from exchange.core.missing import Missing
from exchange.core.notices import Notice, NoticeKind, told
from exchange.core.reminders import (
    Turn,
    Why,
    World,
    asked,
    missing_after,
    nobody_to_remind,
    reason_not_to,
)
from exchange.mail import compose
from exchange.reminders.letters_deadline import deadline_for
from exchange.reminders.letters_reminder import REMINDER
from exchange.reminders.office import Office
from exchange.reminders.world import gathered
from exchange.storage import outbox
from exchange.wording import Translator, translator
from exchange.wording.meeting_texts import meeting_title, told_years
from exchange.wording.missing_texts import missing_text
from exchange.wording.people_texts import ZONE

FAILED = "mail-failed"


def notice_letter(
    office: Office, connection: Connection, message: Message, now: datetime
) -> Letter | Why:
    """A notice as things stand now; what is no longer so needs no telling."""
    world = gathered(connection, office.codebook, now)._replace(settled=frozenset())
    notice = next((each.notice for each in told(world, now) if each.key == message.key), None)
    if notice is None:
        return Why.OUTDATED
    _ = translator(message.language)
    facts = {
        NoticeKind.UNREACHABLE: _unreachable,
        NoticeKind.LATE: _late,
        NoticeKind.NO_MEETING: _no_meeting,
    }[notice.kind](_, office, world, notice, now)
    words = compose(message.kind, message.language, **facts)
    return Letter(message.kind, message.address, *words)


def failure_letter(
    office: Office, connection: Connection, message: Message, _now: datetime
) -> Letter | Why:
    """Which letter was given up, to whom, about what, and why; not once it is on its way again."""
    failed = outbox.message_of(connection, int(message.facts["message"]))
    if failed is None or failed.fate is not Fate.FAILED:
        return Why.OUTDATED
    _ = translator(message.language)
    words = compose(
        FAILED,
        message.language,
        address=failed.address,
        about=_about(_, office, failed),
        said=" ".join(failed.reason.split()),
        letters=office.url(f"/letters/{failed.id}"),
    )
    return Letter(FAILED, message.address, *words)


def _late(
    _: Translator, office: Office, world: World, notice: Notice, now: datetime
) -> dict[str, object]:
    owed, reporters = missing_after(world, notice.meeting, now), office.codebook.reporters
    late = [
        {"reporter": reporters[slug].label[_.language], "lines": _lines(_, office, missing)}
        for slug, missing in owed.items()
    ]
    years = {each.year for missing in owed.values() for each in missing}
    asking = [
        slug
        for slug in reporters
        if any(office.codebook.asks(slug, year) for year in notice.meeting.years)
    ]
    return {
        "late": late,
        "all": len(asking),
        "drafts": office.url("/letters/drafts"),
        **_deadline(_, notice, tuple(sorted(years)), now),
    }


def _unreachable(
    _: Translator, office: Office, world: World, notice: Notice, now: datetime
) -> dict[str, object]:
    turn = next(each for each in nobody_to_remind(world, now) if _is_about(each, notice))
    missing = asked(world, turn, now)
    today = turn.promise or now.astimezone(turn.at.tzinfo).date()
    here = [each for each in world.contacts if each.reporter == turn.reporter]
    whys = {reason_not_to(turn, each, missing, now) for each in here}
    paused = Why.PAUSED in whys
    return {
        "wanted": "deliver" if any(m.from_reporter(today) for m in missing) else "release",
        "paused": paused,
        "reporter": office.codebook.reporters[turn.reporter].label[_.language],
        "lines": _lines(_, office, missing),
        "page": office.url("/letters/addresses" if paused else "/people"),
        **_deadline(_, notice, [each.year for each in missing], now),
    }


def _no_meeting(
    _: Translator, office: Office, _world: World, notice: Notice, _now: datetime
) -> dict[str, object]:
    return {
        "meeting": meeting_title(_, notice.meeting),
        "meetings": office.url("/meetings"),
    }


def _deadline(
    _: Translator, notice: Notice, years: Iterable[int], now: datetime
) -> dict[str, object]:
    told = deadline_for(_, notice.meeting, ZONE, now)
    return {"years": told_years(years, _.language), **told._asdict()}


def _is_about(turn: Turn, notice: Notice) -> bool:
    return turn.about == notice.about


def _lines(_: Translator, office: Office, owed: Iterable[Missing]) -> list[str]:
    return [missing_text(_, office.codebook, each) for each in owed]


def _about(_: Translator, office: Office, failed: Message) -> str:
    """Its subject; one that is written when it goes has none yet."""
    if failed.subject:
        return failed.subject
    if failed.reporter and failed.kind == REMINDER:
        reporter = office.codebook.reporters[failed.reporter].label[_.language]
        return _("what is still missing of {reporter}", reporter=reporter)
    return _("what the secretariat is told")
