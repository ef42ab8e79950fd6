"""Quotas, orders, objectives and switches by form: what plans of a mission keep to."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.errors import Conflict
from tearoad.mission import Objective, Switch
from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.actions.rows import add
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.plan_rules import precedence_of, quota_of
from tearoad.mission.web.queries.stored_kinds import STORED_QUOTAS
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import PartyId

QUOTA = {"who": "E01", "when": "", "least": "2", "most": ""}
ORDER = {"exporter": "E01", "buyer": "B001", "then_exporter": "E02", "then_buyer": "B001"}


def url(name: str, mission: rows.Mission, *more: object) -> str:
    return reverse(f"mission-{name}", args=[mission.id, *more])


def revision(mission: rows.Mission) -> int:
    now: int = rows.Mission.objects.get(pk=mission.pk).revision
    return now


def quotas(mission: rows.Mission) -> list[MeetingQuota]:
    return [quota_of(quota) for quota in rows.MeetingQuota.objects.filter(mission=mission)]


def test_a_quota_is_added_changed_and_taken_away(signed_in: Client, mission: rows.Mission) -> None:
    before = revision(mission)
    assert 'name="who"' in signed_in.get(url("quota-new", mission)).content.decode()
    assert signed_in.post(url("quota-new", mission), QUOTA).status_code == 302
    assert quotas(mission) == [MeetingQuota("Q01", PartyId("E01"), None, 2)]
    address = url("quota", mission, rows.MeetingQuota.objects.get(mission=mission).pk)
    read = signed_in.get(address).context["read"]
    assert signed_in.post(address, QUOTA | {"most": "4", "read_version": read}).status_code == 302
    assert quotas(mission)[0].most == 4
    stale = signed_in.post(address, QUOTA | {"least": "1", "read_version": read})
    assert (stale.status_code, quotas(mission)[0].least) == (409, 2)
    assert [field.now for field in stale.context["meanwhile"].there] == ["2", "4"]
    assert signed_in.post(address, {"remove": "1", "read_version": read}).status_code == 409
    now = {"remove": "1", "read_version": stale.context["read"]}
    assert signed_in.post(address, now).status_code == 302
    assert quotas(mission) == []
    assert revision(mission) == before + 3
    codes = LedgerEntry.objects.filter(code__startswith="mission.quota").values_list("code", flat=True)
    assert list(codes) == ["mission.quota_added", "mission.quota_changed", "mission.quota_removed"]
    assert signed_in.get(address).status_code == 404


def test_a_form_sent_twice_makes_one_quota(signed_in: Client, mission: rows.Mission) -> None:
    for _ in range(2):
        assert signed_in.post(url("quota-new", mission), QUOTA | {"form_key": "once"}).status_code == 302
    assert len(quotas(mission)) == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"who": "E99"}, "who"),
        ({"who": ""}, "who"),
        ({"least": "5", "most": "2"}, "least"),
        ({"least": "", "most": ""}, "least"),
        ({"least": "many"}, "least"),
        ({"when": "some day"}, "when"),
    ],
)
def test_a_wrong_quota_is_told_at_its_field(
    signed_in: Client, mission: rows.Mission, sent: dict[str, str], field: str
) -> None:
    answer = signed_in.post(url("quota-new", mission), QUOTA | sent)
    assert (answer.status_code, list(answer.context["form"].errors), quotas(mission)) == (422, [field], [])


def test_a_quota_that_repeats_or_contradicts_another_is_refused(signed_in: Client, mission: rows.Mission) -> None:
    signed_in.post(url("quota-new", mission), QUOTA | {"least": "", "most": "2"})
    said: dict[int, str] = {}
    for sent in ({"least": "", "most": "2"}, {"when": "Tue 10-13", "least": "3"}, {"who": "E02", "least": "3"}):
        answer = signed_in.post(url("quota-new", mission), QUOTA | sent)
        errors = answer.context["form"].non_field_errors() if answer.status_code == 422 else ("kept",)
        said[len(said)] = str(errors[0])
    assert (said[0].startswith("Q01 says the same."), "At least 3" in said[1], "Q01" in said[1]) == (True, True, True)
    assert (said[2], [quota.id for quota in quotas(mission)]) == ("kept", ["Q01", "Q02"])
    address = url("quota", mission, rows.MeetingQuota.objects.get(mission=mission, code="Q02").pk)
    read = signed_in.get(address).context["read"]
    changed = signed_in.post(address, QUOTA | {"least": "3", "read_version": read})
    assert (changed.status_code, quotas(mission)[1].who) == (422, "E02")


def test_an_order_is_kept_and_a_circle_is_refused_in_the_form(signed_in: Client, mission: rows.Mission) -> None:
    assert signed_in.post(url("precedence-new", mission), ORDER).status_code == 302
    back = ORDER | {"exporter": "E02", "then_exporter": "E01"}
    answer = signed_in.post(url("precedence-new", mission), back)
    assert answer.status_code == 422
    assert "O02, O01" in answer.context["form"].non_field_errors()[0]
    itself = signed_in.post(url("precedence-new", mission), ORDER | {"then_exporter": "E01"})
    assert list(itself.context["form"].errors) == ["then_exporter"]
    kept = rows.MeetingPrecedence.objects.get(mission=mission)
    party, two, buyer = PartyId("E01"), PartyId("E02"), PartyId("B001")
    assert precedence_of(kept) == MeetingPrecedence("O01", party, buyer, two, buyer)
    address = url("precedence", mission, kept.pk)
    read = signed_in.get(address).context["read"]
    assert signed_in.post(address, back | {"read_version": read}).status_code == 302
    assert precedence_of(rows.MeetingPrecedence.objects.get(mission=mission)).first == (two, buyer)


def test_objectives_are_put_in_order_and_rules_switched_off(signed_in: Client, mission: rows.Mission) -> None:
    page = signed_in.get(url("plan-rules", mission))
    sent = {"read_version": page.context["read"], "value": "2", "musts": "1", "walking": "3", "stand_cover": "on"}
    assert signed_in.post(url("plan-rules", mission), sent).status_code == 302
    now = core(rows.Mission.objects.get(pk=mission.pk))
    assert now.objectives == (Objective.MUSTS, Objective.VALUE, Objective.WALKING)
    assert now.switched_off == {Switch.STAND_COVER}
    stale = signed_in.post(url("plan-rules", mission), sent | {"walking": ""})
    assert stale.status_code == 409
    assert [field.now for field in stale.context["meanwhile"].there] == ["3"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"musts": "1", "value": "1"}, "value"), ({}, "__all__"), ({"musts": "99"}, "musts")],
)
def test_wrong_places_of_objectives_are_told(
    signed_in: Client, mission: rows.Mission, sent: dict[str, str], field: str
) -> None:
    before = core(mission)
    answer = signed_in.post(url("plan-rules", mission), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert core(rows.Mission.objects.get(pk=mission.pk)) == before


def test_the_page_lists_quotas_and_orders_by_name(signed_in: Client, mission: rows.Mission) -> None:
    signed_in.post(url("quota-new", mission), QUOTA | {"when": "Tue 10-13"})
    signed_in.post(url("precedence-new", mission), ORDER)
    rules = signed_in.get(url("plan-rules", mission)).context["rules"]
    assert [quota.quota.least for quota in rules.quotas] == [2]
    assert "10:00" in rules.quotas[0].when
    assert [precedence.first.count(" – ") for precedence in rules.precedences] == [1]


def test_an_archived_mission_keeps_its_rules(officer: Actor, mission: rows.Mission) -> None:
    archive(officer, mission)
    with pytest.raises(Conflict):
        add(officer, mission, STORED_QUOTAS, MeetingQuota("Q01", PartyId("E01"), None, 1))
    assert quotas(mission) == []
