"""The first page: what is asked, by when, and who has delivered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, render_template, url_for
from sqlalchemy import Connection

from exchange.core.asked import deadlines, is_coming, years_asked
from exchange.core.meetings import Meeting
from exchange.core.people import Operation, Role
from exchange.core.states import State, StateKind
from exchange.core.versions import Version
from exchange.deliveries.overview import states
from exchange.storage import events, meetings, versions
from exchange.web.frame import assignments, frame, may, now
from exchange.web.languages import language, say, shown_time
from exchange.web.links import link
from exchange.web.views import home_letters, home_own
from exchange.web.views.home_own import Asked, Todo
from exchange.web.views.meetings_shown import Shown, shown

blueprint = Blueprint("home", __name__)

ZONE = "America/Curacao"
COLUMNS = 4
FAULTS = 5


class Cell(NamedTuple):
    """How far a reporter is with a year, in one word; ``url`` to see more."""

    state: str
    text: str
    url: str | None


class Fault(NamedTuple):
    """Something that went wrong on our side, by the reference that people were given."""

    reference: str
    at: str


@blueprint.get("/")
def start() -> str:
    """What is asked of the reader."""
    with frame().store.reading() as connection:
        planned = meetings.all_meetings(connection)
        years, due = years_asked(planned, now()), deadlines(planned)
        columns = _columns(years)
        found = states(connection, frame().codebook, {*columns, *years}, own=_mine())
        own = _own(connection, years, planned)
        return render_template(
            "home.html",
            title=_title(own),
            own=own,
            todo=_todo(connection, years),
            columns=columns,
            table=_table(columns, found),
            late=_late(years, found, due),
            next=_next(planned),
            faults=_faults(connection),
            has_role=bool(assignments()),
            states_shown=may(Operation.SEE_STATES),
            comparison_url=link("comparison.page"),
            people_url=link("people.page"),
            account_url=url_for("account.page"),
        )


def _title(own: list[Asked]) -> str:
    _ = say()
    if own:
        years = dict.fromkeys(str(asked.year) for asked in own)
        return _("Figures for {years}", years=", ".join(years))
    return _("Who has delivered") if assignments() else _("You have no role now")


def _mine() -> list[str]:
    """The reporters that the reader belongs to."""
    held = {assignment.reporter for assignment in assignments()}
    return [reporter for reporter in frame().codebook.reporters if reporter in held]


def _columns(years: tuple[int, ...]) -> tuple[int, ...]:
    """The last years up to the latest that is asked for."""
    first = max(frame().codebook.first_year, max(years) - COLUMNS + 1)
    return tuple(range(first, max(years) + 1))


def _own(connection: Connection, years: tuple[int, ...], planned: list[Meeting]) -> list[Asked]:
    setting = {year: _setting(planned, year) for year in years}
    return [
        home_own.asked(connection, reporter, year, setting[year], years)
        for reporter in _mine()
        for year in years
        if frame().codebook.asks(reporter, year)
    ]


def _setting(planned: list[Meeting], year: int) -> Meeting | None:
    """The meeting that sets a year's deadline: the first of all."""
    asking = [each for each in planned if each.cancelled_at is None and year in each.years]
    return min(asking, key=lambda each: each.deadline, default=None)


def _next(planned: list[Meeting]) -> Shown | None:
    """The next meeting, for who sets them."""
    coming = [each for each in planned if is_coming(each, now())]
    if not coming or not may(Operation.MANAGE_MEETINGS):
        return None
    return shown(min(coming, key=lambda each: each.day))


def _todo(connection: Connection, years: tuple[int, ...]) -> list[Todo]:
    latest: list[Version] = []
    if _mine():
        all_years = range(frame().codebook.first_year, now().year + 1)
        latest = versions.latest_versions(connection, all_years)
    found: list[Todo] = list(home_letters.waiting(connection))
    for reporter in _mine():
        found += home_own.waiting(reporter, latest)
        uploads = (home_own.unfinished(connection, reporter, year) for year in years)
        found += [upload for upload in uploads if upload]
    return [*found, *home_own.agreed(connection)]


def _table(
    columns: tuple[int, ...], found: Mapping[tuple[str, int], State]
) -> list[tuple[str, list[Cell | None]]]:
    """One row for each reporter: its name, and a cell for each year; None where not asked."""
    return [
        (
            reporter.label[language()],
            [
                _cell(slug, year, found[slug, year]) if (slug, year) in found else None
                for year in columns
            ],
        )
        for slug, reporter in frame().codebook.reporters.items()
    ]


def _cell(reporter: str, year: int, state: State) -> Cell:
    _ = say()
    words = {
        "on-time": _("on time"),
        "late": _("late"),
        "delivered": _("delivered"),
        "partial": _("partial, late") if state.late else _("partial"),
        "waiting": _("waiting"),
        "returned": _("returned"),
        "missing": _("missing"),
    }
    kind = _kind(reporter, state)
    return Cell(kind, words[kind], link("returns.page", reporter, year=year))


def _kind(reporter: str, state: State) -> str:
    """That a version was returned to its sender is the own reporter's matter alone."""
    version = state.version
    if state.kind is StateKind.DELIVERED:
        in_time = "on-time" if version and version.due_at else "delivered"
        return "late" if state.late else in_time
    if state.kind is StateKind.MISSING and version is not None and reporter in _mine():
        return "returned"
    return state.kind.value


def _late(
    years: tuple[int, ...], found: Mapping[tuple[str, int], State], due: Mapping[int, datetime]
) -> list[tuple[str, int]]:
    """Reporters from whom figures are missing after the deadline; told to the secretariat."""
    if not any(held.role is Role.SECRETARIAT for held in assignments()):
        return []
    over = [year for year in years if year in due and now() > due[year]]
    unfinished = {StateKind.MISSING, StateKind.PARTIAL}
    return [
        (reporter.label[language()], year)
        for year in over
        for slug, reporter in frame().codebook.reporters.items()
        if (slug, year) in found and found[slug, year].kind in unfinished
    ]


def _faults(connection: Connection) -> list[Fault] | None:
    """What went wrong last; None for who does not look after the service."""
    if not may(Operation.SEE_EVENTS):
        return None
    return [
        Fault(str(event.details.get("reference", "")), shown_time(event.at, ZONE))
        for event in events.latest_events(connection, FAULTS, "fault")
    ]
