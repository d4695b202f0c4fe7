"""From the parts of a package to a workbook: only here are values read."""

from __future__ import annotations

from .book import Book, Listed, targets
from .bounds import all_usual, placed
from .budget import Budget
from .forbidden import has_external_links
from .markup import Attributes, Reading
from .model import Sheet, Workbook
from .package import Package
from .refusals import Unreadable
from .sheets import Grid
from .strings import Strings, read_strings
from .styles import Styles, read_styles

_MAIN_TYPES = ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")
_BINARY_TYPE = "sheet.binary"
_OTHER_TYPES = ("wordprocessingml", "presentationml", "visio")
_AUTHORS = (
    "http://purl.org/dc/elements/1.1/ creator",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties lastModifiedBy",
)
_COMMENTS = ("comments", "threadedcomment")


def main_part(package: Package) -> str:
    """The name of the workbook part; raises `Unreadable` where the file is something else."""
    found = package.related("", "officedocument")
    kind = _type(package, found[0]) if found else ""
    if kind.endswith(_MAIN_TYPES):
        return found[0]
    if _BINARY_TYPE in kind:
        raise Unreadable("binary-workbook")
    if any(word in kind for word in _OTHER_TYPES):
        raise Unreadable("other-document")
    raise Unreadable("not-a-workbook")


def _type(package: Package, name: str) -> str:
    extension = "." + name.rpartition(".")[2]
    return package.types.get(name) or package.types.get(extension, "")


def assemble(package: Package, main: str, budget: Budget) -> Workbook:
    """The workbook whose sheets and names the part ``main`` lists."""
    parts = package.parts
    book = Book(main, parts[main], budget)
    styles = Styles()
    strings = Strings()
    for name in package.related(main, "styles"):
        styles = read_styles(name, parts[name], budget)
    for name in package.related(main, "sharedstrings"):
        strings = read_strings(name, parts[name], budget)
    sheets = _sheets(package, main, book.listed, budget)
    for _, grid in sheets:
        grid.fill(strings)
        styles.prove({raw[1] for raw in grid.cells.values()})
    return Workbook(
        sheets=tuple(_sheet(listed, grid, package) for listed, grid in sheets),
        names=targets(book.defined, [listed.title for listed, _ in sheets]),
        external_links=has_external_links(package),
        authors=_authors(package, budget),
        is_1904=book.is_1904,
        styles=styles,
    )


def _sheets(
    package: Package, main: str, listed: list[Listed], budget: Budget
) -> list[tuple[Listed, Grid]]:
    """The worksheets among the sheets, unread yet; sheets that are one chart are passed over."""
    found = []
    for sheet in listed:
        relation = package.relations.get(main, {}).get(sheet.relation)
        if relation is None or relation.target not in package.parts:
            raise Unreadable("corrupt-file", part=main)
        if relation.kind == "worksheet":
            data = package.parts[relation.target]
            found.append((sheet, Grid(sheet.title, relation.target, data, budget)))
    return found


def _sheet(listed: Listed, grid: Grid, package: Package) -> Sheet:
    far = _far_cells(grid)
    return Sheet(
        title=listed.title,
        hidden=listed.hidden,
        cells=grid.cells,
        merges=tuple(grid.merges),
        hidden_rows=frozenset(grid.hidden_rows),
        hidden_columns=tuple(grid.hidden_columns),
        comments=any(package.related(grid.name, kind) for kind in _COMMENTS),
        far_cells=far,
        duplicates=tuple(grid.duplicates),
    )


def _far_cells(grid: Grid) -> tuple[str, ...]:
    """Filled cells beyond the limits; a sheet really as wide as that is refused."""
    limits = grid.budget.limits
    if all_usual(grid.cells, limits):
        return ()
    found = [(written, *placed(written)) for written in grid.cells]
    if len({column for _, _, column, _ in found}) > limits.columns:
        raise Unreadable("too-many-columns", sheet=grid.title, limit=limits.columns)
    for written, address, _, _ in found:
        if address != written:
            _rename(grid, written, address)
    return tuple(
        address for _, address, column, row in found if column > limits.columns or row > limits.rows
    )


def _rename(grid: Grid, written: str, address: str) -> None:
    """Give a cell its address as everybody else writes it."""
    raw = grid.cells.pop(written)
    if address in grid.cells:
        grid.duplicates[address] = None
    grid.cells[address] = raw


def _authors(package: Package, budget: Budget) -> tuple[str, ...]:
    """Who made the file and who saved it last, as its core properties say."""
    authors: list[str] = []
    for name in package.related("", "core-properties"):
        reading = Reading(name, package.parts[name], budget)

        def author(_: Attributes, reading: Reading = reading) -> None:
            reading.expect_text(lambda _: authors.append(reading.take_text()))

        reading.actions = dict.fromkeys(_AUTHORS, author)
        reading.run()
    return tuple(author for author in authors if author.strip())
