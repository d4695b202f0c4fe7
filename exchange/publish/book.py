"""A workbook being filled, sheet by sheet and row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice

from openpyxl import Workbook
from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from exchange.core.comparison import Comparison
from exchange.publish.labels import Labels
from exchange.publish.looks import Look, Looks
from exchange.spreadsheet.cells import Cell, Value, letters, row
from exchange.spreadsheet.save import save

_NOT_IN_A_TITLE = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_TITLE = 31
_DEFAULT_WIDTH = 9.14
_CHARACTERS_A_WIDTH = 1.03
_LINE = 12.75
_USUAL_HEIGHT = 13.0
_A4 = "9"
_EMU = 9525


class Book:
    """The overview while it is made: what to say, in which words, and how it looks."""

    def __init__(self, comparison: Comparison, language: str) -> None:
        self.comparison = comparison
        self.codebook = comparison.codebook
        self.labels = Labels(comparison.codebook, language)
        self.workbook = Workbook()
        self.looks = Looks(self.workbook)
        self._sheets: list[Sheet] = []

    def sheet(self, title: str, widths: Sequence[float]) -> Sheet:
        """A new sheet behind the others; ``widths`` of its columns are in characters."""
        made = Sheet(self, sheet_title(title), widths)
        self._sheets.append(made)
        return made

    def to_end(self, sheet: Sheet) -> None:
        self.workbook.move_sheet(sheet.page, len(self._sheets))

    def save(self) -> bytes:
        """The file. The sheets are in the order in which they were begun."""
        first = self.workbook.worksheets[0]
        self.workbook.remove(first)
        return save(self.workbook, {sheet.title: sheet.rows for sheet in self._sheets})


class Sheet:
    """A sheet that grows downwards."""

    def __init__(self, book: Book, title: str, widths: Sequence[float]) -> None:
        self.looks = book.looks
        self.page = book.workbook.create_sheet(title)
        self.title = title
        self.widths = tuple(widths)
        self.next = 1
        self.points = 0.0
        self._filled: list[str] = []
        self._following: Iterable[str] = ()
        for column, width in enumerate(widths, 1):
            self.page.column_dimensions[letters(column)].width = width
        self._set_up()

    def add(self, *cells: tuple[Value, Look], height: float | None = None) -> int:
        """Fills the next row from its first column on; gives the row's number."""
        looks = self.looks
        return self.add_styled([(value, looks[look]) for value, look in cells], height)

    def add_styled(self, cells: Iterable[Cell], height: float | None = None) -> int:
        number = self.next
        self._filled.append(self.styled_row(cells, height))
        return number

    def add_texts(self, values: Sequence[Value], styles: Sequence[int]) -> int:
        number = self.next
        self._filled.append(self.text_row(values, styles))
        return number

    def styled_row(self, cells: Iterable[Cell], height: float | None = None) -> str:
        """The next row, for who follows."""
        made = row(self.next, enumerate(cells, 1), height)
        self.next += 1
        self.points += height or _USUAL_HEIGHT
        return made

    def text_row(self, values: Sequence[Value], styles: Sequence[int]) -> str:
        """A row as high as its longest text needs: LibreOffice does not see to it by itself."""
        lines = max(
            lines_of(str(value or ""), round(width * _CHARACTERS_A_WIDTH))
            for value, width in zip(values, self.widths, strict=False)
        )
        return self.styled_row(zip(values, styles, strict=True), _LINE * lines + 2)

    def follow(self, rows: Iterable[str]) -> None:
        """The rows after those added, made only when the file is written."""
        self._following = rows

    @property
    def rows(self) -> Iterable[str]:
        return chain(self._filled, self._following)

    def space(self, height: float) -> int:
        return self.add(height=height)

    def merge(self, number: int, first: int, last: int, rows: int = 1) -> None:
        """Makes one cell of the columns ``first`` to ``last`` (A is 1)."""
        if (first, 1) != (last, rows):
            below = number + rows - 1
            self.page.merged_cells.add(f"{letters(first)}{number}:{letters(last)}{below}")

    def place(self, chart: ChartBase, number: int, left: float, size: tuple[float, float]) -> None:
        """Puts a chart at a row, ``left`` pixels from the edge; ``size`` is in pixels."""
        column, offset = self._column_at(left)
        start = AnchorMarker(column, round(offset) * _EMU, number - 1, 0)
        width, height = (round(side) * _EMU for side in size)
        chart.anchor = OneCellAnchor(start, XDRPositiveSize2D(width, height))  # type: ignore[assignment] # stub says str
        self.page.add_chart(chart)

    def freeze(self, address: str) -> None:
        self.page.freeze_panes = address

    def one_page(self) -> None:
        self.page.page_setup.fitToHeight = 1

    def pixels(self) -> float:
        """How wide the columns named are together."""
        return sum(map(_pixels, self.widths))

    def _column_at(self, left: float) -> tuple[int, float]:
        column = 0
        while left >= (width := _pixels(self._width(column))):
            left -= width
            column += 1
        return column, left

    def _width(self, column: int) -> float:
        return next(islice(self.widths, column, None), _DEFAULT_WIDTH)

    def _set_up(self) -> None:
        page = self.page
        page.sheet_view.showGridLines = False
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = _A4
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0
        page.print_options.horizontalCentered = True
        margins = page.page_margins
        margins.left = margins.right = margins.top = 0.4
        margins.bottom = 0.55
        margins.header = margins.footer = 0.25
        page.oddFooter.left.text = self.title.replace("&", "&&")
        page.oddFooter.right.text = "&P / &N"
        page.oddFooter.left.size = page.oddFooter.right.size = 8


def sheet_title(text: str) -> str:
    """A text as spreadsheets allow it on a tab."""
    return text.translate(_NOT_IN_A_TITLE)[:_LONGEST_TITLE]


def lines_of(text: str, width: int) -> int:
    """How many lines a cell of ``width`` characters needs; a long address begins a new one."""
    lines, used = 1, 0
    for length in map(len, text.split()):
        if used and used + 1 + length > width:
            lines, used = lines + 1, 0
        used += length + bool(used)
        lines, used = lines + (used - 1) // width, (used - 1) % width + 1
    return lines


def _pixels(characters: float) -> float:
    return characters * 7
