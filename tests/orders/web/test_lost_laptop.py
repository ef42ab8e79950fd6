"""After a laptop was lost: the link to a firm's own list is replaced too, and what was told by it stays."""

from __future__ import annotations

from django.test import Client

from tearoad.capture.web.actions.hubs import lost
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.mission.web.queries.receivers import receivers
from tearoad.office.web.models import Message
from tearoad.orders.web.actions.follow_up_mails import KIND
from tearoad.people import Actor, Role, Scope


def test_links_to_a_firm_s_own_list_are_replaced_by_mail(officer: Actor, mission: Mission, client: Client) -> None:
    who = next(
        receiver
        for receiver in receivers(mission)
        if receiver.role is Role.EXPORTER and receiver.email and receiver.may_be_met
    )
    address = links.make(officer, mission, Role.EXPORTER, who.party, Scope.FOLLOW).address
    path = address[address.index("/v/") :]
    assert client.get(path).status_code == 200
    lost.renew_ways_in(officer, mission, new_links=False, stop_phones=False)
    assert client.get(path).status_code == 200
    lost.renew_ways_in(officer, mission, new_links=True, stop_phones=False)
    assert client.get(path).status_code == 404
    assert [message.to for message in Message.objects.filter(kind=KIND)] == [who.email]
    assert SignedLink.objects.filter(party=who.party, scope=Scope.FOLLOW, revoked_at=None).count() == 1
