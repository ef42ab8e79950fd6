"""Which policy is asked for, which rows are locked, which queries go beyond one mission, what is a limit: tables."""

from __future__ import annotations

import pytest

from checks.pages import policies
from tests.architecture.source_lines import EVERY, table


@pytest.mark.parametrize("name", EVERY)
def test_what_guards_rows_is_what_the_table_says(name: str) -> None:
    """Finds a weaker policy, a lost lock, a query of all missions' rows, and a limit that is off by one, anywhere.

    Who means the change runs `python -m tests.architecture.source_lines` and looks at each line that differs.
    """
    here, kept = sorted(EVERY[name]()), table(name)
    assert (sorted(set(here) - set(kept)), sorted(set(kept) - set(here))) == ([], [])
    assert here == kept


def test_who_may_do_what_is_what_the_page_says() -> None:
    """Finds a role that a policy lets in, or out, by mistake."""
    assert policies.check() == []
