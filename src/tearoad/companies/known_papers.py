"""Papers that open a market, which every reader knows by their own name."""

from __future__ import annotations

from enum import StrEnum

from tearoad.paper.sheets import Choices, SheetWords
from tearoad.paper.sheets.cells import folded
from tearoad.values import Language


class KnownPaper(StrEnum):
    """A kind of certificate."""

    EAC_DECLARATION = "eac_declaration"
    EAC_CERTIFICATE = "eac_certificate"
    STATE_REGISTRATION = "state_registration"
    HALAL = "halal"
    KOSHER = "kosher"
    ORGANIC = "organic"
    ORIGIN = "origin"
    PHYTOSANITARY = "phytosanitary"


PAPERS = Choices(
    {
        KnownPaper.EAC_DECLARATION: SheetWords("sheet_words.eac_declaration"),
        KnownPaper.EAC_CERTIFICATE: SheetWords("sheet_words.eac_certificate"),
        KnownPaper.STATE_REGISTRATION: SheetWords("sheet_words.state_registration_certificate"),
        KnownPaper.HALAL: SheetWords("sheet_words.halal"),
        KnownPaper.KOSHER: SheetWords("sheet_words.kosher"),
        KnownPaper.ORGANIC: SheetWords("sheet_words.organic_certificate"),
        KnownPaper.ORIGIN: SheetWords("sheet_words.certificate_of_origin"),
        KnownPaper.PHYTOSANITARY: SheetWords("sheet_words.phytosanitary_certificate"),
    }
)


def paper_name(written: str, language: Language) -> str:
    """Return a kind of certificate as a reader calls it: a known one in their language, any other as it stands."""
    known = PAPERS.read(written)
    if known is None or folded(written) in map(folded, PAPERS.words[known].of(language)):
        return written
    return PAPERS.write(known, language)
