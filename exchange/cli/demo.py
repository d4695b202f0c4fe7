"""``make demo``: the whole way once, with the samples: forms, checks, the comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from exchange.cli.forms import write_blank_forms
from exchange.cli.options import write_whole
from exchange.codebooks import load
from exchange.publish import FORMATS, write
from exchange.settings import Limits
from exchange.submissions.check import judge
from exchange.submissions.compare import comparison_of, gather, workbooks
from exchange.validation import Schemas

SAMPLES = Path("samples")
VAR = Path("var")
ENDINGS = {"sdmx-csv": "sdmx.csv"}


def main() -> None:
    """Makes what a coordinator and the secretariat would, and says where it is."""
    codebook = load()
    schemas = Schemas(codebook)
    forms = write_blank_forms(VAR / "forms")
    print(f"{len(forms)} blank forms for {codebook.template_year}: {VAR / 'forms'}/")
    _checks("The sample returns", workbooks([SAMPLES]), schemas)
    _checks("The wrong ones", sorted((SAMPLES / "wrong").glob("*.*x*")), schemas)
    _comparison(schemas)
    print("\nTry: .venv/bin/exchange check samples/wrong/decimal.xlsx")


def _checks(title: str, files: Iterable[Path], schemas: Schemas) -> None:
    judged = (judge(file.read_bytes(), file.name, schemas) for file in files)
    verdicts = Counter(judgement.verdict.value for judgement in judged)
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
    print(f"{title}: {told}")


def _comparison(schemas: Schemas) -> None:
    (VAR / "comparison").mkdir(exist_ok=True)
    comparison = comparison_of(gather(workbooks([SAMPLES]), schemas, Limits()), schemas)
    for form in FORMATS:
        out = VAR / "comparison" / f"overview.{ENDINGS.get(form, form)}"
        write_whole(out, write(comparison, form, "en"))
        print(f"The comparison of {comparison.years[0]}–{comparison.years[-1]}: {out}")


if __name__ == "__main__":
    main()
