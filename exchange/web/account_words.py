"""What pages that set up or change a way to sign in share: what to say, and what is shown once."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from exchange.accounts.passwords import LONGEST, SHORTEST, Fault
from exchange.web.frame import assignments, frame, now
from exchange.web.languages import language, say
from exchange.wording.people_texts import ZONE
from exchange.wording.times import told_day

Page = Response | str | tuple[str, int]

_SHOWN = "recovery_codes"
_LONGEST_NAME = 200


def one_line(field: str) -> str:
    """What was typed into a field, without signs that nobody sees: no database keeps all."""
    text = " ".join(request.form.get(field, "").split())
    return "".join(sign for sign in text if sign.isprintable())


def fault_text(fault: Fault) -> str:
    """Why a password will not do, and how a good one is made."""
    _ = say()
    how = _("Four words that have nothing to do with each other make a good one.")
    why = {
        Fault.TOO_SHORT: _(
            "The password is too short: at least {n} characters are needed.", n=SHORTEST
        ),
        Fault.TOO_LONG: _("The password is too long: at most {n} characters are kept.", n=LONGEST),
        Fault.OWN: _("The password holds your name, your address or the name of this service."),
        Fault.COMMON: _("The password is among the first that somebody would try."),
    }
    return f"{why[fault]} {how}"


def name_fault(name: str) -> str | None:
    """Why something is no name to go by."""
    _ = say()
    if not name:
        return _("Write your name, as the others in the exchange know you.")
    if len(name) > _LONGEST_NAME:
        return _("The name is too long: at most {n} characters are kept.", n=_LONGEST_NAME)
    return None


def own_zone() -> str:
    """The time zone of the person's reporter; the exchange's where there is none."""
    codebook = frame().codebook
    zones = (codebook.reporters[held.reporter].zone for held in assignments() if held.reporter)
    return next(zones, ZONE)


def new_label() -> str:
    """What a passkey is called until its owner calls it something else."""
    _ = say()
    return _("Passkey of {day}", day=told_day(now().date(), language()))


def show_once(codes: list[str]) -> Response:
    """To the page with new recovery codes; the session keeps them until they are kept elsewhere."""
    session[_SHOWN] = codes
    return redirect(url_for("account.codes"), 303)


def shown() -> list[str]:
    """The recovery codes that are still to be kept by their owner."""
    found: list[str] = session.get(_SHOWN, [])
    return found


def shown_enough() -> None:
    """Forgets the recovery codes."""
    session.pop(_SHOWN, None)
