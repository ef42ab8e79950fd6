"""What a firm of each organisation wrote down on the floor: a visitor with memo and card, and something that waits."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

from tearoad.capture import FileKind
from tearoad.capture.cards import CardReading, Suggestion
from tearoad.capture.hub_letter import Part
from tearoad.capture.hub_letter import Unread as UnreadPart
from tearoad.capture.web.actions.files import take_in
from tearoad.capture.web.actions.hubs import pairing
from tearoad.capture.web.actions.hubs.unread import keep
from tearoad.capture.web.actions.phones import enrol
from tearoad.capture.web.actions.receiving import PhoneStatus, receive
from tearoad.capture.web.models import CardRead, CardState
from tearoad.mission.web.queries.links import link_of
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tests.capture.pictures import claim, memo, named
from tests.capture.web.conftest import secret_of
from tests.site.isolation.world import House


def write_down(house: House) -> None:
    """Let a phone of the first firm in, and send two things and a file by it."""
    party = next(party for role, party in house.tokens if role is Role.EXPORTER)
    by = Actor(house.organisation.id, Role.EXPORTER, mission=house.mission.pk, party=party)
    link, own = link_of(house.mission, Role.EXPORTER, party), UUID(str(uuid7()))
    phone = enrol(by, link, own, secret_of(own), "android")
    visitor = {
        "schema": 1,
        "id": str(uuid7()),
        "report": str(uuid7()),
        "number": 1,
        "made_at": now().isoformat(),
        "meeting": "",
        "values": {"person": f"{house.mark}{house.mark}VISITOR"},
        "replaces": {},
    }
    officer = Actor(house.organisation.id, Role.OFFICER, house.users[Role.OFFICER].pk)
    hub = pairing.make(officer, house.mission, f"{house.mark}HALL").hub
    keep(hub, [UnreadPart(Part.CHANGE, f"{house.mark}{house.mark}UNREAD", Text("capture.part_unreadable"))])
    spoken = memo(f"{house.mark}{house.mark}SPOKEN".encode())
    take_in(phone, claim(spoken, FileKind.VOICE), spoken)
    visitor["files"] = [named(spoken, FileKind.VOICE)]
    receive(phone, PhoneStatus(now(), made=2), [visitor, f"{house.mark}{house.mark}ASIDE"])
    title = Suggestion("title", f"{house.mark}{house.mark}CARD", 80, (), ())
    CardRead.objects.create(
        mission=house.mission,
        party=party,
        report=visitor["report"],
        state=CardState.READ,
        reading=to_document(CardReading((title,))),
        number=1,
        asked_at=now(),
    )
