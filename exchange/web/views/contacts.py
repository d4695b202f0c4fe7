"""The contact list: as a page and as files; its own entries added, changed and removed."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from exchange.contacts import entries
from exchange.contacts.listing import listed
from exchange.core.contact_list import ContactList, Line
from exchange.core.contacts import Entry, keeping
from exchange.publish.contact_list import MEDIA_TYPES, write
from exchange.storage import contacts
from exchange.web.frame import assignments, frame, me, now
from exchange.web.languages import language, say
from exchange.web.safely import attachment
from exchange.web.views.contacts_form import Written, choices, faults, kinds, sent, standing
from exchange.wording.contact_texts import area_text, kind_text
from exchange.wording.people_texts import ZONE

blueprint = Blueprint("contacts", __name__, url_prefix="/contacts")

Answer = str | Redirect | tuple[str, int]


class Row(NamedTuple):
    """Somebody on the list; ``entry`` is the id of what the person may change."""

    role: str
    line: Line
    entry: int | None

    @property
    def who(self) -> str:
        return self.line.name or self.line.organisation or self.line.address

    @property
    def mail_url(self) -> str:
        """Opens a new letter to the address and nothing more, whatever stands in it."""
        return f"mailto:{quote(self.line.address, safe='@')}"


class Area(NamedTuple):
    """A reporter, or the whole exchange, with those that are there."""

    label: str
    rows: list[Row]


@blueprint.get("")
def page() -> str:
    """The whole list, reporter by reporter."""
    _, book, listing = say(), frame().codebook, _listing()
    return render_template(
        "contacts.html",
        areas=[
            Area(area_text(_, book, reporter), [_row(line) for line in listing.of(reporter)])
            for reporter in (*book.reporters, None)
        ],
        keeps=bool(choices()),
    )


@blueprint.get("/list.<ending>")
def download(ending: str) -> Response:
    """The list as it is today, as a file."""
    if ending not in MEDIA_TYPES:
        abort(404)
    day = now().astimezone(ZoneInfo(ZONE)).date()
    content = write(_listing(), frame().codebook, day, ending, language())
    return attachment(content, f"contact-list-{day}.{ending}", MEDIA_TYPES[ending])


@blueprint.get("/add")
def new() -> str:
    """Asks for a contact."""
    whose = choices()
    return _form(Written(whose[0][0] if len(whose) == 1 else "", *[""] * 5), {})


@blueprint.post("/add")
def add() -> Answer:
    """Puts a contact on the list."""
    written = sent()
    if wrong := faults(written, now()):
        return _form(written, wrong), 422
    entries.add(frame().store, written.entry(now()), me(), now())
    _ = say()
    return _done(_("The contact is on the list. All who coordinate get the new one by mail."))


@blueprint.get("/<int:entry_id>")
def entry(entry_id: int) -> Answer:
    """A contact as it can be changed."""
    found = _own(entry_id)
    return _gone() if found.removed_at else _form(standing(found), {}, found)


@blueprint.post("/<int:entry_id>")
def change(entry_id: int) -> Answer:
    """Puts what was written in the place of what was there."""
    found = _own(entry_id)
    written = sent(standing(found).whose)
    if wrong := faults(written, now()):
        return _form(written, wrong, found), 422
    try:
        entries.change(frame().store, written.entry(found.added_at, found.id), me(), now())
    except entries.NotListed:
        return _gone()
    _ = say()
    return _done(_("The contact is changed. All who coordinate get the new list by mail."))


@blueprint.post("/<int:entry_id>/remove")
def remove(entry_id: int) -> Answer:
    """Takes a contact off the list."""
    try:
        entries.remove(frame().store, _own(entry_id), me(), now())
    except entries.NotListed:
        return _gone()
    _ = say()
    return _done(_("The contact is removed. All who coordinate get the new list by mail."))


def _listing() -> ContactList:
    with frame().store.reading() as connection:
        return listed(connection, frame().codebook)


def _row(line: Line) -> Row:
    keeps = line.entry is not None and keeping(assignments(), line.reporter) is not None
    return Row(kind_text(say(), line.kind), line, line.entry if keeps else None)


def _own(entry_id: int) -> Entry:
    """An entry that the person keeps, on the list or not any more."""
    with frame().store.reading() as connection:
        found = contacts.entry_of(connection, entry_id)
    if found is None:
        abort(404)
    if keeping(assignments(), found.reporter) is None:
        abort(403)
    return found


def _form(written: Written, wrong: dict[str, str], there: Entry | None = None) -> str:
    return render_template(
        "contact_form.html",
        written=written,
        area=area_text(say(), frame().codebook, there.reporter) if there else "",
        entry=there.id if there else None,
        whose=choices(),
        kinds=kinds(),
        faults=wrong,
    )


def _gone() -> Redirect:
    _ = say()
    flash(_("This contact is not on the list any more: somebody removed it."), "info")
    return redirect(url_for("contacts.page"), 303)


def _done(said: str) -> Redirect:
    flash(said, "done")
    return redirect(url_for("contacts.page"), 303)
