"""What the sign-in page of the house on the path says to a reader of French."""

from __future__ import annotations

import django
from django.conf import settings

settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
django.setup()

from django.test import Client  # noqa: E402  # settings come first
from django.urls import reverse  # noqa: E402  # settings come first

client = Client()
client.cookies["language"] = "fr"
answer = client.get(reverse("people-sign-in"), headers={"host": "localhost"})
page = answer.content.decode()
found = ('<html lang="fr"', "<h1>Se connecter</h1>", ">Français</button>", ">Русский</button>")
print(answer.headers["Content-Language"], answer.status_code, [one for one in found if one not in page])  # noqa: T201  # what the test looks for
