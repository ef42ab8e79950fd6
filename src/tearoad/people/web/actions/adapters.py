"""What allauth asks of us: where a request comes from, what passkeys and authenticator apps are called, encryption."""

from __future__ import annotations

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from tearoad.people.sealing import unwrap, wrap
from tearoad.people.web.actions.limits import place_of
from tearoad.people.web.queries.keys import wrapping_key

_ABOUT = "second factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up by themselves; allauth sends nothing."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no: a manager invites."""
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return where a request comes from."""
        return place_of(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send nothing: every mail is ours and goes through the outbox."""


class FactorsAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of second factors are kept encrypted with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return base64.b64encode(wrap(wrapping_key(), text.encode(), _ABOUT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a kept secret; empty where the installation's secret has changed since."""
        kept = unwrap(wrapping_key(), base64.b64decode(encrypted_text), _ABOUT)
        return "" if kept is None else kept.decode()

    def _get_site_name(self) -> str:
        return "Tea Road"
