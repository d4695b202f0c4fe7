"""Seeded changes to the cells of a workbook, of the kinds that broken programs make."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from tests.reader.making import zipped

TEXTS = ["12.5", "-3", "0", "1e3", "", " 4 ", "x", "#REF!", "NaN", "TRUE", "45000", "3", "1"]
SHEET = "xl/worksheets/sheet1.xml"


def change_type(xml: str, dice: random.Random) -> str:
    kind = dice.choice(["n", "s", "b", "e", "str", "inlineStr", "d"])
    return change_cell(
        xml, dice, lambda cell: re.sub(r' t="\w+"', "", cell).replace("<c ", f'<c t="{kind}" ', 1)
    )


def change_style(xml: str, dice: random.Random) -> str:
    style = dice.randrange(5)
    return change_cell(
        xml, dice, lambda cell: re.sub(r' s="\d+"', "", cell).replace("<c ", f'<c s="{style}" ', 1)
    )


def change_text(xml: str, dice: random.Random) -> str:
    text = dice.choice(TEXTS)
    return change_cell(xml, dice, lambda cell: re.sub(r"<([vt])>[^<]*<", rf"<\1>{text}<", cell))


def drop_result(xml: str, dice: random.Random) -> str:
    return change_cell(xml, dice, lambda cell: re.sub(r"<v>[^<]*</v>", "", cell))


def add_formula(xml: str, dice: random.Random) -> str:
    return change_cell(xml, dice, lambda cell: cell.replace("<v>", "<f>B1+1</f><v>", 1))


def drop_address(xml: str, dice: random.Random) -> str:
    return change_cell(xml, dice, lambda cell: re.sub(r' r="\w+"', "", cell, count=1))


def drop_cell(xml: str, dice: random.Random) -> str:
    return change_cell(xml, dice, lambda _: "")


def move_cell(xml: str, dice: random.Random) -> str:
    address = f"{dice.choice('KLMN')}{dice.randrange(1, 60)}"
    return change_cell(
        xml, dice, lambda cell: re.sub(r' r="\w+"', f' r="{address}"', cell, count=1)
    )


def bend_bytes(xml: str, dice: random.Random) -> str:
    place = dice.randrange(len(xml))
    return xml[:place] + dice.choice('09<>"/ a=') + xml[place + 1 :]


def change_cell(xml: str, dice: random.Random, change: Callable[[str], str]) -> str:
    filled = list(re.finditer(r"<c [^>]*[^/]>.*?</c>", xml))
    cell = dice.choice(filled)
    return xml[: cell.start()] + change(cell[0]) + xml[cell.end() :]


CHANGES = [
    change_type, change_style, change_text, change_text, drop_result, add_formula, drop_address,
    drop_cell, move_cell, bend_bytes,
]  # fmt: skip


def mutated(content: bytes, seed: int) -> bytes:
    """The workbook with one to three cells of its first sheet changed."""
    dice = random.Random(seed)  # noqa: S311 - the same changes every time
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    xml = bytes(found[SHEET]).decode() if isinstance(found[SHEET], bytes) else str(found[SHEET])
    for _ in range(dice.randrange(1, 4)):
        xml = dice.choice(CHANGES)(xml, dice)
    return zipped(found | {SHEET: xml})
