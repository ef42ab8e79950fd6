"""Names of people and firms across scripts."""

from tearoad.names.name import FirmName, PersonName

__all__ = ["FirmName", "PersonName"]
