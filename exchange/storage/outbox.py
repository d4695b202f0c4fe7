"""The outbox: letters put in once each, claimed one by one, and what became of every one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from exchange.core.letters import Enclosure, Fate, Letter, Message, next_after_crash
from exchange.storage.schema import enclosure, message

_LONGEST_SUBJECT = 250


class Draft(NamedTuple):
    """A letter to be put in. Without ``letter`` it is written when it goes, from the other facts.

    ``key`` makes it the only one of its sort. With ``skipped``, why it is not to go at all.
    """

    key: str
    kind: str
    address: str
    language: str
    due_at: datetime
    person: int | None = None
    meeting: int | None = None
    step: str = ""
    reporter: str | None = None
    facts: Mapping[str, Any] = {}
    letter: Letter | None = None
    skipped: str = ""


def put(connection: Connection, draft: Draft, now: datetime) -> bool:
    """Puts a letter into the outbox, False where one with the same key is in it already."""
    fate = Fate.SKIPPED if draft.skipped else Fate.QUEUED
    letter = draft.letter
    values = {
        "key": draft.key,
        "kind": draft.kind,
        "fate": fate.value,
        "person_id": draft.person,
        "meeting_id": draft.meeting,
        "step": draft.step,
        "reporter": draft.reporter,
        "address": draft.address,
        "language": draft.language,
        "facts": dict(draft.facts),
        "due_at": draft.due_at,
        "queued_at": now,
        "next_try_at": None if draft.skipped else now,
        "tries": 0,
        "crashes": 0,
        "settled_at": now if draft.skipped else None,
        "reason": draft.skipped,
        **_said(letter),
    }
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    adding = dialect.insert(message).values(values).on_conflict_do_nothing(index_elements=["key"])
    id_ = connection.scalar(adding.returning(message.c.id))
    if id_ is None:
        return False
    for each in letter.enclosures if letter else ():
        facts = {"message_id": id_, **each._asdict()}
        connection.execute(insert(enclosure).values(facts))
    return True


def keys_about(connection: Connection, meetings: Iterable[int]) -> frozenset[str]:
    """The keys of every letter about some meetings."""
    wanted = select(message.c.key).where(message.c.meeting_id.in_(set(meetings)))
    return frozenset(connection.scalars(wanted).all())


def is_something_to_do(connection: Connection, now: datetime) -> bool:
    """Whether a letter is to go now, or was being sent when somebody ended."""
    ready = (message.c.fate == Fate.QUEUED.value) & (message.c.next_try_at <= now)
    going = message.c.fate == Fate.SENDING.value
    return connection.scalar(select(message.c.id).where(ready | going).limit(1)) is not None


def claim(
    connection: Connection, sender: str, now: datetime, kinds: Collection[str] = ()
) -> Message | None:
    """The letter that is the next to go, now ``sender``'s to send; None where none is.

    With ``kinds`` only letters of these.
    """
    ready = (message.c.fate == Fate.QUEUED.value) & (message.c.next_try_at <= now)
    if kinds:
        ready &= message.c.kind.in_(sorted(kinds))
    wanted = select(message).where(ready).order_by(message.c.next_try_at, message.c.id).limit(1)
    row = connection.execute(wanted.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    first = row.first_tried_at or now
    changes = {"sender": sender, "tries": row.tries + 1, "first_tried_at": first}
    _change(connection, row.id, Fate.SENDING, next_try_at=None, **changes)
    return _message(row)._replace(
        fate=Fate.SENDING, tries=row.tries + 1, first_tried_at=first, next_try_at=None
    )


def written(connection: Connection, id_: int) -> Letter:
    """A letter as it was put in, with what goes along."""
    row = connection.execute(select(message).where(message.c.id == id_)).one()
    files = select(enclosure).where(enclosure.c.message_id == id_).order_by(enclosure.c.name)
    return Letter(
        row.kind,
        row.address,
        row.subject,
        row.text,
        row.html,
        tuple(Enclosure(f.name, f.media_type, f.content) for f in connection.execute(files)),
    )


def mark_sent(connection: Connection, id_: int, letter: Letter, now: datetime) -> bool:
    """A server took it; kept is what it said, without its files. False where that was known.

    Who was taken for dead meanwhile still says so: then nobody sends it once more.
    """
    on_its_way = message.c.fate.in_([Fate.QUEUED.value, Fate.SENDING.value])
    said = _said(letter) | {"html": ""}
    changes = {"fate": Fate.SENT.value, "sender": None, "next_try_at": None, "settled_at": now}
    done = connection.execute(
        update(message).where((message.c.id == id_) & on_its_way).values(**changes, **said)
    )
    connection.execute(delete(enclosure).where(enclosure.c.message_id == id_))
    return done.rowcount > 0


def put_off(connection: Connection, id_: int, sender: str, until: datetime, why: str) -> None:
    """No server took it yet: it is tried again."""
    _settle(connection, id_, sender, Fate.QUEUED, next_try_at=until, reason=why)


def mark_failed(
    connection: Connection,
    id_: int,
    sender: str,
    why: str,
    now: datetime,
    letter: Letter | None = None,
) -> bool:
    """It was refused for good, or given up; False where it is another's to send by now.

    Kept is what it said, where it was written.
    """
    said = _said(letter) if letter else {}
    said.pop("html", None)
    return _settle(connection, id_, sender, Fate.FAILED, settled_at=now, reason=why, **said)


def mark_skipped(connection: Connection, id_: int, sender: str, why: str, now: datetime) -> None:
    """It was not to go any more."""
    if _settle(connection, id_, sender, Fate.SKIPPED, settled_at=now, reason=why):
        connection.execute(delete(enclosure).where(enclosure.c.message_id == id_))


def try_again(connection: Connection, id_: int, now: datetime) -> bool:
    """Puts one that failed back into the queue, its time beginning anew; False where none did."""
    failed = (message.c.id == id_) & (message.c.fate == Fate.FAILED.value)
    anew = {"fate": Fate.QUEUED.value, "settled_at": None, "first_tried_at": None, "tries": 0}
    when = {"queued_at": now, "next_try_at": now}
    done = connection.execute(update(message).where(failed).values(**anew, **when))
    return done.rowcount > 0


def forget_files(connection: Connection, before: datetime) -> None:
    """Removes what was enclosed with letters that failed long ago; the letters stay."""
    long_ago = (message.c.fate == Fate.FAILED.value) & (message.c.settled_at < before)
    theirs = select(message.c.id).where(long_ago)
    connection.execute(delete(enclosure).where(enclosure.c.message_id.in_(theirs)))


def is_sending(connection: Connection, id_: int, sender: str) -> bool:
    """Whether a letter is still a sender's to send."""
    own = (message.c.id == id_) & (message.c.sender == sender)
    return connection.scalar(select(message.c.id).where(own)) is not None


def left_behind(connection: Connection, now: datetime) -> int:
    """Letters that somebody was sending when ending: each goes once more, and is counted."""
    going = message.c.fate == Fate.SENDING.value
    wanted = select(message.c.id, message.c.crashes).where(going).with_for_update()
    found = connection.execute(wanted).all()
    for id_, crashes in found:
        again = next_after_crash(crashes + 1, now)
        _change(connection, id_, Fate.QUEUED, sender=None, next_try_at=again, crashes=crashes + 1)
    return len(found)


def messages(
    connection: Connection,
    *,
    fate: Fate | None = None,
    meeting: int | None = None,
    before: int | None = None,
    most: int = 100,
) -> list[Message]:
    """Letters, the latest first; ``before`` an id, for going on."""
    wanted = select(message).order_by(message.c.id.desc()).limit(most)
    if fate is not None:
        wanted = wanted.where(message.c.fate == fate.value)
    if meeting is not None:
        wanted = wanted.where(message.c.meeting_id == meeting)
    if before is not None:
        wanted = wanted.where(message.c.id < before)
    return [_message(row) for row in connection.execute(wanted)]


def message_of(connection: Connection, id_: int) -> Message | None:
    """One letter."""
    row = connection.execute(select(message).where(message.c.id == id_)).one_or_none()
    return _message(row) if row else None


def message_with(connection: Connection, key: str) -> Message | None:
    """The letter with a key."""
    row = connection.execute(select(message).where(message.c.key == key)).one_or_none()
    return _message(row) if row else None


def how_many(connection: Connection) -> dict[Fate, int]:
    """Fate → how many letters; crashed ones that were sent once more count as what they are."""
    counted = connection.execute(select(message.c.fate, func.count()).group_by(message.c.fate))
    found = {row[0]: row[1] for row in counted}
    return {fate: found.get(fate.value, 0) for fate in Fate}


def waiting_since(connection: Connection) -> datetime | None:
    """Since when the one of those on their way that waits longest could have been sent."""
    on_its_way = message.c.fate.in_([Fate.QUEUED.value, Fate.SENDING.value])
    since = func.min(func.coalesce(message.c.first_tried_at, message.c.next_try_at))
    found: datetime | None = connection.scalar(select(since).where(on_its_way))
    return found


def _said(letter: Letter | None) -> dict[str, str]:
    """What a letter says, as the columns take it: no NUL, and a subject that fits."""
    if letter is None:
        return {"subject": "", "text": "", "html": ""}
    subject, text, html = (
        said.replace("\0", "") for said in (letter.subject, letter.text, letter.html)
    )
    return {"subject": subject[:_LONGEST_SUBJECT], "text": text, "html": html}


def _change(connection: Connection, id_: int, fate: Fate, **values: object) -> None:
    changing = update(message).where(message.c.id == id_).values(fate=fate.value, **values)
    connection.execute(changing)


def _settle(connection: Connection, id_: int, sender: str, fate: Fate, **values: object) -> bool:
    """What a sender says of a letter that is still its own."""
    own = (message.c.id == id_) & (message.c.sender == sender)
    changes = {"fate": fate.value, "sender": None, **values}
    return connection.execute(update(message).where(own).values(**changes)).rowcount > 0


def _message(row: Row[Any]) -> Message:
    return Message(
        row.id,
        row.key,
        row.kind,
        row.address,
        row.language,
        row.due_at,
        row.queued_at,
        Fate(row.fate),
        row.person_id,
        row.meeting_id,
        row.step,
        row.reporter,
        row.facts,
        row.tries,
        row.crashes,
        row.first_tried_at,
        row.next_try_at,
        row.settled_at,
        row.reason,
        row.subject,
    )
