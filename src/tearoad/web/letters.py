"""What a form takes from somebody without an account, without letters that nobody sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

from tearoad.values.letters import seen


def as_seen(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a copy of what was sent: no zero-width letter, none that turns the direction of reading.

    They are taken out and not refused: they come with text that was copied from a page, and nobody could find them.
    """
    if not isinstance(sent, MultiValueDict):
        return {name: _seen(value) for name, value in sent.items()}
    return MultiValueDict({name: [_seen(value) for value in values] for name, values in sent.lists()})


def _seen(value: Any) -> Any:  # noqa: ANN401  # whatever a form was sent
    return seen(value) if isinstance(value, str) else value
