"""The sentences a minister reads first."""

from __future__ import annotations

from collections.abc import Sequence

from exchange.core.codebook import NOT_APPLICABLE, Key
from exchange.core.comparison import Compared, Comparison, Coverage, Stamp
from exchange.publish.labels import Labels


def headline(comparison: Comparison, labels: Labels, year: int) -> str:
    """How many reporters delivered, and how many of the figures asked were answered."""
    _ = labels._
    asked = asked_of(comparison, year)
    delivered = [area for area in asked if comparison.returned(area, year)]
    figures = _headlines(comparison, asked, year)
    answered = sum(seen.coverage is Coverage.COMPLETE for seen in figures)
    facts = {"year": str(year), "answered": answered, "figures": len(figures)}
    if len(delivered) == len(asked):
        return _(
            "In {year} all {all} reporters delivered; "
            "{answered} of the {figures} figures asked are answered.",
            all=labels.counted(len(asked)),
            **facts,
        )
    return _.plural(
        "In {year} {some} reporter of {all} delivered; "
        "{answered} of the {figures} figures asked are answered.",
        "In {year} {some} reporters of {all} delivered; "
        "{answered} of the {figures} figures asked are answered.",
        len(delivered),
        some=labels.counted(len(delivered)),
        all=labels.counted(len(asked)),
        **facts,
    )


def lead(comparison: Comparison, labels: Labels, year: int) -> str:
    """What the answers are, and who still has to send what."""
    _ = labels._
    asked = asked_of(comparison, year)
    figures = _headlines(comparison, asked, year)
    sentence = _(
        "Numbers: {counted}; cannot exist there: {cannot}; missing: {missing}.",
        counted=sum(seen.value is not None for seen in figures),
        cannot=sum(seen.status == NOT_APPLICABLE for seen in figures),
        missing=sum(seen.coverage is not Coverage.COMPLETE for seen in figures),
    )
    absent = _absent(comparison, labels, asked, year)
    if not absent:
        return sentence
    return sentence + " " + _("Still to come: {absent}.", absent="; ".join(absent))


def asked_of(comparison: Comparison, year: int) -> tuple[str, ...]:
    """The reporters of whom figures were asked for the year."""
    key = next(comparison.codebook.headlines(year))
    return tuple(area for area in comparison.reporters if comparison.at(area, key, year))


def answered(comparison: Comparison, area: str, year: int) -> int:
    """How many headline figures of the year are a number or cannot exist."""
    figures = _headlines(comparison, [area], year)
    return sum(seen.coverage is Coverage.COMPLETE for seen in figures)


def finding(comparison: Comparison, labels: Labels, year: int) -> str:
    """The chart's title: who answered most, who least."""
    _ = labels._
    counts = {area: answered(comparison, area, year) for area in asked_of(comparison, year)}
    most, fewest = max(counts.values()), min(counts.values())
    figures = len(list(comparison.codebook.headlines(year)))
    if most == fewest:
        return _("Every reporter answered {n} of {figures} figures", n=most, figures=figures)
    return _(
        "{most} answered most figures ({n} of {figures}), {fewest} fewest ({few})",
        most=labels.areas(area for area in counts if counts[area] == most),
        fewest=labels.areas(area for area in counts if counts[area] == fewest),
        n=most,
        figures=figures,
        few=fewest,
    )


def caveat(labels: Labels) -> str:
    """What a sum of several reporters' counts is not."""
    areas = labels.areas(reversed(list(labels.codebook.areas)))
    return labels._("{areas}: sums of counts; persons can be counted twice.", areas=areas)


def _headlines(comparison: Comparison, areas: Sequence[str], year: int) -> list[Compared]:
    keys: list[Key] = list(comparison.codebook.headlines(year))
    found = (comparison.at(area, key, year) for area in areas for key in keys)
    return [seen for seen in found if seen]


def _absent(comparison: Comparison, labels: Labels, asked: Sequence[str], year: int) -> list[str]:
    """Who sent nothing, and who left an offence out."""
    silent = [area for area in asked if not comparison.returned(area, year)]
    names = [labels.areas(silent)] if silent else []
    return names + [
        f"{labels.area(sent.reporter)} ({labels.offence(offence)})"
        for sent in (comparison.returned(area, year) for area in asked)
        for offence in comparison.codebook.offences
        if sent and not sent.delivered(offence)
    ]


def stamped(labels: Labels, stamp: Stamp) -> str:
    """For whom it was made, and by what the same figures can be had again."""
    _ = labels._
    return _(
        "For {audience}, state of {state}. Content {sha256}",
        audience=audience(labels, stamp.audience),
        state=stamp.state,
        sha256=stamp.content_sha256,
    )


def audience(labels: Labels, slug: str) -> str:
    """Whom a comparison is for."""
    _ = labels._
    return {"coordinators": _("coordinators")}.get(slug, slug)
