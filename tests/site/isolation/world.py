"""Two organisations with a published mission each, every name and secret in it marked by whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

from tearoad.companies import Buyer, Contact, Exporter, Standing
from tearoad.companies.web.models import Company
from tearoad.journey.files import MissionFiles
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission import Delegate, Interpreter
from tearoad.mission.web.actions import links
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.names import FirmName, PersonName
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor, Role, Scope
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tearoad.timetable.web.actions import feeds
from tearoad.timetable.web.actions.planning import ask_for_plan
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Draft, Meeting
from tests.journey.small_demo import small_demo

_Named = TypeVar("_Named", Exporter, Buyer)
STAFF = (Role.OFFICER, Role.MANAGER, Role.AUDITOR)


@dataclass(frozen=True, slots=True, order=True)
class Asker:
    """Someone who asks: a role of an organisation, or a party of its mission; nobody where both are empty."""

    tenant: str = ""
    role: Role | None = None
    party: str = ""

    def __str__(self) -> str:
        return "-".join(filter(None, (self.tenant, self.role and self.role.value, self.party))) or "nobody"


@dataclass(slots=True)
class House:
    """One organisation and what stands in it."""

    mark: str
    organisation: Organisation
    users: Mapping[Role, User]
    mission: Mission
    tokens: Mapping[tuple[Role, str], str]
    feeds: Mapping[tuple[Role, str], str]
    revoked: str
    """The secret of a link that was taken back: what everybody without an own link tries."""
    revoked_feed: str
    """The secret of a calendar that stopped with that link: what everybody without an own one tries."""
    answers: Mapping[tuple[Role, str], str] = field(default_factory=dict)
    """What opens the links to answer."""
    revoked_answer: str = ""
    """The secret of a link to answer that was taken back: what everybody without an own one tries."""
    proof: str = ""
    """What opens the link of the firm that applied."""
    secrets: dict[str, frozenset[Asker]] = field(default_factory=dict)
    """What must not be seen, and by whom it may."""

    @property
    def staff(self) -> frozenset[Asker]:
        """Everyone who signs in."""
        return frozenset(Asker(self.mark, role) for role in STAFF)

    def actor(self, role: Role = Role.OFFICER) -> Actor:
        """Return someone of the organisation as the actions know them."""
        return Actor(self.organisation.id, role, self.users[role].id, name=role.value)


def build(mark: str, seed: int) -> House:
    """Build one organisation: a small mission, planned and published by the same actions as on the pages."""
    organisation = Organisation.objects.create(
        name=f"Department {mark}{mark}ORG (fictional)", second_factor_required=False
    )
    users: dict[Role, User] = {}
    for role in STAFF:
        users[role] = User.objects.create_user(
            f"{role.value}.{mark.lower()}@example.org", name=f"{mark}{mark}USER{role}"
        )
        Membership.objects.create(user=users[role], organisation=organisation, role=role)
    return build_mission(mark, seed, organisation, users)


def build_mission(mark: str, seed: int, organisation: Organisation, users: Mapping[Role, User]) -> House:
    """Build the mission of an organisation, or one more of it."""
    officer = Actor(organisation.id, Role.OFFICER, users[Role.OFFICER].id, name="Officer")
    files = marked(mark, small_demo(seed, buyer_count=6))
    with acting_for(organisation.id):
        mission = make(officer, files.mission)
        write_files(officer, mission, files)
        Company.objects.update(standing=Standing.CLEAR)
        draft = ask_for_plan(officer, mission, seconds=1)
        run_waiting()
        draft = Draft.objects.get(pk=draft.pk)
        publish(officer, draft, draft.revision)
        run_waiting()
        tokens = _tokens(officer, mission, files)
        last = files.buyers[4].id
        revoked = _secret_of(links.make(officer, mission, Role.BUYER, last))
        revoked_feed = _feed(officer, mission, Role.BUYER, last)
        revoked_answer = _secret_of(links.make(officer, mission, Role.BUYER, last, Scope.ANSWER))
        links.revoke(officer, mission, Role.BUYER, last)
        own_feeds = {(role, party): _feed(officer, mission, role, party) for role, party in tokens}
        house = House(mark, organisation, users, mission, tokens, own_feeds, revoked, revoked_feed)
        house.answers = {
            (role, party): _secret_of(links.make(officer, mission, role, party, Scope.ANSWER)) for role, party in tokens
        }
        house.revoked_answer = revoked_answer
        house.secrets = _secrets(house, files)
    return house


def marked(mark: str, files: MissionFiles) -> MissionFiles:
    """Return a mission in which every name and every private word says whose it is."""
    return replace(
        files,
        exporters=tuple(_party(mark, exporter) for exporter in files.exporters[:3]),
        buyers=tuple(replace(_party(mark, buyer), note=f"{mark}{mark}NOTE{buyer.id}") for buyer in files.buyers),
        delegates=tuple(
            _delegate(mark, delegate)
            for delegate in files.delegates
            if delegate.firm is None or delegate.firm in _first(files)
        ),
        interpreters=tuple(
            replace(
                _interpreter(mark, interpreter),
                attached_to=interpreter.attached_to if interpreter.attached_to in _first(files) else None,
            )
            for interpreter in files.interpreters
        ),
        requests=tuple(
            replace(request, note=f"{mark}{mark}ASKED{request.id}")
            for request in files.requests
            if {request.asker, request.asked} & _first(files)
        ),
        tasks=tuple(
            replace(task, note=f"{mark}{mark}TASK{task.id}")
            for task in files.tasks
            if not task.whom or task.whom in _first(files) or task.whom in _people(files)
        ),
        samples=tuple(
            replace(sample, note=f"{mark}{mark}SAMPLE{sample.id}")
            for sample in files.samples
            if sample.firm in _first(files)
        ),
    )


def _first(files: MissionFiles) -> frozenset[str]:
    return frozenset(exporter.id for exporter in files.exporters[:3])


def _people(files: MissionFiles) -> frozenset[str]:
    return frozenset(
        delegate.id for delegate in files.delegates if delegate.firm is None or delegate.firm in _first(files)
    )


def _party(mark: str, named: _Named) -> _Named:
    name = f"{mark}{mark}NAME{named.id}"
    contact = Contact(
        PersonName(
            native=f"{mark}{mark}WHO{named.id}", latin=f"{mark}{mark}WHO{named.id}", local=f"{mark}{mark}WHO{named.id}"
        ),
        phone=named.contact.phone,
        email=f"{mark}{mark}mail{named.id}@example.org".lower(),
    )
    return replace(named, name=FirmName(native=name, latin=name, local=name, banner=""), contact=contact)


def _delegate(mark: str, delegate: Delegate) -> Delegate:
    name = f"{mark}{mark}DELEGATE{delegate.id}"
    return replace(delegate, name=PersonName(native=name, latin=name, local=name))


def _interpreter(mark: str, interpreter: Interpreter) -> Interpreter:
    name = f"{mark}{mark}INTERPRETER{interpreter.id}"
    return replace(interpreter, name=PersonName(native=name, latin=name, local=name))


def _tokens(by: Actor, mission: Mission, files: MissionFiles) -> dict[tuple[Role, str], str]:
    wanted: Iterator[tuple[Role, str]] = chain(
        ((Role.EXPORTER, exporter.id) for exporter in files.exporters),
        ((Role.BUYER, buyer.id) for buyer in files.buyers[:4]),
        ((Role.INTERPRETER, interpreter.id) for interpreter in files.interpreters[:2]),
        ((Role.OFFICIAL, delegate.id) for delegate in files.delegates if delegate.firm is None),
    )
    return {(role, party): _secret_of(links.make(by, mission, role, party)) for role, party in wanted}


def _feed(by: Actor, mission: Mission, role: Role, party: str) -> str:
    """Return the secret of somebody's calendar, made by themselves."""
    own = replace(by, role=role, mission=mission.id, party=party)
    return feeds.make_own(own, mission, role, party).rpartition("/")[2].removesuffix(".ics")


def _secret_of(made: links.NewLink) -> str:
    return made.address.rstrip("/").rpartition("/")[2]


def _secrets(house: House, files: MissionFiles) -> dict[str, frozenset[Asker]]:
    """Return every marked word with those who may read it."""
    mark, staff = house.mark, house.staff
    meetings = list(Meeting.objects.filter(mission=house.mission))
    officials = {Asker(mark, Role.OFFICIAL, delegate.id) for delegate in files.delegates if delegate.firm is None}
    secrets: dict[str, frozenset[Asker]] = {}
    for exporter in files.exporters:
        own = Asker(mark, Role.EXPORTER, exporter.id)
        secrets[f"{mark}{mark}mail{exporter.id}@".lower()] = staff | {own}
    for buyer in files.buyers:
        own = Asker(mark, Role.BUYER, buyer.id)
        met = [meeting for meeting in meetings if meeting.buyer == buyer.id]
        guests = {Asker(mark, Role.EXPORTER, meeting.exporter) for meeting in met}
        helpers = {Asker(mark, Role.INTERPRETER, meeting.interpreter) for meeting in met if meeting.interpreter}
        secrets[f"{mark}{mark}NAME{buyer.id}"] = staff | guests | helpers | officials | {own}
        secrets[f"{mark}{mark}mail{buyer.id}@".lower()] = staff | {own}
        secrets[f"{mark}{mark}NOTE{buyer.id}"] = staff
    for request in files.requests:
        secrets[f"{mark}{mark}ASKED{request.id}"] = staff
    secrets |= {f"{mark}{mark}{word}": staff for word in ("USER", "TASK", "SAMPLE")}
    return secrets
