"""From one revision of the Harmonised System to another, by a table that the user loads.

The table has a row for each pair of codes that two neighbouring revisions share (`code.after`, `code.before`,
`adjustment` such as `2022 to 2017`), as statistical offices publish it. Nothing of it is known here.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tearoad.errors import InputError, NotFoundError
from tearoad.text import Text

EDITIONS = {"H0": 1992, "H1": 1996, "H2": 2002, "H3": 2007, "H4": 2012, "H5": 2017, "H6": 2022}
"""What UN Comtrade calls the editions of the system."""

_HS_YEARS = frozenset(EDITIONS.values())
_AFTER, _BEFORE, _STEP = "code.after", "code.before", "adjustment"
_Links = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class HSConcordance:
    """Which codes follow which, from edition to neighbouring edition, in both directions."""

    steps: Mapping[tuple[int, int], _Links]
    """(year of the edition, year of its neighbour) -> code -> the codes that it became, or was."""

    def converted(
        self, values: Mapping[str, float], of: str, into: str, weights: Mapping[str, float] | None = None
    ) -> dict[str, float]:
        """Return values by code of another edition; their sum stays the same.

        Args:
            values: by six digits of the edition `of`.
            of: the edition they are in, H0 to H6.
            into: the edition wanted.
            weights: by code of the edition wanted, such as the trade of a year that was published in it. A code that
                was split is shared out by them; where they say nothing of its successors, in equal parts.

        Raises:
            NotFoundError: the table has no step between two editions on the way.

        A code that the table does not know keeps its number.

        """
        years = sorted(EDITIONS.values())
        start, end = years.index(EDITIONS[of]), years.index(EDITIONS[into])
        way = years[start : end + 1] if start <= end else years[end : start + 1][::-1]
        found = dict(values)
        for before, after in pairwise(way):
            found = self._one_step(found, (before, after), (weights or {}) if after == way[-1] else {})
        return found

    def _one_step(
        self, values: Mapping[str, float], step: tuple[int, int], weights: Mapping[str, float]
    ) -> dict[str, float]:
        if step not in self.steps:
            text = Text("reference.hs_step_missing", first=str(step[0]), second=str(step[1]))
            raise NotFoundError(text, Text("reference.hs_step_missing_hint"))
        links, found = self.steps[step], defaultdict[str, float](float)
        for code, value in values.items():
            heirs = links.get(code, (code,))
            shares = [weights.get(heir, 0.0) for heir in heirs]
            total = sum(shares)
            for heir, share in zip(heirs, shares, strict=True):
                found[heir] += value * (share / total if total else 1 / len(heirs))
        return dict(found)


def read_concordance(path: Path) -> HSConcordance:
    """Return the concordance in a CSV file; codes without their leading zero are read as what they are.

    Raises:
        InputError: it is another table, or a row of it cannot be read.

    """
    hint = Text("reference.hs_concordance_hint")
    steps: dict[tuple[int, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.DictReader(opened)
            if not {_AFTER, _BEFORE, _STEP} <= set(rows.fieldnames or ()):
                text = ", ".join(rows.fieldnames or ())[:120]
                raise InputError(Text("reference.hs_concordance_other", file=path.name, found=text), hint)
            for row in rows:
                _add_link(steps, row, path.name, rows.line_num)
    except (OSError, UnicodeDecodeError, csv.Error) as broken:
        raise InputError(Text("reference.hs_concordance_other", file=path.name, found=str(broken)), hint) from broken
    return HSConcordance(
        {step: {code: tuple(dict.fromkeys(to)) for code, to in links.items()} for step, links in steps.items()}
    )


def _add_link(
    steps: Mapping[tuple[int, int], Mapping[str, list[str]]], row: Mapping[str, str], file: str, line: int
) -> None:
    years = (row[_STEP] or "").split(" to ")
    if len(years) == 2 and all(map(str.isdigit, years)) and not _HS_YEARS.issuperset(map(int, years)):
        return  # a step of another nomenclature, such as SITC, which the same table may hold
    codes = tuple((row[name] or "").strip() for name in (_AFTER, _BEFORE))
    if len(years) != 2 or not all(text.isdigit() for text in (*years, *codes)) or max(map(len, codes)) > 6:
        raise InputError(
            Text("reference.hs_concordance_row", file=file, line=line), Text("reference.hs_concordance_hint")
        )
    after, before = (code.zfill(6) for code in codes)
    newer, older = (int(year) for year in years)
    steps[older, newer][before].append(after)
    steps[newer, older][after].append(before)
