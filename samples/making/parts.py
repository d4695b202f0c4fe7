"""A workbook as its parts, so that exactly one thing can be made wrong."""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
STYLES = "xl/styles.xml"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


class Parts:
    """The parts of a workbook by their names, in the order of the file."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def text(self, part: str) -> str:
        return self.parts[part].decode()

    def swap(self, part: str, old: str, new: str) -> None:
        """Puts ``new`` where ``old`` stands; it must stand there exactly once."""
        text = self.text(part)
        if text.count(old) != 1:
            raise LookupError(f"{part} has {text.count(old)} times: {old}")
        self.parts[part] = text.replace(old, new).encode()

    def before(self, part: str, mark: str, new: str) -> None:
        self.swap(part, mark, new + mark)

    def place(self, name: str) -> tuple[str, str]:
        """The part and the address a defined name points to."""
        found = re.search(rf"<definedName name=\"{name}\">'(.+?)'!(.+?)</", self.text(BOOK))
        if found is None:
            raise LookupError(name)
        return self.sheet(found[1]), found[2].replace("$", "")

    @property
    def figures(self) -> str:
        """The part of the sheet with the ten headline figures."""
        return self.place("trafficking_victims")[0]

    def row(self, name: str) -> str:
        """The number of the row in which the cell under a name stands."""
        return self.place(name)[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    def inputs(self) -> list[str]:
        """The names of all cells a coordinator can fill in."""
        return re.findall(r'<definedName name="((?:trafficking|smuggling)_\w+)"', self.text(BOOK))

    def sheet(self, title: str) -> str:
        """The part of the sheet with a title."""
        name = re.escape(escape(title))
        found = re.search(rf'<sheet name="{name}" sheetId="(\d+)"', self.text(BOOK))
        if found is None:
            raise LookupError(title)
        return f"xl/worksheets/sheet{found[1]}.xml"

    def cell(self, name: str) -> str:
        """The cell under a name, as the sheet writes it."""
        part, address = self.place(name)
        found = re.search(rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)', self.text(part))
        if found is None:
            raise LookupError(name)
        return found[0]

    def put(self, name: str, inside: str, kind: str = "", style: int | None = None) -> None:
        """Gives the cell under a name another content, of the kind ``t``, and its own look."""
        part, address = self.place(name)
        old = self.cell(name)
        look = re.search(r's="(\d+)"', old)
        number = style if style is not None else (look[1] if look else 0)
        typed = f' t="{kind}"' if kind else ""
        self.swap(part, old, f'<c r="{address}" s="{number}"{typed}>{inside}</c>')

    def style(self, number_format: int) -> int:
        """The number of a new cell format with one of the built-in number formats."""
        found = re.search(r'<cellXfs count="(\d+)"', self.text(STYLES))
        if found is None:
            raise LookupError(STYLES)
        self.swap(STYLES, found[0], f'<cellXfs count="{int(found[1]) + 1}"')
        self.before(STYLES, "</cellXfs>", f'<xf numFmtId="{number_format}" applyNumberFormat="1"/>')
        return int(found[1])

    def add(self, part: str, content: str | bytes, kind: str = "") -> None:
        """A new part, and its content type where it needs one of its own."""
        self.parts[part] = content if isinstance(content, bytes) else content.encode()
        if kind:
            override = f'<Override PartName="/{part}" ContentType="{kind}" />'
            self.before(TYPES, "</Types>", override)

    def relate(self, source: str, kind: str, target: str, *, outside: bool = False) -> str:
        """A new relationship of a part; gives its id."""
        folder, _, file = source.rpartition("/")
        part = f"{folder}/_rels/{file}.rels"
        self.parts.setdefault(part, f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode())
        identity = f"rIdNew{self.text(part).count('rIdNew') + 1}"
        mode = ' TargetMode="External"' if outside else ""
        related = f'<Relationship Type="{kind}" Target="{target}" Id="{identity}"{mode} />'
        self.before(part, "</Relationships>", related)
        return identity

    def packed(self, method: int = ZIP_DEFLATED) -> bytes:
        """The workbook as a file, which does not tell when and where it was made."""
        with BytesIO() as file:
            with ZipFile(file, "w", method, compresslevel=9) as archive:
                for name, content in self.parts.items():
                    entry = ZipInfo(name, _EPOCH)
                    entry.compress_type, entry.create_system = method, _UNIX
                    entry.external_attr = 0o600 << 16
                    archive.writestr(entry, content)
            return file.getvalue()
