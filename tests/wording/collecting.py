"""Every text of the program, collected as ``make messages`` collects them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "plural": (1, 2)}
FOLDERS = ("exchange", "templates")


@cache
def collected() -> frozenset[str | tuple[str, ...]]:
    """Each text; of a plural, both forms."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = project["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {
        mapping["pattern"]: {k: v for k, v in mapping.items() if k not in {"pattern", "method"}}
        for mapping in mappings
    }
    found = extract_from_dir(
        ROOT, methods, options, KEYWORDS, directory_filter=lambda path: _is_ours(Path(path))
    )
    return frozenset(text for _, _, text, *_ in found)


def _is_ours(folder: Path) -> bool:
    below = folder.relative_to(ROOT).parts
    return not below or below[0] in FOLDERS
