"""Papers that open a market, which every reader knows by their own name."""

from __future__ import annotations

from enum import StrEnum

from tearoad.paper.sheets import Choices, w3
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
        KnownPaper.EAC_DECLARATION: w3(
            "EAC declaration|EAC declaration of conformity|EAEU declaration of conformity",
            "欧亚经济联盟符合性声明|EAC声明|EAC符合性声明",
            "Декларация о соответствии ЕАЭС|Декларация ЕАЭС|Декларация EAC|Декларация ЕАС",
        ),
        KnownPaper.EAC_CERTIFICATE: w3(
            "EAC certificate|EAC certificate of conformity|EAEU certificate of conformity",
            "欧亚经济联盟合格证书|EAC认证|EAC证书|欧亚认证",
            "Сертификат соответствия ЕАЭС|Сертификат ЕАЭС|Сертификат EAC|Сертификат ЕАС",
        ),
        KnownPaper.STATE_REGISTRATION: w3(
            "State registration certificate|Certificate of state registration",
            "国家注册证书|国家登记证书",
            "Свидетельство о государственной регистрации|СГР",
        ),
        KnownPaper.HALAL: w3("Halal|Halal certificate", "清真认证|清真证书", "Халяль|Сертификат «Халяль»"),
        KnownPaper.KOSHER: w3("Kosher|Kosher certificate", "犹太洁食认证|洁食认证", "Кошерный сертификат|Кошер"),
        KnownPaper.ORGANIC: w3("Organic certificate|Organic", "有机认证|有机产品认证", "Органический сертификат"),
        KnownPaper.ORIGIN: w3("Certificate of origin", "原产地证书|原产地证", "Сертификат происхождения"),
        KnownPaper.PHYTOSANITARY: w3(
            "Phytosanitary certificate", "植物检疫证书", "Фитосанитарный сертификат|Фитосанитарное свидетельство"
        ),
    }
)


def paper_said(written: str, language: Language) -> str:
    """Return a kind of certificate as a reader calls it: a known one in their language, any other as it stands."""
    known = PAPERS.read(written)
    if known is None or folded(written) in map(folded, PAPERS.words[known].of(language)):
        return written
    return PAPERS.write(known, language)
