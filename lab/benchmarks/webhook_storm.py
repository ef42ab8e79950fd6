"""Notices to a program that fails, hangs up, answers late and hears things twice: none lost, order kept.

python -m lab.benchmarks.webhook_storm --notices 10000 --seed 1
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
_PATIENCE_S = 0.05


def main() -> int:
    """Make a site, write notices down, deliver them; compare what came with what was written."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--notices", type=int, default=10_000)
    reader.add_argument("--seed", type=int, default=1)
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"TEAROAD_DATA": data, "DJANGO_SETTINGS_MODULE": "tearoad.site.settings"}
        return _storm(asked.notices, random.Random(asked.seed))


def _storm(count: int, rng: random.Random) -> int:
    import django  # noqa: PLC0415  # after the settings are named

    django.setup()
    from django.conf import settings  # noqa: PLC0415  # after the set-up
    from django.core.management import call_command  # noqa: PLC0415  # after the set-up
    from django.db import transaction  # noqa: PLC0415  # after the set-up
    from django.test import override_settings  # noqa: PLC0415  # after the set-up

    from tearoad.office.web.actions.webhooks import add_endpoint, announce, deliver_due  # noqa: PLC0415  # after the set-up
    from tearoad.office.web.models import WebhookEndpoint, WebhookNotice  # noqa: PLC0415  # after the set-up
    from tearoad.office.webhooks.client import send  # noqa: PLC0415  # after the set-up
    from tearoad.office.webhooks.kinds import NoticeKind  # noqa: PLC0415  # after the set-up
    from tearoad.people import Actor, Role  # noqa: PLC0415  # after the set-up
    from tearoad.people.web.models import Organisation, acting_for  # noqa: PLC0415  # after the set-up
    from tearoad.web.clock import now  # noqa: PLC0415  # after the set-up
    from tests.office.webhooks.receiver import HANG_UP, LATE, OK, REFUSE, receiving  # noqa: PLC0415  # after the set-up

    call_command("migrate", verbosity=0)
    house = Organisation.objects.create(name="Example (fictional)")
    begun = time.monotonic()
    with receiving() as receiver, acting_for(house.pk):
        named = replace(settings.CONFIG, webhook_hosts=(f"127.0.0.1:{receiver.port}",))
        with override_settings(CONFIG=named):
            add_endpoint(Actor(house.pk, Role.OFFICER), f"http://127.0.0.1:{receiver.port}/in")
            with transaction.atomic():
                for number in range(count):
                    announce(NoticeKind.ORDER_EVENT_WRITTEN, {"number": number})
            choices = rng.choices((OK, REFUSE, HANG_UP, LATE), (90, 5, 3, 2), k=4 * count + 1000)
            receiver.behave = lambda number: choices[number % len(choices)]
            receiver.late_s = 2 * _PATIENCE_S
            tries = 0
            while WebhookNotice.objects.filter(taken_at=None).exists():
                WebhookEndpoint.objects.update(next_try_at=now(), paused_at=None, tries=0)  # as if waits were over
                deliver_due(sender=partial(send, most_seconds=_PATIENCE_S))
                tries += 1
    wanted = [str(pk) for pk in WebhookNotice.across_tenants.order_by("number").values_list("pk", flat=True)]
    doubles = len(receiver.requests) - count
    lost, in_order = len(set(wanted) - set(receiver.effects)), receiver.effects == wanted
    print(f"{count} notices, {len(receiver.requests)} requests ({doubles} more than notices), {tries} turns")
    print(f"lost {lost}, effects twice {len(receiver.effects) - len(set(receiver.effects))}, in order: {in_order}")
    print(f"{time.monotonic() - begun:.0f} s")
    return 0 if in_order and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
