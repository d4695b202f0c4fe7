"""People: who holds which role, invitations, roles that end or are handed over."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exchange.accounts import assignments as roles
from exchange.accounts.assignments import Held
from exchange.accounts.invitations import INVITATION_LASTS, disable, invite
from exchange.accounts.letters import invitation_letter, send
from exchange.accounts.role_letters import Telling
from exchange.core.addresses import is_address
from exchange.core.people import OF_A_REPORTER, Assignment, Operation, Person, Role
from exchange.storage import people
from exchange.web.frame import frame, may, me, now
from exchange.web.languages import language, say
from exchange.web.views.people_shown import Line, Row, history_of, row_of, shown_roles
from exchange.wording.people_texts import role_words

blueprint = Blueprint("people", __name__, url_prefix="/people")

Answer = str | Response | tuple[str, int]


class Area(NamedTuple):
    """A reporter with the people of today; ``vacant`` where nobody there can be reached."""

    slug: str
    label: str
    vacant: bool
    rows: list[Row]


@blueprint.get("")
def page() -> str:
    """Everybody who holds a role now."""
    held = roles.everyone(frame().store)
    return render_template(
        "people.html",
        areas=[
            Area(
                slug,
                reporter.label[language()],
                roles.is_vacant(held, slug, now()),
                _rows(held, slug),
            )
            for slug, reporter in frame().codebook.reporters.items()
        ],
        others=_rows(held, None),
        manages=may(Operation.MANAGE_PEOPLE),
        sees_history={r for r in frame().codebook.reporters if may(Operation.SEE_PEOPLE, r)},
    )


@blueprint.get("/areas/<reporter>")
def history(reporter: str) -> str:
    """Everybody who ever held a role for a reporter, and how it ended."""
    held = [h for h in roles.everyone(frame().store) if h.assignment.reporter == reporter]
    lines: list[Line] = history_of(held)
    label = frame().codebook.reporters[reporter].label[language()]
    return render_template("people_history.html", label=label, lines=lines)


@blueprint.route("/invite", methods=["GET", "POST"])
def invitation() -> Answer:
    """Asks whom to invite as what."""
    if request.method == "GET":
        return _invitation_page("", request.args.get("role", ""), {})
    email, chosen = request.form.get("email", "").strip(), request.form.get("role", "")
    _refuse_oneself(email)
    _ = say()
    faults = {}
    if not is_address(email):
        faults["email"] = _("Write the whole address, such as name@example.org.")
    if chosen not in dict(shown_roles()):
        faults["role"] = _("Choose what the person will do.")
    if faults:
        return _invitation_page(email, chosen, faults), 422
    role, reporter = _role_chosen(chosen)
    made = roles.give(frame().store, email, (role, reporter), me(), now(), _telling())
    _send(made.person, made.token, role, reporter)
    return redirect(url_for("people.page"), 303)


@blueprint.get("/persons/<int:person_id>")
def person(person_id: int) -> str:
    """One person, and what can be changed."""
    return _person_page(person_id, {})


@blueprint.post("/persons/<int:person_id>/invite")
def invite_again(person_id: int) -> Response:
    """A new link to set the account up; an earlier one works no longer."""
    who, held = _look_up(person_id)
    if not held or who.disabled_at:
        abort(404)
    again, token = invite(frame().store, who, None, None, me(), now())
    _send(again, token, held[0].assignment.role, held[0].assignment.reporter)
    return redirect(url_for("people.person", person_id=person_id), 303)


@blueprint.post("/persons/<int:person_id>/disable")
def close(person_id: int) -> Response:
    """The account works no longer, from this moment."""
    who, _held = _look_up(person_id)
    if who.id == me().id:
        abort(403)
    disable(frame().store, who, now(), me(), _telling())
    _ = say()
    flash(_("The account of {address} is closed.", address=who.email), "done")
    return redirect(url_for("people.page"), 303)


@blueprint.post("/assignments/<int:assignment_id>/end")
def end(assignment_id: int) -> Response:
    """A role is over, from this moment."""
    found = _held_now(assignment_id)
    roles.end(frame().store, found.assignment, me(), now(), _telling())
    _ = say()
    flash(_("The role is over. What was done in it stays."), "done")
    return redirect(url_for("people.person", person_id=found.person.id), 303)


@blueprint.post("/assignments/<int:assignment_id>/hand-over")
def hand_over(assignment_id: int) -> Answer:
    """A role goes to a successor, from this moment."""
    found = _held_now(assignment_id)
    successor = request.form.get("successor", "").strip()
    _refuse_oneself(successor)
    _ = say()
    if not is_address(successor):
        fault = _("Write the whole address, such as name@example.org.")
        return _person_page(found.person.id, {assignment_id: (successor, fault)}), 422
    try:
        made = roles.hand_over(frame().store, found.assignment, successor, me(), now(), _telling())
    except roles.SamePerson:
        fault = _("This is who holds the role now. Write the successor's address.")
        return _person_page(found.person.id, {assignment_id: (successor, fault)}), 422
    _send(made.person, made.token, found.assignment.role, found.assignment.reporter)
    reporter = found.assignment.reporter
    if reporter:
        return redirect(url_for("people.history", reporter=reporter), 303)
    return redirect(url_for("people.page"), 303)


def _telling() -> Telling:
    return Telling(frame().codebook, frame().service.public_url)


def _rows(held: list[Held], reporter: str | None) -> list[Row]:
    now_held = [h for h in held if h.assignment.reporter == reporter and h.assignment.holds(now())]
    order = list(Role)
    return [row_of(each) for each in sorted(now_held, key=lambda h: order.index(h.assignment.role))]


def _invitation_page(email: str, role: str, faults: dict[str, str]) -> str:
    return render_template(
        "people_invite.html",
        email=email,
        role=role,
        options=shown_roles(),
        faults=faults,
        days=INVITATION_LASTS.days,
    )


def _person_page(person_id: int, faults: dict[int, tuple[str, str]]) -> str:
    """``faults``: for an assignment, the address that was written and what is wrong with it."""
    who, held = _look_up(person_id)
    return render_template(
        "people_person.html",
        who=who,
        is_me=who.id == me().id,
        joined=any(each.joined for each in held),
        rows=[row_of(each) for each in held],
        faults=faults,
    )


def _look_up(person_id: int) -> tuple[Person, list[Held]]:
    """Somebody with the roles held now; 404 where there is nobody."""
    with frame().store.reading() as connection:
        who = people.person_of(connection, person_id)
    if who is None:
        abort(404)
    all_held = roles.everyone(frame().store)
    return who, [
        each for each in all_held if each.person.id == person_id and each.assignment.holds(now())
    ]


def _held_now(assignment_id: int) -> Held:
    """An assignment of somebody else that is held now: the own ones are others' to end."""
    held = {each.assignment.id: each for each in roles.everyone(frame().store)}
    found = held.get(assignment_id)
    if found is None or not found.assignment.holds(now()):
        abort(404)
    if found.person.id == me().id:
        abort(403)
    return found


def _refuse_oneself(email: str) -> None:
    """Nobody takes a role: with that of a reporter come figures that were not released."""
    if people.normal(email) == me().email:
        abort(403)


def _role_chosen(chosen: str) -> tuple[Role, str | None]:
    role, _, reporter = chosen.partition(" ")
    return Role(role), reporter if Role(role) in OF_A_REPORTER else None


def _send(person: Person, token: str, role: Role, reporter: str | None) -> None:
    """The link goes by mail, and is shown to nobody else."""
    _ = say()
    held = Assignment(0, person.id, role, reporter, now())
    service, book = frame().service, frame().codebook
    letter = invitation_letter(person, held, token, now() + INVITATION_LASTS, service, book)
    what, area = role_words(_, held, book)
    if send(frame().store, frame().post, letter, person, now()):
        said = _("{address} gets a letter with a link that works once.", address=person.email)
        flash(said, "done")
    else:
        said = _(
            "{address} is {role} now, but the letter could not be sent. Try again later with "
            "“Send a new link”, or ask whoever runs the service for one.",
            address=person.email,
            role=f"{what} ({area})" if area else what,
        )
        flash(said, "warning")
