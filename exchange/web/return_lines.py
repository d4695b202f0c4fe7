"""The lines of a return's page, ready to be set."""

from __future__ import annotations

from typing import NamedTuple

from exchange.web.figure_tables import Said


class StateWords(NamedTuple):
    """``status`` as the part of that name takes it; ``details`` say what is missing."""

    status: str
    details: tuple[str, ...]


class Action(NamedTuple):
    """The one thing to do next; without an address where it is on this very page."""

    title: str
    text: str
    url: str | None
    label: str


class VersionLine(NamedTuple):
    number: int
    url: str
    receipt: str
    receipt_url: str
    time: str
    who: str
    status: str
    decided: str
    late: bool
    on_behalf: bool
    confirmed: bool
    file_url: str | None
    sha256: str


class AttemptLine(NamedTuple):
    name: str
    url: str | None
    time: str
    who: str
    verdict: str
    file_url: str | None


class ChangeLine(NamedTuple):
    figure: str
    old: Said
    new: Said
    number: int
    url: str
    time: str
    who: str


class StayedLine(NamedTuple):
    figure: str
    said: Said
    number: int


class OffenceLine(NamedTuple):
    """An offence of which something can be said without a workbook."""

    label: str
    delivered: bool
    none_url: str | None
    not_counted_url: str | None
