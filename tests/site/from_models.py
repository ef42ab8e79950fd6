"""Make the tables of an empty place from the models as they are, without a migration."""

from __future__ import annotations

from tearoad.site import manage

manage.start()

from django.apps import apps  # noqa: E402  # after the set-up
from django.conf import settings  # noqa: E402  # after the set-up
from django.core.management import call_command  # noqa: E402  # after the set-up

settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
call_command("createcachetable", verbosity=0)
