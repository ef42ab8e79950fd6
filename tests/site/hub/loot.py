"""Print what whoever has a hall's laptop finds on it, and what they can sign with its key."""

from __future__ import annotations

import json

from tearoad.site import manage

manage.start()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402  # after the set-up
from django.core import signing  # noqa: E402  # after the set-up

from tearoad.capture.web.models import Hub, Phone  # noqa: E402  # after the set-up
from tearoad.mission.web.models import SignedLink  # noqa: E402  # after the set-up
from tearoad.people.web.actions.sessions import BACKEND  # noqa: E402  # after the set-up
from tearoad.people.web.models import LedgerEntry, Organisation, User  # noqa: E402  # after the set-up


def main() -> None:
    """Look and tell."""
    user = User.objects.earliest("created_at")
    session = SessionStore()
    session.update({"_auth_user_id": str(user.pk), "_auth_user_backend": BACKEND, "second_factor": True})
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.create()
    loot = {
        "session": session.session_key,
        "signed": signing.dumps([1], salt="made up"),
        "links": list(SignedLink.across_tenants.values_list("secret_digest", flat=True)),
        "phones": [[str(tenant.pk), tenant.secret_digest] for tenant in Phone.across_tenants.all()],
        "hubs": [str(tenant.pk) for tenant in Hub.across_tenants.all()],
        "organisations": Organisation.objects.count(),
        "ledger": [
            [tenant.number, tenant.code, tenant.facts] for tenant in LedgerEntry.across_tenants.order_by("number")
        ],
    }
    print(json.dumps(loot))  # noqa: T201  # told to the test


main()
