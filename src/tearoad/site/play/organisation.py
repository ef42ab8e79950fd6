"""The demo's organisation and its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from tearoad.errors import Conflict
from tearoad.people import Actor, Role
from tearoad.people.web.actions.invitations import accept
from tearoad.people.web.actions.users import invite, user_with
from tearoad.people.web.models import Membership, Organisation, acting_for
from tearoad.site.serve.preparing import check_database, place_name
from tearoad.text import Text
from tearoad.values import Language

ADDRESSES: Mapping[Role, str] = {
    Role.OFFICER: "officer@example.org",
    Role.MANAGER: "manager@example.org",
    Role.AUDITOR: "auditor@example.org",
}


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who works in an organisation of the demo."""

    organisation: str
    called: Mapping[str, str]
    """Its name in three languages."""
    names: Mapping[Role, str]
    addresses: Mapping[Role, str]
    language: Language = Language.EN


FIRST = Staffing(
    "Lanchuan Province Commerce Department (fictional)",
    {"zh": "岚川省商务厅（虚构）", "ru": "Департамент коммерции провинции Ланьчуань (вымышлен)"},
    {Role.MANAGER: "Gao Wenqing (fictional)", Role.OFFICER: "Lin Yue (fictional)", Role.AUDITOR: "Xu An (fictional)"},
    ADDRESSES,
)
SECOND = Staffing(
    "Qingshui Chamber of Commerce (fictional)",
    {"zh": "清水商会（虚构）", "ru": "Торговая палата Циншуй (вымышлена)"},
    {Role.MANAGER: "Tao Min (fictional)", Role.OFFICER: "He Jia (fictional)", Role.AUDITOR: "Bai Rong (fictional)"},
    {role: f"{role.value}@second.example.org" for role in ADDRESSES},
)


def check_place() -> None:
    """Refuse a database that holds other organisations than the demo's.

    Raises:
        Conflict: it does.
        SetupError, Unreachable: the database cannot be used.

    """
    check_database()
    ours = (FIRST.organisation, SECOND.organisation)
    made = Organisation._meta.db_table in connection.introspection.table_names()
    if made and Organisation.objects.exclude(name__in=ours).exists():
        raise Conflict(Text("site.demo_real_data", name=place_name()), Text("site.demo_real_data_hint"))


def found_organisation(staffing: Staffing) -> Actor:
    """Found an organisation with its people; return its officer.

    No second factor is asked for: whoever tries the demo has no device registered.
    """
    with transaction.atomic():
        organisation = Organisation.objects.create(
            name=staffing.organisation, called=staffing.called, second_factor_required=False
        )
        with acting_for(organisation.id):
            head = user_with(staffing.addresses[Role.MANAGER], staffing.names[Role.MANAGER], staffing.language)
            Membership.objects.create(user=head, organisation=organisation, role=Role.MANAGER.value)
            manager = Actor(organisation.id, Role.MANAGER, head.id, name=str(head))
            made = {
                role: invite(
                    manager,
                    email=staffing.addresses[role],
                    name=staffing.names[role],
                    role=role.value,
                    language=staffing.language,
                )
                for role in (Role.OFFICER, Role.AUDITOR)
            }
            for membership in made.values():
                accept(membership.user, membership.pk)
    officer = made[Role.OFFICER].user
    return Actor(organisation.id, Role.OFFICER, officer.id, name=str(officer))
