"""Meetings, their plans, what is kept of them, and when a year's figures are due."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from exchange.core.meetings import Action, Meeting, Minutes
from exchange.storage.engine import new_id
from exchange.storage.schema import agreed_action, attended, meeting, meeting_year, plan_step


def add_meeting(connection: Connection, draft: Meeting) -> Meeting:
    """Keeps a meeting; gives it with its id."""
    id_ = new_id(connection.execute(insert(meeting).values(**_values(draft))))
    made = draft._replace(id=id_)
    _add_parts(connection, made)
    return made


def change_meeting(connection: Connection, changed: Meeting) -> bool:
    """Puts a meeting as it is given in the place of what it was; False where none stands."""
    stands = (meeting.c.id == changed.id) & meeting.c.cancelled_at.is_(None)
    done = connection.execute(update(meeting).where(stands).values(**_values(changed)))
    if done.rowcount == 0:
        return False
    for table in (meeting_year, plan_step):
        connection.execute(delete(table).where(table.c.meeting_id == changed.id))
    _add_parts(connection, changed)
    return True


def cancel_meeting(connection: Connection, id_: int, at: datetime) -> bool:
    """False where there is no such meeting, or it was cancelled before."""
    planned = (meeting.c.id == id_) & meeting.c.cancelled_at.is_(None)
    changes = {"cancelled_at": at, "changed_at": at, "sequence": meeting.c.sequence + 1}
    return connection.execute(update(meeting).where(planned).values(**changes)).rowcount > 0


def all_meetings(connection: Connection) -> list[Meeting]:
    """Past and to come, cancelled ones too, by day."""
    years: dict[int, list[int]] = defaultdict(list)
    for row in connection.execute(select(meeting_year).order_by(meeting_year.c.year)):
        years[row.meeting_id].append(row.year)
    plans: dict[int, list[int]] = defaultdict(list)
    for row in connection.execute(select(plan_step).order_by(plan_step.c.days.desc())):
        plans[row.meeting_id].append(row.days)
    return [
        _meeting(row, tuple(years[row.id]), tuple(plans[row.id]))
        for row in connection.execute(select(meeting).order_by(meeting.c.on_day, meeting.c.id))
    ]


def meeting_of(connection: Connection, id_: int) -> Meeting | None:
    """One meeting, cancelled or not."""
    return next((each for each in all_meetings(connection) if each.id == id_), None)


def taken(connection: Connection, id_: int) -> Meeting | None:
    """One meeting, which nobody else can change before this transaction ends."""
    connection.execute(select(meeting.c.id).where(meeting.c.id == id_).with_for_update()).all()
    return meeting_of(connection, id_)


def due_at(connection: Connection, year: int) -> datetime | None:
    """The deadline for a year's first figures: the first one set for it that still stands.

    A later meeting may ask for the same year again; who delivered for the first was in time.
    """
    wanted = (
        select(meeting.c.deadline)
        .join(meeting_year, meeting_year.c.meeting_id == meeting.c.id)
        .where(meeting_year.c.year == year, meeting.c.cancelled_at.is_(None))
        .order_by(meeting.c.deadline)
    )
    found: datetime | None = connection.scalars(wanted).first()
    return found


def minutes_of(connection: Connection, id_: int) -> Minutes:
    """What is kept of a meeting that is there."""
    row = connection.execute(select(meeting).where(meeting.c.id == id_)).one()
    people = select(attended.c.person_id).where(attended.c.meeting_id == id_)
    actions = select(agreed_action).where(agreed_action.c.meeting_id == id_)
    return Minutes(
        tuple(sorted(connection.scalars(people))),
        row.guests,
        row.notes,
        tuple(_action(each) for each in connection.execute(actions.order_by(agreed_action.c.id))),
    )


def keep_minutes(connection: Connection, id_: int, kept: Minutes) -> None:
    """Who attended and the notes; actions are kept one by one."""
    values = {"guests": kept.guests, "notes": kept.notes}
    connection.execute(update(meeting).where(meeting.c.id == id_).values(**values))
    connection.execute(delete(attended).where(attended.c.meeting_id == id_))
    rows = [{"meeting_id": id_, "person_id": each} for each in sorted(set(kept.attended))]
    if rows:
        connection.execute(insert(attended), rows)


def add_action(connection: Connection, draft: Action) -> Action:
    """Keeps an agreed action; gives it with its id."""
    values = {
        "meeting_id": draft.meeting,
        "person_id": draft.owner,
        "text": draft.text,
        "due_on": draft.due_on.isoformat() if draft.due_on else None,
        "done_at": draft.done_at,
    }
    return draft._replace(id=new_id(connection.execute(insert(agreed_action).values(**values))))


def set_done(connection: Connection, action: int, meeting_id: int, at: datetime | None) -> bool:
    """Marks an action of a meeting as done, or (None) as open again; False where there is none."""
    which = (agreed_action.c.id == action) & (agreed_action.c.meeting_id == meeting_id)
    return connection.execute(update(agreed_action).where(which).values(done_at=at)).rowcount > 0


def open_actions(connection: Connection) -> list[Action]:
    """What was agreed and is not done, of every meeting, the earliest due first."""
    wanted = select(agreed_action).where(agreed_action.c.done_at.is_(None))
    found = [_action(row) for row in connection.execute(wanted.order_by(agreed_action.c.id))]
    return sorted(found, key=lambda each: each.due_on or date.max)


def _values(draft: Meeting) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "on_day": draft.day.isoformat(),
        "place": draft.place,
        "zone": draft.zone,
        "deadline": draft.deadline,
        "last_day": draft.last_day.isoformat() if draft.last_day else None,
        "link": draft.link,
        "sequence": draft.sequence,
        "changed_at": draft.changed_at,
    }


def _add_parts(connection: Connection, made: Meeting) -> None:
    years = [{"meeting_id": made.id, "year": year} for year in sorted(set(made.years))]
    connection.execute(insert(meeting_year), years)
    steps = [{"meeting_id": made.id, "days": days} for days in sorted(set(made.plan))]
    if steps:
        connection.execute(insert(plan_step), steps)


def _meeting(row: Row[Any], years: tuple[int, ...], plan: tuple[int, ...]) -> Meeting:
    return Meeting(
        row.id,
        row.kind,
        date.fromisoformat(row.on_day),
        row.place,
        row.zone,
        row.deadline,
        years,
        row.cancelled_at,
        date.fromisoformat(row.last_day) if row.last_day else None,
        row.link,
        plan,
        row.sequence,
        row.changed_at,
    )


def _action(row: Row[Any]) -> Action:
    due = date.fromisoformat(row.due_on) if row.due_on else None
    return Action(row.id, row.meeting_id, row.text, row.person_id, due, row.done_at)
