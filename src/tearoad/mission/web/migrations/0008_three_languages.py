"""Posts, offices, places, hosts and talks stand in three languages; what was written is sorted by its letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import migrations

_HAN, _CYRILLIC = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"), re.compile(r"[\u0400-\u04ff]")
_DELEGATE = ("role", "office", "counterpart")
_ITEM = ("place", "host")
_TALK = ("they", "asks", "offers", "points")
_POST = ("city", "district", "address", "hours", "note")
_FIELDS = {
    "Delegate": _DELEGATE,
    "ProgrammeItem": _ITEM,
    "RemovedItem": _ITEM,
    "ProgrammeRevision": _ITEM,
    "DiplomaticPost": _POST,
    "Mission": (),
    "Application": (),
    "Revision": (),
}

Change = Callable[[Any], Any]


def _sorted_in(said: Any) -> Any:
    """Return a text or a list as it stands in the language of its letters."""
    if not isinstance(said, str | list):
        return said
    letters = said if isinstance(said, str) else " ".join(said)
    return {"zh" if _HAN.search(letters) else "ru" if _CYRILLIC.search(letters) else "en": said}


def _taken_out(said: Any) -> Any:
    """Return one spelling of a text or a list."""
    return next((said[code] for code in ("en", "zh", "ru") if said.get(code)), "") if isinstance(said, dict) else said


def _change(document: Any, fields: tuple[str, ...], change: Change) -> Any:
    return {name: change(said) if name in fields and said else said for name, said in document.items()}


def _contacts(document: Any, change: Change) -> Any:
    """Change the posts of those to call, of a mission or of a firm that applied."""
    found = dict(document)
    if found.get("contact"):
        found["contact"] = _change(found["contact"], ("title",), change)
    if found.get("contacts"):
        found["contacts"] = [_change(one, ("title",), change) for one in found["contacts"]]
    return found


def _every(apps: Any, change: Change) -> None:
    for model, fields in _FIELDS.items():
        for row in apps.get_model("mission", model)._base_manager.iterator():  # noqa: SLF001  # Django's own
            document = _contacts(_change(row.document, fields, change), change)
            if document.get("talk"):
                document["talk"] = _change(document["talk"], _TALK, change)
            if document != row.document:
                row.document = document
                row.save(update_fields=["document"])


def sort_in(apps: Any, _schema_editor: Any) -> None:
    """Move each text to the language of its letters."""
    _every(apps, _sorted_in)


def take_out(apps: Any, _schema_editor: Any) -> None:
    """Keep one spelling of each text."""
    _every(apps, _taken_out)


class Migration(migrations.Migration):
    """Change documents only."""

    dependencies: ClassVar[list[Any]] = [("mission", "0007_call_sheets")]

    operations: ClassVar[list[Any]] = [migrations.RunPython(sort_in, take_out)]
