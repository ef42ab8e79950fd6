"""What two made-up officials agreed at the fair: something due, and something said that nobody has to do."""

from __future__ import annotations

from datetime import date

from tearoad.orders.official_agreement import AgreementId, OfficialAgreement
from tearoad.values import LocalText

_OURS = "Commerce Bureau, Director Wen (fictional)"
_THEIRS = "Trade department, Head Orlova (fictional)"


def make_agreements() -> tuple[OfficialAgreement, ...]:
    """Return what was said; all of it is made up."""
    return (
        OfficialAgreement(
            AgreementId("OA01"),
            LocalText(
                "The departments tell each other which papers tea needs at the border.",
                "双方主管部门互相通报茶叶通关所需单证。",
                "Ведомства сообщают друг другу, какие документы нужны чаю на границе.",
            ),
            _OURS,
            _THEIRS,
            date(2023, 2, 7),
            LocalText("Send the list of papers", "提交单证清单", "Прислать перечень документов"),
            _THEIRS,
            date(2023, 5, 31),
            source="Minutes of the courtesy call (fictional)",
        ),
        OfficialAgreement(
            AgreementId("OA02"),
            LocalText(
                "Both sides welcome a return visit of buyers in autumn.",
                "双方欢迎采购商秋季回访。",
                "Стороны приветствуют ответный визит закупщиков осенью.",
            ),
            _THEIRS,
            _OURS,
            date(2023, 2, 8),
        ),
    )
