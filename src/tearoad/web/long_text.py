"""The box for some lines: it takes whatever is pasted; a script counts, the server says what is too much."""

from __future__ import annotations

from typing import Any

from django import forms


class LongText(forms.Textarea):
    """A box for some lines that cuts nothing in silence; checks refuse every other one."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say how long the text may be, where a browser would cut it."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        shown = context["widget"]["attrs"]
        if "maxlength" in shown:
            shown["data-most"] = shown.pop("maxlength")
        return context
