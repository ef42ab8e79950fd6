"""A process that serves answers every page of a new mission as its manager; then tells pages and loaded packages."""

from __future__ import annotations

import json
import re
import sys
from urllib.parse import urljoin, urlsplit

from tearoad.site import manage
from tearoad.site.serve.loaded import in_child, load_site

LINK = re.compile(r'href="([^"#?]+)["?#]')


def furnish() -> None:
    """Make an organisation and a mission; the demo's generator is loaded for it."""
    from tearoad.demo.make import SEED, make_mission  # noqa: PLC0415  # in a process of its own
    from tearoad.mission.web.actions.missions import make  # noqa: PLC0415  # Django, late
    from tearoad.people.web.models import acting_for  # noqa: PLC0415  # Django, late
    from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: PLC0415  # Django, late

    officer = found_organisation(FIRST)
    with acting_for(officer.tenant):
        make(officer, make_mission(SEED).mission)


def visited() -> set[str]:
    """Follow every link once for each pattern; return the patterns that are pages."""
    from django.test import Client  # noqa: PLC0415  # Django, late
    from django.urls import Resolver404, resolve  # noqa: PLC0415  # Django, late

    from tearoad.people.web.models import User  # noqa: PLC0415  # Django, late

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(memberships__role="manager"))
    waiting, seen, pages = ["/"], {"/"}, set[str]()
    while waiting:
        path = waiting.pop()
        try:
            pattern = resolve(path).route
        except Resolver404:
            continue
        if pattern in pages or "sign-out" in path or "." in path:
            continue
        answer = client.get(path, follow=True)
        if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
            pages.add(pattern)
            links = {urlsplit(urljoin(path, link)).path for link in LINK.findall(answer.content.decode())}
            waiting += links - seen
            seen |= links
    return pages


if __name__ == "__main__":
    manage.start()
    in_child(furnish)
    load_site()
    answered = visited()
    sys.stdout.write(json.dumps([sorted(answered), sorted({name.partition(".")[0] for name in sys.modules})]))
