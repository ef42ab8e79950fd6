"""`python -m tearoad.site.rehearse`: one JSON order a line in, one JSON answer a line out, until the input ends."""

from __future__ import annotations

import json
import sys

from tearoad.site import manage


def main() -> int:
    """Build the house in the data folder that is set, and serve until nobody writes any more."""
    manage.start()
    from tearoad.site.rehearse.desk import Desk  # noqa: PLC0415  # models are there only now
    from tearoad.site.rehearse.house import built  # noqa: PLC0415  # the same
    from tearoad.site.rehearse.wire import Wire  # noqa: PLC0415  # the same

    desk = Desk(built(), Wire())
    _say({"ready": True})
    for line in sys.stdin:
        _say(desk.do(json.loads(line)))
    return 0


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
