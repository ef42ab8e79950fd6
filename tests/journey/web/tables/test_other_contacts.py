"""Further contacts of a firm in its table and form: a field for each part, judged like the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from tearoad.companies import Contact, Exporter
from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.queries.tables.stored import entry_of
from tearoad.mission.web.models import Mission
from tearoad.names import PersonName
from tearoad.people import Actor
from tearoad.values import LocalText
from tests.journey.web.tables.conftest import row_in, table_url
from tests.web.forms import form_of

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

LI = Contact(PersonName("李示例"), LocalText(zh="销售经理"), "+8613800000000", "li@example.com")


def firm(mission: Mission) -> Exporter:
    """Return the first firm as it is kept."""
    found: Exporter = entry_of(TABLE_KINDS["exporters"], row_in(mission, "exporters", "E01"))
    return found


def test_a_contact_is_added_changed_and_taken_out_part_by_part(signed_in: Client, mission: Mission) -> None:
    main = firm(mission).contact
    address = table_url("-row", mission, "exporters", row_in(mission, "exporters", "E01").pk)
    parts = ("李示例", "销售经理", "138 0000 0000", "li@example.com", "")
    typed = {f"c0-other_contacts.0.{at}": text for at, text in enumerate(parts)}
    assert signed_in.post(address, form_of(signed_in.get(address)) | typed).status_code == 302
    assert (firm(mission).contact, firm(mission).other_contacts) == (main, (LI,))
    company = row_in(mission, "exporters", "E01").company_id
    assert "李示例" in signed_in.get(reverse("companies-company", args=[company])).content.decode()
    wrong = form_of(signed_in.get(address)) | {"c0-other_contacts.0.3": "nobody"}
    answer = signed_in.post(address, wrong)
    assert (answer.status_code, "nobody" in answer.content.decode()) == (422, True)
    gone = {name: "" for name in wrong if name.startswith("c0-other_contacts.0")}
    assert signed_in.post(address, form_of(signed_in.get(address)) | gone).status_code == 302
    assert firm(mission).other_contacts == ()


def test_a_sheet_without_the_column_leaves_contacts_as_they_are(
    officer: Actor, empty: Mission, hand_in: HandIn
) -> None:
    cell = "李示例 | 销售经理 | +86 138 0000 0000 | li@example.com"
    first = hand_in(empty, exporters=f"id,company name,contact,other contacts\nE01,Example Tea,王示例,{cell}\n")
    imports.apply(officer, first, Choice())
    assert firm(empty).other_contacts == (LI,)
    again = hand_in(empty, exporters="id,company name,contact,city\nE01,Example Tea,王示例,Guiyang\n")
    imports.apply(officer, again, Choice())
    assert (firm(empty).city, firm(empty).other_contacts) == ("Guiyang", (LI,))
