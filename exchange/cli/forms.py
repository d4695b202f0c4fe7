"""The blank returns of the year named in the code book, one for each reporter.

``python -m exchange.cli.forms FOLDER``; templates/workbook/ is made so (``make forms``).
"""

from __future__ import annotations

import sys
from pathlib import Path

from exchange.cli.options import write_whole
from exchange.codebooks import load
from exchange.core.form import Form
from exchange.workbook.form import write_form


def write_blank_forms(folder: Path) -> list[Path]:
    """Writes each reporter's form in the reporter's first language; gives the files."""
    codebook, files = load(), []
    folder.mkdir(parents=True, exist_ok=True)
    for slug, reporter in codebook.reporters.items():
        form = Form(codebook, slug, codebook.template_year)
        files.append(folder / f"{slug}-{form.year}.xlsx")
        write_whole(files[-1], write_form(form, reporter.languages[0]))
    return files


if __name__ == "__main__":
    write_blank_forms(Path(sys.argv[1]))
