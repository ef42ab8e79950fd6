"""Folders as Russian offices send them: CP1251, semicolons, words instead of numbers. All names are fictional."""

from __future__ import annotations

from tests.journey.ugly.folder import STOP, Rows, Ugly, path

EXPORTERS: Rows = (
    ("ID", "Компания", "Товар", "Код ТН ВЭД"),
    ("E1", "Чай «Пример» (вымышлена)", "зелёный чай", "090210"),
    ("E2", "Соус «Пример» (вымышлена)", "соус чили", "210390"),
)
BUYERS: Rows = (
    ("ID", "Компания", "Ищет", "Код ТН ВЭД"),
    ("B1", "ООО «Образец» (вымышлено)", "чай", "090210"),
    ("B2", "АО «Проба» (вымышлено)", "соус", "210390"),
)
WHO, WHOM, HOW = "Кто просит", "С кем", "Насколько"
BOTH = {"Экспортёры.csv": EXPORTERS, "Закупщики.csv": BUYERS}


def russian(name: str, files: dict[str, Rows], *remarks: tuple[str, ...], mission: str = "", **read: str) -> Ugly:
    """Return a folder as a Russian spreadsheet program saves it."""
    known = {path(what): value for what, value in read.items()}
    return Ugly(name, BOTH | files, remarks, known, encoding="cp1251", delimiter=";", mission=mission)


RUSSIAN = (
    russian(
        "windows_of_russian_buyers",
        {
            "Закупщики.csv": (
                ("ID", "Компания", "Время на выставке", "Ищет", "Код ТН ВЭД"),
                ("B1", "ООО «Раз» (вымышлено)", "весь день", "чай", "090210"),
                ("B2", "ООО «Два» (вымышлено)", "вт утром", "чай", "090210"),
                ("B3", "ООО «Три» (вымышлено)", "уточняется", "чай", "090210"),
                ("B4", "ООО «Четыре» (вымышлено)", "кроме среды", "чай", "090210"),
                ("B5", "ООО «Пять» (вымышлено)", "10-11.02", "чай", "090210"),
                ("B6", "ООО «Шесть» (вымышлено)", "как получится", "чай", "090210"),
            )
        },
        ("Закупщики.csv › C3", "sheets.read_as"),
        ("Закупщики.csv › C4", "sheets.window_open"),
        ("Закупщики.csv › C7", "sheets.bad_window"),
        buyers__B1__windows="",
        buyers__B2__windows="9 10:00-12:00",
        buyers__B3__windows="",
        buyers__B4__windows="9 10:00-18:00, 11 10:00-16:00",
        buyers__B5__windows="10 10:00-18:00, 11 10:00-16:00",
        buyers__B6__windows="",
    ),
    russian(
        "a_refusal_in_other_words",
        {"Запросы.csv": ((WHO, WHOM, HOW), ("E1", "B1", "ни в коем случае"))},
        ("Запросы.csv › C2", "sheets.bad_choice", STOP),
    ),
    russian(
        "a_refusal_that_a_person_answered",
        {"Запросы.csv": ((WHO, WHOM, HOW), ("E1", "B1", "ни в коем случае"), ("E2", "B2", "желательно"))},
        mission='\n[meanings.requests]\n"ни в коем случае" = "нет"\n',
        **{"requests__E1-B1__strength": "no", "requests__E2-B2__strength": "wish"},
    ),
    russian(
        "a_refusal_of_nobody",
        {"Запросы.csv": ((WHO, WHOM, HOW), ("", "B1", "нет"), ("E2", "", "желательно"))},
        ("Запросы.csv › A2", "sheets.cell_missing", STOP),
        ("Запросы.csv › B3", "sheets.cell_missing"),
    ),
    russian(
        "a_refusal_of_somebody_unknown",
        {"Запросы.csv": ((WHO, WHOM, HOW), ("E1", "ООО «Ромашка»", "отказ"), ("E2", "ООО «Лютик»", "желательно"))},
        ("Запросы.csv › B2", "sheets.unknown_reference", STOP),
        ("Запросы.csv › B3", "sheets.unknown_reference"),
    ),
    russian(
        "two_requests_with_one_number",
        {"Запросы.csv": (("№", WHO, WHOM, HOW), ("7", "E1", "B1", "желательно"), ("7", "B2", "E2", "отказ"))},
        ("Запросы.csv › A3", "sheets.id_twice"),
        **{"requests__B2-E2__strength": "no", "requests__7__strength": "wish"},
    ),
    russian(
        "customs_codes_in_words",
        {
            "Закупщики.csv": (
                ("ID", "Компания", "Ищет", "Код ТН ВЭД", "СТМ"),
                ("B1", "ООО «Образец» (вымышлено)", "чай", "не знаю", "возможно"),
                ("B2", "АО «Проба» (вымышлено)", "соус", "2103 90 900 9", "да"),
            )
        },
        ("Закупщики.csv › D2", "sheets.bad_hs"),
        ("Закупщики.csv › E2", "sheets.bad_yes_no"),
        buyers__B1__wants_0_product="чай",
        buyers__B2__wants_0_hs="2103.90 9009",
    ),
    russian(
        "prices_and_amounts_in_words",
        {
            "Экспортёры.csv": (
                ("ID", "Компания", "Товар", "Код ТН ВЭД", "Цена", "Мин. заказ"),
                ("E1", "Чай (вымышлена)", "чай", "090210", "120 руб. за 0,5 кг", "от 500 кг"),
                ("E2", "Соус (вымышлена)", "соус", "210390", "договорная", "полтонны"),
            ),
            "Закупщики.csv": (
                ("ID", "Компания", "Ищет", "Код ТН ВЭД", "Объём", "Целевая цена"),
                ("B1", "ООО «Раз» (вымышлено)", "чай", "090210", "20-30 т", "250-300 руб/кг"),
                ("B2", "ООО «Два» (вымышлено)", "соус", "210390", "около 5 т", "1 250,50 руб./кг"),
            ),
        },
        ("Экспортёры.csv › F2", "sheets.read_as"),
        ("Экспортёры.csv › E3", "sheets.bad_price"),
        ("Экспортёры.csv › F3", "sheets.bad_number"),
        ("Закупщики.csv › E2", "sheets.read_as"),
        ("Закупщики.csv › F2", "sheets.bad_price"),
        ("Закупщики.csv › E3", "sheets.read_as"),
        exporters__E1__products_0_price="120 RUB/0,5 кг",
        exporters__E1__products_0_minimum_order="500 кг",
        buyers__B1__wants_0_volume="20 т",
        buyers__B2__wants_0_volume="5 т",
        buyers__B2__wants_0_price="1250.5 RUB/кг",
    ),
    russian(
        "staff_of_two_or_three",
        {
            "Экспортёры.csv": (
                ("ID", "Компания", "Людей в день", "Собственность", "Товар", "Код ТН ВЭД"),
                ("E1", "Чай (вымышлена)", "2–3 чел.", "ООО", "чай", "090210"),
                ("E2", "Соус (вымышлена)", "2 чел.", "частная", "соус", "210390"),
            )
        },
        ("Экспортёры.csv › C2", "sheets.read_as"),
        ("Экспортёры.csv › D2", "sheets.bad_choice"),
        exporters__E1__staff_per_day="2",
        exporters__E2__staff_per_day="2",
    ),
    russian(
        "away_all_day",
        {
            "Недоступность.csv": (
                ("Кто", "Отсутствует"),
                ("B1", "весь день"),
                ("E1", "ср весь день"),
            )
        },
        absences__B1__window="9 10:00-18:00, 10 10:00-18:00, 11 10:00-16:00",
        absences__E1__window="10 10:00-18:00",
    ),
    russian(
        "an_absence_at_a_time_nobody_knows_yet",
        {"Недоступность.csv": (("Кто", "Отсутствует"), ("E2", "уточняется"))},
        ("Недоступность.csv › B2", "sheets.bad_window", STOP),
    ),
    russian(
        "a_decision_about_somebody_unknown",
        {
            "Решения.csv": (
                ("Участник", "Номер записи", "Решение", "Кем", "Почему"),
                ("ООО «Ромашка»", "T-1", "запретить", "А. Примеров", "совпадает"),
                ("B2", "T-2", "подождём", "А. Примеров", "проверить"),
                ("B9", "T-3", "допустить", "А. Примеров", "другой ИНН"),
            )
        },
        ("Решения.csv › A2", "sheets.unknown_reference", STOP),
        ("Решения.csv › C3", "sheets.bad_choice", STOP),
        ("Решения.csv › A4", "sheets.unknown_reference"),
    ),
    russian(
        "do_not_meet_with_commas",
        {
            "Закупщики.csv": (
                ("ID", "Компания", "Не встречаться", "Ищет", "Код ТН ВЭД"),
                ("B1", "ООО «Раз» (вымышлено)", "E1, E2", "чай", "090210"),
                ("B2", "ООО «Два» (вымышлено)", "", "соус", "210390"),
            )
        },
        buyers__B1__do_not_meet="E1, E2",
    ),
    russian(
        "two_people_in_one_row",
        {
            "Делегаты.csv": (
                ("ID", "ФИО", "Фирма", "Прибытие", "Порядок"),
                ("D1", "Анна Примерова и Иван Образцов", "E1", "вечером 8-го", "глава"),
                ("D2", "Пётр Пробный", "E2", "08.02.2027 18:30", "1"),
            )
        },
        ("Делегаты.csv › B2", "sheets.several_people"),
        ("Делегаты.csv › D2", "sheets.bad_moment"),
        ("Делегаты.csv › E2", "sheets.bad_number"),
        delegates__D1__firm="E1",
        delegates__D1__arrives_at="None",
    ),
)
