from __future__ import annotations

from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Interpreter, Mission, SignedLink
from tearoad.people import Actor, Role
from tearoad.web.registry import personal_data

PHONE = "+79990000000"


def test_a_person_is_found_and_erased_by_phone(officer: Actor, mission: Mission) -> None:
    row = Interpreter.objects.get(mission=mission, code="I02")
    row.document = row.document | {"phone": PHONE}
    row.save()
    links.make(officer, mission, Role.INTERPRETER, "I02")
    interpreters, signed = personal_data()["mission.Interpreter"], personal_data()["mission.SignedLink"]
    assert [one["id"] for one in interpreters.find(f" {PHONE[:5]} {PHONE[5:]} ")] == ["I02"]
    assert [one["party"] for one in signed.find(PHONE)] == ["I02"]
    assert (signed.erase(PHONE), interpreters.erase(PHONE)) == (1, 1)
    row.refresh_from_db()
    assert (row.name, row.document["name"], "phone" in row.document) == ("", {"latin": "I02"}, False)
    assert SignedLink.objects.get().revoked_at is not None
    assert list(interpreters.find(PHONE)) == []


def test_nobody_is_found_by_nothing(mission: Mission) -> None:
    del mission
    for model in ("mission.Delegate", "mission.SignedLink", "journey.SheetImport"):
        assert list(personal_data()[model].find("")) == []
