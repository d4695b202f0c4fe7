"""The contact list in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from exchange.core.codebook import CodeBook
from exchange.core.contact_list import Change, How, Kind, Line
from exchange.core.contacts import ContactKind, tidied
from exchange.core.people import Role
from exchange.wording.people_texts import ROLES, ZONE
from exchange.wording.translator import N_, Translator

KINDS: Mapping[ContactKind, str] = {
    ContactKind.TWINNING_PARTNER: N_("twinning partner"),
    ContactKind.MAILBOX: N_("functional mailbox"),
    ContactKind.OTHER: N_("other contact"),
}

FIELDS: Mapping[str, str] = {
    "name": N_("name"),
    "organisation": N_("organisation"),
    "address": N_("address"),
    "telephone": N_("telephone"),
}

_CHANGES: Mapping[How, str] = {
    How.ADDED: N_("Added: {area}, {role}: {who}"),
    How.CHANGED: N_("Changed: {area}, {role}: {who} ({what})"),
    How.REMOVED: N_("Removed: {area}, {role}: {who}"),
}


def kind_text(_: Translator, kind: Kind) -> str:
    """What somebody on the list is, as a line of its own."""
    words = _word(_, kind)
    return words[:1].upper() + words[1:]


def area_text(_: Translator, codebook: CodeBook, reporter: str | None) -> str:
    """Of which reporter, or of the whole exchange."""
    label = codebook.reporters[reporter].label[_.language] if reporter else None
    return label or _("Whole exchange")


def change_text(_: Translator, codebook: CodeBook, change: Change) -> str:
    """``Changed: Aruba, twinning partner: Bureau (address, telephone)``."""
    line = change.line
    return _(
        _CHANGES[change.how],
        area=area_text(_, codebook, line.reporter),
        role=_word(_, line.kind),
        who=tidied(line.name or line.organisation or line.address),
        what=", ".join(_(FIELDS[field]) for field in change.fields),
    )


def day_of(line: Line, codebook: CodeBook) -> date | None:
    """The day on which somebody came onto the list, where that is."""
    if line.since is None:
        return None
    zone = codebook.reporters[line.reporter].zone if line.reporter else ZONE
    return line.since.astimezone(ZoneInfo(zone)).date()


def _word(_: Translator, kind: Kind) -> str:
    word = ROLES[kind] if isinstance(kind, Role) else KINDS[kind]
    return _(word)
