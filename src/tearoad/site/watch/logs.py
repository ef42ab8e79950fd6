"""Logs as lines of JSON that hold no personal data: routes instead of paths, kinds of faults instead of their texts.

A path may hold the secret of a signed link, a database's complaint may quote an address, a library may put what a
stranger sent into its message. So a line shows a message as it stands in the source of the program, word for word, and
of its parameters the numbers and ids only; any other text is withheld, and the line says where it was written. Of a
fault it shows its class and where it happened.
"""

from __future__ import annotations

import ast
import json
import logging
import re
import time
import traceback
from contextvars import ContextVar
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that this thread answers; also sent back as `X-Request-ID`."""
FIELDS = ("route", "method", "status", "took_ms", "job", "child", "code", "count")
"""What a log call may add by `extra`."""
WITHHELD = "text withheld"
_SERVER = "_granian"
"""The web server itself, which is no Python: what it says of a request ends before the colon."""
_REFUSED = "django.security."
"""What a stranger sent and was refused is no fault of the program, though Django calls it an error."""
_PLAIN = (int, float, UUID)
_SHOWN_FRAMES = 8
_CALLERS = 20
"""How far behind a message the function may be that worded it; Python's own logging takes some eight."""
_FRAME = re.compile(r'^ +File "([^"]+)", line (\d+), in (\S+)', re.MULTILINE)
_PACKAGE = Path(__file__).parents[2]


class JsonLines(logging.Formatter):
    """One line of JSON a record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}Z",
            "level": "WARNING" if record.name.startswith(_REFUSED) else record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if REQUEST_ID.get():
            line["request"] = REQUEST_ID.get()
        line |= {name: record.__dict__[name] for name in FIELDS if name in record.__dict__} | _answered(record)
        if record.exc_info and record.exc_info[1] is not None:
            line |= fault(record.exc_info[1])
        elif not record.args:
            line |= _traceback_summary(str(record.msg))
        return json.dumps(line, ensure_ascii=False, default=str)


def _answered(record: logging.LogRecord) -> dict[str, Any]:
    """Return what Django says beside its own messages of an answer: its code, and the route without what is in it."""
    match = getattr(record.__dict__.get("request"), "resolver_match", None)
    found = {"status": record.__dict__.get("status_code"), "route": match.route if match is not None else None}
    return {name: value for name, value in found.items() if value is not None and name not in record.__dict__}


def fault(error: BaseException) -> dict[str, Any]:
    """Return the class of a fault, of what caused it, and where it happened; never its text."""
    frames = traceback.extract_tb(error.__traceback__)[-_SHOWN_FRAMES:]
    causes: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(causes) < _SHOWN_FRAMES:
        causes.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return {
        "fault": type(error).__name__,
        "because": causes,
        "where": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE).as_posix()
    return "/".join(path.parts[-2:])


def _message(record: logging.LogRecord) -> str:
    """Return a message's pattern; filled in where we wrote it ourselves, or where every parameter is a number or id."""
    pattern, args = str(record.msg), record.args if isinstance(record.args, tuple) else ()
    is_ours = record.name.startswith("tearoad.")
    if record.name == _SERVER:
        return pattern.partition("\n")[0].partition(":")[0]
    if not is_ours and not _is_in_source(pattern, record.pathname):
        return f"{WITHHELD} ({_short(record.pathname)}:{record.lineno})"
    if args and (is_ours or all(isinstance(arg, _PLAIN) for arg in args)):
        return record.getMessage()
    return pattern.partition("\n")[0]


def _is_in_source(pattern: str, filename: str) -> bool:
    """Whether a message stands in the source: where it is logged, or where that was called from."""
    callers = (frame.f_code.co_filename for frame, _line in islice(traceback.walk_stack(None), _CALLERS))
    return any(pattern in _literals(name) for name in dict.fromkeys((filename, *callers)))


@lru_cache(maxsize=256)
def _literals(filename: str) -> frozenset[str]:
    """Return every text that stands in a file of source: what is none of these was put together at run time."""
    try:
        tree = ast.parse(Path(filename).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    texts = (constant.value for constant in ast.walk(tree) if isinstance(constant, ast.Constant))
    return frozenset(text for text in texts if isinstance(text, str))


def _traceback_summary(message: str) -> dict[str, Any]:
    """Return what a traceback that is part of a message says; never the fault's text on its last line."""
    frames = [f"{_short(name)}:{line} {where}" for name, line, where in _FRAME.findall(message)]
    last = message.strip().rpartition("\n")[2]
    return {"fault": last.partition(":")[0], "where": frames[-_SHOWN_FRAMES:]} if frames else {}


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything to the error stream, as lines of JSON, times in UTC."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "tearoad.site.watch.logs.make_formatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # The line that each request leaves says it already: route, status, request id.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
        },
    }


def make_formatter() -> JsonLines:
    """Return the formatter, with times in UTC."""
    made = JsonLines()
    made.converter = time.gmtime
    return made
