"""Leave the small database that later releases must be able to upgrade: `make release-sample`."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
MOST_BYTES = 300_000


def main() -> int:
    """Write `samples/<version>.zip`: a backup, with its key, of a small made-up mission with a published plan."""
    with tempfile.TemporaryDirectory() as data:
        os.environ["TEAROAD_DATA"] = data
        os.environ.pop("TEAROAD_DATABASE_URL", None)
        size = make()
    print(f"{size} bytes")  # noqa: T201  # told to who asked for it
    return 0 if size <= MOST_BYTES else 1


def make() -> int:
    """Play a small mission in and back it up."""
    from tearoad.site import manage  # noqa: PLC0415  # after the environment

    manage.start()
    from tearoad import __version__  # noqa: PLC0415  # after the set-up
    from tearoad.demo.make import make_demo  # noqa: PLC0415  # after the set-up
    from tearoad.site.backup.write import backup  # noqa: PLC0415  # after the set-up
    from tearoad.site.play.few import few  # noqa: PLC0415  # after the set-up
    from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: PLC0415  # after the set-up
    from tearoad.site.play.place import Stage  # noqa: PLC0415  # after the set-up
    from tearoad.site.play.playing import play_stages  # noqa: PLC0415  # after the set-up
    from tearoad.site.serve.preparing import prepare  # noqa: PLC0415  # after the set-up

    prepare()
    demo = make_demo()
    play_stages(
        found_organisation(FIRST),
        replace(demo, files=few(demo.files)),
        Stage.PUBLISHED,
        lambda _text: None,
        papers=False,
    )
    SAMPLES.mkdir(exist_ok=True)
    path = SAMPLES / f"{__version__}.zip"
    path.unlink(missing_ok=True)
    backup(path, with_key=True)
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
