"""What is still missing of a return, in words; and why somebody is not reminded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exchange.core.codebook import CodeBook
from exchange.core.missing import Awaits, Missing
from exchange.core.reminders import NotDue, Why
from exchange.wording.times import told_day, told_time
from exchange.wording.translator import N_, Translator


def missing_text(_: Translator, codebook: CodeBook, missing: Missing) -> str:
    """``2025: smuggling not delivered; trafficking: 1 to follow by 1 July``."""
    parts = [*_of_offences(_, codebook, missing), *_of_the_return(_, missing)]
    return f"{missing.year}: {'; '.join(parts)}"


def offence_name(codebook: CodeBook, offence: str, language: str) -> str:
    """The short name of an offence inside a sentence."""
    name = codebook.offences[offence].short[language]
    return name[0].lower() + name[1:]


def _of_offences(_: Translator, codebook: CodeBook, missing: Missing) -> Iterator[str]:
    names = {each: offence_name(codebook, each, _.language) for each in codebook.offences}
    if missing.offences == tuple(codebook.offences):
        yield _("nothing delivered")
        return
    for offence in missing.offences:
        yield _("{offence} not delivered", offence=names[offence])
    provisional = dict(missing.provisional)
    for offence, name in names.items():
        told = []
        if offence in provisional:
            n = provisional[offence]
            told.append(_.plural("{n} figure provisional", "{n} figures provisional", n))
        for each in missing.following:
            if each.offence == offence and each.by:
                day = told_day(each.by, _.language, year=each.by.year != missing.year + 1)
                told.append(_("{n} to follow by {day}", n=each.figures, day=day))
            elif each.offence == offence:
                told.append(_("{n} to follow", n=each.figures))
        if told:
            yield f"{name}: {', '.join(told)}"


def _of_the_return(_: Translator, missing: Missing) -> Iterator[str]:
    if missing.returned:
        yield _("the last delivery was sent back to you")
    if missing.awaits is Awaits.RELEASE:
        yield _("waiting for release by the approver")
    if missing.awaits is Awaits.CONFIRMATION:
        yield _("waiting for confirmation by the coordinator")


_WHY: Mapping[Why, str] = {
    Why.NOTHING_MISSING: N_("nothing is missing"),
    Why.NOT_THEIRS: N_("what is missing is for others of the reporter to do"),
    Why.PAUSED: N_("the address is paused"),
    Why.OUTDATED: N_("its time was over: a later reminder, or the deadline, had come"),
    Why.SETTLED: N_("had this one already"),
    Why.NO_MEETING: N_("no meeting asks for figures"),
}


def why_text(_: Translator, why: Why) -> str:
    """Why a reminder does not go."""
    return _("its time has not come") if why is Why.NOT_YET else _(_WHY[why])


def not_due_text(_: Translator, told: NotDue, zone: str) -> str:
    """Why somebody gets nothing now, with when the next one goes."""
    if told.why is Why.NOT_YET and told.turn is not None:
        return _("the next one goes on {at}", at=told_time(told.turn.at, zone, _.language))
    return why_text(_, told.why)
