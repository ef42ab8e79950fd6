"""What an answer gives away, and what a request changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pypdfium2
from django.db import connection
from django.http import HttpResponseBase

from tests.site.isolation.world import Asker

HARMLESS = ("django_session", "people_allowance", "django_cache", "usersessions", "django_admin_log")
"""Tables that any visit may touch: they hold nothing of an organisation's mission."""
LINK_USED = 'UPDATE "mission_signedlink" SET "last_used_at" = %s WHERE ('
"""A visitor's own link was used: that is noted whichever page it asked for, and nothing else of it changes."""
WRITES = ("INSERT", "UPDATE", "DELETE")


def text_of(response: HttpResponseBase) -> str:
    """Return everything an answer says: its head, its body, and what lies inside archives and papers."""
    content = b"".join(getattr(response, "streaming_content", ())) or getattr(response, "content", b"")
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return head + "\n" + "\n".join(_texts(content))


def _texts(content: bytes) -> Iterator[str]:
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from _texts(archive.read(name))
    elif content.startswith(b"%PDF"):
        for page in pypdfium2.PdfDocument(content):
            yield page.get_textpage().get_text_bounded()
    else:
        yield unfolded(content.decode("utf-8", "replace"))


def unfolded(text: str) -> str:
    """Join the folded lines of a calendar."""
    return text.replace("\r\n ", "").replace("\n ", "") if text.startswith("BEGIN:V") else text


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collect the statements that change something of an organisation's."""
    found: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: object, many: object, context: object) -> Any:  # noqa: ANN401  # the wrapper's own form
        if sql.lstrip().upper().startswith(WRITES) and not any(known in sql for known in (*HARMLESS, LINK_USED)):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def given_away(text: str, secrets: Mapping[str, frozenset[Asker]], reader: Asker) -> list[str]:
    """Return the secrets that an answer holds although its reader is none of those who may know them."""
    return [secret for secret, readers in secrets.items() if secret in text and reader not in readers]
