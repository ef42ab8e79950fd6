"""The place behind an Incoterm stands in three languages; what was written is sorted by its letters."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.db import migrations

_HAN, _CYRILLIC = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"), re.compile(r"[\u0400-\u04ff]")


def _prices(document: Any) -> list[dict[str, Any]]:
    """Return the prices of what a firm offers or wants, as they stand in its document."""
    goods = (*document.get("products", ()), *document.get("wants", ()))
    return [one["price"] for one in goods if one.get("price") and one["price"].get("named_place")]


def sort_in(apps: Any, _schema_editor: Any) -> None:
    """Move each place to the language of its letters."""
    for row in apps.get_model("companies", "Company")._base_manager.iterator():  # noqa: SLF001  # Django's own
        prices = [one for one in _prices(row.document) if isinstance(one["named_place"], str)]
        for price in prices:
            said = price["named_place"]
            language = "zh" if _HAN.search(said) else "ru" if _CYRILLIC.search(said) else "en"
            price["named_place"] = {language: said}
        if prices:
            row.save(update_fields=["document"])


def take_out(apps: Any, _schema_editor: Any) -> None:
    """Keep one spelling of each place."""
    for row in apps.get_model("companies", "Company")._base_manager.iterator():  # noqa: SLF001  # Django's own
        prices = [one for one in _prices(row.document) if isinstance(one["named_place"], dict)]
        for price in prices:
            said = price["named_place"]
            price["named_place"] = next((said[code] for code in ("en", "zh", "ru") if said.get(code)), "")
        if prices:
            row.save(update_fields=["document"])


class Migration(migrations.Migration):
    """Change documents only."""

    dependencies: ClassVar[list[Any]] = [("companies", "0003_contact_titles")]

    operations: ClassVar[list[Any]] = [migrations.RunPython(sort_in, take_out)]
