"""Which country or area a trade file means: ISO letters, ISO numbers, and the numbers of UN Comtrade that differ.

An area is written by three letters or signs: the ISO 3166-1 alpha-3 code of a country, `XKX`, `WLD` for the world, or
what Comtrade writes for an area that is no country. Comtrade publishes its numbers as the list of partner areas.
"""

from __future__ import annotations

from functools import cache

from tearoad.reference.countries import country_code
from tearoad.values import CountryCode

WORLD = "WLD"

COMTRADE_NUMBERS = {
    58: "BLX",
    251: "FRA",
    280: "DEU",
    381: "ITA",
    490: "S19",
    530: "ANT",
    579: "NOR",
    699: "IND",
    711: "ZA1",
    736: "SDN",
    757: "CHE",
    810: "SUN",
    842: "USA",
    886: "YEM",
    891: "SCG",
}
"""The fifteen numbers of countries in Comtrade that ISO 3166 does not give, or gives to nobody any more."""

_GROUPS = {97: "EU2", 290: "A29", 471: "A71", 472: "A72", 473: "A73", 492: "E92", 527: "O27", 568: "E19", 577: "F19"}
_GROUPS |= {636: "A36", 637: "A37", 837: "X1", 838: "X2", 839: "XX", 879: "W79", 899: "_X", 129: "A29C"}
_GROUPS |= {697: "R20", 536: "NTZ", 582: "PCI", 592: "PCZ", 849: "PUS", 890: "YUG"}
_GROUPS |= {number: f"X{number}" for number in (221, 457, 459, 461, 647, 658, 717, 836, 866)}
"""Remainders, and territories that became parts of others; beside them a flow of the whole must not count twice."""
_FORMER = {
    200: "CSK",
    230: "ETH",
    278: "DDR",
    588: "PAK",
    590: "PAN",
    720: "YMD",
    835: "TZA",
    841: "USA",
    868: "VNM",
    532: "ANT",
}
_FORMER_LETTERS = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "BUR": "MMR", "PAL": "PSE", "KSV": "XKX", "SUD": "SDN"}
"""Letters of before that the World Bank and CEPII still write, and some of their own, for countries of today."""
_NUMBERS = COMTRADE_NUMBERS | _GROUPS | _FORMER
NO_COUNTRIES = frozenset({*_GROUPS.values(), WORLD, "S19", "ANT", "BLX", "ZA1", "SCG", "SUN", "CSK", "DDR", "YMD"})
"""Areas that are added up in totals and never ranked as a market; 490 is "Other Asia, not elsewhere specified"."""

_WORLD_CODES = frozenset({"0", "W00", "WLD", "WORLD", "TOTAL", "ALL"})


def area_of(written: str) -> str | None:
    """Return the area that a file means by a number, letters or a name; None where no table knows it."""
    bare = written.strip()
    if bare.upper() in _WORLD_CODES or (bare.isdigit() and int(bare) == 0):
        return WORLD
    if bare.isascii() and bare.isdigit():
        number = int(bare)
        return _NUMBERS.get(number) or _by_number().get(number)
    if bare.upper() in _FORMER_LETTERS:
        return _FORMER_LETTERS[bare.upper()]
    if bare.upper() in NO_COUNTRIES or bare.upper() in _alpha3():
        return bare.upper()
    code = country_code(bare)
    return None if code is None else alpha3(code)


def is_country(area: str) -> bool:
    """Whether an area can be travelled to: not the world, not a remainder."""
    return area not in NO_COUNTRIES


def alpha3(country: CountryCode) -> str:
    """Return the three letters of a country."""
    import pycountry  # noqa: PLC0415  # read only where a country is asked for

    found = pycountry.countries.get(alpha_2=country.alpha2)
    return country.alpha2 if found is None else str(found.alpha_3)


def alpha2(area: str) -> CountryCode | None:
    """Return the country of an area; None for the world, remainders and states that are no more."""
    import pycountry  # noqa: PLC0415  # read only where a country is asked for

    country = pycountry.countries.get(alpha_3=area)
    return None if country is None else CountryCode(str(country.alpha_2))


@cache
def _by_number() -> dict[int, str]:
    import pycountry  # noqa: PLC0415  # read only where a country is asked for

    return {int(country.numeric): str(country.alpha_3) for country in pycountry.countries}


@cache
def _alpha3() -> frozenset[str]:
    import pycountry  # noqa: PLC0415  # read only where a country is asked for

    former = {str(country.alpha_3) for country in pycountry.historic_countries}
    return frozenset({str(country.alpha_3) for country in pycountry.countries} | former | {"XKX"})
