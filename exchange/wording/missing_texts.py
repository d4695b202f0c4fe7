"""What is still missing of a return, in words; and why somebody is not reminded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exchange.core.codebook import CodeBook
from exchange.core.missing import Awaits, Missing
from exchange.core.not_due import NotDue
from exchange.core.reminders import Why
from exchange.wording.lists import told_list
from exchange.wording.times import told_day, told_time
from exchange.wording.translator import N_, Translator


def missing_text(_: Translator, codebook: CodeBook, missing: Missing) -> str:
    """``2025: smuggling not delivered; trafficking: 1 figure to follow by 1 July``.

    It stands in letters as in tables, to whoever reads it: it says “you” to nobody.
    """
    parts = [*_of_offences(_, codebook, missing), *_of_the_return(_, missing)]
    return f"{missing.year}: {'; '.join(parts)}"


def offence_name(codebook: CodeBook, offence: str, language: str) -> str:
    """The short name of an offence inside a sentence."""
    name = codebook.offences[offence].short[language]
    return name[0].lower() + name[1:]


def brief_text(_: Translator, codebook: CodeBook, owed: Sequence[Missing]) -> str:
    """The same in a few words for a subject: ``smuggling still missing``, ``2 figures to follow``.

    What comes first is what somebody has to do first; years that lack different things are
    ``still missing`` together.
    """
    said = {_in_brief(_, codebook, missing) for missing in owed}
    return said.pop() if len(said) == 1 else _("still missing")


def _in_brief(_: Translator, codebook: CodeBook, missing: Missing) -> str:
    if missing.returned:
        return _("sent back with a question")
    if missing.offences == tuple(codebook.offences):
        return _("nothing delivered yet")
    if missing.offences:
        names = [offence_name(codebook, each, _.language) for each in missing.offences]
        offences = told_list(names, _.language)
        return _("{offence} still missing", offence=offences)
    if missing.following:
        n = sum(each.figures for each in missing.following)
        return _.plural("{n} figure to follow", "{n} figures to follow", n)
    if missing.awaits is Awaits.CONFIRMATION:
        return _("to be confirmed by the coordinator")
    return _("waiting for release")


def _of_offences(_: Translator, codebook: CodeBook, missing: Missing) -> Iterator[str]:
    if missing.offences == tuple(codebook.offences):
        if not missing.returned:
            yield _("nothing delivered yet")
        return
    names = {each: offence_name(codebook, each, _.language) for each in codebook.offences}
    for offence in missing.offences:
        yield _("{offence} not delivered", offence=names[offence])
    for offence, name in names.items():
        told = [*_provisional(_, offence, missing), *_following(_, offence, missing)]
        if told:
            yield f"{name}: {', '.join(told)}"


def _provisional(_: Translator, offence: str, missing: Missing) -> Iterator[str]:
    n = dict(missing.provisional).get(offence, 0)
    if n:
        yield _.plural("{n} figure provisional", "{n} figures provisional", n)


def _following(_: Translator, offence: str, missing: Missing) -> Iterator[str]:
    """The first clause about an offence says “figures”, those behind it need not."""
    said = offence in dict(missing.provisional)
    for each in missing.following:
        if each.offence == offence:
            count = str(each.figures)
            if not said:
                count = _.plural("{n} figure", "{n} figures", each.figures)
            said = True
            if each.by is None:
                yield _("{count} to follow", count=count)
            else:
                day = told_day(each.by, _.language, year=each.by.year != missing.year + 1)
                yield _("{count} to follow by {day}", count=count, day=day)


def _of_the_return(_: Translator, missing: Missing) -> Iterator[str]:
    if missing.returned:
        yield _("the last delivery was sent back with a question")
    if missing.awaits is Awaits.RELEASE:
        yield _("waiting for release by the approver")
    if missing.awaits is Awaits.CONFIRMATION:
        yield _("waiting for confirmation by the coordinator")


_WHY: Mapping[Why, str] = {
    Why.NOTHING_MISSING: N_("nothing is missing"),
    Why.NOT_THEIRS: N_("what is missing is for others of the reporter to do"),
    Why.PAUSED: N_("the address is paused"),
    Why.OUTDATED: N_("its time was over: a later one, the deadline or a change came before it"),
    Why.SETTLED: N_("had this one already"),
    Why.NO_MEETING: N_("no meeting asks for figures"),
}


def why_text(_: Translator, why: Why) -> str:
    """Why a reminder does not go."""
    return _("its time has not come") if why is Why.NOT_YET else _(_WHY[why])


def not_due_text(_: Translator, told: NotDue, zone: str) -> str:
    """Why somebody gets nothing now, with when the next one goes."""
    if told.why is Why.NOT_YET and told.turn is not None:
        at = told_time(told.turn.at, zone, _.language)
        if told.turn.promise is None:
            return _("the next one goes on {at}", at=at)
        day = told_day(told.turn.promise, _.language)
        return _("promised for {day}; the next one goes on {at}", day=day, at=at)
    return why_text(_, told.why)
