"""``exchange compare``: returns merged into the four-country comparison."""

from __future__ import annotations

from pathlib import Path

import click

from exchange.cli.options import OUT, language_option, limits, refuse_overwriting, write_whole
from exchange.cli.verdict import verdict_lines
from exchange.codebooks import load
from exchange.publish import FORMATS, write
from exchange.submissions.compare import Gathered, comparison_of, gather, workbooks
from exchange.validation import Schemas
from exchange.wording import translator

ENDINGS = {".xlsx": "xlsx", ".csv": "csv", ".json": "json"}
PATH = click.Path(exists=True, path_type=Path)


@click.command(epilog="Example: exchange compare samples/ -o overview.xlsx --language nl")
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("-o", "--output", "out", type=OUT, required=True, metavar="OUT")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default what OUT's ending says."
)
@language_option("English")
@click.option("--partial", is_flag=True, help="Go on without the files that are not accepted.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    out: Path,
    form: str | None,
    language: str | None,
    partial: bool,
) -> None:
    """Merge returns into the four-country comparison.

    A folder stands for the workbooks in it. Where a file is not accepted, its findings are told
    and nothing is written (exit code 1), unless --partial is given.
    """
    chosen = form or format_of(out)
    files = list(dict.fromkeys(workbooks(paths)))
    if not files:
        raise click.UsageError("There is no .xlsx file in the folders given.")
    refuse_overwriting(out, files)
    schemas = Schemas(load())
    try:
        gathered = gather(files, schemas, limits())
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be read: {error.strerror}.") from None
    _tell(gathered, language)
    if gathered.twice or (gathered.refused and not partial):
        click.echo("Nothing was written.", err=True)
        ctx.exit(1)
    write_whole(out, write(comparison_of(gathered, schemas), chosen, language or "en"))
    count = len(gathered.accepted)
    click.echo(f"{out}: {count} {'return' if count == 1 else 'returns'} compared.")


def format_of(out: Path) -> str:
    """What the ending asks for; ``.sdmx.csv`` is SDMX-CSV."""
    if out.name.lower().endswith(".sdmx.csv"):
        return "sdmx-csv"
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise click.UsageError(
            f"{out}: the ending “{ending}” names no format; "
            f"give --format {'|'.join(FORMATS)} or one of {', '.join(ENDINGS)}."
        )
    return ENDINGS[ending]


def _tell(gathered: Gathered, language: str | None) -> None:
    """What keeps files from being merged, on standard error."""
    for path, judgement in gathered.refused:
        say = translator(language or judgement.language)
        click.echo("\n".join(verdict_lines(judgement, say, str(path))), err=True)
    for same in gathered.twice:
        names = " and ".join(str(path) for path, _ in same)
        reporter, year = same[0].judgement.reporter, same[0].judgement.year
        how_many = "both" if len(same) == 2 else "all"
        click.echo(
            f"{names} are {how_many} returns of {reporter} for {year}. Give the one that counts.",
            err=True,
        )
