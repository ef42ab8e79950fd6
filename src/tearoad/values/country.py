"""A country by its ISO 3166-1 alpha-2 code; its name is the organisation's setting and stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.errors import InputError
from tearoad.text import Text


@dataclass(frozen=True, slots=True, order=True)
class CountryCode:
    """Two capital letters, such as RU. Whether the code is assigned is asked of `tearoad.reference`."""

    alpha2: str

    def __post_init__(self) -> None:
        """Refuse what cannot be a code."""
        if not (len(self.alpha2) == 2 and self.alpha2.isascii() and self.alpha2.isalpha() and self.alpha2.isupper()):
            raise InputError(Text("values.country", found=self.alpha2), Text("values.country_hint"))

    def __str__(self) -> str:
        """Return the two letters."""
        return self.alpha2
