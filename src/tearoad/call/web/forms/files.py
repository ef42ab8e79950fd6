"""Files that come with the public form: each is judged with a sentence; the good ones are kept with the draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core import signing

from tearoad.call.uploads import MOST_BYTES, MOST_FILES, UploadKind, refused
from tearoad.call.web import models as rows
from tearoad.call.web.actions.receiving import outsider
from tearoad.call.web.queries.uploads import KINDS
from tearoad.errors import InputError
from tearoad.office.web.actions.files import keep
from tearoad.office.web.models import StoredFile
from tearoad.text import Text
from tearoad.values.letters import seen

SALT = "files of an application"
LASTS_S = 24 * 3600


def files_of_draft(call: rows.Call, written: str) -> tuple[StoredFile, ...]:
    """Return the files that a draft has kept already, by the signed list in the form; none where it is not ours."""
    try:
        listed: Any = signing.loads(written, salt=SALT, max_age=LASTS_S) if written else []
    except signing.BadSignature:
        return ()
    if not isinstance(listed, list) or not listed or listed[0] != str(call.pk):
        return ()
    used = rows.ApplicationFile.objects.values("file_id")
    ids = [UUID(file_id) for file_id in listed[1:]]
    return tuple(StoredFile.objects.filter(pk__in=ids, kind__in=list(KINDS.values())).exclude(pk__in=used))


def signed(call: rows.Call, files: Iterable[StoredFile]) -> str:
    """Return the list of a draft's files for the form."""
    listed = [str(call.pk), *(str(file.pk) for file in files)]
    return signing.dumps(listed, salt=SALT) if len(listed) > 1 else ""


def take(call: rows.Call, sent: Any, before: tuple[StoredFile, ...]) -> tuple[tuple[StoredFile, ...], list[Text]]:
    """Keep the good files; return all that the draft has now, and why the others were refused."""
    kept, problems = list(before), []
    for kind in UploadKind:
        for upload in sent.getlist(kind.value):
            if len(kept) >= MOST_FILES:
                problems.append(Text("apply_pages.files_many", most=MOST_FILES))
                return tuple(kept), problems
            content, name = upload.read(MOST_BYTES + 1), seen(upload.name or "")
            wrong = refused(kind, name, content)
            if wrong is None:
                try:
                    kept.append(keep(outsider(call), name=name, content=content, kind=KINDS[kind]))
                except InputError as error:
                    wrong = Text("apply_pages.file_unreadable", name=(name or "?")[:60], why=error.text)
            if wrong is not None:
                problems.append(wrong)
    return tuple(kept), problems
