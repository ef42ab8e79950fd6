"""Plants nonsense in every column of JSON of a furnished site, row by row, and opens every page that reads it.

Prints, as JSON, what each page answered that it should not have. `one` takes one kind of nonsense a column, in turn;
`every` takes all of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from tearoad.site import manage

sys.path.insert(0, str(Path(__file__).parents[3]))
manage.start()


from django.apps import apps  # noqa: E402  # after the settings
from django.db import DatabaseError, connection, models, transaction  # noqa: E402  # after the settings
from django.test import Client  # noqa: E402  # after the settings
from django.test.utils import CaptureQueriesContext  # noqa: E402  # after the settings

from tearoad.demo.make import make_demo  # noqa: E402  # after the settings
from tearoad.mission.web.models import Mission  # noqa: E402  # after the settings
from tearoad.office.web.tasks.worker import run_waiting  # noqa: E402  # after the settings
from tearoad.people.web.models import acting_for  # noqa: E402  # after the settings
from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: E402  # after the settings
from tearoad.site.play.place import Stage  # noqa: E402  # after the settings
from tearoad.site.play.playing import play_stages  # noqa: E402  # after the settings
from tearoad.site.play.stages import Played, publish_plan  # noqa: E402  # after the settings
from tearoad.timetable.web.actions.planning import ask_for_plan  # noqa: E402  # after the settings
from tearoad.web.documents import DocumentField  # noqa: E402  # after the settings
from tests.journey.small_demo import small_demo  # noqa: E402  # after the settings
from tests.site.access.furniture import Things, furnish  # noqa: E402  # after the settings
from tests.site.access.pages import ways  # noqa: E402  # after the settings
from tests.site.isolation.endpoints import endpoints  # noqa: E402  # after the settings

PLANTS: dict[str, str] = {
    "null": "null",
    "number": "7",
    "text": '"nonsense"',
    "list": "[]",
    "list of numbers": "[7, -1, 1.5]",
    "object": "{}",
    "wrong types": '{"id": 7, "name": 7, "text": 7, "code": [], "levels": {}, "schema": "tearoad.plan/1"}',
    "unknown keys": '{"nonsense": {"nonsense": [null]}}',
    "unknown text": '{"code": "nonsense.nonsense", "params": {}}',
    "list of unknown texts": '[{"code": "nonsense.nonsense", "params": {}}]',
    "deep": "[" * 400 + "]" * 400,
    "many digits": "9" * 5000,
    "absurd days": '{"starts_on": "9999-99-99", "on": "0000-00-00", "at": "9999-12-31T23:59:59+00:00"}',
}
"""What is planted in the place of a whole document."""
SPOILT = ("null", "number", "text", "list", "object")
"""What is planted in the place of a part of one."""
MOST_READERS = 6
"""So many pages of each column are opened where there is no time for all."""
Column = tuple[type[models.Model], Any]


def columns() -> Iterator[Column]:
    """Yield every column of JSON of every model."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.JSONField):
                yield model, field


def main() -> None:
    """Play, furnish, plant, open."""
    officer = found_organisation(FIRST)
    with acting_for(officer.tenant):
        demo = replace(make_demo(), files=small_demo(firm_count=4, buyer_count=20))
        play_stages(officer, demo, Stage.MATCHED, lambda _text: None)
        mission: Mission = Mission.objects.get()
        ask_for_plan(officer, mission, seconds=3)
        run_waiting()
        publish_plan(Played(officer, mission, demo))
        things = furnish(officer, mission)
    print(json.dumps(_planted(things, is_whole="every" in sys.argv)))  # noqa: T201  # read by whoever asked


def _planted(things: Things, *, is_whole: bool) -> dict[str, Any]:
    for browser in things.browsers.values():
        browser.raise_request_exception = False
    pages = list(_read_by(things))
    faults: list[str] = []
    reported: list[str] = []
    bare: list[str] = []
    opened, readers_now = 0, partial(_some, is_whole=is_whole)
    for nth, (model, column) in enumerate(columns()):
        if not isinstance(column, DocumentField) and model.__module__.startswith("tearoad."):
            bare.append(f"{model._meta.label}.{column.name}")
        table = model._meta.db_table
        readers = [page for page in pages if table in page[3]]
        for name, written in _plants(model, column, nth, is_whole=is_whole):
            with transaction.atomic():
                where = f"{model._meta.label}.{column.name} {name}"
                for who, address, status, _ in readers_now(readers, nth) if _plant(model, column, written) else ():
                    opened += 1
                    answer = _open(things.browsers[who], address)
                    if answer[0] == 409 != status:
                        reported.append(f"{where}: {who} {address}")
                    elif not _is_fine(answer, status):
                        faults.append(f"{where}: {who} {address} {answer[0]}")
                transaction.set_rollback(True)
    return {"faults": faults, "told": reported, "opened": opened, "bare": bare, "pages": len(pages)}


def _read_by(things: Things) -> Iterator[tuple[str, str, int, frozenset[str]]]:
    """Yield every address with who opens it, what it answers, and which tables it reads."""
    tables = frozenset(model._meta.db_table for model, _ in columns())
    for endpoint in endpoints():
        for who, address in ways(endpoint, things):
            with transaction.atomic(), CaptureQueriesContext(connection) as captured:
                status, _ = _open(things.browsers[who], address)
                transaction.set_rollback(True)
            said = " ".join(query["sql"] for query in captured.captured_queries)
            yield who, address, status, frozenset(table for table in tables if f'"{table}"' in said)


def _open(browser: Client, address: str) -> tuple[int, bytes]:
    cookies: SimpleCookie = SimpleCookie({name: morsel.value for name, morsel in browser.cookies.items()})
    with transaction.atomic():
        answer = browser.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer.status_code, content


def _is_fine(answer: tuple[int, bytes], usual: int) -> bool:
    """Whether a page is as usual, or tells what cannot be read."""
    status, content = answer
    return status == usual or (status == 409 and (b"web.unreadable" in content or b"<html" in content))


def _plants(model: type[models.Model], column: Any, nth: int, *, is_whole: bool) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # a column
    everything = [*PLANTS.items(), *_spoilt(model, column)]
    if is_whole:
        yield from everything
    else:
        for place in range(2):
            yield everything[(nth * 2 + place) % len(everything)]


def _some(readers: list[Any], nth: int, *, is_whole: bool) -> list[Any]:
    """Return all that read a column, or so many as a test has time for, others for each column."""
    return readers if is_whole else [*readers[nth % 3 :: 3], *readers[(nth + 1) % 3 :: 3]][:MOST_READERS]


def _spoilt(model: type[models.Model], column: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # a column
    """Yield a document that stands, with one part of it replaced."""
    rows: Any = models.QuerySet(model).exclude(**{f"{column.name}__isnull": True}).values_list(column.name, flat=True)
    first: Any = next((row for row in rows if row), None)
    parts: Iterable[Any] = first if isinstance(first, dict) else range(len(first)) if isinstance(first, list) else ()
    for key in list(parts)[:12]:
        for kind in SPOILT:
            made = first.copy()
            made[key] = json.loads(PLANTS[kind])
            yield f"{key} is {kind}", json.dumps(made)


def _plant(model: type[models.Model], column: Any, written: str) -> bool:  # noqa: ANN401  # a column
    """Write into the first row of a table, as it stands, past every reader; say whether there is one."""
    key = models.QuerySet(model).order_by("pk").values_list("pk", flat=True).first()
    if key is None:
        return False
    table, name, own = (connection.ops.quote_name(name) for name in (model._meta.db_table, column.column, "id"))
    plain = model._meta.pk.get_db_prep_value(key, connection)
    cast = "::jsonb" if connection.vendor == "postgresql" else ""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {name} = %s{cast} WHERE {own} = %s", [written, plain])  # noqa: S608  # own names
    except DatabaseError:
        return False
    return True


if __name__ == "__main__":
    main()
