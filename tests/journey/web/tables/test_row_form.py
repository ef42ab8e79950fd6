"""The form of one row: what it changes, what it leaves, and what somebody else saved meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.rows_now import rows_now
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tests.journey.web.tables.conftest import Edit, cell, row_in, table_url, texts_of
from tests.journey.web.tables.test_rows import undo
from tests.web.forms import form_of, read_at


def sent_by(client: Client, address: str) -> dict[str, str]:
    """Return what the form at an address sends when nothing is changed."""
    form = client.get(address, follow=True).context["form"]
    return {field.name: field.text for part in form.parts for field in part.fields}


def opened(client: Client, address: str) -> dict[str, str]:
    """Return all that a browser sends of the form at an address, what it showed and its key included."""
    return form_of(client.get(address, follow=True))


def fields_of(answer: Any) -> dict[str, Any]:  # noqa: ANN401  # the test client's answer
    return {field.name: field for part in answer.context["form"].parts for field in part.fields}


@pytest.mark.parametrize("table", TABLE_KINDS)
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(signed_in: Client, mission: Mission, table: str) -> None:
    before = rows_now(mission).documents
    for row in rows_of(TABLE_KINDS[table], mission):
        address = table_url("-row", mission, table, row.pk)
        answer = signed_in.post(address, sent_by(signed_in, address) | read_at(signed_in, address))
        assert answer.status_code == 302
    assert rows_now(mission).documents == before
    assert TableChange.objects.count() == 0


def test_a_firm_is_added_with_its_products_without_a_script(signed_in: Client, mission: Mission) -> None:
    address = table_url("-new", mission, "exporters")
    sent = sent_by(signed_in, address) | {
        "c0-name_latin": "Made Up Tea",
        "c0-email": "tea@example.org",
        "c0-product_latin": "green tea",
        "c1-product_latin": "black tea",
    }
    assert signed_in.post(address, sent).status_code == 302
    lines = texts_of(mission, "exporters", "E03")
    assert [line.get("product_latin") for line in lines] == ["green tea", "black tea"]
    assert (lines[0]["name_latin"], lines[0]["email"]) == ("Made Up Tea", "tea@example.org")


def test_a_form_tells_what_is_wrong_at_the_field_and_keeps_what_was_typed(signed_in: Client, mission: Mission) -> None:
    address = table_url("-row", mission, "buyers", row_in(mission, "buyers", "B001").pk)
    sent = sent_by(signed_in, address) | read_at(signed_in, address) | {"c0-country": "Atlantis", "c0-note": "typed"}
    answer = signed_in.post(address, sent)
    fields = {field.name: field for part in answer.context["form"].parts for field in part.fields}
    assert answer.status_code == 422
    assert [name for name, field in fields.items() if field.error] == ["c0-country"]
    assert (fields["c0-country"].text, fields["c0-note"].text) == ("Atlantis", "typed")


def test_a_form_that_was_overtaken_overwrites_nothing(edit: Edit, signed_in: Client, mission: Mission) -> None:
    row = row_in(mission, "buyers", "B001")
    address = table_url("-row", mission, "buyers", row.pk)
    sent = sent_by(signed_in, address) | read_at(signed_in, address)
    edit("buyers", cell(row, "city", "Tver"))
    answer = signed_in.post(address, sent | {"c0-city": "Omsk"})
    assert (answer.status_code, texts_of(mission, "buyers", "B001")[0]["city"]) == (409, "Tver")
    assert signed_in.post(address, {"read_version": sent["read_version"], "remove": "1"}).status_code == 409


def test_a_product_is_taken_out_and_comes_back(signed_in: Client, mission: Mission) -> None:
    lines = texts_of(mission, "exporters", "E01")
    address = table_url("-row", mission, "exporters", row_in(mission, "exporters", "E01").pk)
    sent = {"remove_line": "0"} | read_at(signed_in, address)
    assert len(lines) > 1
    assert signed_in.post(address, sent).status_code == 302
    after = texts_of(mission, "exporters", "E01")
    assert [row["product_latin"] for row in after] == [line["product_latin"] for line in lines[1:]]
    assert after[0]["name_latin"] == lines[0]["name_latin"]
    assert undo(signed_in, mission, "exporters") == 302
    assert texts_of(mission, "exporters", "E01") == lines


def test_what_two_people_changed_in_different_fields_stays_from_both(
    edit: Edit, signed_in: Client, mission: Mission
) -> None:
    row = row_in(mission, "buyers", "B001")
    address = table_url("-row", mission, "buyers", row.pk)
    sent = opened(signed_in, address)
    edit("buyers", cell(row, "city", "Tver"), cell(row, "note", "theirs"))
    answer = signed_in.post(address, sent | {"c0-email": "me@example.org"}, follow=True)
    line = texts_of(mission, "buyers", "B001")[0]
    assert (line["city"], line["note"], line["email"]) == ("Tver", "theirs", "me@example.org")
    assert "it stays as they saved it: City" in answer.content.decode()


def test_a_field_that_both_changed_is_shown_with_both_values_and_either_may_be_saved(
    edit: Edit, signed_in: Client, mission: Mission
) -> None:
    row = row_in(mission, "buyers", "B001")
    address = table_url("-row", mission, "buyers", row.pk)
    sent = opened(signed_in, address) | {"c0-city": "Omsk", "c0-email": "me@example.org"}
    edit("buyers", cell(row, "city", "Tver"), cell(row, "note", "theirs"))
    answer = signed_in.post(address, sent)
    fields = fields_of(answer)
    assert answer.status_code == 409
    assert [name for name, field in fields.items() if field.clash] == ["c0-city"]
    assert "Somebody saved: Tver. You entered: Omsk." in answer.content.decode()
    assert [fields[f"c0-{name}"].text for name in ("city", "email", "note")] == ["Omsk", "me@example.org", "theirs"]
    assert texts_of(mission, "buyers", "B001")[0]["city"] == "Tver"
    again = form_of(answer)
    assert "take" not in again  # nothing is ticked for them
    signed_in.post(address, again | {"take": "c0-city"})
    line = texts_of(mission, "buyers", "B001")[0]
    assert (line["city"], line["note"], line["email"]) == ("Tver", "theirs", "me@example.org")
    edit("buyers", cell(row, "city", "Kazan"))
    settled = signed_in.post(address, opened(signed_in, address) | {"c0-city": "Omsk"})
    assert (settled.status_code, texts_of(mission, "buyers", "B001")[0]["city"]) == (302, "Omsk")


def test_who_saves_once_more_after_a_clash_puts_their_own_value_there(
    edit: Edit, signed_in: Client, mission: Mission
) -> None:
    row = row_in(mission, "buyers", "B001")
    address = table_url("-row", mission, "buyers", row.pk)
    sent = opened(signed_in, address) | {"c0-city": "Omsk"}
    edit("buyers", cell(row, "city", "Tver"))
    again = form_of(signed_in.post(address, sent))
    edit("buyers", cell(row, "note", "saved between"))
    assert signed_in.post(address, again).status_code == 302
    line = texts_of(mission, "buyers", "B001")[0]
    assert (line["city"], line["note"]) == ("Omsk", "saved between")


def test_products_are_followed_where_somebody_took_one_out_or_added_one(
    edit: Edit, signed_in: Client, mission: Mission
) -> None:
    row = row_in(mission, "exporters", "E01")
    address = table_url("-row", mission, "exporters", row.pk)
    lines = texts_of(mission, "exporters", "E01")
    last = len(lines) - 1
    sent = opened(signed_in, address) | {f"c{last}-product_latin": "mine"}
    signed_in.post(address, opened(signed_in, address) | {"remove_line": "0"})
    edit("exporters", cell(row, "product_latin", "a further one", line=last))
    assert signed_in.post(address, sent).status_code == 302
    after = [text["product_latin"] for text in texts_of(mission, "exporters", "E01")]
    assert after == [*(line["product_latin"] for line in lines[1:last]), "mine", "a further one"]


def test_a_product_that_somebody_took_out_while_it_was_changed_is_asked_about(
    signed_in: Client, mission: Mission
) -> None:
    row = row_in(mission, "exporters", "E01")
    address = table_url("-row", mission, "exporters", row.pk)
    lines = texts_of(mission, "exporters", "E01")
    sent = opened(signed_in, address) | {"c0-product_latin": "mine"}
    signed_in.post(address, opened(signed_in, address) | {"remove_line": "0"})
    answer = signed_in.post(address, sent)
    (lost,) = [part for part in answer.context["form"].parts if part.is_lost]
    assert (answer.status_code, lost.line) == (409, len(lines) - 1)
    assert len(texts_of(mission, "exporters", "E01")) == len(lines) - 1
    again = form_of(answer)
    assert signed_in.post(address, again | {"remove_line": str(lost.line)}).status_code == 302
    assert len(texts_of(mission, "exporters", "E01")) == len(lines) - 1
    back = signed_in.post(address, form_of(answer))
    assert (back.status_code, texts_of(mission, "exporters", "E01")[-1]["product_latin"]) == (302, "mine")


def test_what_is_typed_beside_a_product_that_goes_is_saved(signed_in: Client, mission: Mission) -> None:
    row = row_in(mission, "exporters", "E01")
    address = table_url("-row", mission, "exporters", row.pk)
    lines = texts_of(mission, "exporters", "E01")
    signed_in.post(address, opened(signed_in, address) | {"remove_line": "0", "c0-email": "me@example.org"})
    after = texts_of(mission, "exporters", "E01")
    assert (after[0]["email"], len(after)) == ("me@example.org", len(lines) - 1)


def test_a_row_that_somebody_removed_keeps_what_was_typed_and_is_added_anew(
    signed_in: Client, mission: Mission
) -> None:
    row = rows_of(TABLE_KINDS["samples"], mission).first()
    address = table_url("-row", mission, "samples", row.pk)
    sent = opened(signed_in, address) | {"c0-note": "typed"}
    signed_in.post(address, read_at(signed_in, address) | {"remove": "1"})
    answer = signed_in.post(address, sent)
    new = table_url("-new", mission, "samples")
    said = answer.content.decode()
    assert (answer.status_code, f'href="{table_url("", mission, "samples")}"' in said) == (404, True)
    assert signed_in.post(new, form_of(answer, new)).status_code == 302
    (made,) = rows_of(TABLE_KINDS["samples"], mission)
    line = texts_of(mission, "samples", made.code)[0]
    assert line["note"] == "typed"
    gone = signed_in.get(address)
    assert (gone.status_code, f'href="{new}"' in gone.content.decode()) == (404, True)


def test_a_row_is_not_removed_unseen_and_what_changed_is_marked(
    edit: Edit, signed_in: Client, mission: Mission
) -> None:
    row = rows_of(TABLE_KINDS["samples"], mission).first()
    address = table_url("-row", mission, "samples", row.pk)
    sent = opened(signed_in, address)
    edit("samples", cell(row, "note", "theirs"))
    answer = signed_in.post(address, {name: sent[name] for name in ("read_version", "opened_as")} | {"remove": "1"})
    assert answer.status_code == 409
    assert [name for name, field in fields_of(answer).items() if field.is_changed] == ["c0-note"]
    assert rows_of(TABLE_KINDS["samples"], mission).filter(pk=row.pk).exists()
    assert signed_in.post(address, form_of(answer) | {"remove": "1"}).status_code == 302


@pytest.mark.parametrize("opened_as", ["", "null", "{}", "[1]", '[{"city": 1}]', "[[[[", "[" * 3000])
def test_a_form_that_does_not_say_what_it_showed_is_compared_by_its_mark(
    edit: Edit, signed_in: Client, mission: Mission, opened_as: str
) -> None:
    row = row_in(mission, "buyers", "B001")
    address = table_url("-row", mission, "buyers", row.pk)
    sent = opened(signed_in, address) | {"opened_as": opened_as, "c0-city": "Omsk"}
    assert signed_in.post(address, sent).status_code == 302
    edit("buyers", cell(row, "city", "Tver"))
    assert signed_in.post(address, sent | {"c0-city": "Perm"}).status_code == 409
    assert texts_of(mission, "buyers", "B001")[0]["city"] == "Tver"


def test_a_form_of_a_new_row_that_is_opened_and_saved_again_makes_no_second_one(
    signed_in: Client, mission: Mission
) -> None:
    shown = signed_in.get(table_url("-new", mission, "buyers"), follow=True)
    (address, _code), count = shown.redirect_chain[-1], rows_of(TABLE_KINDS["buyers"], mission).count()
    sent = form_of(shown) | {"c0-name_latin": "Fictional Foods", "c0-country": "Atlantis"}
    refused = signed_in.post(address, sent)
    assert (refused.status_code, form_of(refused)["form_key"]) == (422, sent["form_key"])
    sent |= {"c0-country": "Russia"}
    made = signed_in.post(address, sent, follow=True)
    assert "Row B004 was added." in made.content.decode()
    back = signed_in.get(address)
    assert "This form made the row B004." in back.content.decode()
    assert "B004" in signed_in.post(address, sent, follow=True).content.decode()
    other = signed_in.post(address, sent | {"c0-city": "Omsk"})
    assert (other.status_code, "/tables/buyers/?made=" in other.content.decode()) == (409, True)
    assert rows_of(TABLE_KINDS["buyers"], mission).count() == count + 1
    anew = signed_in.get(table_url("-new", mission, "buyers"), follow=True)
    assert form_of(anew)["form_key"] != sent["form_key"]
