"""Sign the demo's officer in; print the session as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from tearoad.site import manage

manage.start()

from django.conf import settings  # noqa: E402  # after the set-up
from django.test import Client  # noqa: E402  # after the set-up
from django.urls import reverse  # noqa: E402  # after the set-up

from tearoad.site.play.sign_in import make_secret  # noqa: E402  # after the set-up


def main() -> None:
    """Sign in and tell."""
    client = Client(HTTP_HOST="localhost")
    client.post(reverse("demo-sign-in", args=[make_secret(Path(settings.DATA))]), {"role": "officer"})
    print(json.dumps({"session": client.cookies["session"].value}))


main()
