"""Collect every static file of a place, as a web server does when it begins."""

from __future__ import annotations

from tearoad.site import manage

manage.start()

from django.conf import settings  # noqa: E402  # after the set-up

from tearoad.site.serve.preparing import collect_static  # noqa: E402  # after the set-up

collect_static()
print(settings.STATIC_ROOT)  # noqa: T201  # told to the test
