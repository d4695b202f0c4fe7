"""A verdict for people: the counts, then each finding with its place and what to do."""

from __future__ import annotations

import textwrap
from collections import Counter

from exchange.core.returns import Finding, Severity, Verdict
from exchange.core.vocabulary import harmless
from exchange.submissions.judgement import Judgement
from exchange.wording import Translator
from exchange.wording.findings import addresses, figure_name, message

EXIT_CODES = {
    Verdict.ACCEPTED: 0,
    Verdict.NEEDS_EXPLANATION: 1,
    Verdict.REJECTED: 1,
    Verdict.UNREADABLE: 2,
}
ICONS = {Severity.ERROR: "▲", Severity.WARNING: "◇", Severity.NOTE: "·"}
WIDTH = 96


def exit_code(judgement: Judgement) -> int:
    """0 accepted, 1 rejected or asking, 2 unreadable."""
    return EXIT_CODES[judgement.verdict]


def verdict_lines(judgement: Judgement, _: Translator, file: str | None = None) -> list[str]:
    """The verdict in lines: first the file and the counts, then errors, warnings, notes."""
    shown = harmless(file or judgement.source.file)
    lines = [f"{shown}{_whose(judgement, _)}: {_summary(judgement, _)}"]
    order = list(Severity)
    for finding in sorted(judgement.findings, key=lambda f: order.index(f.severity)):
        lines += ["", *_finding_lines(finding, judgement, _)]
    return lines


def _whose(judgement: Judgement, _: Translator) -> str:
    if judgement.form is None:
        return ""
    label = judgement.codebook.reporters[judgement.form.reporter].label[_.language]
    return f" ({label} {judgement.form.year})"


def _finding_lines(finding: Finding, judgement: Judgement, _: Translator) -> list[str]:
    head = f"{ICONS[finding.severity]} {severity_word(finding.severity, _)}"
    sheet = harmless(finding.places[0].sheet) if finding.places else ""
    figure = figure_name(finding, judgement.codebook, _)
    where = "  ".join(part for part in (f"{sheet} {addresses(finding)}".strip(), figure) if part)
    text = message(finding, judgement.codebook, _)
    if finding.explanation:
        text += " " + _("Explained: {text}", text=harmless(finding.explanation))
    elif finding.severity is Severity.WARNING:
        text += f" [exchange check … --explain {finding.name}=…]"
    body = textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
    return [f"{head}  {where}".rstrip(), *body]


def severity_word(severity: Severity, _: Translator) -> str:
    """The severity as a word, since an icon or a colour never speaks alone."""
    words = {
        Severity.ERROR: _("to put right"),
        Severity.WARNING: _("to explain"),
        Severity.NOTE: _("note"),
    }
    return words[severity]


def _summary(judgement: Judgement, _: Translator) -> str:
    counts = Counter(f.severity for f in judgement.findings)
    asked = sum(1 for f in judgement.findings if f.is_open_question)
    errors = counts[Severity.ERROR]
    if judgement.verdict is Verdict.UNREADABLE:
        return _("cannot be read.")
    if judgement.verdict is Verdict.ACCEPTED:
        return _("accepted.")
    parts = []
    if errors:
        parts.append(_.plural("{n} thing to put right", "{n} things to put right", errors))
    if asked:
        parts.append(_.plural("{n} to explain", "{n} to explain", asked))
    return ", ".join(parts) + "."
