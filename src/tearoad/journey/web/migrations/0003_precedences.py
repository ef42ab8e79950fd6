"""What says which meeting comes before which is called a precedence: in remembered headers and in imports too."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

_BEFORE, _NOW, _PLACES = "orders", "precedences", "#sheets"
_CODES = (
    ("journey_pages.named_by_orders", "journey_pages.named_by_precedences"),
    ("sheets.order_circle", "sheets.precedence_circle"),
    ("sheets.order_circle_hint", "sheets.precedence_circle_hint"),
    ("sheets.order_itself", "sheets.precedence_itself"),
)


def rename(apps: Any, _editor: object) -> None:
    """Call the kind by its name of now."""
    _rename(apps, _BEFORE, _NOW)


def rename_back(apps: Any, _editor: object) -> None:
    """Call the kind as it was called before."""
    _rename(apps, _NOW, _BEFORE)


def _rename(apps: Any, before: str, now: str) -> None:
    apps.get_model("journey", "HeaderMapping")._base_manager.filter(sheet=before).update(sheet=now)  # noqa: SLF001  # across all organisations
    kinds = {name.format(before): name.format(now) for name in ("{}", "#meanings:{}")}
    codes = dict(_CODES) if now == _NOW else {code: former for former, code in _CODES}
    for row in apps.get_model("journey", "SheetImport")._base_manager.iterator():  # noqa: SLF001  # across all organisations
        kept = (row.mapping, row.found, row.before)
        row.mapping = _keys(row.mapping, kinds)
        if _PLACES in row.mapping:
            row.mapping[_PLACES] = _values(row.mapping[_PLACES], kinds)
        row.found = _found(row.found, kinds, codes)
        row.before = {part: _keys(of, kinds) if isinstance(of, dict) else of for part, of in row.before.items()}
        if (row.mapping, row.found, row.before) != kept:
            row.save(update_fields=["mapping", "found", "before"])


def _found(found: dict[str, Any], kinds: dict[str, str], codes: dict[str, str]) -> dict[str, Any]:
    """Return what a reading found: kinds by name, sheets with their kinds, and texts that the pages still say."""
    found = _texts(found, codes)
    if "kinds" in found:
        found["kinds"] = _keys(found["kinds"], kinds)
    if "sheets" in found:
        found["sheets"] = [one | {"kind": kinds.get(one["kind"], one["kind"])} for one in found["sheets"]]
    return found


def _keys(found: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(key, key): value for key, value in found.items()}


def _values(found: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    return {key: names.get(value, value) for key, value in found.items()}


def _texts(found: Any, codes: dict[str, str]) -> Any:
    if isinstance(found, dict):
        return {key: _texts(value, codes) for key, value in found.items()}
    if isinstance(found, list):
        return [_texts(one, codes) for one in found]
    return codes.get(found, found) if isinstance(found, str) else found


class Migration(migrations.Migration):
    """Rename the kind where its name is data."""

    dependencies: ClassVar = [("journey", "0002_jobs_are_forgotten")]
    operations: ClassVar = [migrations.RunPython(rename, rename_back)]
