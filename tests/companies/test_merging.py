"""What two companies say becomes what one says: nothing that only one of them knows is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tearoad.companies.merging import (
    FieldSource,
    changed_values,
    differing_fields,
    merged_document,
    value_of,
    with_value,
)

KEPT: dict[str, Any] = {
    "name": {"native": "ООО «Пример»"},
    "city": "Москва",
    "contact": {"phone": "+74950000000"},
    "wants": [{"product": "чай"}],
}
JOINED: dict[str, Any] = {
    "name": {"native": "ООО «Пример Плюс»", "latin": "Primer LLC"},
    "contact": {"phone": "+74950000001", "email": "a@example.org"},
    "wants": [{"product": "чай"}, {"product": "мёд"}],
    "address": "1 Example St",
}
TEXTS = st.text("abc", max_size=2)
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "city": TEXTS,
        "name": st.dictionaries(st.sampled_from(["native", "latin"]), TEXTS, min_size=1),
        "contact": st.dictionaries(st.sampled_from(["phone", "email"]), TEXTS, min_size=1),
        "wants": st.lists(st.fixed_dictionaries({"product": TEXTS}), max_size=3),
    },
)


def test_only_what_the_joined_one_says_otherwise_is_to_be_chosen() -> None:
    usual = {field.name: field.usual for field in differing_fields(KEPT, JOINED)}
    assert usual == {
        "name.native": FieldSource.KEPT,
        "name.latin": FieldSource.JOINED,
        "contact.phone": FieldSource.KEPT,
        "contact.email": FieldSource.JOINED,
        "wants": FieldSource.BOTH,
        "address": FieldSource.JOINED,
    }


def test_each_field_is_taken_from_where_it_is_chosen() -> None:
    found = merged_document(KEPT, JOINED, {"contact.phone": FieldSource.JOINED, "address": FieldSource.KEPT})
    assert found == {
        "name": {"native": "ООО «Пример»", "latin": "Primer LLC"},
        "city": "Москва",
        "contact": {"phone": "+74950000001", "email": "a@example.org"},
        "wants": [{"product": "чай"}, {"product": "мёд"}],
    }


def test_a_choice_that_a_field_does_not_offer_is_passed_over() -> None:
    assert merged_document(KEPT, JOINED, {"contact.phone": FieldSource.BOTH}) == merged_document(KEPT, JOINED, {})


@given(DOCUMENTS, DOCUMENTS)
def test_nothing_that_only_one_company_says_is_lost(kept: dict[str, Any], joined: dict[str, Any]) -> None:
    found = merged_document(kept, joined, {})
    for document in (kept, joined):
        other = joined if document is kept else kept
        for name in ("city", "name.native", "name.latin", "contact.phone", "contact.email"):
            if value_of(document, name) and not value_of(other, name):
                assert value_of(found, name) == value_of(document, name)
        assert all(want in found.get("wants", ()) for want in document.get("wants", ()))


@given(DOCUMENTS, DOCUMENTS)
def test_what_changed_can_be_put_back(before: dict[str, Any], after: dict[str, Any]) -> None:
    found = after
    for name, (was, _is) in changed_values(before, after).items():
        found = with_value(found, name, was)
    assert changed_values(before, found) == {}
