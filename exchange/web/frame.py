"""What every page works with, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, cast

from flask import abort, current_app, g

from exchange.core.codebook import CodeBook
from exchange.core.people import Assignment, Operation, Person, Role, permitted
from exchange.core.versions import Attempt
from exchange.deliveries.desk import Desk, Sender
from exchange.mail import Post
from exchange.service import Service
from exchange.storage import Store


class Frame(NamedTuple):
    """The settings, the desk, the post and the clock of one running service."""

    service: Service
    desk: Desk
    post: Post
    clock: Callable[[], datetime]

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def codebook(self) -> CodeBook:
        return self.desk.codebook


def frame() -> Frame:
    """The frame of the service that answers this request."""
    return cast(Frame, current_app.extensions["exchange"])


def now() -> datetime:
    """One instant for the whole request."""
    if "now" not in g:
        g.now = frame().clock()
    return cast(datetime, g.now)


def person() -> Person | None:
    """Who is signed in, second factor included."""
    return cast("Person | None", g.get("person"))


def me() -> Person:
    """Who is signed in, on a page that nobody else can open."""
    found = person()
    if found is None:
        abort(401)
    return found


def assignments() -> tuple[Assignment, ...]:
    """The assignments that the person holds now."""
    return cast("tuple[Assignment, ...]", g.get("assignments", ()))


def entered(assignment: int) -> bool:
    """Whether the person did it as the secretariat that it is now: not in a former role."""
    held = {each.id for each in assignments() if each.role is Role.SECRETARIAT}
    return assignment in held


def may(operation: Operation, reporter: str | None = None) -> bool:
    """Whether the person may do it: for showing what can be done."""
    return permitted(assignments(), operation, reporter) is not None


def acting(operation: Operation, reporter: str | None = None) -> Sender:
    """The person by the assignment that permits it; 403 where none does."""
    held = permitted(assignments(), operation, reporter)
    if held is None:
        abort(403)
    return Sender(me(), held)


def attempt() -> Attempt:
    """The attempt that the address of this page names; the gate looked it up."""
    return cast(Attempt, g.attempt)
