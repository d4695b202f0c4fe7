"""Native charts: zero on the axis, gaps as gaps, a title that says the finding."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines, TextAxis
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from exchange.publish.looks import ACCENT, FAMILY, GREY, INK, LINE, number_format
from exchange.publish.series import axis_step

_MANY_POINTS = 7
_HEADROOM = 1.15


def bars(title: str, names: Reference, numbers: Reference, highest: int) -> BarChart:
    """Horizontal bars from the top down, each with its number at its end."""
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 45
    series = SeriesFactory(numbers)
    series.graphicalProperties = GraphicalProperties(solidFill=ACCENT)
    series.dLbls = _labels("outEnd")
    chart.append(series)
    chart.set_categories(names)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1
    _scale(chart, highest * _HEADROOM, highest)
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    _dress(chart, title, 9)
    return chart


def lines(title: str, years: Reference, pieces: Sequence[Reference], highest: int) -> LineChart:
    """One line over the years, in as many pieces as breaks in the series cut it into."""
    chart = LineChart()
    for piece in pieces:
        chart.append(_line(piece, labelled=years.max_col - years.min_col < _MANY_POINTS))
    chart.set_categories(years)
    chart.x_axis = TextAxis(
        crossAx=100, tickLblSkip=-(-(years.max_col - years.min_col + 1) // _MANY_POINTS)
    )
    step = axis_step(highest)
    _scale(chart, -(-max(1, highest * _HEADROOM) // step) * step, step)
    chart.y_axis.majorGridlines = ChartLines(spPr=_outline(LINE))
    chart.display_blanks = "gap"
    _dress(chart, title, 8)
    return chart


def _line(numbers: Reference, *, labelled: bool) -> Series:
    series = SeriesFactory(numbers)
    series.smooth = False
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=ACCENT, w=22225))
    series.marker.symbol, series.marker.size = "circle", 5
    series.marker.graphicalProperties = GraphicalProperties(solidFill=ACCENT)
    series.marker.graphicalProperties.line.solidFill = ACCENT
    if labelled:
        series.dLbls = _labels("t")
    made: Series = series
    return made


def _scale(chart: BarChart | LineChart, highest: float, step: int) -> None:
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, highest
    chart.y_axis.majorUnit = step
    chart.y_axis.number_format = number_format().replace("\u00a0", "")
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.number_format = "0"


def _dress(chart: BarChart | LineChart, title: str, size: int) -> None:
    chart.title = _title(title, size)
    chart.title.overlay = False
    chart.legend = None
    chart.graphical_properties = _outline(LINE)
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = _letters(size, GREY)
        axis.graphicalProperties = _outline(LINE)
        axis.majorTickMark = "none"


def _title(text: str, size: int) -> Title:
    run = RegularTextRun(_characters(size, INK, bold=True), text)
    paragraph = Paragraph(ParagraphProperties(defRPr=_characters(size, INK, bold=True)), r=[run])
    rich = RichText(RichTextProperties(), p=[paragraph])
    return Title(Text(rich=rich))


def _labels(position: str) -> DataLabelList:
    labels = DataLabelList(dLblPos=position, showVal=True)
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.txPr = _letters(8, INK)
    return labels


def _letters(size: int, ink: str) -> RichText:
    properties = ParagraphProperties(defRPr=_characters(size, ink))
    return RichText(
        RichTextProperties(), p=[Paragraph(properties, endParaRPr=CharacterProperties())]
    )


def _characters(size: int, ink: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size * 100, b=bold, solidFill=ink, latin=Font(typeface=FAMILY))


def _outline(ink: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=ink, w=6350))
