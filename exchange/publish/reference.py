"""The reference page: everything a return can say, and everything that can be said about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from exchange.core.codebook import CodeBook, Figure, Key, Offence, Reporter, Validity
from exchange.wording.file_texts import FILE_TEXTS
from exchange.wording.finding_texts import ACROSS_TEXTS, CELL_TEXTS, FORM_TEXTS

LANGUAGE = "en"
STAGES = {
    "The file": FILE_TEXTS,
    "The form": FORM_TEXTS,
    "A cell": CELL_TEXTS,
    "Across cells": ACROSS_TEXTS,
}


def to_json(codebook: CodeBook) -> str:
    """The code book for programs, each text in all its languages."""
    return json.dumps(_plain(codebook), ensure_ascii=False, indent=2)


def _document(codebook: CodeBook) -> dict[str, Any]:
    found = {field.name: getattr(codebook, field.name) for field in fields(codebook) if field.init}
    return {**found, "findings": {stage: sorted(texts) for stage, texts in STAGES.items()}}


def _plain(value: Any) -> Any:
    """Values of the code book as JSON has them: named tuples become objects."""
    if isinstance(value, CodeBook):
        return _plain(_document(value))
    if hasattr(value, "_asdict"):
        return {key: _plain(inner) for key, inner in value._asdict().items()}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def to_markdown(codebook: CodeBook) -> str:
    """The reference page for people."""
    sections = (
        _head,
        _reporters,
        _figures,
        _breakdowns,
        _statuses,
        _bases,
        _rules,
        _standards,
        _findings,
    )
    return "\n".join(line for section in sections for line in (*section(codebook), ""))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = list(head)
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _head(codebook: CodeBook) -> Iterator[str]:
    yield f"# {codebook.title[LANGUAGE]}: code book {codebook.id}"
    yield ""
    yield f"Dataflow {codebook.sdmx}; years from {codebook.first_year} on."


def _reporters(codebook: CodeBook) -> Iterator[str]:
    yield "## Reporters and areas"
    yield ""
    rows = [
        (r.slug, r.label[LANGUAGE], r.area, r.zone, ", ".join(r.languages), _articles(codebook, r))
        for r in codebook.reporters.values()
    ]
    yield from _table(("reporter", "name", "area", "time zone", "languages", "articles"), rows)
    yield ""
    for area in codebook.areas.values():
        yield f"- `{area.slug}` ({area.area}), {area.label[LANGUAGE]}: {' + '.join(area.parts)}"


def _articles(codebook: CodeBook, reporter: Reporter) -> str:
    found = [
        f"{codebook.offences[offence].short[LANGUAGE]} {article}"
        for offence, article in reporter.articles.items()
    ]
    found += [
        f"{codebook.offences[offence].short[LANGUAGE]} {article} (to be confirmed)"
        for offence, article in reporter.articles_to_confirm.items()
    ]
    return "; ".join(found)


def _figures(codebook: CodeBook) -> Iterator[str]:
    yield "## The figures (MoU art. 4)"
    yield ""
    rows = (
        (
            f"`{Key(offence, figure.slug).name}`",
            figure.label[LANGUAGE],
            figure.unit,
            ", ".join(figure.bases),
            figure.definitions[offence][LANGUAGE],
        )
        for offence in codebook.offences
        for figure in codebook.figures.values()
    )
    yield from _table(("cell name", "figure", "unit", "bases, first meant", "definition"), rows)
    yield ""
    yield (
        "Each has its status under `…_status`, its basis under `…_basis`, its note under `…_note`."
    )


def _breakdowns(codebook: CodeBook) -> Iterator[str]:
    yield "## Breakdowns (voluntary)"
    yield ""
    rows = (
        (
            f"`{slug}`",
            breakdown.label[LANGUAGE],
            ", ".join(f"`{c.slug}`{_years(c.valid)}" for c in breakdown.classes),
            ", ".join(f"`{name}`" for name in breakdown.of),
            ", ".join(breakdown.reporters or ("all",)) + _years(breakdown.valid),
            breakdown.rule,
        )
        for slug, breakdown in codebook.breakdowns.items()
    )
    yield from _table(("breakdown", "name", "classes", "of", "reporters", "rule"), rows)
    yield ""
    yield "Cell names: `{figure}_{breakdown}_{class}`, and `{figure}_{breakdown}_multiple`."


def _years(valid: Validity) -> str:
    if valid.since is None and valid.until is None:
        return ""
    return f" ({valid.since or ''}–{valid.until or ''})"


def _statuses(codebook: CodeBook) -> Iterator[str]:
    yield "## Statuses: a cell is a value or a reason"
    yield ""
    rows = (
        (
            f"`{slug}`",
            status.label[LANGUAGE],
            "with a value" if status.value else "instead of a value",
            status.obs,
            status.conf,
            status.mark,
            " ".join(f"`{text}`" for text in status.typed),
        )
        for slug, status in codebook.statuses.items()
    )
    yield from _table(
        ("status", "name", "stands", "OBS_STATUS", "CONF_STATUS", "mark", "also typed as"), rows
    )
    yield ""
    yield f"Asked about (zero or missing?): {' '.join(f'`{text}`' for text in codebook.asked)}"


def _bases(codebook: CodeBook) -> Iterator[str]:
    yield "## Bases: what was counted, at which point"
    yield ""
    rows = ((f"`{slug}`", label[LANGUAGE]) for slug, label in codebook.bases.items())
    yield from _table(("basis", "name"), rows)


def _rules(codebook: CodeBook) -> Iterator[str]:
    yield "## Rules across cells"
    yield ""
    rows = (
        (
            f"`{code}`",
            rule.severity,
            ", ".join(f"{name} {limit}" for name, limit in rule.thresholds.items()),
            "; ".join(reason[LANGUAGE] for reason in rule.reasons),
        )
        for code, rule in codebook.rules.items()
    )
    yield from _table(("rule", "severity", "thresholds", "reasons offered"), rows)


def _standards(codebook: CodeBook) -> Iterator[str]:
    yield "## Standards"
    yield ""
    items: list[Offence | Figure] = [*codebook.offences.values(), *codebook.figures.values()]
    rows = (
        (item.label[LANGUAGE], standard, code)
        for item in items
        for standard, code in item.standards.items()
    )
    yield from _table(("item", "standard", "there"), rows)


def _findings(_: CodeBook) -> Iterator[str]:
    yield "## Finding codes"
    for stage, texts in STAGES.items():
        yield ""
        yield f"### {stage}"
        yield ""
        yield from _table(("code", "what is said"), ((f"`{c}`", t) for c, t in texts.items()))
