"""The comparison as SDMX-CSV 2.0, for statistical offices.

https://github.com/sdmx-twg/sdmx-csv: a missing value stays empty, its reason in OBS_STATUS.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from exchange.core.codebook import INCLUDED_ELSEWHERE, Key
from exchange.core.comparison import UNLIKE, Compared, Comparison
from exchange.core.merge_elsewhere import Holders
from exchange.publish.as_csv import Field, table
from exchange.publish.as_json import stamp

DIMENSIONS = ("REF_AREA", "TIME_PERIOD", "OFFENCE", "FIGURE", "BREAKDOWN", "CATEGORY")
ATTRIBUTES = ("OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "BASIS", "COVERAGE", "STATUS", "MISSING")
NOTES = ("EN", "NL", "PAP")
"""Columns per language want two letters and Papiamentu has none: both spellings share PAP."""

HEADER = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION"),
    *DIMENSIONS,
    "OBS_VALUE",
    *ATTRIBUTES,
    *(f"NOTE_{language}" for language in NOTES),
)
TOTAL = "_T"
NOT_MADE = "L"
"""A sum of unlike bases: the counts exist and are not added up. M would say they cannot exist."""

INCLUDES_ANOTHER = "W"
FREE = "F"


def to_sdmx(comparison: Comparison) -> bytes:
    """One line for each observation, as information for the code book's dataflow."""
    sdmx = _Sdmx(comparison)
    marked = stamp(comparison.stamp) if comparison.stamp else {}
    lines = ((*sdmx.line(seen), *marked.values()) for seen in comparison.observations)
    return table((*HEADER, *map(str.upper, marked)), lines)


class _Sdmx:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.codebook = comparison.codebook
        self.structure = ("dataflow", str(self.codebook.sdmx), "I")

    def line(self, seen: Compared) -> Iterable[Field]:
        return (
            *self.structure,
            *self._dimensions(seen),
            seen.value,
            *self._attributes(seen),
            *self._notes(seen),
        )

    def _dimensions(self, seen: Compared) -> Iterable[Field]:
        areas = self.codebook.areas
        place = areas.get(seen.area) or self.codebook.reporters[seen.area]
        key = seen.key
        classes = (key.breakdown or TOTAL, key.category or TOTAL)
        return (place.area, seen.year, key.offence, key.figure, *classes)

    def _attributes(self, seen: Compared) -> Iterable[Field]:
        status = self.codebook.statuses.get(seen.status)
        conf = status.conf if status else FREE
        unit = self._unit(seen)
        missing = " ".join(self.codebook.reporters[slug].area for slug in seen.missing)
        told = (unit, seen.basis, seen.coverage, seen.status, missing)
        return (self._obs_status(seen), conf, *told)

    def _unit(self, seen: Compared) -> str:
        """Where the bases are units themselves (persons, cases), the basis chosen is the unit."""
        figure = self.codebook.figures[seen.key.figure]
        return seen.basis if seen.basis and figure.unit in figure.bases else figure.unit

    def _obs_status(self, seen: Compared) -> str:
        if seen.status == UNLIKE:
            return NOT_MADE
        if seen.value is not None and (seen.area, seen.key, seen.year) in self._holders:
            return INCLUDES_ANOTHER
        return self.codebook.statuses[seen.status].obs

    @cached_property
    def _holders(self) -> frozenset[tuple[str, Key, int]]:
        """The cells that count in what another cell says is included elsewhere."""
        elsewhere = Holders(self.codebook)
        return frozenset(
            (*named, seen.year)
            for seen in self.comparison.observations
            if seen.status == INCLUDED_ELSEWHERE and (named := elsewhere.cell(seen)) is not None
        )

    def _notes(self, seen: Compared) -> Iterable[Field]:
        """The note, in the column of the language the return was written in."""
        sent = self.comparison.returned(seen.area, seen.year)
        written = sent.language.partition("-")[0].upper() if sent else ""
        return (seen.note if language == written else None for language in NOTES)
