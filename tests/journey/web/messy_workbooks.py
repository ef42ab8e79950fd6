"""Workbooks as officers really send them, and what an officer corrects in each. All names are fictional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class MessyWorkbook:
    """One workbook, and how it is mended on the page."""

    name: str
    language: Language
    sheets: Mapping[str, tuple[tuple[object, ...], ...]]
    merged: Mapping[str, tuple[tuple[int, int, int, int], ...]] = field(default_factory=dict)
    """Cells that are one, by sheet: first row and column, last row and column, from 0."""
    corrected: Mapping[str, str] = field(default_factory=dict)
    """By the end of a place, what the officer writes into the cell."""
    answered: Mapping[str, str] = field(default_factory=dict)
    """By a part of a question, what the officer answers."""
    came: Mapping[str, int] = field(default_factory=dict)
    """By kind, how many rows the mission has in the end."""
    hidden: frozenset[str] = frozenset()
    """The sheets that nobody sees who opens it."""
    has_twins: bool = True
    """Whether two rows are one company under two names."""

    def __str__(self) -> str:
        return f"{self.language.value} {self.name}"

    def write(self, folder: Path) -> Path:
        """Write the workbook."""
        path = folder / f"{self.name}.xlsx"
        with xlsxwriter.Workbook(str(path)) as workbook:
            for title, rows in self.sheets.items():
                sheet = workbook.add_worksheet(title)
                for number, row in enumerate(rows):
                    self._write_row(sheet, number, row)
                if title in self.hidden:
                    sheet.hide()
                self._merge(sheet, title)
        return path

    @staticmethod
    def _write_row(sheet: Worksheet, number: int, row: tuple[object, ...]) -> None:
        """Write a row; a formula as programs do that never reckoned it."""
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith("="):
                sheet.write_formula(number, column, cell, None, "")
            else:
                sheet.write(number, column, cell)

    def _merge(self, sheet: Worksheet, title: str) -> None:
        rows = self.sheets[title]
        for top, left, bottom, right in self.merged.get(title, ()):
            sheet.merge_range(top, left, bottom, right, rows[top][left])


RUSSIAN = MessyWorkbook(
    "список",
    Language.RU,
    {
        "Экспортёры": (
            ("№", "Название компании", "Город", "Языки", "Телефон", "E-mail", "Товар", "Код ТН ВЭД"),
            (
                1,
                "Guizhou Cha (вымышл.)",
                "Гуйян",
                "китайский, русский",
                "+86 851 8000 0001",
                "one@example.org",
                "Чай зелёный",
                "0902, 2103",
            ),
            (
                2,
                "Соусы Цзуньи (вымышл.)",
                "Цзуньи",
                "中文、俄语",
                "+86 851 8000 0002",
                "two@example.org",
                "Соус чили",
                "210390",
            ),
            (
                3,
                "Guizhou Cha Ltd (вымышл.)",
                "Гуйян",
                "Chinese; English",
                "+86 851 8000 0001",
                "one@example.org",
                "Чай чёрный",
                "090240",
            ),
            (4, "", "Аньшунь", "кит., рус.", "+86 851 8000 0004", "four@example.org", "Грибы", "071234"),
        ),
        "Закупщики": (
            ("№", "Компания", "Страна", "Языки", "E-mail", "Когда может", "Что ищет", "Код ТН ВЭД"),
            (1, "ООО «Пример» (вымышл.)", "Казахстан", "русский", "b1@example.org", "только утром", "чай", "0902"),
            (2, "ТОО «Образец» (вымышл.)", "Кыргызстан", "рус", "b2@example.org", "2-3", "соус, чай", "2103, 0902"),
            (3, "ИП Проба (вымышл.)", "KZ", "Russian/Chinese", "b3@example.org", "после обеда", "грибы", "0712"),
        ),
        "Переводчики": (
            ("№", "Имя", "Языки", "Часы", "Почта"),
            (1, "Ван Мин (вымышл.)", "китайский-русский", "только утром", "w@example.org"),
            (2, "Ли Хуа (вымышл.)", "русский", "2-3", "l@example.org"),
        ),
        "Пожелания": (
            ("Кто", "С кем", "Насколько"),
            ("Соусы Цзуньи (вымышл.)", "ООО «Пример» (вымышл.)", "обязательно"),
            ("ТОО «Образец» (вымышл.)", "Соусы Цзуньи (вымышл.)", "может быть"),
        ),
    },
    corrected={
        "Экспортёры › B5": "Грибы Аньшуня (вымышл.)",
        "Закупщики › F3": "14:00-15:00",
        "Переводчики › C3": "русский, китайский",
        "Переводчики › D3": "14:00-15:00",
    },
    answered={"может быть": "желательно"},
    came={"exporters": 3, "buyers": 3, "interpreters": 2, "requests": 2},
)
CHINESE = MessyWorkbook(
    "汇总表",
    Language.ZH,
    {
        "参展企业名单": (
            ("贵州省参展企业汇总表（虚构）",),
            ("填表日期：2027年1月5日",),
            ("序号", "企业名称", "联系人", "", "", "展品", "", "参展人数", "语言"),
            ("", "", "姓名", "手机", "邮箱", "名称", "海关编码", "", ""),
            (
                "一",
                "遵义茶业有限公司（虚构）",
                "王明",
                "１３８０００００００１",
                "wang@example.org",
                "绿茶",
                "０９０２１０",
                "两人",
                "中文、英文",
            ),
            ("", "", "", "", "", "红茶", "0902.30", "", ""),
            (
                "二",
                "老干辣椒厂（虚构）",
                "张三",
                "zhang@example.org",
                "13800000002",
                "辣椒酱",
                "２１０３９０",
                "3人",
                "汉语，俄语",
            ),
            ("三", "安顺菌菇（虚构）", "李四", "13800000003", "无", "香菇", "0712、0709", "四", "普通话"),
            (
                "四",
                "遵义茶业有限责任公司（虚构）",
                "王明",
                "13800000001",
                "wang@example.org",
                "茉莉花茶",
                "9021O",
                "２",
                "zh/ru",
            ),
            ("", "", "", "合计", "", "", "", "十一人", ""),
            (),
            ("采购商名单",),
            ("序号", "公司名称", "国家", "语言", "邮箱", "采购需求", "海关编码", "可参加时间"),
            ("１", "ТОО «Алма» (вымышл.)", "哈国", "俄罗斯语", "alma@example.org", "茶", "0902", "上午"),
            ("２", "ОсОО Бишкек (вымышл.)", "吉尔吉斯斯坦", "俄文", "+996 555 000002", "辣椒", "2103", "下午看情况"),
            ("３", "ИП Нур (вымышл.)", "大哈国", "俄语", "nur(at)example.org", "蘑菇；茶", "0712；0902", "第二天全天"),
        ),
        "翻译": (
            ("序号", "姓名", "语种", "电话", "邮箱", "可工作时间"),
            ("1", "赵翻译（虚构）", "中俄", "13900000001", "zhao@example.org", "上午"),
            ("2", "钱翻译（虚构）", "中文/俄文/英文", "13900000002", "13900000002", "９:００－１７:００"),
        ),
    },
    merged={
        "参展企业名单": (
            (0, 0, 0, 8),
            (2, 0, 3, 0),
            (2, 1, 3, 1),
            (2, 2, 2, 4),
            (2, 5, 2, 6),
            (4, 0, 5, 0),
            (4, 1, 5, 1),
            (4, 2, 5, 2),
        )
    },
    corrected={
        "参展企业名单 › G9": "090210",
        "采购商名单 › C16": "哈萨克斯坦",
        "采购商名单 › H15": "14:00-15:00",
    },
    came={"exporters": 3, "buyers": 3, "interpreters": 2},
)
ENGLISH = MessyWorkbook(
    "list",
    Language.EN,
    {
        "Exporters FINAL (2)": (
            ("Confidential - draft",),
            (),
            (
                "No.",
                "Company (EN)",
                "公司名称",
                "",
                "Contact",
                "Tel / mobile",
                "e-mail",
                "Product range",
                "HS",
                "Languages spoken",
                "Number of people",
            ),
            (
                "1.",
                "Zunyi Tea Ltd (fictional)",
                "遵义茶（虚构）",
                "",
                "Mr Wang",
                "0086-851-80000001",
                "wang @example.org",
                "Green tea / black tea",
                "090210/090230",
                "CN+EN",
                "2-3",
            ),
            (
                "2.",
                "Guiyang Chili Co (fictional)",
                "",
                "",
                "Ms Zhang",
                "tbc",
                "zhang@example.org; sales@example.org",
                "Chili sauce",
                "2103.90.90",
                "Mandarin, some Russian",
                "two",
            ),
            (
                "3.",
                "",
                "安顺菌菇（虚构）",
                "",
                "",
                "+86 13800000003",
                "n/a",
                "Dried mushrooms",
                "HS 0712",
                "chinese",
                "",
            ),
            (
                "4.",
                "Zunyi Tea Co., Limited (fictional)",
                "",
                "",
                "Mr Wang",
                "0086 851 80000001",
                "wang@example.org",
                "Jasmine tea",
                "",
                "Chinese",
                "1",
            ),
            (),
            ("Interpreters",),
            ("No.", "Name", "Languages"),
            ("1.", "Zhao (fictional)", "zh-ru"),
            ("2.", "Qian (fictional)", "??"),
        ),
        "Buyer list": (
            (
                "#",
                "Buyer",
                "Country",
                "Email",
                "Phone",
                "Looking for",
                "HS code",
                "Language",
                "Availability",
                "Remarks",
            ),
            (
                1,
                "Alma LLP (fictional)",
                "Kazakstan",
                "alma@example.org",
                "+7 701 000 00 01",
                "tea",
                "0902",
                "RU",
                "mornings only",
                "VIP",
            ),
            (
                2,
                "Bishkek Foods (fictional)",
                "Kirgizia",
                "info@example.org",
                "info2@example.org",
                "chili, spices",
                "2103; 0904",
                "russian & kyrgyz",
                "pm",
                "",
            ),
            (
                3,
                "Nur Trade (fictional)",
                "Republic of Kazakhstan",
                "",
                "8 701 000 00 03",
                "mushrooms",
                "07.12",
                "Russian",
                "sometime",
                "",
            ),
        ),
        "Wishes": (
            ("Who", "Wants to meet", "Priority", "Comment"),
            ("Guiyang Chili Co (fictional)", "Alma LLP (fictional)", "must", ""),
            ("Nur Trade (fictional)", "Guiyang Chili", "1", ""),
        ),
    },
    corrected={
        "Interpreters › C12": "Chinese, Russian",
        "Buyer list › E3": "+996 555 000002",
        "Buyer list › I4": "14:00-15:00",
    },
    answered={"Guiyang Chili": "Guiyang Chili Co (fictional)", "“1”": "wish"},
    came={"exporters": 3, "buyers": 3, "interpreters": 2, "requests": 2},
)
