"""A number of seconds, or of effort counted like them, as an option takes it."""

from __future__ import annotations

import math

import click

from tearoad.text import Text
from tearoad.words import Words

_MOST = 1e6
"""Eleven days: what the engine takes for unlimited."""


class Amount(click.FloatRange):
    """A finite number that is neither too small nor endless."""

    def __init__(self, least: float) -> None:
        """Refuse less than this."""
        super().__init__(min=least, max=_MOST)

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; `nan` is in no range, so that click lets it pass."""
        number = super().convert(value, param, ctx)
        words = None if ctx is None else ctx.find_object(Words)
        if math.isnan(number) and words is not None:
            refusal = Text("cli.click_not_a_number", value=str(value))
            self.fail(words.template(refusal).format(value=value), param, ctx)
        return number
