"""What happens to a form around its cells: rows, names, sheets, and what hides in the file."""

from __future__ import annotations

import re
from collections.abc import Callable

from making.parts import BOOK, CORE, MAIN, OFFICE, SPREADSHEET, Parts

VICTIMS, SUSPECTS = "trafficking_victims", "trafficking_suspects"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
PROGRAM = "http://schemas.microsoft.com/office/2006/relationships"


def merged_inputs(parts: Parts) -> None:
    """The suspects' number and status as one cell."""
    part, address = parts.place(SUSPECTS)
    _, beside = parts.place(f"{SUSPECTS}_status")
    parts.before(part, "</mergeCells>", f'<mergeCell ref="{address}:{beside}" />')


def hidden_row(parts: Parts) -> None:
    """The row of the victims."""
    row = f'<row r="{parts.row(VICTIMS)}"'
    parts.swap(parts.figures, row, f'{row} hidden="1"')


def cell_twice(parts: Parts) -> None:
    """The cell of the victims, with 96 and with 69."""
    cell = parts.cell(VICTIMS)
    parts.swap(parts.figures, cell, cell + cell.replace("<v>96<", "<v>69<"))


def deleted_row(parts: Parts) -> None:
    """The last row of the page, verdicts, with every name that pointed into it."""
    row = parts.row("trafficking_verdicts")
    rows, names = rf'<row r="{row}".*?</row>', rf"(_verdicts(?:_\w+)?\">'Figures'!)\$\w+\${row}<"
    figures = re.sub(rows, "", parts.text(parts.figures))
    parts.parts[parts.figures] = figures.encode()
    parts.parts[BOOK] = re.sub(names, r"\1#REF!<", parts.text(BOOK)).encode()


def names_gone(parts: Parts) -> None:
    """All but the names that Excel keeps for printing."""
    book = re.sub(r"<definedName name=\"[a-z].*?</definedName>", "", parts.text(BOOK))
    parts.parts[BOOK] = book.encode()


def name_twice(parts: Parts) -> None:
    """The name of the victims once more, at the suspects."""
    found = re.search(rf'<definedName name="{SUSPECTS}">(.*?)</definedName>', parts.text(BOOK))
    if found is None:
        raise LookupError(SUSPECTS)
    parts.before(BOOK, "</definedNames>", found[0].replace(SUSPECTS, VICTIMS))


def foreign_sheet(parts: Parts) -> None:
    """A sheet for one's own remarks."""
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>to do: call the prosecutor</t></is></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'
    parts.add("xl/worksheets/sheet7.xml", sheet, f"{SPREADSHEET}.worksheet+xml")
    related = parts.relate(BOOK, f"{OFFICE}/worksheet", "/xl/worksheets/sheet7.xml")
    parts.before(BOOK, "</sheets>", f'<sheet name="Work" sheetId="7" r:id="{related}" />')


def comment(parts: Parts) -> None:
    """A comment at the victims, with the drawing that Excel keeps for it."""
    _, address = parts.place(VICTIMS)
    said = "<text><r><t>see the list in my drawer</t></r></text>"
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author>coordinator</author></authors><commentList>'
        f'<comment ref="{address}" authorId="0">{said}</comment></commentList></comments>'
    )
    parts.add("xl/comments1.xml", comments, f"{SPREADSHEET}.comments+xml")
    shape = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape style="visibility:hidden">'
        '<x:ClientData ObjectType="Note"><x:Row>8</x:Row><x:Column>3</x:Column></x:ClientData>'
        "</v:shape></xml>"
    )
    parts.add("xl/drawings/vmlDrawing1.vml", shape, VML_TYPE)
    parts.relate(parts.figures, f"{OFFICE}/comments", "/xl/comments1.xml")
    kind, target = f"{OFFICE}/vmlDrawing", "/xl/drawings/vmlDrawing1.vml"
    drawn = parts.relate(parts.figures, kind, target)
    drawing = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="{drawn}" />'
    parts.before(parts.figures, "</worksheet>", drawing)


def author(parts: Parts) -> None:
    """What Excel writes for whoever made the file."""
    parts.swap(CORE, "<dc:creator>exchange<", "<dc:creator>Ms. A. Coordinator<")


def external_link(parts: Parts) -> None:
    """What is left of a link to the police's own workbook."""
    link = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rIdNew1">'
        '<sheetNames><sheetName val="2016" /></sheetNames></externalBook></externalLink>'
    )
    name = "xl/externalLinks/externalLink1.xml"
    parts.add(name, link, f"{SPREADSHEET}.externalLink+xml")
    parts.relate(name, f"{OFFICE}/externalLinkPath", "file:///P:/cases.xlsx", outside=True)
    related = parts.relate(BOOK, f"{OFFICE}/externalLink", f"/{name}")
    references = f'<externalReferences><externalReference r:id="{related}" /></externalReferences>'
    parts.swap(BOOK, "</sheets>", f"</sheets>{references}")


def far_cell(parts: Parts) -> None:
    """The last cell there is, where a slip of Ctrl and an arrow leads."""
    far = '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'
    parts.before(parts.figures, "</sheetData>", far)


def too_many_columns(parts: Parts) -> None:
    """A number dragged to the right over 1 100 columns."""
    cells = "<c><v>5</v></c>" * 1100
    parts.before(parts.figures, "</sheetData>", f'<row r="40">{cells}</row>')


def macros(parts: Parts) -> None:
    """The part in which Excel keeps macros, without any macro in it."""
    parts.add("xl/vbaProject.bin", b"Attribute VB_Name", "application/vnd.ms-office.vbaProject")
    parts.relate(BOOK, f"{PROGRAM}/vbaProject", "vbaProject.bin")


def controls(parts: Parts) -> None:
    """The part in which Excel keeps a button."""
    parts.add("xl/activeX/activeX1.xml", "<ocx />", "application/vnd.ms-office.activeX+xml")
    parts.relate(parts.figures, f"{OFFICE}/control", "/xl/activeX/activeX1.xml")


def embedded_object(parts: Parts) -> None:
    """The part in which Excel keeps another document."""
    kind = "application/vnd.openxmlformats-officedocument.oleObject"
    parts.add("xl/embeddings/oleObject1.bin", b"a letter", kind)
    parts.relate(parts.figures, f"{OFFICE}/oleObject", "/xl/embeddings/oleObject1.bin")


def data_connection(parts: Parts) -> None:
    """The part in which Excel keeps where to fetch data."""
    connection = '<connection id="1" name="police" type="5" refreshedVersion="6" />'
    connections = f'<connections xmlns="{MAIN}">{connection}</connections>'
    parts.add("xl/connections.xml", connections, f"{SPREADSHEET}.connections+xml")
    parts.relate(BOOK, f"{OFFICE}/connections", "connections.xml")


def doctype(parts: Parts) -> None:
    """An entity that stands for the number of victims."""
    declared = '<!DOCTYPE worksheet [<!ENTITY victims "96">]>'
    parts.parts[parts.figures] = declared.encode() + parts.parts[parts.figures]
    parts.swap(parts.figures, "<v>96</v>", "<v>&victims;</v>")


def broken_sheet(parts: Parts) -> None:
    """A sheet that ends in the middle of its figures, though its checksum fits."""
    whole = parts.parts[parts.figures]
    parts.parts[parts.figures] = whole[: len(whole) // 2]


def climbing_part(parts: Parts) -> None:
    """A part that would be unpacked outside the folder meant for it."""
    parts.add("xl/../../figures.xml", "<figures />")


def zip_bomb(parts: Parts) -> None:
    """12 million blanks at the end of a sheet: 12 kB in the file, 12 MB unpacked."""
    parts.parts[parts.figures] += b" " * 12_000_000


DAMAGE: dict[str, Callable[[Parts], None]] = {
    "merged-inputs": merged_inputs,
    "hidden-row": hidden_row,
    "cell-twice": cell_twice,
    "deleted-row": deleted_row,
    "names-gone": names_gone,
    "name-twice": name_twice,
    "foreign-sheet": foreign_sheet,
    "comment": comment,
    "author": author,
    "external-link": external_link,
    "far-cell": far_cell,
    "too-many-columns": too_many_columns,
    "macros": macros,
    "controls": controls,
    "embedded-object": embedded_object,
    "data-connection": data_connection,
    "doctype": doctype,
    "broken-sheet": broken_sheet,
    "climbing-part": climbing_part,
    "zip-bomb": zip_bomb,
}
"""By the name of the case."""
