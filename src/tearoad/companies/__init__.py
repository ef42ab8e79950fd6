"""The standing register: exporters and buyers, contacts, offers and needs."""

from tearoad.companies.company import (
    Buyer,
    BuyerCategory,
    Certificate,
    Contact,
    Decides,
    Exporter,
    Ownership,
    Price,
    Product,
    Quantity,
    Standing,
    Want,
)

__all__ = [
    "Buyer",
    "BuyerCategory",
    "Certificate",
    "Contact",
    "Decides",
    "Exporter",
    "Ownership",
    "Price",
    "Product",
    "Quantity",
    "Standing",
    "Want",
]
