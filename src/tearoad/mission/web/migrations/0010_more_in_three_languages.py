"""Hotels, costs and the places behind Incoterms stand in three languages; what was written is sorted by its letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import migrations

_HAN, _CYRILLIC = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"), re.compile(r"[\u0400-\u04ff]")
_COST = frozenset({"what", "office", "payer"})
_GOODS = frozenset({"named_place"})
_FIELDS = (
    ("Delegate", "document", frozenset({"hotel"})),
    ("CostItem", "document", _COST),
    ("CostStep", "before", _COST),
    ("CostStep", "after", _COST),
    ("Participation", "document", _GOODS),
    ("Application", "document", _GOODS),
    ("Revision", "document", _GOODS),
)

Change = Callable[[Any], Any]


def _sorted_in(said: Any) -> Any:
    """Return a text as it stands in the language of its letters."""
    if not isinstance(said, str) or not said:
        return said
    return {"zh" if _HAN.search(said) else "ru" if _CYRILLIC.search(said) else "en": said}


def _taken_out(said: Any) -> Any:
    """Return one spelling of a text."""
    return next((said[code] for code in ("en", "zh", "ru") if said.get(code)), "") if isinstance(said, dict) else said


def _changed(found: Any, fields: frozenset[str], change: Change) -> Any:
    """Return a document with the fields changed, however deep they stand."""
    if isinstance(found, list):
        return [_changed(one, fields, change) for one in found]
    if not isinstance(found, dict):
        return found
    return {name: change(said) if name in fields else _changed(said, fields, change) for name, said in found.items()}


def _every(apps: Any, change: Change) -> None:
    for model, column, fields in _FIELDS:
        for row in apps.get_model("mission", model)._base_manager.iterator():  # noqa: SLF001  # Django's own
            was = getattr(row, column)
            if (now := _changed(was, fields, change)) != was:
                setattr(row, column, now)
                row.save(update_fields=[column])


def sort_in(apps: Any, _schema_editor: Any) -> None:
    """Move each text to the language of its letters."""
    _every(apps, _sorted_in)


def take_out(apps: Any, _schema_editor: Any) -> None:
    """Keep one spelling of each text."""
    _every(apps, _taken_out)


class Migration(migrations.Migration):
    """Change documents only."""

    dependencies: ClassVar[list[Any]] = [("mission", "0009_papers_made_from")]

    operations: ClassVar[list[Any]] = [migrations.RunPython(sort_in, take_out)]
