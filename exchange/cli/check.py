"""``exchange check``: the verdict on one workbook, without database or network."""

from __future__ import annotations

import json
from pathlib import Path

import click

from exchange.cli.options import (
    EXISTING,
    OUT,
    content_named,
    language_option,
    limits,
    previous_return,
    refuse_overwriting,
    speaks_utf8,
    write_whole,
)
from exchange.cli.verdict import exit_code, verdict_lines
from exchange.codebooks import load
from exchange.core.returns import Return
from exchange.submissions.check import judge
from exchange.submissions.judgement import Judgement
from exchange.validation import Schemas
from exchange.wording import translator


def explanations_of(
    _ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    """``NAME=TEXT`` as a mapping."""
    explanations = {}
    for item in given:
        name, equals, text = item.partition("=")
        if not equals or not name.strip() or not text.strip():
            raise click.BadParameter(
                f"“{item}” was given; NAME=TEXT was expected, for example "
                "trafficking_prosecutions=“cases from earlier years”."
            )
        explanations[name.strip()] = text.strip()
    return explanations


@click.command(
    epilog="Example: exchange check curacao-2018.xlsx --previous curacao-2017.xlsx "
    "--annotate marked.xlsx"
)
@click.argument("file", type=EXISTING)
@click.option(
    "--previous",
    type=EXISTING,
    help="The return of the year before, or an earlier version of the same one.",
)
@language_option("the workbook's own")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for scripts.",
)
@click.option("--annotate", type=OUT, help="Write the figures into a fresh form with marks.")
@click.option(
    "--explain",
    "explanations",
    multiple=True,
    metavar="NAME=TEXT",
    callback=explanations_of,
    help="Explain the warnings at a cell, by its name; can be given several times.",
)
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    previous: Path | None,
    language: str | None,
    form: str,
    annotate: Path | None,
    explanations: dict[str, str],
) -> None:
    """Say cell by cell what is wrong with a return.

    Exit code 0: accepted. 1: rejected, or a warning needs an explanation. 2: the file cannot be
    read within the limits, or the command is wrong.
    """
    if annotate:
        refuse_overwriting(annotate, [file, *([previous] if previous else [])])
    schemas = Schemas(load())
    content = content_named(file)
    earlier = (previous_return(previous, schemas, None),) if previous else ()
    judgement = judge(
        content,
        file.name,
        schemas,
        earlier=earlier,
        explanations=explanations,
        limits=limits(),
    )
    _refuse_mismatch(judgement, earlier, explanations)
    _ = translator(language or judgement.language)
    if annotate:
        _annotate(annotate, judgement, content, earlier, _.language)
    if form == "json":
        from exchange.submissions.document import document  # noqa: PLC0415 - only scripts ask

        click.echo(json.dumps(document(judgement, _), ensure_ascii=not speaks_utf8(), indent=2))
    else:
        click.echo("\n".join(verdict_lines(judgement, _)))
    ctx.exit(exit_code(judgement))


def _refuse_mismatch(
    judgement: Judgement, earlier: tuple[Return, ...], explanations: dict[str, str]
) -> None:
    """A previous return that is none of this one's, an explanation of no cell: wrong usage."""
    if judgement.form is None:
        return
    form = judgement.form
    for sent in earlier:
        if sent.reporter != form.reporter or sent.year not in (form.year, form.year - 1):
            raise click.UsageError(
                f"--previous is a return of {sent.reporter} for {sent.year}; one of "
                f"{form.reporter} for {form.year - 1} or {form.year} was expected."
            )
    known = {key.name for key in form.keys}
    for name in explanations:
        if name not in known:
            raise click.UsageError(
                f"--explain {name}=…: the form has no figure of this name. The names stand in the "
                "findings, for example trafficking_prosecutions."
            )


def _annotate(
    out: Path, judgement: Judgement, content: bytes, earlier: tuple[Return, ...], language: str
) -> None:
    # Only here: it imports openpyxl, which a check does not need.
    from exchange.submissions.annotate import annotate  # noqa: PLC0415

    marked = annotate(judgement, content, language, earlier, limits())
    if marked is None:
        click.echo(
            "There is no copy with marks: the file is no form whose cells could be read.", err=True
        )
    else:
        write_whole(out, marked)
