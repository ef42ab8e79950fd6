from __future__ import annotations

from dataclasses import fields

from checks.pages import settings
from tearoad.site.config import Config


def test_the_page_of_settings_is_what_the_sources_say() -> None:
    assert settings.check() == []


def test_the_page_names_every_setting_once() -> None:
    page = settings.page()
    assert [page.count(f"| `TEAROAD_{field.name.upper()}` |") for field in fields(Config)] == [1] * len(fields(Config))
