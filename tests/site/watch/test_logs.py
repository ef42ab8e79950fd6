from __future__ import annotations

import json
import logging
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from tearoad.site.watch.logs import make_formatter

ID = UUID("01a210ca-891b-74b6-90ce-6fcd3f01f675")


def line_of(
    message: str, *args: object, name: str = "django.request", fault: BaseException | None = None
) -> dict[str, object]:
    exc = (type(fault), fault, fault.__traceback__) if fault else None
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, exc)
    found: dict[str, object] = json.loads(make_formatter().format(record))
    return found


def test_a_parameter_is_shown_only_where_it_is_a_number_or_an_id() -> None:
    assert line_of("Not Found: %s", "/v/secret/")["message"] == "Not Found: %s"
    assert line_of("%d of %s", 3, ID)["message"] == f"3 of {ID}"
    assert line_of("%s failed", "plan", name="tearoad.office")["message"] == "plan failed"


def test_a_text_that_stands_in_no_source_is_withheld() -> None:
    hostile = "Invalid HTTP_HOST header: '{}'.".format("somebody@example.org")
    withheld = line_of(hostile, name="django.security.DisallowedHost")
    assert withheld["message"] == f"text withheld ({Path(__file__).parent.name}/{Path(__file__).name}:1)"
    assert (withheld["logger"], "somebody" in str(withheld)) == ("django.security.DisallowedHost", False)
    assert line_of("Forbidden (%s): %s" + hostile, "a", "b")["message"] == withheld["message"]
    assert line_of(f"{hostile}: what", name="_granian")["message"] == "Invalid HTTP_HOST header"
    assert line_of("a whole sentence of the source")["message"] == "a whole sentence of the source"


def test_what_a_stranger_sent_and_was_refused_is_no_fault_of_the_program() -> None:
    refused = [line_of("", name=f"django.security.{name}")["level"] for name in ("DisallowedHost", "NulFound")]
    assert (refused, line_of("")["level"]) == (["WARNING", "WARNING"], "ERROR")


def test_of_an_answer_its_code_and_route_are_shown_and_nothing_that_is_in_it() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "Not Found: %s", ("/v/secret/",), None)
    record.status_code = 404
    record.request = SimpleNamespace(resolver_match=SimpleNamespace(route="v/<str:token>/"))
    line = json.loads(make_formatter().format(record))
    assert (line["status"], line["route"]) == (404, "v/<str:token>/")
    assert "secret" not in json.dumps(line)


def test_of_a_fault_its_class_and_place_are_shown_and_never_its_text() -> None:
    try:
        try:
            int("somebody@example.org")
        except ValueError as cause:
            raise RuntimeError("somebody@example.org") from cause  # made for the test
    except RuntimeError as fault:
        line = line_of("broke", fault=fault)
    assert (line["fault"], line["because"]) == ("RuntimeError", ["ValueError"])
    assert "somebody" not in json.dumps(line)
    assert "test_logs.py" in str(line["where"])


def test_a_traceback_inside_a_message_loses_its_text() -> None:
    message = (
        "It raised\nTraceback (most recent call last):\n  File \"/x/a.py\", line 3, in f\n    g()\nKeyError: 'secret'"
    )
    line = line_of(message, name="_granian")
    assert (line["message"], line["fault"], line["where"]) == ("It raised", "KeyError", ["x/a.py:3 f"])
    assert "secret" not in json.dumps(line)
