"""Makes the sample workbooks and what must be said of them; run it after any change of either.

    python samples/make_samples.py [FOLDER]

Without a folder everything beside this script is renewed. A workbook whose parts are as before is
left as it is, since another zlib packs the same parts into other bytes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from making.case import Case, cases
from making.returns import Chosen, chosen_returns, filled_returns

from exchange.cli.verdict import exit_code
from exchange.codebooks import load
from exchange.submissions.check import judge
from exchange.submissions.document import document
from exchange.submissions.judgement import Judgement
from exchange.validation import Schemas
from exchange.wording import translator

HERE = Path(__file__).resolve().parent


class Samples:
    """The folder of the samples while it is being renewed."""

    def __init__(self, folder: Path, schemas: Schemas) -> None:
        self.folder = folder
        self.expected = folder / "expected"
        self.wrong = folder / "wrong"
        self.schemas = schemas
        for place in (self.expected, self.wrong):
            place.mkdir(parents=True, exist_ok=True)

    def make_returns(self, chosen: dict[str, Chosen]) -> None:
        for name, content in filled_returns(chosen, self.schemas):
            keep(self.folder / f"{name}.xlsx", content)
            tell(self.expected / f"{name}.json", self.judged(name))
        for name, one in chosen.items():
            if one.name_before in chosen:
                explained = self.judged(name, one.name_before, one.explanations_against_previous)
                tell(self.expected / f"{name}.previous.json", explained)

    def judged(
        self, name: str, previous: str = "", explanations: Mapping[str, str] | None = None
    ) -> Judgement:
        """What is said of a file, alone or beside the return of a name."""
        file = self.folder / f"{name}.xlsx"
        sent = self.judged(previous).returned if previous else None
        earlier = (sent,) if sent else ()
        return judge(
            file.read_bytes(), file.name, self.schemas, earlier=earlier, explanations=explanations
        )

    def make_wrong(self, case: Case) -> str | None:
        """Makes a wrong workbook; gives what the check says against the index."""
        file = self.wrong / f"{case.name}.xlsx"
        keep(file, case.made_from((self.folder / f"{case.of}.xlsx").read_bytes()))
        found = self.judged(f"wrong/{case.name}", case.previous)
        tell(file.with_suffix(".json"), found)
        added = said(found) - said(self.judged(case.of))
        finds = sorted(f"{severity} {code}" for severity, code, _name in added.elements())
        if finds == sorted(case.finds) and exit_code(found) == case.exit:
            return None
        return f"{case.name}: found {finds}, exit {exit_code(found)}; see {file.name}"


def said(judgement: Judgement) -> Counter[tuple[str, str, str | None]]:
    """Severity, code and name of every finding."""
    return Counter((f.severity.value, f.code, f.name) for f in judgement.findings)


def keep(file: Path, content: bytes) -> None:
    """Writes a file unless it has the same parts already."""
    if not file.exists() or parts(file.read_bytes()) != parts(content):
        file.write_bytes(content)


def parts(content: bytes) -> Any:
    """What makes two files the same: of a workbook its parts, else every byte."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except (BadZipFile, OSError):
        return content


def tell(file: Path, judgement: Judgement) -> None:
    """Writes the document of a judgement, as the command prints it in English."""
    text = json.dumps(document(judgement, translator("en")), ensure_ascii=False, indent=2)
    file.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Renews the samples; ends with a complaint where the check and the index differ."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    samples = Samples(folder, Schemas(load()))
    samples.make_returns(chosen_returns(HERE / "returns.toml"))
    known = cases(HERE / "wrong" / "index.toml")
    remarks = [samples.make_wrong(case) for case in known.values()]
    if any(remarks):
        sys.exit("\n".join(remark for remark in remarks if remark))


if __name__ == "__main__":
    main()
