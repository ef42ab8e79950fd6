"""Names of other scripts in Latin letters."""

from tearoad.names.latin.transliterate import Reading, Scheme, readings, to_latin

__all__ = ["Reading", "Scheme", "readings", "to_latin"]
