"""A call to start with: criteria and questions as offices usually ask them, to be changed as one likes."""

from __future__ import annotations

from datetime import datetime

from tearoad.call.call import Call, Criterion, Option, Question, QuestionKind
from tearoad.values import LocalText

CRITERIA = (
    Criterion("product", LocalText("Product fits the market", "产品适合目标市场", "Товар подходит рынку"), 4),
    Criterion("export", LocalText("Export experience", "出口经验", "Опыт экспорта"), 2),
    Criterion("capacity", LocalText("Capacity and delivery", "产能与供货", "Мощности и поставки"), 2),
    Criterion("plan", LocalText("Plan for the follow-up", "后续跟进计划", "План дальнейшей работы"), 2),
)
QUESTIONS = (
    Question(
        "exports",
        QuestionKind.YES_NO,
        LocalText(
            "Has your firm exported in the last two years?",
            "贵公司近两年有出口吗？",
            "Экспортировала ли ваша фирма за последние два года?",
        ),
        2,
    ),
    Question(
        "label",
        QuestionKind.CHOICE,
        LocalText(
            "Is there a label in the host country’s language?",
            "是否已有目的国语言标签？",
            "Есть ли этикетка на языке страны?",
        ),
        2,
        (
            Option("ready", LocalText("Yes, printed", "有，已印制", "Да, напечатана"), 100),
            Option("draft", LocalText("A draft", "有草稿", "Есть макет"), 50),
            Option("none", LocalText("Not yet", "尚无", "Пока нет"), 0),
        ),
    ),
    Question(
        "monthly",
        QuestionKind.NUMBER,
        LocalText(
            "How many containers can you deliver a month?",
            "每月可供货多少个集装箱？",
            "Сколько контейнеров в месяц вы можете поставить?",
        ),
        1,
        enough=4,
    ),
    Question(
        "speaks",
        QuestionKind.YES_NO,
        LocalText(
            "Does somebody who travels speak English or Russian?",
            "参团人员中有人会英语或俄语吗？",
            "Говорит ли кто-то из едущих по-английски или по-русски?",
        ),
        1,
    ),
    Question(
        "partners",
        QuestionKind.TEXT,
        LocalText("Whom do you want to meet?", "希望与哪类采购商洽谈？", "С кем вы хотите встретиться?"),
        0,
        needed=False,
    ),
)
PURPOSE = LocalText(
    "To choose the firms of this mission and to prepare the journey of those who go. Your data is seen by the "
    "organiser’s staff only.",
    "用于遴选本次代表团企业，并为入选企业筹备行程。贵公司信息仅供主办单位工作人员查阅。",
    "Чтобы выбрать фирмы для этой миссии и подготовить поездку тех, кто едет. Ваши данные видят только сотрудники "
    "организатора.",
)


def usual_call(opens_at: datetime, closes_at: datetime, address: str, cap: int = 18) -> Call:
    """Return a call with the usual criteria and questions."""
    return Call(opens_at, closes_at, address, cap, criteria=CRITERIA, questions=QUESTIONS, purpose=PURPOSE)
