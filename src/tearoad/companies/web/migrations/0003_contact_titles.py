"""The post of a company's contact stands in three languages; what was written is sorted by its letters."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.db import migrations

_HAN, _CYRILLIC = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"), re.compile(r"[\u0400-\u04ff]")


def sort_in(apps: Any, _schema_editor: Any) -> None:
    """Move each post to the language of its letters."""
    for row in apps.get_model("companies", "Company")._base_manager.iterator():  # noqa: SLF001  # Django's own
        said = row.document.get("contact", {}).get("title")
        if said and isinstance(said, str):
            language = "zh" if _HAN.search(said) else "ru" if _CYRILLIC.search(said) else "en"
            row.document["contact"]["title"] = {language: said}
            row.save(update_fields=["document"])


def take_out(apps: Any, _schema_editor: Any) -> None:
    """Keep one spelling of each post."""
    for row in apps.get_model("companies", "Company")._base_manager.iterator():  # noqa: SLF001  # Django's own
        said = row.document.get("contact", {}).get("title")
        if isinstance(said, dict):
            row.document["contact"]["title"] = next((said[code] for code in ("en", "zh", "ru") if said.get(code)), "")
            row.save(update_fields=["document"])


class Migration(migrations.Migration):
    """Change documents only."""

    dependencies: ClassVar[list[Any]] = [("companies", "0002_photo")]

    operations: ClassVar[list[Any]] = [migrations.RunPython(sort_in, take_out)]
