"""What whoever runs the machine does for people: let the first one in, let somebody in who cannot get in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from tearoad.errors import InputError, NotFoundError
from tearoad.office.web.actions.messages import withdraw_account
from tearoad.office.web.queries.messages import last_to_account, mail_is_set_up
from tearoad.people import Actor, Role
from tearoad.people.web.actions import factors, ledger
from tearoad.people.web.actions.users import address_of, keep_a_manager, role_of, user_with
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tearoad.text import Text
from tearoad.values import Language

LONGEST_ORGANISATION = 200
SIGN_IN_CODE = "sign_in_code"


@dataclass(frozen=True, slots=True)
class Added:
    """What was done."""

    email: str
    organisation: str
    role: Role
    new_organisation: bool
    new_member: bool
    """False: they belonged to it already, and now have this role."""
    others: tuple[str, ...] = ()
    """The organisations that were there before a new one was made: its name may be a slip."""

    @property
    def way_in(self) -> Text:
        """How they sign in, as mails are set up here."""
        text = "cli.user_way_in" if mail_is_set_up() else "cli.user_way_in_without_mail"
        return Text(text, address=_sign_in_page(), email=self.email)


@transaction.atomic
def add_user(email: str, organisation: str, role: str, name: str, language: Language) -> Added:
    """Let someone in for an organisation, which is made if there is none with that name.

    Raises:
        InputError: no e-mail address, no role of an account, no name of an organisation; a new one without manager.
        Conflict: the organisation would lose its last manager.

    """
    wanted = role_of(role)
    called = _organisation_name(organisation)
    others = tuple(Organisation.objects.exclude(name=called).order_by("name").values_list("name", flat=True))
    user = user_with(email, name, language)
    theirs, new_organisation = Organisation.objects.get_or_create(name=called)
    if new_organisation and wanted is not Role.MANAGER:
        raise InputError(Text("cli.user_first_manages", organisation=called), Text("cli.user_first_manages_hint"))
    membership, new_member = Membership.objects.get_or_create(
        user=user, organisation=theirs, defaults={"role": wanted.value}
    )
    if membership.role != wanted.value or membership.pending:
        if wanted is not Role.MANAGER:
            keep_a_manager(theirs.id, membership)
        membership.role, membership.pending = wanted.value, False
        membership.save(update_fields=["role", "pending"])
    about = {f"user:{user.pk}": {"email": user.email, "name": user.name}}
    with acting_for(theirs.id):
        by = Actor(theirs.id, Role.SYSTEM)
        ledger.append(by, "people.user_added", "user", user.pk, {"role": wanted.value}, about)
    return Added(user.email, theirs.name, wanted, new_organisation, new_member, others if new_organisation else ())


@transaction.atomic
def show_code(email: str) -> str:
    """Return the sign-in mail that somebody waits for, once; it is not mailed any more, and their ledgers say so.

    Raises:
        InputError: that is no e-mail address.
        NotFoundError: nobody has this address; or no code was asked for, it is too old, or it was shown before.

    """
    user = _account(email)
    message = last_to_account(user.email, SIGN_IN_CODE)
    if message is not None and withdraw_account(message):
        for by in _known_to(user):
            with acting_for(by.tenant):
                ledger.append(by, "people.code_shown", SIGN_IN_CODE, message.pk, {"user": str(user.pk)})
        return message.body
    minutes = settings.SIGN_IN_CODE_MINUTES
    raise NotFoundError(
        Text("cli.user_no_code", email=user.email),
        Text("cli.user_no_code_hint", address=_sign_in_page(), minutes=minutes),
    )


def reset_user(email: str) -> int:
    """Remove the second factors of someone who has lost them; returns how many. Every organisation's ledger says so.

    Raises:
        InputError: that is no e-mail address.
        NotFoundError: nobody has this address.

    """
    user = _account(email)
    return factors.reset(user, _known_to(user))


def _known_to(user: User) -> list[Actor]:
    """Return on whose behalf something is done to an account: one for each organisation that it belongs to."""
    rows = Membership.objects.filter(user=user, pending=False).order_by("since", "pk")
    return [Actor(row.organisation_id, Role.SYSTEM) for row in rows]


def _account(email: str) -> User:
    address = address_of(email)
    user = User.objects.filter(email=address, memberships__isnull=False).first()
    if user is None:
        raise NotFoundError(Text("cli.user_unknown", email=address), Text("cli.user_unknown_hint"))
    return user


def _organisation_name(written: str) -> str:
    name = written.strip()
    if not name or not name.isprintable() or len(name) > LONGEST_ORGANISATION:
        text = Text("cli.user_organisation_name", longest=LONGEST_ORGANISATION)
        raise InputError(text, Text("cli.user_organisation_name_hint"))
    return name


def _sign_in_page() -> str:
    return str(settings.CONFIG.address).rstrip("/") + "/sign-in/"
