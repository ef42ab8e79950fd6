"""Organisations (the tenants) and who belongs to them."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7

from tearoad.people.roles import ACCOUNTS, Role
from tearoad.people.web.models.hall import InHall, Whose
from tearoad.people.web.models.user import User
from tearoad.reference import Wording
from tearoad.values import Language, LocalText
from tearoad.values.document import from_document
from tearoad.web.documents import DocumentField

USUAL_ZONE = "Asia/Shanghai"
"""Where a new organisation is taken to be until a manager says otherwise; a new mission starts from the same."""


def second_factor_by_default() -> bool:
    """Return what a new organisation asks of its officers and managers."""
    return bool(settings.SECOND_FACTOR_BY_DEFAULT)


class Organisation(models.Model):
    """A trade promotion organisation: everything else belongs to exactly one."""

    in_hall = InHall(Whose.ORGANISATION, "pk")
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    second_factor_required = models.BooleanField(default=second_factor_by_default)
    """Whether officers and managers need a second factor before they see anything."""
    zone = models.CharField(max_length=64, default=USUAL_ZONE)
    """The IANA name of the office's own time zone, told on every page outside a mission."""
    names = DocumentField(tuple[Wording, ...], default=list)
    """How it writes certain countries and places: `[{"written", "name": {"zh": …}}]`; the first that fits holds."""
    paper_languages = DocumentField(tuple[Language, ...], default=list)
    """The languages of shared papers in their order, for missions that are made from now on."""
    called = DocumentField(LocalText, default=dict)
    """Its own name by language, `{"zh": …}`; where a language has none, `name` stands."""

    def __str__(self) -> str:
        return self.name

    @property
    def home_zone(self) -> ZoneInfo:
        """The office's own time zone."""
        return ZoneInfo(self.zone)

    @property
    def own_name(self) -> LocalText:
        """Its own name as far as it is written in three languages."""
        return from_document(LocalText, self.called)

    def in_language(self, language: Language) -> str:
        """Return its name as a reader calls it."""
        return self.called.get(language.code) or self.name

    def wordings(self) -> tuple[Wording, ...]:
        """Return how it writes certain countries and places."""
        return tuple(from_document(Wording, name) for name in self.names)


class Membership(models.Model):
    """What a user is in an organisation."""

    in_hall = InHall(Whose.ORGANISATION, "organisation", only={"pending": False, "user__is_active": True})
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role if role in ACCOUNTS])
    since = models.DateTimeField(auto_now_add=True)
    pending = models.BooleanField(default=False)
    """Invited, and not yet accepted: it opens nothing to the user, and shows nothing of theirs to the organisation."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_role_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"

    @property
    def called(self) -> str:
        """What the organisation calls the user: by the address alone until they have accepted."""
        return self.user.email if self.pending else str(self.user)
