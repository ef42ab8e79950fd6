from __future__ import annotations

from dataclasses import replace
from datetime import date

from tearoad.delegation.web.actions import travel
from tearoad.delegation.web.actions.delegates import STORED_DELEGATES
from tearoad.delegation.web.models import TravelList
from tearoad.mission import Consent, Purpose, Visa
from tearoad.mission import Delegate as Person
from tearoad.mission.web.actions.rows import put
from tearoad.mission.web.models import Delegate, Mission, RowChange
from tearoad.paper.sheets import Grid
from tearoad.people import Actor
from tearoad.values import LocalText
from tearoad.values.document import from_document
from tearoad.web.registry import personal_data

PHONE = "+8613800138000"
ROWS = (("Full name", "Hotel"), ("李示例", "Example Hotel"), ("王示例", "Example Hotel"))


def _known(officer: Actor, head: Delegate) -> None:
    person = from_document(Person, head.document)
    facts = replace(
        person,
        phone_abroad=PHONE,
        diet="no pork",
        messengers=("WeChat: li",),
        passport_expires_on=date(2030, 1, 1),
        visa=Visa.GRANTED,
        counterpart=LocalText("Somebody (fictional)"),
        consents=(Consent(Purpose.PHOTO, date(2026, 1, 1)),),
    )
    put(officer, head.mission, STORED_DELEGATES, facts)


def test_everything_of_a_person_is_handed_out_and_erased(officer: Actor, head: Delegate) -> None:
    _known(officer, head)
    data = personal_data()["mission.Delegate"]
    (held,) = data.find(PHONE)
    assert (held["diet"], held["visa"], held["passport_expires_on"]) == ("no pork", "granted", "2030-01-01")
    assert data.erase(PHONE) == 1
    head.refresh_from_db()
    assert (head.name, head.document) == ("", {"id": "D01", "rank": 1, "name": {"latin": "D01"}})
    assert list(data.find(PHONE)) == []


def test_what_undoes_a_change_forgets_who_is_erased(officer: Actor, mission: Mission, head: Delegate) -> None:
    put(officer, mission, STORED_DELEGATES, replace(from_document(Person, head.document), diet="no fish"))
    _known(officer, head)
    changes, delegates = personal_data()["mission.RowChange"], personal_data()["mission.Delegate"]
    order = list(personal_data())
    assert order.index("mission.RowChange") < order.index("mission.Delegate")  # who it is, is still known then
    assert [json["id"] for json in changes.find(PHONE)] == ["D01", "D01"]
    assert (changes.erase(PHONE), delegates.erase(PHONE)) == (2, 1)
    assert {(change.before, change.after) for change in RowChange.objects.all()} == {(None, None)}


def test_an_agents_list_forgets_the_rows_of_who_is_erased(officer: Actor, mission: Mission, head: Delegate) -> None:
    _known(officer, head)
    found = travel.take_in(officer, mission, Grid("agent.csv", "", ROWS))
    data = personal_data()["delegation.TravelList"]
    assert list(data.find(PHONE)) == [{"list": "agent.csv", "rows": [["李示例", "Example Hotel"]]}]
    assert data.erase(PHONE) == 1
    found.refresh_from_db()
    assert found.document["rows"] == [["Full name", "Hotel"], [], ["王示例", "Example Hotel"]]
    assert [fit["row"] for fit in found.document["fits"]] == [3]
    assert (list(data.find(PHONE)), list(data.find(""))) == ([], [])
    assert TravelList.objects.count() == 1


def test_row_that_names_somebody_by_their_address_alone_is_found(
    officer: Actor, mission: Mission, head: Delegate
) -> None:
    """Finds an address that is looked for as it is written in a row that is folded: it would stay there."""
    person = replace(from_document(Person, head.document), email="Li@Example.org")
    put(officer, head.mission, STORED_DELEGATES, person)
    rows = (("Full name", "Hotel", "Mail"), ("Whoever", "Example Hotel", "LI@example.org"))
    travel.take_in(officer, mission, Grid("agent.csv", "", rows))
    found = list(personal_data()["delegation.TravelList"].find("li@example.org"))
    assert found == [{"list": "agent.csv", "rows": [["Whoever", "Example Hotel", "LI@example.org"]]}]
