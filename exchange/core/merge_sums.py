"""The figure of an area made of several reporters: never a silent sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exchange.core.codebook import INCLUDED_ELSEWHERE, NOT_APPLICABLE, NOT_AVAILABLE, CodeBook
from exchange.core.comparison import UNLIKE, Compared, Coverage, Part
from exchange.core.merge_elsewhere import Holders

_Leaves = Mapping[str, Compared]


@dataclass(frozen=True)
class Adder:
    """Adds the reporters of an area, with the code book's order of flags."""

    codebook: CodeBook
    elsewhere: Holders

    def total(
        self, area: str, reporters: Sequence[str], parts: Sequence[Compared], of: _Leaves
    ) -> Compared:
        """The area's figure out of its ``reporters``; ``parts`` are its direct parts.

        Gaps are every reason but *not applicable*, and *included elsewhere* where the cell that
        counts it in lies outside the area. A sum says what is missing; counts on unlike bases
        are not added. It carries the weakest flag of what was counted.
        """
        leaves = [of[reporter] for reporter in reporters]
        counted = [leaf for leaf in leaves if leaf.value is not None]
        gaps = [leaf for leaf in leaves if leaf.value is None and self._is_gap(leaf, reporters, of)]
        bases = {leaf.basis for leaf in counted}
        alike = len(bases) == 1
        return Compared(
            area,
            leaves[0].key,
            leaves[0].year,
            value=sum(leaf.value or 0 for leaf in counted) if alike else None,
            status=self._flag(counted) if alike else _reason(counted, gaps),
            basis=bases.pop() if alike else None,
            coverage=_coverage(counted, gaps),
            parts=tuple(Part(p.area, p.value, p.status, p.coverage) for p in parts),
            missing=tuple(gap.area for gap in gaps),
            delivered=any(leaf.delivered for leaf in leaves),
        )

    def _is_gap(self, leaf: Compared, reporters: Sequence[str], of: _Leaves) -> bool:
        if leaf.status == INCLUDED_ELSEWHERE:
            holder = self.elsewhere.holder(leaf, of)
            return holder is None or holder.area not in reporters
        return leaf.status != NOT_APPLICABLE

    def _flag(self, counted: Sequence[Compared]) -> str:
        return max((leaf.status for leaf in counted), key=self._weakness)

    def _weakness(self, status: str) -> int:
        return self.codebook.statuses[status].weakness


def _coverage(counted: Sequence[Compared], gaps: Sequence[Compared]) -> Coverage:
    if not gaps:
        return Coverage.COMPLETE
    return Coverage.PARTIAL if counted else Coverage.NONE


def _reason(counted: Sequence[Compared], gaps: Sequence[Compared]) -> str:
    if counted:
        return UNLIKE
    if not gaps:
        return NOT_APPLICABLE
    reasons = {gap.status for gap in gaps}
    return reasons.pop() if len(reasons) == 1 else NOT_AVAILABLE
