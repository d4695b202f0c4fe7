"""Setting up an account by an invitation, and a new password by a link.

Opening a link uses nothing up: programs that look at mail open links too. What is chosen on the
way is kept with the session, and with the account once it is complete.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for

from exchange.accounts import codes, joining, passkeys, passwords, resetting
from exchange.accounts.joining import Guest, Means
from exchange.storage.links import INVITATION, RESET
from exchange.storage.sessions import hashed
from exchange.web import entering
from exchange.web.account_words import Page, fault_text, name_fault, new_label, one_line, show_once
from exchange.web.frame import frame, now
from exchange.web.languages import language, say
from exchange.wording.people_texts import role_words

blueprint = Blueprint("welcome", __name__)

_JOINING = "joining"


@blueprint.route("/welcome/<token>", methods=["GET", "POST"])
def begin(token: str) -> Page:
    """Greets, and asks for the name."""
    guest = _guest(token)
    if guest is None:
        return _over(INVITATION)
    if request.method == "GET":
        kept = _kept(token)
        return _greeting(guest, kept["name"] if kept else guest.person.name)
    name = one_line("name")
    fault = name_fault(name)
    if fault:
        return _greeting(guest, name, fault), 422
    session[_JOINING] = {"link": hashed(token), "name": name}
    return redirect(url_for("welcome.means", token=token), 303)


@blueprint.route("/welcome/<token>/sign-in", methods=["GET", "POST"])
def means(token: str) -> Page:
    """Offers a passkey, or a password."""
    guest, kept = _guest(token), _kept(token)
    if guest is None:
        return _over(INVITATION)
    if kept is None:
        return redirect(url_for("welcome.begin", token=token))
    if request.method == "GET":
        return _choice(token, guest)
    password = request.form.get("password", "")
    fault = passwords.fault_of(password, (guest.person.email, kept["name"]))
    if fault:
        return _choice(token, guest, {"password": fault_text(fault)}), 422
    made = passwords.hashed(password)
    if frame().service.demonstration:
        return _join(token, guest, kept, Means(password_hash=made))
    session[_JOINING] = {**kept, "password_hash": made, "secret": codes.new_secret()}
    return redirect(url_for("welcome.second", token=token), 303)


@blueprint.post("/welcome/<token>/passkey/options")
def passkey_options(token: str) -> Any:
    """What the browser makes a passkey from."""
    guest, kept, party = _guest(token), _kept(token), entering.party()
    if guest is None or kept is None:
        return {}, 410
    person = guest.person._replace(name=kept["name"])
    with frame().store.reading() as connection:
        asked = passkeys.to_register(connection, party, person)
    asked.options["excludeCredentials"] = []  # the old ones go when the new one is there
    return entering.ask("join", asked)


@blueprint.post("/welcome/<token>/passkey")
def passkey(token: str) -> Page:
    """The account is set up with a passkey, which is both factors."""
    guest, kept, party = _guest(token), _kept(token), entering.party()
    if guest is None:
        return _over(INVITATION)
    if kept is None:
        return redirect(url_for("welcome.begin", token=token))
    challenge, answer = entering.challenge("join"), request.form.get("credential", "")
    try:
        made = passkeys.registered(party, challenge, answer, new_label(), guest.person, now())
        return _join(token, guest, kept, Means(passkey=made))
    except passkeys.Refused:
        _ = say()
        errors = {"": _("The passkey could not be kept. Try again, or choose a password.")}
        return _choice(token, guest, errors), 422


@blueprint.route("/welcome/<token>/second", methods=["GET", "POST"])
def second(token: str) -> Page:
    """Asks for a code of the authenticator app: with it the account is set up."""
    guest, kept = _guest(token), _kept(token)
    if guest is None:
        return _over(INVITATION)
    if kept is None or "secret" not in kept:
        return redirect(url_for("welcome.begin", token=token))
    if request.method == "GET":
        return _app(token, guest, kept["secret"])
    step = codes.step_of(kept["secret"], request.form.get("code", ""), now())
    if step is None:
        _ = say()
        wrong = _("This code does not fit. Wait for the next one, and write its six digits.")
        return _app(token, guest, kept["secret"], {"code": wrong}), 422
    made = Means(password_hash=kept["password_hash"], totp_secret=kept["secret"], step=step)
    return _join(token, guest, kept, made)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
def reset(token: str) -> Page:
    """Asks for a new password; then the second factor comes as always."""
    guest = joining.guest_of(frame().store, token, RESET, now())
    if guest is None:
        return _over(RESET)
    if request.method == "GET":
        return render_template("welcome_reset.html", email=guest.person.email, errors={})
    password = request.form.get("password", "")
    fault = passwords.fault_of(password, (guest.person.email, guest.person.name))
    if fault:
        errors = {"password": fault_text(fault)}
        page = render_template("welcome_reset.html", email=guest.person.email, errors=errors)
        return page, 422
    if not resetting.reset(frame().store, token, guest.person, password, now()):
        return _over(RESET)
    if frame().service.demonstration:
        entering.let_in(guest.person)
        return redirect("/", 303)
    entering.let_in_half(guest.person, "/")
    return redirect(url_for("sign_in.second"), 303)


def _join(token: str, guest: Guest, kept: dict[str, Any], means: Means) -> Page:
    person = guest.person._replace(name=kept["name"], language=language())
    shown = joining.join(frame().store, token, person, means, now())
    if shown is None:
        return _over(INVITATION)
    entering.let_in(person)
    return show_once(shown) if shown else redirect("/", 303)


def _guest(token: str) -> Guest | None:
    return joining.guest_of(frame().store, token, INVITATION, now())


def _kept(token: str) -> dict[str, Any] | None:
    """What was chosen so far by this link, in this browser."""
    found: dict[str, Any] | None = session.get(_JOINING)
    return found if found is not None and found["link"] == hashed(token) else None


def _greeting(guest: Guest, name: str, fault: str | None = None) -> str:
    _ = say()
    roles = [role_words(_, held, frame().codebook) for held in guest.assignments]
    return render_template("welcome.html", guest=guest, roles=roles, name=name, fault=fault)


def _choice(token: str, guest: Guest, errors: dict[str, str] | None = None) -> str:
    return render_template(
        "welcome_means.html",
        token=token,
        email=guest.person.email,
        passkeys=entering.passkeys_work(),
        errors=errors or {},
    )


def _app(token: str, guest: Guest, secret: str, errors: dict[str, str] | None = None) -> str:
    _ = say()
    drawn = codes.square(secret, guest.person.email, _("The code that the app reads"))
    shown = {"square": drawn, "secret": codes.grouped(secret)}
    return render_template("welcome_second.html", token=token, errors=errors or {}, **shown)


def _over(purpose: str) -> tuple[str, int]:
    return render_template("welcome_over.html", purpose=purpose), 410
