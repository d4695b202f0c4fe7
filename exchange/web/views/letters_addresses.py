"""Addresses of everybody with a role; one can be paused, so that no reminder goes there."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.accounts import assignments
from exchange.core.people import Operation, Person
from exchange.storage import events, pauses, people
from exchange.storage.events import Event
from exchange.storage.pauses import Pause
from exchange.web.frame import frame, may, me, now
from exchange.web.languages import say, shown_time
from exchange.web.views.letters_shown import tabs
from exchange.wording.people_texts import ZONE, role_words

blueprint = Blueprint("letters_addresses", __name__, url_prefix="/letters/addresses")

LONGEST_REASON = 500

Answer = str | Response | tuple[str, int]


class Row(NamedTuple):
    """Somebody's address; ``paused`` since when and why, empty where letters go there."""

    person: int
    address: str
    name: str
    roles: str
    paused: str


@blueprint.get("")
def page() -> str:
    """Everybody with a role and an open account."""
    return render_template(
        "letters_addresses.html",
        tabs=tabs(),
        rows=_rows(),
        manages=may(Operation.MANAGE_LETTERS),
    )


@blueprint.get("/<int:person_id>/pause")
def pause(person_id: int) -> str:
    """Asks for the reason."""
    return _pause_page(_look_up(person_id))


@blueprint.post("/<int:person_id>/pause")
def pause_now(person_id: int) -> Answer:
    """No reminder goes to the address from now on."""
    who, _ = _look_up(person_id), say()
    reason = " ".join(request.form.get("reason", "").split())
    if not reason:
        return _pause_page(who, fault=_("Write why, so that others know when to resume.")), 422
    if len(reason) > LONGEST_REASON:
        fault = _("Say it in at most {n} characters.", n=LONGEST_REASON)
        return _pause_page(who, reason, fault), 422
    with frame().store.writing() as connection:
        pauses.pause_address(connection, Pause(who.email, now(), me().id, reason))
        events.record(connection, Event(now(), "address-paused", me().id, details=_about(who)))
    flash(_("No reminder goes to {address} until it is resumed.", address=who.email), "done")
    return redirect(url_for("letters_addresses.page"), 303)


@blueprint.post("/<int:person_id>/resume")
def resume(person_id: int) -> Response:
    """Reminders go to the address again."""
    who, _ = _look_up(person_id), say()
    with frame().store.writing() as connection:
        if pauses.resume_address(connection, who.email):
            told = Event(now(), "address-resumed", me().id, details=_about(who))
            events.record(connection, told)
    flash(_("Reminders go to {address} again.", address=who.email), "done")
    return redirect(url_for("letters_addresses.page"), 303)


def _rows() -> list[Row]:
    _, book = say(), frame().codebook
    roles: dict[Person, list[str]] = defaultdict(list)
    for held in assignments.everyone(frame().store):
        if held.assignment.holds(now()) and held.reachable:
            words = filter(None, role_words(_, held.assignment, book))
            roles[held.person].append(", ".join(words))
    with frame().store.reading() as connection:
        paused = pauses.paused(connection)
        names = people.names(connection, {each.person for each in paused.values()})
    return [
        Row(who.id, who.email, who.name, "; ".join(said), _paused(paused.get(who.email), names))
        for who, said in sorted(roles.items(), key=lambda item: item[0].email)
    ]


def _paused(found: Pause | None, names: dict[int, str]) -> str:
    if found is None:
        return ""
    _ = say()
    return _(
        "since {at}, by {who}: {reason}",
        at=shown_time(found.paused_at, ZONE),
        who=names[found.person] or _("the secretariat"),
        reason=found.reason,
    )


def _pause_page(who: Person, reason: str = "", fault: str = "") -> str:
    return render_template("letters_pause.html", who=who, reason=reason, fault=fault)


def _look_up(person_id: int) -> Person:
    with frame().store.reading() as connection:
        who = people.person_of(connection, person_id)
    if who is None:
        abort(404)
    return who


def _about(who: Person) -> dict[str, int]:
    return {"of": who.id}
