from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tearoad.capture import document_of, reports_of, revision_of
from tearoad.demo.ready.visitors import make_outcomes, make_visitors

OPENS = datetime(2023, 2, 6, 7, 5, tzinfo=UTC)


def test_the_same_seed_makes_the_same_visitors_and_a_server_reads_them() -> None:
    made = make_visitors(1, "E01", ("茶", "酱"), ("E01-1",), OPENS, 12)
    assert made == make_visitors(1, "E01", ("茶", "酱"), ("E01-1",), OPENS, 12)
    assert made != make_visitors(2, "E01", ("茶", "酱"), ("E01-1",), OPENS, 12)
    assert [revision_of(document_of(revision)) for revision in made] == list(made)
    assert [revision.number for revision in made] == list(range(1, len(made) + 1))
    assert len(reports_of(made)) == 12


def test_a_firm_without_products_or_people_has_visitors_too() -> None:
    assert len(reports_of(make_visitors(1, "E01", (), (), OPENS, 3))) == 3


def test_of_ten_meetings_eight_are_held_one_is_missed_and_one_is_moved() -> None:
    meetings = [(f"W{number}", OPENS) for number in range(4000)]
    made = make_outcomes(1, UUID(int=1), "E01", meetings, OPENS + timedelta(days=1))
    shares = {held: round(count / 400) for held, count in Counter(revision.values["held"] for revision in made).items()}
    assert shares == {"kept": 8, "no_show": 1, "moved": 1}
