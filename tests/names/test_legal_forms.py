import pytest

from tearoad.names import LegalForm
from tearoad.names.legal_forms import FirmParts, split_legal_form


@pytest.mark.parametrize(
    ("written", "core", "form"),
    [
        ("ООО «Ромашка»", ("ромашка",), LegalForm.COMPANY),
        ("000 Ромашка", ("ромашка",), LegalForm.COMPANY),
        ("Romashka OOO", ("romashka",), LegalForm.COMPANY),
        ("Romashka LLC", ("romashka",), LegalForm.COMPANY),
        ("Общество с ограниченной ответственностью «Ромашка»", ("ромашка",), LegalForm.COMPANY),
        ("ТОО Дастархан", ("дастархан",), LegalForm.COMPANY),
        ("Guizhou Tea Co., Ltd.", ("guizhou", "tea"), LegalForm.COMPANY),
        ("贵州茶业有限公司", ("贵州茶业",), LegalForm.COMPANY),
        ("贵州茶业股份有限公司", ("贵州茶业",), LegalForm.JOINT_STOCK),
        ("ПАО «Лето»", ("лето",), LegalForm.JOINT_STOCK),
        ("ЗАО Лето", ("лето",), LegalForm.JOINT_STOCK),
        ("TROVER, S.A.", ("trover",), LegalForm.JOINT_STOCK),
        ("S.P.A. Rossi", ("rossi",), LegalForm.JOINT_STOCK),
        ("ИП Иванов Иван", ("иванов", "иван"), LegalForm.SOLE_TRADER),
        ("Müller GmbH & Co. KG", ("muller",), LegalForm.PARTNERSHIP),
        ("Ромашка", ("ромашка",), None),
        ("Радио 000", ("радио", "000"), None),
    ],
)
def test_the_legal_form_is_told_from_the_name(written: str, core: tuple[str, ...], form: LegalForm | None) -> None:
    assert split_legal_form(written) == FirmParts(core, form)


def test_a_name_that_is_a_legal_form_is_kept() -> None:
    assert split_legal_form("АО") == FirmParts(("ао",), None)
