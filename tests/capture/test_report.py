"""What several people's changes of one report say together."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.capture import FieldRevisions, ReportId, Revision, report_of, reports_of
from tests.capture.histories import histories, revision, revision_id


@given(histories(), st.randoms(use_true_random=False))
def test_order_and_doubles_make_no_difference(made: list[Revision], dice: object) -> None:
    shuffled = [*made, *made[:3]]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    assert report_of(shuffled) == report_of(made)


@given(histories())
def test_nothing_said_is_lost_unless_it_was_replaced(made: list[Revision]) -> None:
    report = report_of(made)
    for written in made:
        for name, value in written.values.items():
            is_replaced = any(written.id in other.replaces.get(name, ()) for other in made)
            stands = any(said.value == value and written.id in said.by for said in report.fields.get(name, ()))
            says_nothing = name not in report.fields and not value
            assert stands is not is_replaced or says_nothing


@given(histories(), st.data())
def test_two_ends_that_know_all_say_the_same(made: list[Revision], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(made)))
    assert report_of([*made[cut:], *made[:cut]]) == report_of(made)


def test_what_two_people_wrote_unseen_both_stands_until_one_who_saw_both_decides() -> None:
    first, second = revision(1, {"warmth": "hot"}), revision(2, {"warmth": "cold"})
    both = report_of([second, first])
    assert both.fields["warmth"] == (FieldRevisions("hot", (first.id,)), FieldRevisions("cold", (second.id,)))
    assert both.undecided == ("warmth",)
    assert both.one("warmth") == ""
    decided = report_of([first, second, revision(3, {"warmth": "warm"}, {"warmth": (first.id, second.id)})])
    assert decided.one("warmth") == "warm"
    assert decided.undecided == ()


def test_the_same_said_twice_is_one_thing() -> None:
    made = [revision(1, {"city": "Тула"}), revision(2, {"city": "Тула"})]
    assert report_of(made).fields["city"] == (FieldRevisions("Тула", (revision_id(1), revision_id(2))),)


def test_what_was_taken_back_says_nothing() -> None:
    made = [revision(1, {"city": "Тула"}), revision(2, {"city": ""}, {"city": (revision_id(1),)})]
    assert report_of(made).fields == {}


def test_revisions_that_name_each_other_all_stand() -> None:
    made = [
        revision(1, {"city": "A"}, {"city": (revision_id(2),)}),
        revision(2, {"city": "B"}, {"city": (revision_id(1),)}),
    ]
    assert [said.value for said in report_of(made).fields["city"]] == ["A", "B"]


def test_a_change_that_came_before_what_it_replaces_waits_for_it() -> None:
    later = revision(2, {"city": "B"}, {"city": (revision_id(1),)})
    assert report_of([later]).one("city") == "B"
    assert report_of([later, revision(1, {"city": "A"})]).one("city") == "B"


def test_reports_are_sorted_by_when_they_were_begun() -> None:
    other = ReportId(UUID("0191f3c0-0000-7000-8000-00000000bbbb"))
    made = [revision(1, {"city": "A"}), replace(revision(2, {"city": "B"}), report=other), revision(3, {"firm": "C"})]
    assert [report.one("city") for report in reports_of(made)] == ["B", "A"]
    assert reports_of([]) == ()


def test_a_report_needs_revisions_of_one_report() -> None:
    with pytest.raises(ValueError, match="unpack"):
        report_of([])
