"""Code books made by editing the text of the real one, as an editor would."""

from __future__ import annotations

from pathlib import Path

from exchange.codebooks import load_file
from exchange.core.codebook import CodeBook
from exchange.resources import schemas

TEXT = (schemas() / "mou-2023.toml").read_text(encoding="utf-8")


def said(text: str) -> str:
    """A text in the four languages, as TOML."""
    return (
        f'{{ en = "{text}", nl = "{text} (nl)", pap-CW = "{text} (cw)", pap-AW = "{text} (aw)" }}'
    )


def edited(*changes: tuple[str, str], more: str = "") -> str:
    """The text with parts replaced and more at the end."""
    text = TEXT
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return f"{text}\n{more}\n"


def loaded(folder: Path, *changes: tuple[str, str], more: str = "") -> CodeBook:
    file = folder / "mou-edited.toml"
    file.write_text(edited(*changes, more=more), encoding="utf-8")
    return load_file(file)
