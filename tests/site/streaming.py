"""Give a filled place a stream of three revisions; with `told`: print how far a backup holds it."""

from __future__ import annotations

import sys

from tearoad.site import manage

manage.start()

from tearoad.capture.web.models import Stream  # noqa: E402  # after the set-up
from tearoad.mission.web.models import Mission  # noqa: E402  # after the set-up
from tearoad.people.web.models import Organisation, acting_for  # noqa: E402  # after the set-up

if "told" in sys.argv:
    print([(tenant.number, tenant.backed_up) for tenant in Stream.across_tenants.all()])  # noqa: T201  # told to the test
else:
    with acting_for(Organisation.objects.get().id):
        Stream.objects.create(mission=Mission.objects.get(), party="E01", number=3)
