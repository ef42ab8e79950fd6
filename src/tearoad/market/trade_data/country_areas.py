"""Which areas a table of countries means: unions that stand for their members, groups that are no country."""

from __future__ import annotations

from tearoad.market.trade_data.areas import WORLD, area_of, is_country

_UNION = frozenset({"EUN", "EU", "EUU", "EU2", "EU27", "EU28", "918", "97", "EUROPEAN UNION"})
_ENTERED = {
    1958: "BEL DEU FRA ITA LUX NLD",
    1973: "DNK GBR IRL",
    1981: "GRC",
    1986: "ESP PRT",
    1995: "AUT FIN SWE",
    2004: "CYP CZE EST HUN LTU LVA MLT POL SVK SVN",
    2007: "BGR ROU",
    2013: "HRV",
}
_LEFT = {"GBR": 2021}
"""The first year outside of the customs union."""
_GROUPS = (
    "AFE AFW ARB CEB CHI CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY"
    " LTE MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST TEA TEC TLA TMN TSA TSS UMC WLD"
)
"""Groups of countries in tables of the World Bank; `CHI` are the Channel Islands, which customs do not know."""
_EVERYBODY = frozenset({"", "ALL", "ALL MEMBERS", "ALL COUNTRIES", "MFN", "ERGA OMNES"})


def country(written: str) -> tuple[str, ...] | None:
    """Return the country that a table means; none for a group of countries, None for what no table knows."""
    if written.strip().upper() in {*_GROUPS.split(), *_UNION}:
        return ()
    area = area_of(written)
    if area is None:
        return None
    return (area,) if is_country(area) else ()


def customs_areas(written: str, year: int) -> tuple[str, ...] | None:
    """Return the countries whose customs a table of tariffs means in a year: a union stands for its members."""
    if written.strip().upper() not in _UNION:
        return country(written)
    inside = (area for entered, areas in _ENTERED.items() if entered <= year for area in areas.split())
    return tuple(sorted(area for area in inside if year < _LEFT.get(area, year + 1)))


def origins(written: str, year: int) -> tuple[str, ...] | None:
    """Return whose goods a tariff is for; `WLD` for all."""
    if written.strip().upper() in _EVERYBODY or area_of(written) == WORLD:
        return (WORLD,)
    return customs_areas(written, year)
