"""Every limit holds, and the worst files cost little time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path

import pytest

from exchange.settings import Limits
from exchange.workbook.reader import Unreadable, read
from tests.reader.making import (
    HEAD,
    MAIN,
    OFFICE,
    book,
    code,
    content_types,
    parts,
    relations,
    shared,
    worksheet,
    zipped,
)  # fmt: skip

MEBIBYTE = 1024 * 1024
SPARE = Limits(ratio=10**9, seconds=60)
"""Limits under which a bomb's own nature is what it is refused for."""


def sheet(rows: str, **around: str) -> bytes:
    return zipped(parts(worksheet(rows, **around)))


def row(cells: int, number: int = 1, *, value: str = "<v>1</v>") -> str:
    return f'<row r="{number}">' + f"<c>{value}</c>" * cells + "</row>"


def test_filled_cells_are_counted_and_empty_ones_are_not() -> None:
    assert code(sheet(row(10) + row(10, 2)), Limits(cells=19)) == "too-many-cells"
    assert code(sheet(row(10) + row(10, 2)), Limits(cells=20)) == "read"
    assert code(sheet(row(10, value="")), Limits(cells=5)) == "read"


def test_a_cell_far_away_is_told_and_not_refused() -> None:
    rows = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found = read(sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + rows)).sheets[0]
    assert found.far_cells == ("XFD1048576",)
    assert "XFD1048576" in found.cells


def test_an_empty_cell_far_away_is_harmless() -> None:
    rows = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read(sheet(rows)).sheets[0].far_cells == ()


def test_a_cell_is_far_beyond_the_limits_set() -> None:
    rows = '<row r="1"><c r="F1"><v>1</v></c></row><row r="9"><c r="A9"><v>1</v></c></row>'
    assert read(sheet(rows), Limits(rows=8, columns=5)).sheets[0].far_cells == ("F1", "A9")
    assert read(sheet(rows), Limits(rows=9, columns=6)).sheets[0].far_cells == ()


def test_hidden_rows_far_away_are_not_remembered() -> None:
    rows = '<row r="2" hidden="1"/><row r="1048576" hidden="1"/>'
    assert read(sheet(rows)).sheets[0].hidden_rows == {2}


def test_a_sheet_with_too_many_filled_columns_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(sheet(row(1001)))
    assert refusal.value.code == "too-many-columns"
    assert refusal.value.facts == {"sheet": "Figures", "limit": 1000}
    assert code(sheet(row(1000))) == "read"
    assert code(sheet(row(16_384, value=""))) == "read"


def test_too_many_merges_are_refused() -> None:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 12))
    content = sheet("", after=f"<mergeCells>{merges}</mergeCells>")
    assert code(content, Limits(merges=10)) == "too-many-merges"
    assert code(content, Limits(merges=11)) == "read"


def test_more_hidden_column_ranges_than_columns_spoil_the_file() -> None:
    ranges = '<col min="1" max="1" hidden="1"/>' * 16_385
    assert code(sheet("", before=f"<cols>{ranges}</cols>")) == "corrupt-file"


def test_text_is_counted_wherever_it_stands() -> None:
    inline = '<row r="1"><c r="A1" t="inlineStr"><is><t>abcde</t></is></c></row>'
    assert code(sheet(inline), Limits(text_characters=4)) == "too-much-text"
    table = parts() | {"xl/sharedStrings.xml": shared("<si><t>abcde</t></si>")}
    assert code(zipped(table), Limits(text_characters=4)) == "too-much-text"
    assert code(zipped(table), Limits(text_characters=5)) == "read"


def test_one_text_without_end_is_refused_while_it_is_read() -> None:
    table = parts() | {"xl/sharedStrings.xml": shared(f"<si><t>{'ab' * 200_000}</t></si>")}
    assert code(zipped(table), Limits(text_characters=100_000)) == "too-much-text"


def test_time_is_limited() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(sheet(row(9)), Limits(seconds=-1))
    assert refusal.value.code == "too-slow"


def test_different_names_are_counted_in_all_parts_together() -> None:
    content = sheet(row(1), after="<a/><b/><d x=''/>")
    assert code(content, Limits(markup_names=10)) == "too-many-elements"
    assert code(content) == "read"


def test_the_rows_of_all_tables_are_counted_together() -> None:
    assert code(sheet(row(1)), Limits(elements=100)) == "too-many-elements"
    assert code(sheet(row(1)), Limits(elements=200)) == "read"


def large(middle: str) -> bytes:
    """A sheet whose part is long enough to be weighed first."""
    return sheet(row(1), after=middle + " " * MEBIBYTE)


def test_a_large_part_is_weighed_and_read() -> None:
    assert code(large("")) == "read"
    assert code(large("<a></a>" * 99), Limits(elements=99)) == "too-many-elements"
    assert code(large("<a>" * 9 + "</a>" * 9), Limits(depth=9)) == "too-many-elements"
    assert code(large(f"<a b='{'x' * 400_000}'/>")) == "too-many-elements"
    assert code(large("<a>")) == "corrupt-file"


def nested() -> bytes:
    return sheet("", after="<a>" * 10_000_000)


def bound() -> bytes:
    """Namespaces by the million, nested."""
    names = " ".join(f'xmlns:a{n}="u"' for n in range(15_000))
    return sheet("", after=f"<a {names}>" * 99)


def attributes() -> bytes:
    return sheet("", after="<a " + " ".join(f'a{n}=""' for n in range(1_500_000)) + "/>")


def empties() -> bytes:
    return sheet(f'<row r="1">{"<c/>" * 20_000_000}</row>')


def emoji() -> bytes:
    text = "a" * 8000 + "😀"
    return zipped(parts() | {"xl/sharedStrings.xml": shared(f"<si><t>{text * 12_000}</t></si>")})


def runs() -> bytes:
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is>{"<t>a</t>" * 1_000_000}</is></c></row>'
    return sheet(rows)


def shared_runs() -> bytes:
    table = shared(f"<si>{'<r><t>a</t></r>' * 6_000_000}</si>")
    return zipped(parts() | {"xl/sharedStrings.xml": table})


def cells() -> bytes:
    return sheet("".join(row(900, number) for number in range(1, 2500)))


def comment() -> bytes:
    return sheet("", after=f"<!-- {'x' * 90_000_000} -->")


def styles() -> bytes:
    table = f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 15_000_000}</cellXfs></styleSheet>'
    return zipped(parts(styles=table))


def names() -> bytes:
    sheets = '<sheet name="a"/>' * 4_000_000
    return zipped(parts(book=f'<workbook xmlns="{MAIN}">{sheets}</workbook>'))


def small_parts() -> bytes:
    nest = "<a>" * 300_000
    more: dict[str, str | bytes] = {f"xl/_rels/{n}.xml.rels": nest for n in range(100)}
    return zipped(parts() | more)


def duplicates() -> bytes:
    return sheet('<row r="1">' + '<c r="A1"><v>1</v></c>' * 4_000_000 + "</row>")


def relationships() -> bytes:
    row = '<Relationship Id="a{}" Type="x/y" Target="{}"/>'
    many = "".join(row.format(n, "../" * 20) for n in range(200_000))
    rels = relations(more=many)
    return zipped(parts() | {"xl/worksheets/_rels/sheet1.xml.rels": rels})


def zeros() -> bytes:
    return zipped(parts() | {"xl/media/a.png": b"\0" * 99 * MEBIBYTE})


def padded(middle: str) -> bytes:
    """A part that nobody reads, except that it speaks of a document type."""
    return zipped(parts() | {"xl/extra.xml": f"<!--<!DOCTYPE -->{middle}"})


def nested_behind_a_remark() -> bytes:
    return padded("<a>" * 20_000_000)


def endless_remark() -> bytes:
    return padded(f"<!--{'x' * 90_000_000}-->")


def letters() -> Iterator[str]:
    return map("".join, product("abcdefghijklmnopqrstuvwxyz", repeat=5))


def distinct_elements() -> bytes:
    return sheet("", after="".join(f"<{name}/>" for name in islice(letters(), 4_000_000)))


def distinct_attributes() -> bytes:
    return sheet("", after="".join(f'<a {name}=""/>' for name in islice(letters(), 4_000_000)))


def distinct_prefixes() -> bytes:
    tag = '<a xmlns:{}="u"/>'
    return sheet("", after="".join(tag.format(name) for name in islice(letters(), 4_000_000)))


def distinct_in_small_parts() -> bytes:
    names = letters()
    small = {
        f"xl/_rels/{n}.xml.rels": "<a>" + "".join(f"<{x}/>" for x in islice(names, 100_000))
        for n in range(40)
    }
    return zipped({**parts(), **small})


def many_sheets(head: str, count: int) -> bytes:
    """One sheet many times, so that what is done to each is done often."""
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(count))
    one = f"{head}<sheetData/></worksheet>"
    more: dict[str, str | bytes] = {f"xl/worksheets/s{n}.xml": one for n in range(count)}
    more["xl/_rels/workbook.xml.rels"] = relations(
        *((f"r{n}", "worksheet", f"worksheets/s{n}.xml") for n in range(count))
    )
    return zipped(parts(book=book(sheets=listed)) | more)


def long_attribute_names() -> bytes:
    return many_sheets(f'<worksheet {"a" * 4060}="1" xmlns="{MAIN}">', 1_900)


def one_sheet_many_times() -> bytes:
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1_900))
    content = parts(worksheet(after=" " * 90_000_000), book=book(sheets=listed))
    return zipped(content)


def brackets() -> bytes:
    formats = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{"[" * 200_000}"/>' for n in range(200, 400)
    )
    chosen = "".join(f'<xf numFmtId="{n}"/>' for n in range(200, 400))
    table = f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{chosen}'
    return zipped(parts(styles=table + "</cellXfs></styleSheet>"))


def row_without_end() -> bytes:
    return sheet(f'<row r="1">{"<c><v>1</v></c>" * 2_400_000}</row>')


def cell_without_end() -> bytes:
    return sheet(f'<row r="1"><c r="A1">{"<v>1</v>" * 4_900_000}</c></row>')


def twins() -> bytes:
    return sheet('<row r="1">' + '<c r="A1"><v>1</v></c>' * 2_400_000 + "</row>")


def empty_texts() -> bytes:
    return zipped(parts() | {"xl/sharedStrings.xml": shared("<si/>" * 4_900_000)})


def cell_styles() -> bytes:
    chosen = "".join(f'<xf numFmtId="{n}"/>' for n in range(3_000_000))
    table = f'<styleSheet xmlns="{MAIN}"><cellXfs>{chosen}</cellXfs></styleSheet>'
    return zipped(parts(styles=table))


def number_formats() -> bytes:
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode="{n}"/>' for n in range(2_000_000))
    table = f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts></styleSheet>'
    return zipped(parts(styles=table))


def types() -> bytes:
    rows = (f'<Override PartName="/{n}" ContentType="{n}"/>' for n in range(2_000_000))
    return zipped(parts() | {"[Content_Types].xml": content_types("".join(rows))})


def many_relationships() -> bytes:
    kind = f'<Relationship Type="{OFFICE}/'
    many = "".join(f'{kind}{n}" Target="{n}" Id="{n}"/>' for n in range(800_000))
    return zipped(parts() | {"xl/worksheets/_rels/sheet1.xml.rels": relations(more=many)})


LONG_TAG = "too-many-elements"
"""Newer versions of expat wait longer for a long tag to end, so that it passes for a longer one."""

BOMBS: dict[Callable[[], bytes], set[str]] = {
    nested: {"too-many-elements"},
    bound: {"corrupt-file", LONG_TAG},
    attributes: {"too-many-elements"},
    empties: {"too-many-elements"},
    emoji: {"too-much-text"},
    runs: {"read"},
    shared_runs: {"too-many-elements"},
    cells: {"too-many-cells"},
    comment: {"too-many-elements"},
    styles: {"too-many-elements"},
    names: {"corrupt-file"},
    small_parts: {"corrupt-file"},
    duplicates: {"too-many-elements"},
    relationships: {"read"},
    zeros: {"read"},
    nested_behind_a_remark: {"read"},
    endless_remark: {"too-many-elements"},
    distinct_elements: {"too-many-elements"},
    distinct_attributes: {"too-many-elements"},
    distinct_prefixes: {"too-many-elements"},
    distinct_in_small_parts: {"too-many-elements"},
    long_attribute_names: {"read"},
    one_sheet_many_times: {"too-slow"},
    brackets: {"read", LONG_TAG},
    row_without_end: {"too-many-cells"},
    cell_without_end: {"read"},
    twins: {"read"},
    empty_texts: {"too-many-elements"},
    cell_styles: {"too-many-elements"},
    number_formats: {"too-many-elements"},
    types: {"too-many-elements"},
    many_relationships: {"too-many-elements"},
}

WATCHED = """
import sys, time
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from exchange.settings import Limits
from exchange.workbook.reader import Unreadable, read
content = Path(sys.argv[1]).read_bytes()
started = time.process_time()
try:
    read(content, Limits(ratio=10**9))
    code = "read"
except Unreadable as refusal:
    code = refusal.code
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
print(code, round(time.process_time() - started, 2), peak)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process so")
@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_costs_at_most_ten_seconds_and_512_mebibytes(
    bomb: Callable[[], bytes], tmp_path: Path
) -> None:
    file = tmp_path / "bomb.xlsx"
    file.write_bytes(bomb())
    root = Path(__file__).parents[2]

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))

    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(file), str(root)],
        preexec_fn=bounded,
        capture_output=True,
        text=True,
        check=True,
    )
    refused, _seconds, peak = done.stdout.split()
    assert refused in BOMBS[bomb] | {"too-slow"}
    assert int(peak) < 512


def test_the_usual_bomb_does_not_even_unpack() -> None:
    content = zipped(parts() | {"xl/media/a.png": b"\0" * 50 * MEBIBYTE}, zipfile.ZIP_DEFLATED)
    assert code(content) == "suspicious-ratio"
