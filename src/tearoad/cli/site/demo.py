"""`tearoad demo --serve`: a made-up mission, played in once and served with a way in."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import click

from tearoad.cli.site.serving import HOST, make_ready, serve_site
from tearoad.text import Text
from tearoad.words import Words

DATA = "tearoad-demo"
"""Where the demo lives unless TEAROAD_DATA names another folder: never among real data."""


def serve_demo(
    words: Words, seed: int, stage: str, on: date | None, port: int | None, *, two_organisations: bool
) -> int:
    """Play the demo in, unless it is there, and serve it until told to stop.

    What looks and plays is a process of its own: the one that serves loads neither names nor engine.
    """
    from tearoad.site.serve.loaded import in_child  # noqa: PLC0415  # the site, late

    data = Path(os.environ.setdefault("TEAROAD_DATA", DATA)).resolve()
    os.environ["TEAROAD_DEMO"] = "1"
    os.environ.setdefault("TEAROAD_LOG_LEVEL", "WARNING")
    offset = in_child(_play_once, words, data, on, (stage, seed, two_organisations))
    os.environ["TEAROAD_CLOCK_OFFSET_S"] = str(round(offset.total_seconds()))
    try:
        return serve_site(words, HOST, port, partial(_print_way_in, data))
    finally:
        in_child(_note_clock, data, offset)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # here the time comes in


def _play_once(words: Words, data: Path, on: date | None, wanted: tuple[str, int, bool]) -> timedelta:
    """Play the demo unless the folder holds it; return how far its clock is moved."""
    from tearoad.demo.make import make_mission  # noqa: PLC0415  # the name generator is heavy
    from tearoad.site.play import place  # noqa: PLC0415  # loads the demo

    stage, seed, two_organisations = wanted
    demo = place.Wanted(place.Stage(stage), seed, two_organisations)
    there = place.is_there(data, demo)
    stopped_at = place.stopped_at(data) if there else None
    offset = place.clock_offset(make_mission(seed).mission, on, _now(), demo.stage, stopped_at)
    os.environ["TEAROAD_CLOCK_OFFSET_S"] = str(round(offset.total_seconds()))
    if not there:
        place.begin(data)
    _look_first()
    if not there:
        make_ready(words)
        from tearoad.site.play.playing import play  # noqa: PLC0415  # loads the demo

        play(demo, lambda text: click.echo(words(text)))
        place.finish(data, demo)
    return offset


def _look_first() -> None:
    """Look before anything is written: a setting may name a database in which people work."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start()
    from tearoad.site.play.organisation import check_place  # noqa: PLC0415  # Django, late

    check_place()


def _note_clock(data: Path, offset: timedelta) -> None:
    from tearoad.site.play import place  # noqa: PLC0415  # loads the demo

    place.note_clock(data, _now() + offset)


def _print_way_in(data: Path, words: Words, address: str) -> None:
    from tearoad.site.play.sign_in import make_secret  # noqa: PLC0415  # Django, late

    click.echo(words(Text("cli.demo_way_in", address=f"{address}/sign-in/demo/{make_secret(data)}/")))
