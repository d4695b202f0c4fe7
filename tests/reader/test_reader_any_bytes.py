"""No bytes make the reader raise anything but `Unreadable`."""

from __future__ import annotations

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.settings import Limits
from exchange.workbook import reader
from exchange.workbook.reader import REFUSALS, Unreadable, Workbook
from tests.reader.making import book, code, parts, worksheet, zipped

ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c>'
    '<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="inlineStr"><is><t>x_x0041_</t></is></c>'
    '<c r="E1" t="d"><v>2024-01-01</v></c></row>'
)
NAMES = '<definedName name="reporter">Figures!$A$1</definedName>'
PARTS = parts(worksheet(ROWS), book=book(NAMES), strings="<si><t>a</t></si>")
WHOLE = zipped(PARTS)


def swallowed(content: bytes) -> str:
    """Read and ask for every cell; the code says what came of it."""
    try:
        made = reader.read(content, Limits(seconds=60))
    except Unreadable as refusal:
        return known(refusal)
    for place in made.filled():
        found = made.cell(place)
        assert found is not None
        found.text.encode()
    return "read"


def known(refusal: Unreadable) -> str:
    assert refusal.code in REFUSALS
    assert set(refusal.facts) <= set(REFUSALS[refusal.code])
    return refusal.code


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    swallowed(content)
    swallowed(b"PK\x03\x04" + content)
    swallowed(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content)


@given(st.data())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_a_workbook_with_bent_bytes_is_read_or_refused(data: st.DataObject) -> None:
    swallowed(bent(data, WHOLE))


@given(st.data(), st.sampled_from(sorted(PARTS)))
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
def test_a_workbook_with_a_bent_part_is_read_or_refused(data: st.DataObject, name: str) -> None:
    """The archive holds together, so that the bent bytes reach the parts' own readers."""
    swallowed(zipped(PARTS | {name: bent(data, str(PARTS[name]).encode())}))


@given(st.text(max_size=60), st.sampled_from(["n", "s", "b", "e", "str", "d", "inlineStr", "x"]))
def test_a_cell_with_any_text_is_read_or_refused(text: str, kind: str) -> None:
    raw = text.encode("utf-8", "replace").decode().replace("&", "&amp;").replace("<", "&lt;")
    rows = f'<row r="1"><c r="A1" t="{kind}"><v>{raw}</v></c></row>'
    swallowed(zipped(parts(worksheet(rows))))


def bent(data: st.DataObject, content: bytes) -> bytes:
    """The content with a few stretches replaced, repeated or left out."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 12, len(content))))
        middle = data.draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([content[start:end] * 2]))
        )
        content = content[:start] + middle + content[end:]
    return content


class Hostile(bytes):
    """Bytes that break the reader itself, as no file can foresee."""

    fault: type[Exception] = MemoryError

    def startswith(self, *_: object) -> bool:
        raise self.fault


def test_whatever_breaks_the_reader_is_a_corrupt_file() -> None:
    for fault in (RecursionError, ValueError, KeyError, AssertionError):
        Hostile.fault = fault
        assert code(Hostile(b"PK")) == "corrupt-file"


def test_a_file_that_asks_for_too_much_memory_is_told_so() -> None:
    Hostile.fault = MemoryError
    assert code(Hostile(b"PK")) == "reader-stopped"


def test_a_workbook_is_the_same_whatever_the_order_of_its_parts() -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        turned = zipped({name: archive.read(name) for name in reversed(archive.namelist())})
    assert isinstance(reader.read(turned), Workbook)
    assert reader.read(turned) == reader.read(WHOLE)
