"""Which reasons both sides may read: what fits, never who asked, what someone would pay or who decides."""

from __future__ import annotations

from tearoad.matching.request import Match
from tearoad.text import Text

PUBLIC = frozenset(
    f"matching.{code}"
    for code in (
        "same_national_code", "same_code", "same_heading", "same_chapter",
        "same_product", "same_good", "part_of_good", "other_sort", "near_good", "same_words", "certified",
    )
)  # fmt: skip
"""A reason that is not named here is internal: a new one stays inside until someone thinks about it."""


def public_reasons(match: Match) -> tuple[Text, ...]:
    """Return the reasons that may stand on a paper, the heaviest first."""
    return tuple(reason.text for reason in match.score.reasons if reason.text.code in PUBLIC)
