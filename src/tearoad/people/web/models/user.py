"""People who sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from uuid_utils.compat import uuid7

from tearoad.people.web.models.hall import NAMED
from tearoad.values import Language


class UserManager(BaseUserManager["User"]):
    """Finds users by their address."""

    def create_user(self, email: str, **fields: Any) -> User:
        """Make a user without a password: they sign in by an e-mailed code or a passkey."""
        user = self.model(email=self.normalize_email(email).casefold(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone with an account; what they may do stands in their memberships."""

    in_hall = NAMED
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(
        max_length=10, choices=[(language.value, language.value) for language in Language], default=Language.EN
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)
    """When the person was erased; the row stays, without anything about them, so that the ledger has its actor."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email
