"""`python -m tearoad_lab.rehearse`: one JSON order a line in, one JSON answer a line out, until the input ends."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from tearoad.site import manage


def main() -> int:
    """Serve from the data folder that is set until nobody writes any more.

    In an empty one home is built; with a hub's key it is a copy of home's, and this is the server in the hall.
    """
    manage.start()
    from django.conf import settings  # noqa: PLC0415  # they are there only now

    from tearoad.site.serve.loaded import leave_loaded  # noqa: PLC0415  # the server's room, not for `--help`
    from tearoad_lab.rehearse.desk import Desk, Ready  # noqa: PLC0415  # models are there only now
    from tearoad_lab.rehearse.house import built, copied  # noqa: PLC0415  # models are there only now
    from tearoad_lab.rehearse.wire import Wire  # noqa: PLC0415  # models are there only now

    house, key = built() if settings.HUB is None else (copied(), "")
    desk = Desk(house, Wire())
    leave_loaded()
    _say(asdict(Ready(key)))
    for line in sys.stdin:
        _say(desk.do(json.loads(line)))
    return 0


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
