"""What the sign-in page of the house on the path says to a reader of French."""

from __future__ import annotations

import django
from django.conf import settings

settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
django.setup()

from django.db import connection  # noqa: E402  # settings come first
from django.test import Client  # noqa: E402  # settings come first
from django.urls import reverse  # noqa: E402  # settings come first

from tearoad.people.web.models import Organisation  # noqa: E402  # settings come first

with connection.schema_editor() as tables:  # the page asks whether anybody has set the site up
    tables.create_model(Organisation)
client = Client()
client.cookies["language"] = "fr"
answer = client.get(reverse("people-sign-in"), headers={"host": "localhost"})
page = answer.content.decode()
found = ('<html lang="fr"', "<h1>Se connecter</h1>", ">Français</button>", ">Русский</button>")
print(answer.headers["Content-Language"], answer.status_code, [text for text in found if text not in page])  # noqa: T201  # what the test looks for
