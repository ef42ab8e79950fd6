"""Read-only tables: HS, countries, languages, currencies, with their sources."""

from tearoad.reference.countries import country_code
from tearoad.reference.currencies import currency_exists
from tearoad.reference.hs import HSEdition, hs_children, hs_description, hs_distance, hs_exists, hs_nearest, hs_parent
from tearoad.reference.languages import language_code, language_name
from tearoad.reference.provenance import SOURCES, Source
from tearoad.reference.wordings import (
    Wording,
    country_name,
    house_wordings,
    let_wordings_hold,
    place_name,
    wordings_of_house,
)

__all__ = [
    "SOURCES",
    "HSEdition",
    "Source",
    "Wording",
    "country_code",
    "country_name",
    "currency_exists",
    "house_wordings",
    "hs_children",
    "hs_description",
    "hs_distance",
    "hs_exists",
    "hs_nearest",
    "hs_parent",
    "language_code",
    "language_name",
    "let_wordings_hold",
    "place_name",
    "wordings_of_house",
]
