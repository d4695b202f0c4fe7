"""A zip directory that lies, promises too much or leads elsewhere is refused by name."""

from __future__ import annotations

import struct
import zipfile

import pytest

from exchange.settings import Limits
from exchange.workbook.reader import Unreadable, read
from tests.reader.making import archive, code, parts, with_parts, worksheet, zipped

WHOLE = zipped(parts())


def wide(*sizes: int) -> bytes:
    """A zip64 extra field, behind another program's."""
    body = b"".join(struct.pack("<Q", size) for size in sizes)
    return b"\x99\x99\x02\x00ab" + struct.pack("<2H", 1, len(body)) + body


def test_the_small_workbook_is_read_stored_or_packed() -> None:
    assert code(WHOLE) == "read"
    assert code(zipped(parts(), zipfile.ZIP_STORED)) == "read"
    assert code(archive().bytes()) == "read"


def test_a_comment_and_folders_are_harmless() -> None:
    assert code(archive().bytes(comment=b"made by hand")) == "read"
    assert code(archive().add("xl/worksheets/", b"", method=0).bytes()) == "read"


def test_backslashes_in_names_are_turned_round() -> None:
    content = {name.replace("/", "\\"): data for name, data in parts().items()}
    made = archive().__class__()
    for name, data in content.items():
        made.add(name, data.encode() if isinstance(data, str) else data)
    assert code(made.bytes()) == "read"


@pytest.mark.parametrize(
    "content",
    [
        WHOLE[:-1],
        WHOLE[:400],
        WHOLE + b"\0",
        WHOLE[:4],
        WHOLE[: WHOLE.rfind(b"PK\x05\x06") + 10],
        archive().bytes(count=99),
        archive().bytes(count=2),
        archive().bytes(disk=1),
        archive().add("x", b"1", local_name="y").bytes(),
        archive().add("x", b"1", local={"method": 0}).bytes(),
        archive().add("x", b"1", local={"flags": 1}).bytes(),
        archive().add("x", b"1", central={"offset": 7}).bytes(),
        archive().add("x", b"1", central={"offset": 10**9}).bytes(),
        archive().add("x", b"1", central={"flags": 0x800}).bytes().replace(b"x", b"\xff"),
    ],
)
def test_a_directory_that_does_not_hold_together_is_damaged(content: bytes) -> None:
    assert code(content) == "damaged-archive"


def test_a_directory_that_is_cut_off_inside_an_entry_is_damaged() -> None:
    place = WHOLE.rfind(b"PK\x01\x02")
    assert code(WHOLE[:place] + b"PK\x01\x02" + WHOLE[place + 20 :]) == "damaged-archive"


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "xl/../../evil.xml", "/xl/evil.xml", "c:/evil.xml", "..\\evil.xml", "a\0b", ""],
)
def test_a_name_that_leads_outside_is_unsafe(name: str) -> None:
    assert code(archive().add(name, b"1").bytes()) == "unsafe-part-name"


@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml", "xl\\workbook.xml"])
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    assert code(archive().add(name, b"1").bytes()) == "duplicate-part"


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_an_encrypted_part_is_refused(flag: int) -> None:
    made = archive().add("x.xml", b"1", local={"flags": flag}, central={"flags": flag})
    assert code(made.bytes()) == "encrypted-part"


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 99])
def test_odd_compression_is_refused(method: int) -> None:
    made = archive().add("x.xml", b"1", local={"method": method}, central={"method": method})
    assert code(made.bytes()) == "odd-compression"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_that_python_knows_but_workbooks_do_not_use_is_refused(method: int) -> None:
    assert code(zipped(parts(), method)) == "odd-compression"


def test_parts_that_share_bytes_are_refused() -> None:
    made = archive()
    made.add("a.bin", b"x" * 99, method=0, central={"packed": 100, "size": 100})
    assert code(made.add("b.bin", b"1").bytes()) == "overlapping-parts"


def test_a_last_part_that_reaches_into_the_directory_is_refused() -> None:
    made = archive().add("a.bin", b"x", method=0, central={"packed": 90, "size": 90})
    assert code(made.bytes()) == "overlapping-parts"


def test_two_entries_for_the_same_data_are_refused() -> None:
    made = archive().add("a.bin", b"x" * 9, method=0)
    made.directory += made.directory[made.directory.rfind(b"PK\x01\x02") :].replace(b"a.b", b"b.b")
    made.count += 1
    assert code(made.bytes()) in {"overlapping-parts", "damaged-archive"}


@pytest.mark.parametrize(
    "bent",
    [{"crc": 1}, {"size": 5}, {"size": 500}, {"packed": 3}],
)
def test_a_part_that_is_not_as_promised_is_damaged(bent: dict[str, int]) -> None:
    assert code(archive().add("a.bin", b"x" * 50, central=bent).bytes()) == "damaged-part"


def test_a_part_whose_packed_bytes_were_bent_is_damaged() -> None:
    made = archive().add("xl/media/image1.png", bytes(range(256)) * 4)
    place = made.body.rfind(b"image1.png") + 30
    made.body = made.body[:place] + b"\xff\xff\xff\xff" + made.body[place + 4 :]
    assert code(made.bytes()) == "damaged-part"


def test_a_stored_part_with_another_size_is_damaged() -> None:
    assert code(archive().add("a.bin", b"x", method=0, central={"size": 2}).bytes()) == (
        "damaged-part"
    )


def test_sizes_written_wide_are_understood() -> None:
    full = 0xFFFFFFFF
    made = archive()
    offset = len(made.body)
    made.add("a.bin", b"x" * 9, method=0, central={"size": full}, extra=wide(9))
    made.add("b.bin", b"x" * 9, method=0, central={"size": full, "packed": full}, extra=wide(9, 9))
    assert code(made.bytes()) == "read"
    lying = archive().add("a.bin", b"x", central={"size": full}, extra=wide(10**15))
    assert code(lying.bytes()) == "too-large-inflated"
    short = archive().add("a.bin", b"x", central={"size": full, "offset": full}, extra=wide(1))
    assert offset
    assert code(short.bytes()) == "damaged-archive"
    none = archive().add("a.bin", b"x", central={"size": full})
    assert code(none.bytes()) == "too-large-inflated"


def test_too_many_parts_are_refused() -> None:
    content = with_parts({f"xl/media/{number}.png": b"" for number in range(40)})
    assert code(content, Limits(parts=40)) == "too-many-parts"
    assert code(content) == "read"


def test_what_unpacks_to_too_much_is_refused_by_its_own_word() -> None:
    content = with_parts({"xl/media/a.png": b"\0" * 3000})
    assert code(content, Limits(inflated_bytes=3000)) == "too-large-inflated"


def test_an_implausible_ratio_is_refused_above_the_free_size() -> None:
    limits = Limits(ratio_free_bytes=100_000)
    bomb = with_parts({"xl/media/a.png": b"\0" * 200_000})
    with pytest.raises(Unreadable) as refusal:
        read(bomb, limits)
    assert refusal.value.code == "suspicious-ratio"
    assert refusal.value.facts["part"] == "xl/media/a.png"
    assert code(with_parts({"xl/media/a.png": b"\0" * 90_000}), limits) == "read"


def test_many_small_bombs_are_one_large_bomb() -> None:
    bombs: dict[str, str | bytes] = {f"xl/media/{n}.png": b"\0" * 90_000 for n in range(40)}
    assert code(with_parts(bombs), Limits(ratio_free_bytes=100_000)) == "suspicious-ratio"


def test_a_size_that_lies_costs_no_more_than_it_says() -> None:
    made = archive().add("xl/media/a.png", b"\0" * 50_000_000, central={"size": 10})
    assert code(made.bytes()) == "damaged-part"


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;&lol;">]>'
    "<worksheet>&l2;</worksheet>"
)
OUTSIDE = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>'


@pytest.mark.parametrize(
    "name",
    [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/theme/theme1.xml",
        "[Content_Types].xml",
        "_rels/.rels",
    ],
)
@pytest.mark.parametrize("text", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_any_document_type_is_refused(name: str, text: str, encoding: str) -> None:
    data = text.replace('<?xml version="1.0"?>', "").encode(encoding)
    assert code(with_parts({name: data})) == "doctype"


def test_the_words_of_a_document_type_in_a_text_are_a_text() -> None:
    rows = '<row><c r="A1" t="str"><v><![CDATA[<!DOCTYPE a>]]></v></c></row>'
    assert code(with_parts({"xl/worksheets/sheet1.xml": worksheet(rows)})) == "read"
    broken = {"xl/theme/theme1.xml": "<a><![CDATA[<!DOCTYPE a>]]>"}
    assert code(with_parts(dict(broken))) == "read"
