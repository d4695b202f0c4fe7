"""What happened to a return, each event as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exchange.storage.events import Event
from exchange.wording.translator import N_, Translator

_CHANNELS: Final[Mapping[str, str]] = {
    "upload": N_("{who} uploaded a workbook."),
    "fix": N_("{who} corrected a workbook on the page."),
    "statement": N_("{who} said it without a workbook."),
    "api": N_("{who} sent a workbook by program."),
    "command": N_("{who} sent a workbook from the command line."),
}

_SENTENCES: Final[Mapping[str, str]] = {
    "explained": N_("{who} explained a figure."),
    "delivered": N_("{who} delivered version {number}."),
    "released": N_("{who} released version {number}."),
    "returned": N_("{who} sent version {number} back."),
    "confirmed": N_("{who} confirmed version {number}."),
    "still-right": N_("{who} looked at the figures again: still right."),
    "reader-stopped": N_("The reading of a workbook was ended: it asked for too much."),
    "by-command": N_("This was done from the command line of the service, in the name of {who}."),
}


def sentence(event: Event, who: str, _: Translator) -> str:
    """The event in a sentence; empty where it is of a kind that is told elsewhere."""
    facts = {"who": who, "number": event.details.get("number", "")}
    if event.kind == "attempt":
        return _(_CHANNELS[event.details.get("channel", "upload")], **facts)
    if event.kind == "file-purged":
        return _purged(event, who, _)
    text = _SENTENCES.get(event.kind)
    return _(text, **facts) if text else ""


def _purged(event: Event, who: str, _: Translator) -> str:
    if event.person is None:
        return _("The file of a workbook that was not delivered was removed for its age.")
    reason = event.details.get("reason", "")
    return _("{who} took the file of a workbook away: “{reason}”", who=who, reason=reason)
