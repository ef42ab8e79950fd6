"""The standing register: exporters and buyers, contacts, offers and needs."""

from tearoad.companies.company import (
    MAY_BE_MET,
    Buyer,
    BuyerCategory,
    Certificate,
    Contact,
    Decides,
    Exporter,
    FirmSize,
    Ownership,
    Price,
    Product,
    Quantity,
    Standing,
    Want,
    all_contacts,
)
from tearoad.companies.duplicates import Duplicate, Likeness, find_duplicates

__all__ = [
    "MAY_BE_MET",
    "Buyer",
    "BuyerCategory",
    "Certificate",
    "Contact",
    "Decides",
    "Duplicate",
    "Exporter",
    "FirmSize",
    "Likeness",
    "Ownership",
    "Price",
    "Product",
    "Quantity",
    "Standing",
    "Want",
    "all_contacts",
    "find_duplicates",
]
