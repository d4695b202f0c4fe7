"""The plan in words: what a step is, how far it is, and why nobody gets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from exchange.core.letters import Fate
from exchange.core.reminders import Turn, Why
from exchange.reminders.plan import State, Step
from exchange.wording.missing_texts import why_text
from exchange.wording.times import told_day
from exchange.wording.translator import N_, Translator

PROMISED = "to-follow-"

_STATES: Final[Mapping[State, str]] = {
    State.PLANNED: N_("planned"),
    State.OPEN: N_("on its way"),
    State.SENT: N_("sent"),
    State.FAILED: N_("failed"),
    State.SKIPPED: N_("not sent"),
    State.OVER: N_("not sent"),
}


def state_text(_: Translator, step: Step) -> str:
    """How far a step is, in a word or two; one that nobody gets is not said to go."""
    if step.state in {State.PLANNED, State.OPEN} and not step.addresses:
        return _("goes to nobody")
    return _(_STATES[step.state])


def step_text(_: Translator, turn: Turn) -> str:
    """``21 days before the deadline``, ``figures promised for Wednesday 1 July``."""
    return step_words(_, turn.step)


def step_words(_: Translator, step: str) -> str:
    """The same from the step's own name, as letters keep it."""
    if step.startswith(PROMISED):
        day = date.fromisoformat(step[-len("2026-07-01") :])
        return _("figures promised for {day}", day=day_text(day, _.language))
    when, _rest, days = step.partition("-")
    if days == "0":
        return _("on the day of the deadline")
    if when == "before":
        return _.plural("{n} day before the deadline", "{n} days before the deadline", int(days))
    return _.plural("{n} day after the deadline", "{n} days after the deadline", int(days))


def moved_text(_: Translator, step: Step) -> str:
    """``moved from Sunday 26 April``; empty where the plan's own day is a working day."""
    if not step.moved:
        return ""
    return _("moved from {day}", day=day_text(step.meant_for, _.language))


def reason_text(_: Translator, step: Step) -> str:
    """Why nobody gets a step, or why a letter of it failed; empty where it goes its way."""
    failed = dict.fromkeys(each.reason for each in step.messages if each.fate is Fate.FAILED)
    return "; ".join(failed or _why_nobody(_, step))


def day_text(day: date, language: str) -> str:
    """``Sunday 26 April``."""
    return told_day(day, language, year=False, weekday=True)


def _why_nobody(_: Translator, step: Step) -> Iterator[str]:
    if step.addresses:
        return
    if step.unreachable and step.why is Why.PAUSED:
        yield _("the address is paused, and the secretariat is told")
    elif step.unreachable:
        yield _("nobody can be reached; the secretariat is told")
    elif step.why is not None:
        yield why_text(_, step.why)
