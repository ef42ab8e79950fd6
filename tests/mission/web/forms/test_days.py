"""No form anywhere writes a day or a time otherwise than browsers read it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module

import pytest
from django import forms
from django.conf import settings
from django.forms.widgets import DateTimeBaseInput
from django.utils.translation import override

import tearoad

MOMENT = datetime(2022, 12, 23, 9, 30)  # noqa: DTZ001  # as a form shows it


def inputs(form: type[forms.Form] = forms.Form) -> Iterator[tuple[str, DateTimeBaseInput]]:
    """Yield the days and times of every form of the project."""
    for subclass in form.__subclasses__():
        if subclass.__module__.startswith("tearoad."):
            for name, field in subclass.base_fields.items():
                if isinstance(field.widget, DateTimeBaseInput):
                    yield f"{subclass.__name__}.{name}", field.widget
        yield from inputs(subclass)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_days_and_times_are_written_in_one_way_whatever_the_language(language: str) -> None:
    for module in pkgutil.walk_packages(tearoad.__path__, "tearoad."):
        if ".forms" in module.name:
            import_module(module.name)
    with override(language):
        written = {name: date_time_base_input.format_value(MOMENT) for name, date_time_base_input in inputs()}
    assert "ItemForm.on" in written
    assert set(written.values()) <= {"2022-12-23", "09:30", "2022-12-23T09:30"}
