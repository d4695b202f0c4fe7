"""The reader and openpyxl read the same values, in whole workbooks and in broken ones."""

from __future__ import annotations

import io
import random
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from exchange.core.cells import Cell, Kind, Place
from exchange.workbook.reader import Unreadable, Workbook, read
from exchange.workbook.reader.values import unescape
from tests.reader.changing import mutated
from tests.reader.making import book, parts, worksheet, zipped

SAMPLES = sorted((Path(__file__).parents[2] / "samples").rglob("*.xlsx"))
Values = dict[tuple[str, str], object]
FORMULA = "a formula"


def form() -> bytes:
    """A workbook of awkward cells, as openpyxl writes it."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "It's here & there"
    awkward: list[Any] = [
        0, 12, -3, 12.5, 1e300, 2**63, 0.1, True, False, "12", " 12 ", "12*", "<5", "~20", "１２",
        "٣", "a\u00a0b", "\u200b7", "\u202e7", "a\nb", "'1", "=1+1", '="12"', "#N/A", "#REF!",
        date(2024, 2, 29), datetime(2023, 12, 31, 23, 59), time(12, 30), timedelta(hours=30),  # noqa: DTZ001
    ]  # fmt: skip
    for number, value in enumerate(awkward, 1):
        sheet.cell(number, 1 + number % 5, value)
    dice = random.Random(7)  # noqa: S311 - the same formats every time
    for number in range(1, 40):
        sheet.cell(number, 7, number).number_format = dice.choice(
            ["0%", "0.00%", "dd-mm-yy", "General", "#,##0", '0 "d"', "[h]:mm", "yyyy", "@"]
        )
        sheet.cell(number, 8).number_format = "0%"
    sheet.merge_cells("J1:K2")
    sheet["J1"] = 5
    sheet["L1"] = ArrayFormula("L1:L2", "=J1*2")
    made.create_sheet("Second")["XFD9"] = "far"
    made.defined_names["reporter"] = DefinedName("reporter", attr_text="Second!$B$2")
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def office() -> bytes:
    """A workbook as Excel writes it: shared texts, stored results, styles by number."""
    rows = []
    for row in range(1, 31):
        text = f'<c r="A{row}" t="s"><v>{row % 5}</v></c>'
        number = f'<c r="B{row}" s="{row % 4}"><v>{row * 7}</v></c>'
        formula = f'<c r="C{row}"><f>SUM(B1:B{row})</f><v>{row}.5</v></c>'
        words = f'<c r="D{row}" t="str"><f>A{row}&amp;"x"</f><v>words {row}</v></c>'
        truth = f'<c r="E{row}" t="b"><v>{row % 2}</v></c><c r="F{row}" t="e"><v>#DIV/0!</v></c>'
        rows.append(f'<row r="{row}">{text}{number}{formula}{words}{truth}</row>')
    strings = "".join(f"<si><t>text {n}</t></si>" for n in range(4))
    rich = "<si><r><t>two </t></r><r><t>runs</t></r></si>"
    names = '<definedName name="reporter">Figures!$B$2</definedName>'
    return zipped(parts(worksheet("".join(rows)), strings=strings + rich, book=book(names)))


def days_from_1904() -> bytes:
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    sheet = made.active
    assert sheet is not None
    sheet["A1"] = date(2024, 5, 6)
    sheet["A2"] = datetime(1999, 1, 1, 6)  # noqa: DTZ001
    return saved(made)


def told_twice() -> bytes:
    """Cells with two contents: of one of them openpyxl takes the first, of another the last."""
    contents = [
        "<v>1</v><v>2</v>", "<v>1</v><v>1</v>", "<v>3</v><is><t>4</t></is>",
        "<is><t>5</t></is><v>6</v>", "<v>7</v><f>A1</f>", "<f>A1</f><v>8</v><v>9</v>",
        "<v>1</v><f>A1</f><v>2</v>", "<is><t>1</t></is><is><t>2</t></is>", "<v>1</v><v/>",
    ]  # fmt: skip
    kinds = ("", ' t="str"', ' t="inlineStr"', ' t="n"')
    rows = [
        f'<row r="{row}">'
        + "".join(
            f'<c r="{letter}{row}"{kind}>{content}</c>'
            for letter, kind in zip("ABCD", kinds, strict=True)
        )
        + "</row>"
        for row, content in enumerate(contents, 1)
    ]
    return zipped(parts(worksheet("".join(rows))))


def theirs(content: bytes, *, results: bool) -> Values:
    """What openpyxl reads: the stored results of formulas, or that there is a formula."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = openpyxl.load_workbook(io.BytesIO(content), data_only=results)
    return {
        (sheet.title, cell.coordinate): plain(
            str(cell.value).strip() if cell.data_type == "e" else cell.value
        )
        for sheet in made.worksheets
        for cell in sheet._cells.values()
        if cell.value is not None and cell.value != ""
    }


def plain(value: object) -> object:
    if isinstance(value, (ArrayFormula, DataTableFormula)):
        return FORMULA
    if isinstance(value, (str, CellRichText)):
        text = str(value)
        return FORMULA if text.startswith("=") else unescape(text)
    if isinstance(value, (datetime, date, time, timedelta)):
        return str(value)
    return value if isinstance(value, bool) else float(value)  # type: ignore[arg-type]


def ours(made: Workbook, *, results: bool) -> Values:
    found = {(place.sheet, place.address): made.cell(place) for place in made.filled()}
    values = {
        place: value(cell, results=results) for place, cell in found.items() if cell is not None
    }
    return {place: value for place, value in values.items() if value not in {None, ""}}


def value(cell: Cell, *, results: bool) -> object:
    if cell.formula and not results:
        return FORMULA
    if cell.kind is Kind.UNCALCULATED:
        return None
    if cell.kind is Kind.BOOLEAN:
        return cell.text == "TRUE"
    if cell.kind in {Kind.NUMBER, Kind.PERCENT}:
        return float(cell.text)
    if cell.kind is Kind.DATE:
        return moment(float(cell.text))
    return FORMULA if cell.text.startswith("=") and not results else cell.text


def moment(serial: float) -> object:
    """A serial number as openpyxl gives it; a span of hours is told apart only by its format."""
    try:
        return str(from_excel(serial, CALENDAR_WINDOWS_1900))
    except (OverflowError, ValueError):
        return "#VALUE!"


def differences(mine: Values, other: Values) -> Iterator[tuple[object, object, object]]:
    for place in mine.keys() | other.keys():
        left, right = mine.get(place), other.get(place)
        if left != right and not is_span(right) and not is_sign_of_formula(left, right):
            yield place, left, right


def is_span(right: object) -> bool:
    return (
        isinstance(right, str)
        and re.fullmatch(r"(-?\d+ days?, )?\d+:\d\d:\d\d(\.\d+)?", right) is not None
    )


def is_sign_of_formula(left: object, right: object) -> bool:
    """A text that begins with = is a formula to openpyxl even when it is stored as a text."""
    return right == FORMULA and isinstance(left, str) and left.startswith("=")


WHOLE: dict[str, Callable[[], bytes]] = {
    "openpyxl": form,
    "office": office,
    "1904": days_from_1904,
    "told twice": told_twice,
}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_workbooks_are_read_the_same(name: str) -> None:
    content = WHOLE[name]()
    assert theirs(content, results=True)
    assert_same(content, read(content))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_samples_are_read_the_same_where_both_open_them(file: Path) -> None:
    content = file.read_bytes()
    try:
        made = read(content)
    except Unreadable:
        return
    if attempt(content, results=True) is not None:
        assert_same(content, made)


def assert_same(content: bytes, made: Workbook) -> None:
    for results in (True, False):
        other = theirs(content, results=results)
        assert [
            difference
            for difference in differences(ours(made, results=results), other)
            if difference[0] not in excused(made)
        ] == []
    for key, target in their_names(content).items():
        assert made.names[key][-1] == target


def their_names(content: bytes) -> dict[str, Place | None]:
    """The cell of each name; of two alike, openpyxl keeps the last."""
    single = re.compile(r"\$?([A-Z]+)\$?(\d+)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = openpyxl.load_workbook(io.BytesIO(content))
    found: dict[str, Place | None] = {}
    for key, defined in made.defined_names.items():
        spots = [(title, single.fullmatch(area)) for title, area in defined.destinations]
        places = [Place(title, spot[1] + spot[2]) for title, spot in spots if spot]
        found[key.lower()] = places[0] if places else None
    return found


def attempt(content: bytes, *, results: bool) -> Values | None:
    try:
        return theirs(content, results=results)
    except Exception:  # noqa: BLE001 - openpyxl raises anything on a broken file
        return None


def outcome(content: bytes, before: Values) -> tuple[str, list[object]]:
    """Whether openpyxl opens the file with a changed cell, and where the two readers differ."""
    other = attempt(content, results=True)
    formulas = attempt(content, results=False)
    try:
        made = read(content)
    except Unreadable:
        return ("refused" if other is not None else "neither"), []
    if other is None or formulas is None:
        return "ours alone", []
    wrong = [
        difference
        for mine, them in ((ours(made, results=True), other), (ours(made, results=False), formulas))
        for difference in differences(mine, them)
        if difference[0] not in excused(made)
    ]
    return ("changed" if other != before else "same"), wrong


def excused(made: Workbook) -> set[tuple[str, str]]:
    """Cells that contradict their own type (an error to us, some value to openpyxl), and twins."""
    twins = {(sheet.title, address) for sheet in made.sheets for address in sheet.duplicates}
    return twins | {
        (sheet.title, address)
        for sheet in made.sheets
        for address, raw in sheet.cells.items()
        if raw[0] != "e"
        and (cell := made.cell(Place(sheet.title, address)))
        and cell.kind is Kind.ERROR
    }


def test_broken_workbooks_are_read_the_same_or_refused() -> None:
    outcomes: dict[str, int] = {}
    for make in (form, office):
        content = make()
        before = theirs(content, results=True)
        for seed in range(150):
            kind, wrong = outcome(mutated(content, seed), before)
            assert wrong == [], (make.__name__, seed)
            outcomes[kind] = outcomes.get(kind, 0) + 1
    assert sum(outcomes.values()) >= 200
    assert outcomes["changed"] * 2 >= sum(outcomes.values()), outcomes
    assert outcomes.get("refused", 0) <= 10, outcomes
