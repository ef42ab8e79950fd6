"""Whether the word behind a number stands in the form that the number asks for: 1 день, 2 дня, 5 дней."""

from __future__ import annotations

import re
from collections.abc import Sequence

COUNTED = re.compile(r"\{count\}\s+([^\W\d_]+)")
RUSSIAN = """
адресат адресата адресатов
байт байта байт
бейдж бейджа бейджей
браузер браузера браузеров
валюта валюты валют
вариант варианта вариантов
вещь вещи вещей
визитка визитки визиток
встреча встречи встреч
год года лет
делегат делегата делегатов
день дня дней
задача задачи задач
закупщик закупщика закупщиков
замечание замечания замечаний
запись записи записей
запрос запроса запросов
заявка заявки заявок
знак знака знаков
значение значения значений
изменение изменения изменений
код кода кодов
комната комнаты комнат
компания компании компаний
курс курса курсов
лист листа листов
место места мест
месяц месяца месяцев
минута минуты минут
напоминание напоминания напоминаний
нарушение нарушения нарушений
настройка настройки настроек
номер номера номеров
отправка отправки отправок
ошибка ошибки ошибок
пара пары пар
переводчик переводчика переводчиков
письмо письма писем
пожелание пожелания пожеланий
поле поля полей
получатель получателя получателей
попытка попытки попыток
посетитель посетителя посетителей
правило правила правил
правка правки правок
предупреждение предупреждения предупреждений
причина причины причин
проблема проблемы проблем
пункт пункта пунктов
раз раза раз
раздел раздела разделов
расход расхода расходов
решение решения решений
секунда секунды секунд
сервер сервера серверов
слот слота слотов
случай случая случаев
снимок снимка снимков
список списка списков
ссылка ссылки ссылок
строка строки строк
сумма суммы сумм
сходство сходства сходств
текст текста текстов
товар товара товаров
факт факта фактов
файл файла файлов
фирма фирмы фирм
час часа часов
человек человека человек
шаг шага шагов
экспортёр экспортёра экспортёров
"""
"""What is counted, as a sentence counts 1, 2 and 5 of it."""
FORMS_OF = [tuple(line.split()) for line in RUSSIAN.split("\n") if line]
PEOPLE = frozenset(["адресат", "делегат", "закупщик", "переводчик", "получатель", "посетитель", "человек", "экспортёр"])


def problem_with_number(forms: Sequence[str], language: str) -> str:
    """Return what is wrong with the words that stand behind the number in the plural forms; empty where nothing is."""
    words = tuple(found.group(1).casefold() if (found := COUNTED.search(form)) else "" for form in forms)
    if language != "ru" or not all(words):
        return ""
    for counted in FORMS_OF:
        ways = _ways(counted)
        if set(words) <= set().union(*ways) and words not in ways:
            return f"{', '.join(words)} should be {', '.join(counted)}"
    return ""


def _ways(counted: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return how a word may be counted: named (1 строка), met (1 строку) and missed (без 1 строки)."""
    first, few, many = counted
    met = {"а": f"{first[:-1]}у", "я": f"{first[:-1]}ю"}.get(first[-1], few if first in PEOPLE else first)
    return {counted, (met, few, many), (few, many, many)}
